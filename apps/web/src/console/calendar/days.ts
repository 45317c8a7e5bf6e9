/** Days as the API writes them: `2027-02-01`. Their arithmetic is done in UTC, where every day has 24 hours. */
export type Day = string;

const DAY_MS = 86_400_000;

/** The moment that stands for a day: format it in UTC. */
export const momentOf = (day: Day): Date => new Date(`${day}T12:00:00Z`);

export const addDays = (day: Day, days: number): Day =>
  new Date(momentOf(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** ISO: 1 is Monday. */
export const weekdayOf = (day: Day): number => momentOf(day).getUTCDay() || 7;

export const isDay = (text: string | undefined): text is Day =>
  /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(momentOf(text!).getTime()) && addDays(text!, 0) === text;

/** The day it is where the reader is. */
export const localDay = (now: Date): Day =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** The first day a brick can be moved to: the day after tomorrow in UTC, so that nowhere it is today. The server has the last word. */
export const firstFreeDay = (now: Date): Day => addDays(now.toISOString().slice(0, 10), 2);

/** The first day of the week of a day. */
export const startOfWeek = (day: Day, first: number): Day => addDays(day, -((weekdayOf(day) - first + 7) % 7));

/** The first day from this one on whose weekday is among these; null: there are none. */
export function nextAmong(weekdays: readonly number[], day: Day): Day | null {
  if (!weekdays.length) return null;
  let next = day;
  while (!weekdays.includes(weekdayOf(next))) next = addDays(next, 1);
  return next;
}

export type View = 'month' | 'week';

/** What a view shows around a day: whole weeks. */
export function rangeOf(view: View, day: Day, first: number): { from: Day; to: Day } {
  if (view === 'week') return { from: startOfWeek(day, first), to: addDays(startOfWeek(day, first), 6) };
  const month = `${day.slice(0, 7)}-01`;
  return { from: startOfWeek(month, first), to: addDays(startOfWeek(addDays(monthAfter(month, 1), -1), first), 6) };
}

/** The same view, one step on or back. */
export const step = (view: View, day: Day, by: 1 | -1): Day =>
  view === 'week' ? addDays(day, 7 * by) : monthAfter(`${day.slice(0, 7)}-01`, by);

function monthAfter(first: Day, by: number): Day {
  const moment = momentOf(first);
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + by, 1, 12)).toISOString().slice(0, 10);
}

/** The days of a range by week. */
export function weeksOf<T>(days: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(days.length / 7) }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
