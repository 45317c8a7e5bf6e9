import { useTranslations } from 'use-intl';
import { isProblem } from '../api/problem.ts';

/** One sentence for whatever went wrong: in the reader's language where the code is known, else what the server said. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('frame.problem');
  return (error) => {
    if (!isProblem(error)) return t('unreachable');
    const key = error.code.replaceAll('.', '_') as 'unreachable';
    if (t.has(key)) return t(key);
    return error.status >= 500 ? t('ours', { reference: error.reference ?? '' }) : error.detail;
  };
}
