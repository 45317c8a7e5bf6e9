import type { Spent } from './ground/cpu.js';

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
  /** The same ratio by CPU spent instead of time passed, the median over the rounds; null: unknown, or means nothing here. */
  byCpu: number | null;
  /** What the ratio (without a baseline: the figure) must reach, and what it should. Absent: only reported. */
  floor?: number;
  target?: number;
  /** Is more better (rates), or less (times, slopes)? */
  better: 'more' | 'less';
  /** What it was measured against or under which circumstances. */
  note: string;
  /** The figures of each round. */
  rounds?: object[];
}

/** A measure that could not be taken here, and why. */
export interface LeftOut {
  measure: string;
  why: string;
  /** It should have been possible: an error, or wrong work. */
  failed?: true;
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

/** One turn of baseline and product: the same number of things done by each. */
export interface Round {
  things: number;
  baseline: Spent;
  product: Spent;
}

type Described = Pick<Finding, 'measure' | 'unit' | 'floor' | 'target' | 'note'>;

/** Rates of baseline and product that took their turn. The ratio is the median of the rounds' ratios, so that noise that meets both cancels. */
export function rates(of: Described, rounds: Round[]): Finding {
  const ratio = (pick: (spent: Spent) => number | null) =>
    rounds.map(({ baseline, product }) => (pick(baseline) ?? NaN) / (pick(product) ?? NaN));
  const byCpu = median(ratio(({ cpu }) => cpu));
  return {
    ...of,
    better: 'more',
    baseline: median(rounds.map(({ things, baseline }) => things / baseline.seconds)),
    product: median(rounds.map(({ things, product }) => things / product.seconds)),
    ratio: median(ratio(({ seconds }) => seconds)),
    byCpu: Number.isFinite(byCpu) ? byCpu : null,
    rounds,
  };
}

/** Times of baseline and product for one thing, in milliseconds; less is better, so the ratio is the other way round. */
export function times(of: Described, rounds: Round[]): Finding {
  const ms = ({ seconds }: Spent, things: number) => (seconds / things) * 1000;
  const rate = rates(of, rounds);
  return {
    ...rate,
    better: 'less',
    baseline: median(rounds.map(({ things, baseline }) => ms(baseline, things))),
    product: median(rounds.map(({ things, product }) => ms(product, things))),
    ratio: 1 / rate.ratio!,
    byCpu: rate.byCpu === null ? null : 1 / rate.byCpu,
  };
}

/** A figure of the product that is judged by itself. */
export function figure(of: Described & { better: Finding['better'] }, values: number[]): Finding {
  return {
    ...of,
    baseline: null,
    product: median(values),
    ratio: null,
    byCpu: null,
    rounds: values.map((value) => ({ value })),
  };
}
