import { useFormatter, useNow } from 'use-intl';

/** A moment, as the reader's language writes it. @param relative "3 hours ago", with the moment itself at hand. */
export function Moment({ at, relative = false, day = false }: { at: string; relative?: boolean; day?: boolean }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const date = new Date(at);
  const full = format.dateTime(date, day ? { dateStyle: 'medium' } : { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <time dateTime={at} title={relative ? full : undefined}>
      {relative ? format.relativeTime(date, now) : full}
    </time>
  );
}
