/** One line of the table: what was measured, against what, and what it should be. */
export interface Finding {
  measure: string;
  /** Of `baseline` and `product`, such as "rows/s". */
  unit: string;
  /** The raw limit; null: the product is judged by its own figure. */
  baseline: number | null;
  product: number;
  /** product / baseline, the median over the rounds; null without a baseline. */
  ratio: number | null;
  /** What the ratio (without a baseline: the figure) must reach, and what it should. Absent: only reported. */
  floor?: number;
  target?: number;
  /** Is more better (rates), or less (times, slopes)? */
  better: 'more' | 'less';
  /** What it was measured against or under which circumstances. */
  note: string;
  /** The figures of each round. */
  rounds?: { baseline: number | null; product: number }[];
}

/** A measure that could not be taken here, and why. */
export interface LeftOut {
  measure: string;
  why: string;
}

export type Verdict = 'target' | 'floor' | 'BELOW FLOOR' | 'reported';

export function verdictOf({ ratio, product, floor, target, better }: Finding): Verdict {
  if (floor === undefined) return 'reported';
  const value = ratio ?? product;
  const reaches = (goal: number) => (better === 'more' ? value >= goal : value <= goal);
  if (target !== undefined && reaches(target)) return 'target';
  return reaches(floor) ? 'floor' : 'BELOW FLOOR';
}

/** The work was not what it had to be: a figure for wrong work is worth nothing. */
export class WrongWork extends Error {}

/** @throws WrongWork when what was found after a round is not what should be there. */
export function expectWork(what: string, found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new WrongWork(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The finding of rounds in which baseline and product took their turn. The ratio is the median of the rounds' ratios. */
export function compared(
  of: Omit<Finding, 'baseline' | 'product' | 'ratio' | 'rounds'>,
  rounds: { baseline: number; product: number }[],
): Finding {
  return {
    ...of,
    baseline: median(rounds.map((round) => round.baseline)),
    product: median(rounds.map((round) => round.product)),
    ratio: median(rounds.map((round) => round.product / round.baseline)),
    rounds,
  };
}
