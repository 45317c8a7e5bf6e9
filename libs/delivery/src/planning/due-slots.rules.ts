import { weekdayOf, type LocalDate } from '@relais/platform';
import { slotsBetween, type Cadence, type WorkingDays } from '../rules/cadence.rules.js';
import { fitIntoHours } from '../rules/working-hours.rules.js';
import type { WorkPattern } from './work-pattern.rules.js';

/** The opening of a line's window for the reps of one work pattern. */
export interface DueSlot {
  lineId: number;
  pattern: string;
  /** Epoch milliseconds. */
  dueAt: number;
}

/**
 * How far back a window may come from: holidays and closed days move it on to the next working day, and that is looked for
 * over two weeks. A company that is closed for longer goes on with the first window after its return.
 */
const LOOK_BACK_MS = 15 * 86_400_000;

/**
 * Every window of every line and pattern that is open at `now` or opens in (`now`, `until`), by local date, earliest first;
 * a window that falls on a day off or outside working hours stands where it was moved to. Planning goes date by date because the cap does.
 * Instants are epoch milliseconds.
 */
export function dueSlots(
  lines: (Cadence & { id: number })[],
  patterns: WorkPattern[],
  now: number,
  until: number,
): Map<LocalDate, DueSlot[]> {
  const byDate = new Map<LocalDate, Map<string, DueSlot>>();
  for (const line of lines) {
    for (const pattern of patterns) {
      const { key, zone, hours } = pattern;
      const fits = fittingDays(line, pattern);
      for (const planned of slotsBetween(line, zone, now - LOOK_BACK_MS, until)) {
        const slot = fitIntoHours(planned, zone, hours ?? line, fits);
        if (!slot || slot.closesAt <= now || slot.dueAt >= until) continue;
        const slots = byDate.get(slot.date) ?? byDate.set(slot.date, new Map()).get(slot.date)!;
        // Two windows on one day, because one was moved there, are one: the line speaks once a day.
        const known = slots.get(`${line.id} ${key}`);
        if (!known || slot.dueAt < known.dueAt)
          slots.set(`${line.id} ${key}`, { lineId: line.id, pattern: key, dueAt: slot.dueAt });
      }
    }
  }
  return new Map([...byDate].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, slots]) => [date, [...slots.values()]]));
}

function fittingDays({ weekdays }: Cadence, { knowsWeekdays, isWorkingDay }: WorkPattern): WorkingDays {
  return knowsWeekdays ? isWorkingDay : (date) => weekdays.includes(weekdayOf(date)) && isWorkingDay(date);
}
