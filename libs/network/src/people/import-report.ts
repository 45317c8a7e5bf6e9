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
}

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
  /** Tiers and channel types for a database that has none yet; they come and go with the import. */
  codes?: NetworkCodes;
  onProgress?: (progress: ImportProgress) => void;
  /** Stops the import; nothing of it stays. */
  signal?: AbortSignal;
}
