import { parseArgs } from 'node:util';

/** How much a round does. */
export interface Sizes {
  round: 'quick' | 'short' | 'long';
  /** Mails of the rows that kill workers; also the people of the network. */
  mails: number;
  kills: number;
  /** Answers posted while PostgreSQL is killed, and how often it is. */
  answers: number;
  databaseKills: number;
}

export interface Options {
  sizes: Sizes;
  seed: number;
  only: string[];
  list: boolean;
  /** Keeps the folder with databases, journals and logs. */
  keep: boolean;
  /** Where the results go. Default: a file of their own in faults/results. */
  report?: string;
  /** Where that folder is made. Default: the system's folder for temporary files. */
  dir?: string;
}

const SIZES: Record<Sizes['round'], Sizes> = {
  quick: { round: 'quick', mails: 400, kills: 3, answers: 200, databaseKills: 2 },
  short: { round: 'short', mails: 2_000, kills: 8, answers: 1_200, databaseKills: 4 },
  long: { round: 'long', mails: 10_000, kills: 50, answers: 6_000, databaseKills: 20 },
};

export const USAGE = `npm run faults -- [options]

  --long          10,000 mails and 50 kills a row instead of 2,000 and 8
  --quick         400 mails and 3 kills
  --only <rows>   these rows only, separated by commas; --list names them
  --seed <n>      repeats a run: the same kills and the same faults of the relay, as far as the machine's own timing allows
  --dir <folder>  where databases and journals are written, on a disk; removed at the end
  --keep          leaves that folder
  --report <file> writes the results there instead of into faults/results
  --list          names the rows`;

/** @throws Error in words when an option is wrong. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      long: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string' },
      dir: { type: 'string' },
      report: { type: 'string' },
      keep: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(values.seed);
  if (!Number.isInteger(seed)) throw new Error('--seed must be a whole number');
  if (values.long && values.quick) throw new Error('--long and --quick exclude each other');
  return {
    sizes: SIZES[values.long ? 'long' : values.quick ? 'quick' : 'short'],
    seed,
    only: values.only.flatMap((names) => names.split(',')).filter((name) => name !== ''),
    list: values.list,
    keep: values.keep,
    dir: values.dir,
    report: values.report,
  };
}
