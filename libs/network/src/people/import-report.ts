import type { NetworkCodes } from '../files/named-codes.js';
import type { Tally } from '../files/tally.js';

/** A cell, or a row (`field` is `row`), that was refused. */
export interface RejectedCell {
  line: number;
  field: string;
  reason: string;
  fix: string;
}

/** What an import did, or would do. */
export interface ImportReport {
  /** Whether it is in the database now. */
  applied: boolean;
  dryRun: boolean;
  /** Rows after the header. */
  rows: number;
  partners: Tally;
  reps: Tally;
  rejectedRows: number;
  /** By line; the first {@link REJECTED_LISTED}. */
  rejected: RejectedCell[];
  /** A sample of what changes in what is there already, when asked for. */
  changed?: ChangedRow[];
}

/** A company or a person that is there already, and what the file says otherwise. */
export interface ChangedRow {
  /** First line of the file that names it; the header is 1. */
  line: number;
  kind: 'partner' | 'rep';
  /** As the file writes it. */
  id: string;
  name: string;
  /** By column; null: nothing. */
  fields: { field: string; old: string | null; new: string | null }[];
}

/** Enough to see whether a file does what was meant. */
export const CHANGED_LISTED = 100;

/** More help nobody; the report stays small whatever the file. */
export const REJECTED_LISTED = 1000;

export interface ImportProgress {
  phase: 'reading' | 'checking' | 'writing';
  rows: number;
  /** Read from the source so far. */
  bytes: number;
}

export interface ImportOptions {
  /** Do everything, report, and undo it. */
  dryRun?: boolean;
  /** Import the rows without fault; otherwise one fault refuses the file. */
  skipInvalid?: boolean;
  /** Report the first {@link CHANGED_LISTED} rows that change something, with what they change. */
  listChanged?: boolean;
  /** Tiers and channel types for a database that has none yet; they come and go with the import. */
  codes?: NetworkCodes;
  onProgress?: (progress: ImportProgress) => void;
  /** Stops the import; nothing of it stays. */
  signal?: AbortSignal;
}
