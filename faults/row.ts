import type { Stock } from './ground/stock.js';
import type { Ground } from './ground/ground.js';

/** What a row found. */
export interface Outcome {
  /** What was done to whom, how often. */
  killed: string;
  /** Deliveries beside the relay's journal, where mails were sent. */
  stock?: Stock;
  /** Promises found broken, each in words with its number. None: kept. */
  broken: string[];
  /** Figures and circumstances worth knowing. */
  notes: string[];
}

/** One line of the fault table. */
export interface Row {
  name: string;
  /** The fault, in words. */
  what: string;
  promises: string;
  /** A deliberately broken variant: the row is in order when a breach that matches is found. */
  caughtBy?: RegExp;
  /** Takes long and does little: runs beside the others. */
  beside?: boolean;
  /** Needs a PostgreSQL that it may kill. */
  killsPostgres?: boolean;
  /** Why it is left out on this machine; undefined: it is not. */
  missing?: () => string | undefined;
  run(ground: Ground): Promise<Outcome>;
}

/** The verdict on a row. */
export type Verdict = 'kept' | 'BROKEN' | 'caught' | 'NOT CAUGHT' | 'left out' | 'FAILED';

export interface Result {
  row: Row;
  verdict: Verdict;
  outcome?: Outcome;
  /** Why it was left out, or the error that ended it. */
  reason?: string;
  seconds: number;
}

/** Is this a result to be content with? What was left out is told, not held against the run. */
export const isSound = ({ verdict }: Result): boolean =>
  verdict === 'kept' || verdict === 'caught' || verdict === 'left out';

/** Runs a row to its verdict; an error of the harness is a result too. */
export async function judge(row: Row, ground: Ground): Promise<Result> {
  const started = performance.now();
  const result = (verdict: Verdict, more: Partial<Result> = {}): Result => ({
    row,
    verdict,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    ...more,
  });
  try {
    const missing = row.missing?.();
    if (missing !== undefined) return result('left out', { reason: missing });
    const outcome = await row.run(ground);
    const { caughtBy } = row;
    if (outcome.broken.length && !caughtBy) outcome.notes.push(...ground.errorsOf(row.name));
    if (!caughtBy) return result(outcome.broken.length ? 'BROKEN' : 'kept', { outcome });
    return result(outcome.broken.some((breach) => caughtBy.test(breach)) ? 'caught' : 'NOT CAUGHT', { outcome });
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return result('FAILED', { reason: [reason, ...ground.errorsOf(row.name)].join('\n') });
  }
}
