import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';

export type Line = components['schemas']['LineDto'];
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** A Monday: weekdays are named after the days that follow it. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** Names of days and hours of a cadence, in the reader's language. */
export function useCadence() {
  const t = useTranslations('authoring.lines');
  const format = useFormatter();
  const weekday = (iso: number, form: 'short' | 'long' = 'short') =>
    format.dateTime(new Date(MONDAY + (iso - 1) * DAY), { weekday: form, timeZone: 'UTC' });
  /** @param at such as 09:00 */
  const hour = (at: string) =>
    format.dateTime(new Date(`2024-01-01T${at}:00Z`), { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  const days = (weekdays: readonly number[]) =>
    weekdays.length === 7 ? t('everyDay') : format.list(weekdays.map((iso) => weekday(iso)));
  return { weekday, hour, days };
}

/** The next day, from `today` on, on which a cadence speaks, as YYYY-MM-DD; null: never. */
export function nextDay(weekdays: readonly number[], today: string): string | null {
  for (let i = 0; i < 7; i++) {
    const day = new Date(Date.parse(`${today}T00:00:00Z`) + i * DAY);
    if (weekdays.includes(day.getUTCDay() || 7)) return day.toISOString().slice(0, 10);
  }
  return null;
}
