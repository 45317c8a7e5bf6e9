import type { BrickContent, LineContent, LineSettings, Localised } from './content/content.js';
import { canonical, digestOf } from './digest.rules.js';
import { mergeBrick, mergeLine, type FiledBrick } from './merge.rules.js';
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
  /** What its files said at the last sync; null: they never named it. */
  filed: FiledBrick | null;
}

export interface StoredLine extends LineSettings {
  /** What its file said at the last sync; null: there was none. */
  filed: LineSettings | null;
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
  /** Edited in the console since the files last said it, and left so; not there when there is none. */
  kept?: Edited[];
}

/** A line (`brick` null) or a brick that differs from its files because it was edited in the console. */
export interface Edited {
  line: string;
  brick: string | null;
  fields: string[];
}

/** The rows to write so that the database says what the files say. Nothing to write for what is equal already. */
export interface SyncPlan {
  lines: LineSettings[];
  bricks: BrickPlace[];
  versions: NewVersion[];
  /** Withdrawals that those who answered are told of; the brick may turn out to be no quiz. */
  retractions: NewRetraction[];
  /** What the files say now, to be remembered. */
  filed: { lines: LineSettings[]; bricks: (FiledBrick & { line: string; slug: string })[] };
  /** Edited in the console and, differently, in the files: nothing may be written. */
  contested: Edited[];
  result: SyncResult;
}

/**
 * Compares files and database. What a file no longer mentions is withdrawn, never deleted: answers hang on it. A line without
 * a folder is paused and its bricks withdrawn: it is over, which takes nothing back of what it has said. Nor does another name do so.
 * What was edited in the console since the last sync stays (`kept`), unless the files changed there too (`contested`).
 * @param overwrite the files win everywhere.
 */
export function planSync(
  files: readonly LineContent[],
  storedLines: readonly StoredLine[],
  storedBricks: readonly StoredBrick[],
  { overwrite = false } = {},
): SyncPlan {
  const plan = emptyPlan();
  const linesBefore = new Map(storedLines.map((line) => [line.slug, line]));
  const bricksBefore = new Map(storedBricks.map((brick) => [`${brick.line}/${brick.slug}`, brick]));

  for (const { bricks, ...line } of files) {
    planLine(plan, line, linesBefore.get(line.slug), overwrite);
    linesBefore.delete(line.slug);
    for (const brick of bricks) {
      planFiledBrick(plan, line.slug, brick, bricksBefore.get(`${line.slug}/${brick.slug}`), overwrite);
      bricksBefore.delete(`${line.slug}/${brick.slug}`);
    }
  }
  for (const { filed, ...line } of [...linesBefore.values()].filter((l) => l.status === 'active' && l.filed)) {
    if (!overwrite && filed!.status !== line.status) continue; // started in the console
    plan.lines.push({ ...line, status: 'paused' });
    plan.filed.lines.push({ ...line, status: 'paused' });
    note(plan, 'lines', { line: line.slug, brick: null, what: 'withdrawn', version: null });
  }
  for (const brick of [...bricksBefore.values()].filter((b) => b.status === 'published' && (b.filed || overwrite)))
    planGone(plan, files, brick, overwrite);
  return plan;
}

/** The rows that publish one brick, whatever its files say. */
export function planPublication(line: string, brick: BrickContent, before: StoredBrick | undefined): SyncPlan {
  const plan = emptyPlan();
  planBrick(plan, line, brick, before);
  return plan;
}

function emptyPlan(): SyncPlan {
  const none = { created: 0, updated: 0, unchanged: 0, withdrawn: 0 };
  return {
    lines: [],
    bricks: [],
    versions: [],
    retractions: [],
    filed: { lines: [], bricks: [] },
    contested: [],
    result: { lines: { ...none }, bricks: { ...none }, changes: [] },
  };
}

function planLine(plan: SyncPlan, file: LineSettings, stored: StoredLine | undefined, overwrite: boolean): void {
  const { filed = null, ...before } = stored ?? { filed: null };
  if (canonical(filed) !== canonical(file)) plan.filed.lines.push(file);
  const {
    merged: line,
    kept,
    contested,
  } = stored && !overwrite ? mergeLine(filed, before as LineSettings, file) : { merged: file, kept: [], contested: [] };
  keep(plan, { line: file.slug, brick: null }, kept, contested);
  if (stored && canonical(before) === canonical(line)) {
    plan.result.lines.unchanged += 1;
    return;
  }
  plan.lines.push(line);
  note(plan, 'lines', { line: line.slug, brick: null, what: stored ? 'updated' : 'created', version: null });
}

function planFiledBrick(
  plan: SyncPlan,
  line: string,
  brick: BrickContent,
  before: StoredBrick | undefined,
  overwrite: boolean,
): void {
  // prettier-ignore
  const file: FiledBrick = { ...placeOf(line, brick), digest: digestOf(brick) };
  if (canonical(before?.filed ?? null) !== canonical(filedOf(file)))
    plan.filed.bricks.push({ line, slug: brick.slug, ...filedOf(file) });
  if (!before || overwrite) return planBrick(plan, line, brick, before);
  const { merged, kept, contested } = mergeBrick(before.filed, filedOf(before), file);
  keep(plan, { line, brick: brick.slug }, kept, contested);
  const place = { position: merged.position, day: merged.day, on: merged.on, withdrawn: merged.status === 'withdrawn' };
  planBrick(plan, line, { ...brick, ...place }, before, merged.digest === before.digest);
}

/** A brick that its line's folder, or the folder of lines, no longer names. */
function planGone(plan: SyncPlan, files: readonly LineContent[], brick: StoredBrick, overwrite: boolean): void {
  const { digest, lastNumber: _number, filed, ...place } = brick;
  if (!overwrite && canonical(filed) !== canonical(filedOf(brick))) {
    plan.contested.push({ line: brick.line, brick: brick.slug, fields: ['file'] });
    return;
  }
  plan.bricks.push({ ...place, status: 'withdrawn' });
  if (filed) plan.filed.bricks.push({ ...filed, line: place.line, slug: place.slug, status: 'withdrawn' });
  note(plan, 'bricks', { line: place.line, brick: place.slug, what: 'withdrawn', version: null });
  const line = files.find(({ slug }) => slug === place.line);
  if (line && !plan.versions.some((v) => v.line === line.slug && v.number === 1 && v.digest === digest))
    plan.retractions.push(withdrawal(place.line, place.slug, {}));
}

/** @param sameText what is stored is to stay, whatever `brick` says. */
function planBrick(
  plan: SyncPlan,
  line: string,
  brick: BrickContent,
  before: StoredBrick | undefined,
  sameText = false,
): void {
  // prettier-ignore
  const { slug, withdrawn, kind, theme } = brick;
  const place = placeOf(line, brick);
  const digest = sameText ? before!.digest! : digestOf(brick);
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

function placeOf(line: string, { slug, position, day, on, withdrawn }: BrickContent): BrickPlace {
  return { line, slug, position, day, on, status: withdrawn ? 'withdrawn' : 'published' };
}

function filedOf({ position, day, on, status, digest }: FiledBrick): FiledBrick {
  return { position, day, on, status, digest };
}

function keep(plan: SyncPlan, of: Omit<Edited, 'fields'>, kept: string[], contested: string[]): void {
  if (kept.length) (plan.result.kept ??= []).push({ ...of, fields: kept });
  if (contested.length) plan.contested.push({ ...of, fields: contested });
}

/** A brick that is taken back, and why. */
export function withdrawal(line: string, slug: string, reason: Localised): NewRetraction {
  return { line, slug, kind: 'withdrawn', until: null, variants: null, reason };
}

function note(plan: SyncPlan, of: 'lines' | 'bricks', change: Change): void {
  plan.result[of][change.what] += 1;
  plan.result.changes.push(change);
}
