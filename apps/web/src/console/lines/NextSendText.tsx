import { useFormatter, useTranslations } from 'use-intl';
import type { NextSend } from './next-send.ts';

/** The next send of a line, in words. */
export function NextSendText({ next }: { next: NextSend }) {
  const t = useTranslations('authoring.lines');
  const format = useFormatter();
  if (!next) return t('nextNone');
  if (next.kind === 'day')
    return format.dateTime(new Date(`${next.day}T12:00:00Z`), {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    });
  const when = format.dateTime(new Date(next.at), { weekday: 'short', hour: 'numeric', minute: '2-digit' });
  return t('nextPlanned', { when, count: next.count });
}
