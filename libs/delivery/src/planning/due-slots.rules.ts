import { toLocal, weekdayOf, type LocalDate } from '@relais/platform';
import { slotsBetween, type Cadence, type WorkingDays } from '../rules/cadence.rules.js';
import { fitIntoHours } from '../rules/working-hours.rules.js';
import type { WorkPattern } from './work-pattern.rules.js';

/** A line as far as its windows go. */
export type SpeakingLine = Cadence & { id: number };

/** A line's window for the reps of one work pattern, where days off and working hours have moved it. */
export interface DueSlot {
  lineId: number;
  pattern: string;
  zone: string;
  /** The day of work it belongs to; with line and pattern its name, under which it is planned once. */
  day: LocalDate;
  /** Epoch milliseconds; closed from `closesAt` on. */
  dueAt: number;
  closesAt: number;
}

/** Windows that are planned in one go, because what may come and what still fits is the same for all of them. */
export interface DueDay {
  /** The local date they open on: what is due by then may come. */
  date: LocalDate;
  /** The local date their mails leave on: the cap counts by it. A day later when a window over midnight is planned late. */
  sentOn: LocalDate;
  slots: DueSlot[];
}

const DAY_MS = 86_400_000;
/**
 * How far back a window may come from: holidays and closed days move it on to the next working day, and that is looked for
 * over two weeks. A company that is closed for longer goes on with the first window after its return.
 */
const LOOK_BACK_MS = 15 * DAY_MS;

/**
 * Every window of every line and pattern that is open at `from` or opens before `until` (epoch milliseconds). A line speaks once a day: what a
 * day off has moved to a day on which the line speaks anyway waits for that day's own window, so that nothing of that day comes early.
 */
export function slotsWithin(lines: SpeakingLine[], patterns: WorkPattern[], from: number, until: number): DueSlot[] {
  const found: DueSlot[] = [];
  for (const line of lines) {
    for (const pattern of patterns) {
      const { key, zone, hours } = pattern;
      const fits = fittingDays(line, pattern);
      const ofDay = new Map<LocalDate, DueSlot>();
      // A day more: the own window of the last day may open after `until`, and what was moved to that day waits for it.
      for (const planned of slotsBetween(line, zone, from - LOOK_BACK_MS, until + DAY_MS)) {
        const slot = fitIntoHours(planned, zone, hours ?? line, fits);
        if (!slot) continue;
        const { date: day, dueAt, closesAt } = slot;
        ofDay.set(day, { lineId: line.id, pattern: key, zone, day, dueAt, closesAt });
      }
      for (const slot of ofDay.values()) if (slot.closesAt > from && slot.dueAt < until) found.push(slot);
    }
  }
  return found;
}

/** Of these windows those that are open at `now` or open in (`now`, `until`), by the days they count for, earliest first. */
export function dueDays(slots: DueSlot[], now: number, until: number): DueDay[] {
  const days = new Map<string, DueDay>();
  for (const slot of slots) {
    if (slot.closesAt <= now || slot.dueAt >= until) continue;
    const date = toLocal(slot.dueAt, slot.zone).date;
    const sentOn = slot.dueAt >= now ? date : toLocal(now, slot.zone).date;
    const key = `${date} ${sentOn}`;
    (days.get(key) ?? days.set(key, { date, sentOn, slots: [] }).get(key)!).slots.push(slot);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}

function fittingDays({ weekdays }: Cadence, { knowsWeekdays, isWorkingDay }: WorkPattern): WorkingDays {
  return knowsWeekdays ? isWorkingDay : (date) => weekdays.includes(weekdayOf(date)) && isWorkingDay(date);
}
