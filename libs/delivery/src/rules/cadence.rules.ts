import { addDays, minuteOfDay, toInstant, toLocal, weekdayOf, type LocalDate, type LocalTime } from '@relais/platform';

/** When a line speaks, in each rep's own time. */
export interface Cadence {
  /** ISO weekdays, 1 Monday to 7 Sunday, at least one; order and repeats do not matter. */
  weekdays: readonly number[];
  /** Wall time from which the brick of the day may leave. */
  at: LocalTime;
  /** Wall time at which the window closes: on the same day, or on the next one when it is not after `at`. */
  until: LocalTime;
}

/** One window of a cadence in one zone. Instants are epoch milliseconds. */
export interface Slot {
  /** The sending day. A time the clocks skip shortly before midnight puts `dueAt` on the day after. */
  date: LocalDate;
  dueAt: number;
  /** Excluded: at this instant the window is closed. Always after `dueAt`. */
  closesAt: number;
}

/** Says whether a brick may arrive on a day: the place of holidays, working days and pauses. */
export type WorkingDays = (date: LocalDate) => boolean;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** How far ahead a day is looked for: a year without one that serves means there is none. */
const LOOK_AHEAD_DAYS = 366;

const everyDay: WorkingDays = () => true;

/** Whether the cadence speaks on `date`. */
export function sendsOn(cadence: Cadence, date: LocalDate, isWorkingDay: WorkingDays = everyDay): boolean {
  return cadence.weekdays.includes(weekdayOf(date)) && isWorkingDay(date);
}

/** The first day on or after `from` that `serves`, or null when none of the year that follows does. */
export function firstDay(from: LocalDate, serves: (date: LocalDate) => boolean): LocalDate | null {
  for (let days = 0; days <= LOOK_AHEAD_DAYS; days += 1) {
    const date = addDays(from, days);
    if (serves(date)) return date;
  }
  return null;
}

/** The window of `date` in `zone`, whether or not the cadence speaks that day. */
export function slotOf(cadence: Pick<Cadence, 'at' | 'until'>, zone: string, date: LocalDate): Slot {
  const closingDay = cadence.until > cadence.at ? date : addDays(date, 1);
  const dueAt = toInstant(date, cadence.at, zone);
  const closesAt = toInstant(closingDay, cadence.until, zone);
  // The hour the clocks skip moves a start in it forward, at times past an end that stays: the window keeps its length.
  return { date, dueAt, closesAt: closesAt > dueAt ? closesAt : dueAt + windowMinutes(cadence) * MINUTE_MS };
}

/**
 * The windows that begin in [`from`, `to`) (epoch milliseconds, `to` excluded), in order of time.
 * A window that is open at `from` but began before it is not among them.
 */
export function slotsBetween(
  cadence: Cadence,
  zone: string,
  from: number,
  to: number,
  isWorkingDay: WorkingDays = everyDay,
): Slot[] {
  const slots: Slot[] = [];
  if (from >= to) return slots;
  // One day more on both sides: a change of the clocks at midnight moves a window to the neighbouring day.
  const last = addDays(toLocal(to, zone).date, 1);
  for (let date = addDays(toLocal(from, zone).date, -1); date <= last; date = addDays(date, 1)) {
    if (!sendsOn(cadence, date, isWorkingDay)) continue;
    const slot = slotOf(cadence, zone, date);
    if (slot.dueAt >= from && slot.dueAt < to) slots.push(slot);
  }
  return slots;
}

/** Length of the window on the clock face, 1 to 1440 minutes. */
function windowMinutes(cadence: Pick<Cadence, 'at' | 'until'>): number {
  const minutes = minuteOfDay(cadence.until) - minuteOfDay(cadence.at);
  return minutes > 0 ? minutes : minutes + DAY_MINUTES;
}

/** The different ones of a list of ISO weekdays, Monday first. Throws `RangeError` for none, or what is no weekday. */
export function sortedWeekdays(list: readonly number[]): number[] {
  const weekdays = [...new Set(list)].sort((a, b) => a - b);
  if (weekdays.length === 0 || weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) {
    throw new RangeError(`weekdays ${JSON.stringify(list)}: give at least one, 1 Monday to 7 Sunday`);
  }
  return weekdays;
}
