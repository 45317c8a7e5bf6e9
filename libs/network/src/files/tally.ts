/** What became of a list that was written: every entry is in exactly one of the three. */
export interface Tally {
  created: number;
  updated: number;
  unchanged: number;
}

/** Counts what an upsert returned: one row for each entry it created or changed, none for the others. */
export function tally(written: readonly { created: boolean }[], total: number): Tally {
  const created = written.filter((row) => row.created).length;
  return { created, updated: written.length - created, unchanged: total - written.length };
}
