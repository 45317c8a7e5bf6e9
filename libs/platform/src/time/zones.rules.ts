import { dayNumber, minuteOfDay, weekdayOfDay, type LocalDate, type LocalTime } from './local-date.rules.js';
import { periodsOf } from './zone-data.js';

/** What calendar and clock show in a zone at one instant. */
export interface LocalMoment {
  date: LocalDate;
  /** Hours and minutes; seconds are cut off. */
  time: LocalTime;
  /** ISO weekday, 1 Monday to 7 Sunday. */
  weekday: number;
  /** Local time minus UTC, in minutes: 120 for Paris in summer. */
  offsetMinutes: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The instant (epoch milliseconds) at which the clocks of `zone` show `time` on `date`.
 *
 * As RFC 5545, section 3.3.5, has it: a time the clocks skip is read with the offset from before the change, so it
 * moves forward by the length of the gap (02:30 on the spring Sunday in Paris is 01:30 UTC, shown as 03:30), and a
 * time they show twice is the first of the two. Among times that exist, a later one never gives an earlier instant; a
 * skipped one can come after the times that follow it on the clock face (03:00 that Sunday is 01:00 UTC).
 *
 * The data hold the changes of each zone until 2499; after its last change a zone keeps the offset it then has.
 * Throws `RangeError` for a zone, date or time that does not exist.
 */
export function toInstant(date: LocalDate, time: LocalTime, zone: string): number {
  const wall = dayNumber(date) * DAY_MS + minuteOfDay(time) * MINUTE_MS;
  const { untils, offsets, localEnds } = periodsOf(zone);
  const period = firstAbove(localEnds, wall);
  const instant = wall - (offsets[period] ?? 0);
  if (period === 0) return instant;
  // Too early for the period whose clocks would show it: the change at its start skips this time.
  const periodStart = untils[period - 1] ?? -Infinity;
  return instant < periodStart ? wall - (offsets[period - 1] ?? 0) : instant;
}

/** What the clocks of `zone` show at `instant` (epoch milliseconds). Throws `RangeError` for an unknown zone. */
export function toLocal(instant: number, zone: string): LocalMoment {
  const { untils, offsets } = periodsOf(zone);
  const offset = offsets[firstAbove(untils, instant)] ?? 0;
  const wall = instant + offset;
  const shown = new Date(wall).toISOString();
  return {
    date: shown.slice(0, 10),
    time: shown.slice(11, 16),
    weekday: weekdayOfDay(Math.floor(wall / DAY_MS)),
    offsetMinutes: offset / MINUTE_MS,
  };
}

/** Index of the first entry of an ascending list that is above `value`. The last entry must be (it is Infinity). */
function firstAbove(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value < (ascending[middle] ?? Infinity)) high = middle;
    else low = middle + 1;
  }
  return low;
}
