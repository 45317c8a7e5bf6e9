import type { LineSettings } from './content/content.js';
import { canonical } from './digest.rules.js';

/** What the files of a brick say of it: where it stands, and the digest of its text. */
export interface FiledBrick {
  position: number;
  day: number | null;
  on: string | null;
  status: 'published' | 'withdrawn';
  digest: string | null;
}

export interface Merge<T> {
  merged: T;
  /** Fields that only the console changed: they stay. */
  kept: string[];
  /** Fields that console and files changed differently. */
  contested: string[];
}

/**
 * Files and console both edit. Of three states (what the files said at the last sync, what the database holds, what the files say now)
 * follows for each field who changed it; a field that both changed, and not to the same, is for a person to decide.
 * @param filed null: the files never said anything of it.
 */
function mergeFields<T extends object>(filed: T | null, stored: T, file: T): Merge<T> {
  const same = (key: keyof T, a: T | null, b: T) => a !== null && canonical(a[key]) === canonical(b[key]);
  const merge: Merge<T> = { merged: { ...stored }, kept: [], contested: [] };
  for (const key of Object.keys(file) as (keyof T & string)[]) {
    if (same(key, stored, file)) continue;
    if (same(key, filed, file)) merge.kept.push(key);
    else if (same(key, filed, stored)) merge.merged[key] = file[key];
    else merge.contested.push(key);
  }
  return merge;
}

export const mergeLine = (filed: LineSettings | null, stored: LineSettings, file: LineSettings): Merge<LineSettings> =>
  mergeFields(filed, stored, file);

/**
 * The same for a brick, whose day and date are one thing. A brick that was withdrawn in the console is published again by new words in
 * its file: who wrote them has looked at it.
 */
export function mergeBrick(filed: FiledBrick | null, stored: FiledBrick, file: FiledBrick): Merge<FiledBrick> {
  const { merged, kept, contested } = mergeFields(filed && parts(filed), parts(stored), parts(file));
  const { plan, ...rest } = merged;
  const renewed = filed !== null && filed.digest !== file.digest && stored.digest === filed.digest;
  const status = renewed ? file.status : rest.status;
  return { merged: { ...rest, ...plan, status }, kept: kept.filter((key) => key !== 'status' || !renewed), contested };
}

const parts = ({ position, day, on, status, digest }: FiledBrick) => ({ position, plan: { day, on }, status, digest });
