import type { BrickContent, LineContent, LineSettings, Localised } from './content/content.js';
import { canonical, digestOf } from './digest.rules.js';
import type { NewRetraction } from './retraction.rules.js';
import { keyOf, questionOf } from './version.rules.js';
import type { AnswerKey, BrickKind, Question } from './published-brick.js';

/** Where a brick stands in its line; everything about it that is not its version. */
export interface BrickPlace {
  line: string;
  slug: string;
  position: number;
  day: number | null;
  on: string | null;
  status: 'published' | 'withdrawn';
}

export interface StoredBrick extends BrickPlace {
  /** Of the current version; null when there is none yet. */
  digest: string | null;
  lastNumber: number;
}

export interface NewVersion {
  line: string;
  slug: string;
  number: number;
  kind: BrickKind;
  theme: string | null;
  question: Question;
  key: AnswerKey;
  digest: string;
}

export interface Counts {
  created: number;
  updated: number;
  unchanged: number;
  withdrawn: number;
}

export interface Change {
  line: string;
  /** null: the line itself. */
  brick: string | null;
  what: 'created' | 'updated' | 'withdrawn';
  /** Number of the version this change published, if it did. */
  version: number | null;
}

export interface SyncResult {
  lines: Counts;
  bricks: Counts;
  changes: Change[];
}

/** The rows to write so that the database says what the files say. Nothing to write for what is equal already. */
export interface SyncPlan {
  lines: LineSettings[];
  bricks: BrickPlace[];
  versions: NewVersion[];
  /** Withdrawals that those who answered are told of; the brick may turn out to be no quiz. */
  retractions: NewRetraction[];
  result: SyncResult;
}

/**
 * Compares files and database. What a file no longer mentions is withdrawn, never deleted: answers hang on it. A line without
 * a folder is paused and its bricks withdrawn: it is over, which takes nothing back of what it has said. Nor does another name do so.
 */
export function planSync(
  files: readonly LineContent[],
  storedLines: readonly LineSettings[],
  storedBricks: readonly StoredBrick[],
): SyncPlan {
  const none = { created: 0, updated: 0, unchanged: 0, withdrawn: 0 };
  const plan: SyncPlan = {
    lines: [],
    bricks: [],
    versions: [],
    retractions: [],
    result: { lines: { ...none }, bricks: { ...none }, changes: [] },
  };
  const linesBefore = new Map(storedLines.map((line) => [line.slug, line]));
  const bricksBefore = new Map(storedBricks.map((brick) => [`${brick.line}/${brick.slug}`, brick]));

  for (const { bricks, ...line } of files) {
    planLine(plan, line, linesBefore.get(line.slug));
    linesBefore.delete(line.slug);
    for (const brick of bricks) {
      planBrick(plan, line.slug, brick, bricksBefore.get(`${line.slug}/${brick.slug}`));
      bricksBefore.delete(`${line.slug}/${brick.slug}`);
    }
  }
  for (const line of [...linesBefore.values()].filter((l) => l.status === 'active')) {
    plan.lines.push({ ...line, status: 'paused' });
    note(plan, 'lines', { line: line.slug, brick: null, what: 'withdrawn', version: null });
  }
  for (const { digest, lastNumber: _number, ...place } of [...bricksBefore.values()].filter(
    (b) => b.status === 'published',
  )) {
    plan.bricks.push({ ...place, status: 'withdrawn' });
    note(plan, 'bricks', { line: place.line, brick: place.slug, what: 'withdrawn', version: null });
    const line = files.find(({ slug }) => slug === place.line);
    if (line && !plan.versions.some((v) => v.line === line.slug && v.number === 1 && v.digest === digest))
      plan.retractions.push(withdrawal(place.line, place.slug, {}));
  }
  return plan;
}

function planLine(plan: SyncPlan, line: LineSettings, before: LineSettings | undefined): void {
  if (before && canonical(before) === canonical(line)) {
    plan.result.lines.unchanged += 1;
    return;
  }
  plan.lines.push(line);
  note(plan, 'lines', { line: line.slug, brick: null, what: before ? 'updated' : 'created', version: null });
}

function planBrick(plan: SyncPlan, line: string, brick: BrickContent, before: StoredBrick | undefined): void {
  const { slug, position, day, on, withdrawn, kind, theme } = brick;
  const place: BrickPlace = { line, slug, position, day, on, status: withdrawn ? 'withdrawn' : 'published' };
  const digest = digestOf(brick);
  const moved = !before || (Object.keys(place) as (keyof BrickPlace)[]).some((field) => place[field] !== before[field]);
  const reworded = before?.digest !== digest;
  if (!moved && !reworded) {
    plan.result.bricks.unchanged += 1;
    return;
  }
  const number = (before?.lastNumber ?? 0) + 1;
  if (moved) plan.bricks.push(place);
  if (reworded)
    plan.versions.push({ line, slug, number, kind, theme, question: questionOf(brick), key: keyOf(brick), digest });
  const what = !before ? 'created' : withdrawn && before.status === 'published' ? 'withdrawn' : 'updated';
  note(plan, 'bricks', { line, brick: slug, what, version: reworded ? number : null });
  if (what === 'withdrawn') plan.retractions.push(withdrawal(line, slug, keyOf(brick).correction ?? {}));
}

/** A brick that is taken back, and why. */
export function withdrawal(line: string, slug: string, reason: Localised): NewRetraction {
  return { line, slug, kind: 'withdrawn', until: null, variants: null, reason };
}

function note(plan: SyncPlan, of: 'lines' | 'bricks', change: Change): void {
  plan.result[of][change.what] += 1;
  plan.result.changes.push(change);
}
