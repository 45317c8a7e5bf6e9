import { useFormatter } from 'use-intl';
import { momentOf, type Day } from './days.ts';

/** Writes days as the reader's language does: "Friday 4 December". */
export function useDayName(): (day: Day, style?: 'full' | 'short') => string {
  const format = useFormatter();
  return (day, style = 'full') =>
    format.dateTime(momentOf(day), {
      timeZone: 'UTC',
      weekday: style === 'full' ? 'long' : 'short',
      day: 'numeric',
      month: style === 'full' ? 'long' : 'short',
    });
}
