import { addDays, toLocal } from '@relais/platform';
import { firstDay, slotOf, type Cadence, type Slot, type WorkingDays } from './cadence.rules.js';

/** When a person's day of work begins (`at`) and ends (`until`): on the next day when that is not after `at`. */
export type WorkingHours = Pick<Cadence, 'at' | 'until'>;

/**
 * The slot itself when it begins inside the working hours of a working day, else the same slot moved to the start of
 * the next ones: later the same day, or on the next working day. Never earlier, and a later slot never comes before an
 * earlier one. Null when no day of the year that follows is a working day: then the brick waits, nothing is lost.
 *
 * The moved slot keeps its length, but closes with the working hours at the latest; its `date` is the day whose hours it
 * falls in. Hours that go over midnight belong to the day on which they begin.
 */
export function fitIntoHours(slot: Slot, zone: string, hours: WorkingHours, isWorkingDay: WorkingDays): Slot | null {
  // From two days before on: hours over midnight reach into the next day, and a skipped end at midnight one further.
  const from = addDays(toLocal(slot.dueAt, zone).date, -2);
  const isOpenLater = (date: string): boolean => slotOf(hours, zone, date).closesAt > slot.dueAt;
  const date = firstDay(from, (day) => isWorkingDay(day) && isOpenLater(day));
  if (date === null) return null;

  const working = slotOf(hours, zone, date);
  const dueAt = Math.max(slot.dueAt, working.dueAt);
  return { date, dueAt, closesAt: Math.min(dueAt + slot.closesAt - slot.dueAt, working.closesAt) };
}
