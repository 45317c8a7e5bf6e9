import { mondayOf, addDays, type LocalDate } from '@relais/platform';
import type { Cap } from './cap.rules.js';

/** A line as one rep hears it. */
export interface HeardLine {
  id: number;
  mode: 'sequence' | 'calendar';
  enrolledOn: LocalDate;
  /** Published bricks, in any order. */
  bricks: HeardBrick[];
}

export interface HeardBrick {
  id: number;
  position: number;
  /** Sequence: not before so many days after enrolment. */
  afterDays: number;
  /** Calendar: its date. */
  plannedOn: LocalDate | null;
}

/** What one rep has had so far. */
export interface Heard {
  /** Which occurrences of each brick have been planned: 0 the first presentation, then its repeats. */
  occurrences: Map<number, Set<number>>;
  /** Deliveries that count against the cap, by local date. */
  perDay: Map<LocalDate, number>;
  /** Dates on which each line gave a first presentation. */
  newOn: Map<number, Set<LocalDate>>;
  /** Bricks that are to come back. */
  reviews: Map<number, { occurrence: number; dueOn: LocalDate | null; wasRight: boolean }>;
}

export interface Chosen {
  lineId: number;
  brickId: number;
  occurrence: number;
}

interface Candidate extends Chosen {
  class: number;
  age: string;
}

/**
 * Which bricks a rep gets on `date` from the lines that speak that day: the rule that the planning statement implements for everybody at
 * once. Repeats of what was right, then of what was wrong, then the new, the oldest first in each; as many as the cap leaves.
 */
export function planDay(date: LocalDate, lines: HeardLine[], heard: Heard, cap: Cap): Chosen[] {
  const monday = mondayOf(date);
  const sunday = addDays(monday, 6);
  let inWeek = 0;
  for (const [day, n] of heard.perDay) if (day >= monday && day <= sunday) inWeek += n;
  const room = Math.max(0, Math.min(cap.day - (heard.perDay.get(date) ?? 0), cap.week - inWeek));
  const candidates = lines.flatMap((line) => [...repeatsOf(line, heard, date), ...newOf(line, heard, date)]);
  candidates.sort((a, b) => a.class - b.class || (a.age < b.age ? -1 : a.age > b.age ? 1 : 0) || a.brickId - b.brickId);
  return candidates.slice(0, room).map(({ lineId, brickId, occurrence }) => ({ lineId, brickId, occurrence }));
}

/** Writes what was chosen into the rep's history. */
export function note(date: LocalDate, chosen: Chosen[], heard: Heard): void {
  for (const { lineId, brickId, occurrence } of chosen) {
    heard.occurrences.set(brickId, (heard.occurrences.get(brickId) ?? new Set<number>()).add(occurrence));
    heard.perDay.set(date, (heard.perDay.get(date) ?? 0) + 1);
    if (occurrence === 0) heard.newOn.set(lineId, (heard.newOn.get(lineId) ?? new Set<LocalDate>()).add(date));
  }
}

export const nothingHeard = (): Heard => ({
  occurrences: new Map(),
  perDay: new Map(),
  newOn: new Map(),
  reviews: new Map(),
});

function repeatsOf(line: HeardLine, heard: Heard, date: LocalDate): Candidate[] {
  const due: Candidate[] = [];
  for (const { id } of line.bricks) {
    const review = heard.reviews.get(id);
    if (!review?.dueOn || review.dueOn > date || heard.occurrences.get(id)?.has(review.occurrence)) continue;
    const { occurrence, wasRight, dueOn } = review;
    due.push({ lineId: line.id, brickId: id, occurrence, class: wasRight ? 0 : 1, age: dueOn });
  }
  return due;
}

function newOf(line: HeardLine, heard: Heard, date: LocalDate): Candidate[] {
  const fresh = line.bricks.filter((brick) => !heard.occurrences.get(brick.id)?.has(0));
  const candidate = (brick: HeardBrick, age: string) => ({
    lineId: line.id,
    brickId: brick.id,
    occurrence: 0,
    class: 2,
    age,
  });
  if (line.mode === 'calendar') {
    return fresh
      .filter(({ plannedOn }) => plannedOn !== null && plannedOn <= date && plannedOn >= line.enrolledOn)
      .map((brick) => candidate(brick, brick.plannedOn!));
  }
  if (heard.newOn.get(line.id)?.has(date)) return [];
  const [next] = fresh.sort((a, b) => a.position - b.position || a.id - b.id);
  if (!next || addDays(line.enrolledOn, next.afterDays) > date) return [];
  // The line that has been silent for longest comes first, so that no line starves another under the cap.
  const spoke = [...(heard.newOn.get(line.id) ?? [])].sort().at(-1);
  return [candidate(next, spoke ?? line.enrolledOn)];
}
