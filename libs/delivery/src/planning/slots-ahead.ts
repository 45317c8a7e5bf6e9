import { slotsWithin, type DueSlot, type SpeakingLine } from './due-slots.rules.js';
import type { WorkPattern } from './work-pattern.rules.js';

const AHEAD_MS = 3_600_000;

/**
 * Keeps the windows of the hour to come: working them out for some hundred work patterns takes a second of computing, which would otherwise be
 * spent anew every few seconds. Any change of lines or patterns gives new ones.
 */
export class SlotsAhead {
  private known = { of: '', from: 0, until: 0, slots: [] as DueSlot[] };

  /** All windows that are open at `now` or open before `until` (epoch milliseconds), and maybe others near them. */
  near(lines: SpeakingLine[], patterns: WorkPattern[], now: number, until: number): DueSlot[] {
    const of = JSON.stringify([
      lines.map(({ id, weekdays, at, until: closes }) => [id, weekdays, at, closes]),
      patterns.map(({ key }) => key),
    ]);
    if (this.known.of !== of || now < this.known.from || until > this.known.until) {
      const end = until + AHEAD_MS;
      this.known = { of, from: now, until: end, slots: slotsWithin(lines, patterns, now, end) };
    }
    return this.known.slots;
  }
}
