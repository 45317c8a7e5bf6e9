/** A calendar day without a zone, `YYYY-MM-DD` (years 0000 to 9999). Sorts as text. */
export type LocalDate = string;

/** A wall time, `HH:MM`, `00:00` to `23:59`. Sorts as text. */
export type LocalTime = string;

const DAY_MS = 86_400_000;
const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const TIME_SHAPE = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether `text` is a day of the calendar: `2026-02-29` is not. */
export function isLocalDate(text: string): text is LocalDate {
  if (!DATE_SHAPE.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(midnight)) return false;
  // Date.parse rolls 30 February over into March: of the days that not every month has, only one that reads back the same exists.
  return text.slice(8) <= '28' || dateOfDay(midnight / DAY_MS) === text;
}

/** Whether `text` is a wall time `HH:MM` between 00:00 and 23:59. */
export function isLocalTime(text: string): text is LocalTime {
  return TIME_SHAPE.test(text);
}

/** Days from 1970-01-01 to `date`, negative before. Throws `RangeError` when `date` is no calendar day. */
export function dayNumber(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`not a date: "${date}": write YYYY-MM-DD, for example 2026-10-25`);
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The date a whole number of days after 1970-01-01: the inverse of `dayNumber`. */
export function dateOfDay(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Minutes from 00:00 to `time` on the clock face, 0 to 1439. Throws `RangeError` when `time` is not `HH:MM`. */
export function minuteOfDay(time: LocalTime): number {
  if (!isLocalTime(time)) throw new RangeError(`not a time: "${time}": write HH:MM, from 00:00 to 23:59`);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The date `days` whole days after `date` (before it when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday, 1 Monday to 7 Sunday. */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfDay(dayNumber(date));
}

/** ISO weekday of the day a whole number of days after 1970-01-01, which was a Thursday. */
export function weekdayOfDay(day: number): number {
  // The double modulo keeps days before it positive.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of the ISO week that holds `date`. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** -1 when `a` is before `b`, 0 when they are the same day, 1 when it is after. For `Array.sort`. */
export function compareDates(a: LocalDate, b: LocalDate): -1 | 0 | 1 {
  return a < b ? -1 : a > b ? 1 : 0;
}
