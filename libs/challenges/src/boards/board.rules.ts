import type { BoardKind } from '../entities/board.entity.js';

/** Somebody who belongs on the board. */
export interface Person {
  repId: number;
  partnerId: number;
  /** Slugs of all segments that hold this person. */
  segments: string[];
}

export interface Award {
  repId: number;
  points: number;
  elapsedMs: number;
}

export interface RankedPlace {
  place: number;
  rank: number;
  /** Rep id, partner id or segment slug. */
  subject: string;
  points: number;
}

interface Sums {
  people: bigint;
  points: bigint;
  awards: bigint;
  elapsedMs: bigint;
}

interface Scored {
  subject: string;
  sums: Sums;
}

/**
 * Ranks people, partners or segments, from the bare awards. Nothing of it is taken from the SQL that counts the boards:
 * it is what they are checked against.
 *
 * Most points first; a team has the mean over all its people, those without a point included. Among equals, the shorter mean
 * time from sending to answer (whole milliseconds, rounded down), those without an answer last. Equal in both: the same rank,
 * in the order of ids.
 */
export function rankBoard(by: BoardKind, people: readonly Person[], awards: readonly Award[]): RankedPlace[] {
  const earned = new Map<number, Sums>(people.map(({ repId }) => [repId, none()]));
  for (const { repId, points, elapsedMs } of awards) {
    add(earned.get(repId), { people: 0n, points: BigInt(points), awards: 1n, elapsedMs: BigInt(elapsedMs) });
  }
  const teams = new Map<string, Sums>();
  for (const person of people) {
    for (const subject of teamsOf(by, person)) {
      if (!teams.has(subject)) teams.set(subject, none());
      add(teams.get(subject), { ...earned.get(person.repId)!, people: 1n });
    }
  }
  const order = [...teams]
    .map(([subject, sums]) => ({ subject, sums }))
    .sort((a, b) => compare(a, b) || byId(by, a, b));
  const board: RankedPlace[] = [];
  for (const [i, { subject, sums }] of order.entries()) {
    const before = order[i - 1];
    const rank = before && compare(before, order[i]!) === 0 ? board[i - 1]!.rank : i + 1;
    board.push({ place: i + 1, rank, subject, points: shown(sums) });
  }
  return board;
}

function none(): Sums {
  return { people: 0n, points: 0n, awards: 0n, elapsedMs: 0n };
}

function add(sums: Sums | undefined, more: Sums): void {
  if (!sums) return; // not on the board
  sums.people += more.people;
  sums.points += more.points;
  sums.awards += more.awards;
  sums.elapsedMs += more.elapsedMs;
}

function teamsOf(by: BoardKind, { repId, partnerId, segments }: Person): string[] {
  if (by === 'rep') return [String(repId)];
  return by === 'partner' ? [String(partnerId)] : segments;
}

/** Fractions are compared across: a/b < c/d when a·d < c·b. */
function compare(a: Scored, b: Scored): number {
  const points = b.sums.points * a.sums.people - a.sums.points * b.sums.people;
  if (points !== 0n) return points > 0n ? 1 : -1;
  if (a.sums.awards === 0n || b.sums.awards === 0n) return Number(b.sums.awards > 0n) - Number(a.sums.awards > 0n);
  const mean = a.sums.elapsedMs / a.sums.awards - b.sums.elapsedMs / b.sums.awards;
  return mean === 0n ? 0 : mean > 0n ? 1 : -1;
}

function byId(by: BoardKind, a: Scored, b: Scored): number {
  if (by !== 'segment') return Number(a.subject) - Number(b.subject);
  return a.subject < b.subject ? -1 : 1;
}

/** To one decimal, halves up. */
function shown({ points, people }: Sums): number {
  return Number((points * 20n + people) / (people * 2n)) / 10;
}

/** Where two boards differ, at most `limit` places. */
export function differences(expected: readonly RankedPlace[], found: readonly RankedPlace[], limit = 20) {
  const different: { place: number; expected: RankedPlace | null; found: RankedPlace | null }[] = [];
  for (let i = 0; i < Math.max(expected.length, found.length) && different.length < limit; i++) {
    const [e, f] = [expected[i] ?? null, found[i] ?? null];
    const same = e && f && e.rank === f.rank && e.subject === f.subject && e.points === f.points;
    if (!same) different.push({ place: i + 1, expected: e, found: f });
  }
  return different;
}
