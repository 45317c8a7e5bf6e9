import {
  addDays,
  dateOfDay,
  dayNumber,
  minuteOfDay,
  toInstant,
  toLocal,
  weekdayOf,
  type LocalDate,
  type LocalTime,
} from '@relais/platform';

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
  /** The sending day. A time the clocks skip at midnight can put `dueAt` on the day after. */
  date: LocalDate;
  dueAt: number;
  /** Excluded: at this instant the window is closed. Always after `dueAt`. */
  closesAt: number;
}

/** Says whether a brick may arrive on a day: the place of holidays, working days and pauses. */
export type WorkingDays = (date: LocalDate) => boolean;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
/** How far `nextSlot` looks: a year without one working day among the sending days means there is none. */
const NEXT_SLOT_DAYS = 366;
// Days are numbered from 1970-01-05, a Monday, so that seven of them make an ISO week.
const FIRST_MONDAY = 4;

const everyDay: WorkingDays = () => true;

/** Whether the cadence speaks on `date`. */
export function sendsOn(cadence: Cadence, date: LocalDate, isWorkingDay: WorkingDays = everyDay): boolean {
  return cadence.weekdays.includes(weekdayOf(date)) && isWorkingDay(date);
}

/** The window of `date` in `zone`, whether or not the cadence speaks that day. */
export function slotOf(cadence: Cadence, zone: string, date: LocalDate): Slot {
  const closingDay = cadence.until > cadence.at ? date : addDays(date, 1);
  const dueAt = toInstant(date, cadence.at, zone);
  const closesAt = toInstant(closingDay, cadence.until, zone);
  // A window that lies inside the hour the clocks skip would be empty: it keeps its length after the change instead.
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

/**
 * The first window that begins after `after` (epoch milliseconds, excluded), or null when no sending day of the year
 * that follows is a working day.
 */
export function nextSlot(
  cadence: Cadence,
  zone: string,
  after: number,
  isWorkingDay: WorkingDays = everyDay,
): Slot | null {
  const today = toLocal(after, zone).date;
  for (let days = 0; days <= NEXT_SLOT_DAYS; days += 1) {
    const date = addDays(today, days);
    if (!sendsOn(cadence, date, isWorkingDay)) continue;
    const slot = slotOf(cadence, zone, date);
    if (slot.dueAt > after) return slot;
  }
  return null;
}

/**
 * How many days the cadence speaks on in (`from`, `date`]: 3 on the third sending day after enrolment on `from`.
 * Negative when `date` is before `from` (then the days in (`date`, `from`]). Counts weekdays only, no holidays.
 */
export function slotOrdinal(cadence: Cadence, from: LocalDate, date: LocalDate): number {
  const weekdays = sortedWeekdays(cadence);
  return sendingDaysUpTo(weekdays, date) - sendingDaysUpTo(weekdays, from);
}

/**
 * The date of the `k`-th sending day after `from`: the inverse of `slotOrdinal`. `k` is a whole number; 0 gives the
 * last sending day on or before `from`. Counts weekdays only, no holidays.
 */
export function dateOfSlot(cadence: Cadence, from: LocalDate, k: number): LocalDate {
  const weekdays = sortedWeekdays(cadence);
  const earlier = sendingDaysUpTo(weekdays, from) + k - 1;
  const week = Math.floor(earlier / weekdays.length);
  const weekday = weekdays[earlier - week * weekdays.length] ?? 1;
  return dateOfDay(FIRST_MONDAY + week * 7 + weekday - 1);
}

/** Sending days from the numbering's first Monday to `date` included; below zero for earlier dates. */
function sendingDaysUpTo(weekdays: readonly number[], date: LocalDate): number {
  const week = Math.floor((dayNumber(date) - FIRST_MONDAY) / 7);
  const today = weekdayOf(date);
  return week * weekdays.length + weekdays.filter((weekday) => weekday <= today).length;
}

/** Length of the window on the clock face, 1 to 1440 minutes. */
function windowMinutes(cadence: Cadence): number {
  const minutes = minuteOfDay(cadence.until) - minuteOfDay(cadence.at);
  return minutes > 0 ? minutes : minutes + DAY_MINUTES;
}

function sortedWeekdays(cadence: Cadence): number[] {
  const weekdays = [...new Set(cadence.weekdays)].sort((a, b) => a - b);
  if (weekdays.length === 0 || weekdays.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) {
    throw new RangeError(`weekdays ${JSON.stringify(cadence.weekdays)}: give at least one, 1 Monday to 7 Sunday`);
  }
  return weekdays;
}
