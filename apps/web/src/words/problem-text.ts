import { useTranslations } from 'use-intl';
import { isProblem } from '../api/problem.ts';

/** One sentence for whatever went wrong: in the reader's language where the code is known, else what the server said. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('frame.problem');
  return (error) => {
    if (!isProblem(error)) return t('unreachable');
    const known = keysOf(error.code).find((key) => t.has(key));
    if (known) return t(known);
    return error.status >= 500 ? t('ours', { reference: error.reference ?? '' }) : error.detail;
  };
}

/** The names of a code's sentence: its own, or that of its family, such as `limit_any` for `limit.sign-in`. */
export const keysOf = (code: string) => [code.replaceAll('.', '_'), `${code.split('.', 1)[0]}_any`] as 'unreachable'[];
