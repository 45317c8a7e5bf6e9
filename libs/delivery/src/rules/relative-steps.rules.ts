import { addDays, type LocalDate } from '@relais/platform';
import { firstDay, sendsOn, type Cadence, type WorkingDays } from './cadence.rules.js';

/**
 * The day of a step such as "3 days after joining": the first sending day of the cadence on or after `joinedOn` plus
 * `days` days of the calendar (0 is the day of joining itself). Null when no sending day of the year that follows is a
 * working day: then the step waits.
 * Throws `RangeError` when `days` is not a whole number from 0 up or `joinedOn` is no date.
 */
export function relativeDue(
  joinedOn: LocalDate,
  days: number,
  cadence: Cadence,
  isWorkingDay: WorkingDays,
): LocalDate | null {
  if (!Number.isSafeInteger(days) || days < 0) {
    throw new RangeError(`${days} days after joining: give a whole number, 0 for the day of joining`);
  }
  return firstDay(addDays(joinedOn, days), (date) => sendsOn(cadence, date, isWorkingDay));
}
