import type { LocalDate } from '@relais/platform';
import { slotsBetween, type Cadence } from '../rules/cadence.rules.js';

/** The opening of a line's window in one time zone. */
export interface DueSlot {
  lineId: number;
  zone: string;
  dueAt: number;
}

/** A window of 24 hours is open for up to 26 where the clocks go back. */
const LONGEST_WINDOW_MS = 26 * 3_600_000;

/**
 * Every window of every line and zone that is open at `now` or opens in (`now`, `until`), by local date, earliest first.
 * Planning goes date by date because the cap does. Instants are epoch milliseconds.
 */
export function dueSlots(
  lines: (Cadence & { id: number })[],
  zones: string[],
  now: number,
  until: number,
): Map<LocalDate, DueSlot[]> {
  const found: [LocalDate, DueSlot][] = [];
  for (const line of lines) {
    for (const zone of zones) {
      for (const slot of slotsBetween(line, zone, now - LONGEST_WINDOW_MS, until)) {
        if (slot.closesAt > now) found.push([slot.date, { lineId: line.id, zone, dueAt: slot.dueAt }]);
      }
    }
  }
  found.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const byDate = new Map<LocalDate, DueSlot[]>();
  for (const [date, slot] of found) {
    const slots = byDate.get(date);
    if (slots) slots.push(slot);
    else byDate.set(date, [slot]);
  }
  return byDate;
}
