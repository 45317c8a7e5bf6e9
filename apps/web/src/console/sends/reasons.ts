import { useTranslations } from 'use-intl';

/**
 * Why a mail is late or ended, in the reader's words. Reasons begin with a code (`late.cap`, `late.deferred-450`); what a relay said follows
 * after a colon and is shown as it is.
 */
export function useReasonText(): (reason: string) => string {
  const t = useTranslations('sends');
  return (reason) => {
    const [code = '', ...said] = reason.split(': ');
    const number = /[.-](\d+)(?:-times)?$/.exec(code);
    const key = (number ? code.slice(0, number.index) : code).replaceAll('.', '_');
    if (!t.has(`reasons.${key as 'late_cap'}`)) return reason;
    const text = t(`reasons.${key as 'refused'}`, { code: number?.[1] ?? '' });
    return said.length ? `${text} · ${said.join(': ')}` : text;
  };
}
