import { parseArgs } from 'node:util';

/** Every measure by name, in the order in which they run. */
export const MEASURES = [
  'fan-out',
  'first-mail',
  'mail',
  'answers',
  'latency',
  'opening',
  'board',
  'memory',
  'catch-up',
  'slope',
  'queue',
] as const;
export type MeasureName = (typeof MEASURES)[number];

/** How much of everything. */
export interface Sizes {
  /** Reps of the network; also deliveries of one fan-out. */
  reps: number;
  /** The smaller network that slopes begin at. */
  fewReps: number;
  /** Mails of one round. */
  mails: number;
  /** Answers of one round, each to a delivery of its own. */
  answers: number;
  /** Opened links of one round. */
  openings: number;
  /** People on the board. */
  scored: number;
  /** Times baseline and product take their turn. */
  rounds: number;
  /** Deliveries that reps have behind them in the further fan-outs. */
  histories: number[];
}

export interface Options {
  only: MeasureName[];
  sizes: Sizes;
  quick: boolean;
  full: boolean;
  /** End with exit code 1 when a floor is missed. */
  gate: boolean;
  /** Folder for CPU profiles of the processes under measure. */
  profiles: string | null;
}

const USUAL: Sizes = {
  reps: 100_000,
  fewReps: 10_000,
  mails: 10_000,
  answers: 20_000,
  openings: 20_000,
  scored: 1_000_000,
  rounds: 3,
  histories: [10, 30],
};

/** To a million reps. Their histories are left to the usual size: thirty million rows are hours of preparation. */
const FULL: Sizes = { ...USUAL, reps: 1_000_000, histories: [] };

const QUICK: Sizes = {
  reps: 20_000,
  fewReps: 2_000,
  mails: 3_000,
  answers: 5_000,
  openings: 5_000,
  scored: 100_000,
  rounds: 2,
  histories: [10],
};

export const USAGE = `npm run bench -- [options]
  --only <name>[,<name>]  of ${MEASURES.join(', ')}
  --quick                 small numbers: does it work, and roughly where does it stand
  --full                  networks of up to 1,000,000 reps; takes more than an hour
  --gate                  exit code 1 when a floor is missed
  --profiles <folder>     write CPU profiles of the processes under measure
  --reps --few-reps --mails --answers --openings --scored --rounds <number>`;

/**
 * Reads the command line.
 * @throws Error that says what is wrong, for anything that is not an option or not a number above 0.
 */
export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args,
    options: {
      only: text,
      quick: flag,
      full: flag,
      gate: flag,
      profiles: text,
      reps: text,
      'few-reps': text,
      mails: text,
      answers: text,
      openings: text,
      scored: text,
      rounds: text,
    },
  });
  if (values.quick && values.full) throw new Error('--quick and --full exclude each other');
  const base = values.quick ? QUICK : values.full ? FULL : USUAL;
  const number = (
    name: 'reps' | 'few-reps' | 'mails' | 'answers' | 'openings' | 'scored' | 'rounds',
    usual: number,
  ) => {
    const given = values[name];
    if (given === undefined) return usual;
    if (!/^[1-9]\d{0,7}$/.test(given)) throw new Error(`--${name} must be a whole number above 0, not ${given}`);
    return Number(given);
  };
  const only = (values.only ?? MEASURES.join(',')).split(',').map((name) => {
    const known = MEASURES.find((measure) => measure === name.trim());
    if (!known) throw new Error(`--only: there is no measure ${name}; there are ${MEASURES.join(', ')}`);
    return known;
  });
  const sizes: Sizes = {
    reps: number('reps', base.reps),
    fewReps: number('few-reps', base.fewReps),
    mails: number('mails', base.mails),
    answers: number('answers', base.answers),
    openings: number('openings', base.openings),
    scored: number('scored', base.scored),
    rounds: number('rounds', base.rounds),
    histories: base.histories,
  };
  if (sizes.fewReps >= sizes.reps) throw new Error('--few-reps must be below --reps, or there is no slope');
  return { only, sizes, quick: values.quick, full: values.full, gate: values.gate, profiles: values.profiles ?? null };
}
