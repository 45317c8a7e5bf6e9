import 'reflect-metadata';
import os from 'node:os';
import path from 'node:path';
import { WrongWork, verdictOf, type Finding, type LeftOut } from './findings.js';
import { Ground } from './ground/ground.js';
import { describeMachine } from './machine.js';
import { measureFanOut } from './measures/fan-out.js';
import { measureMail } from './measures/mail.js';
import { readOptions, USAGE, type MeasureName, type Options, type Sizes } from './options.js';
import { printTable, writeReport } from './report.js';

type Measure = (ground: Ground, sizes: Sizes) => Promise<(Finding | LeftOut)[]>;

const MEASURE: Record<MeasureName, Measure> = {
  'fan-out': measureFanOut,
  mail: measureMail,
} as never;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Takes the measures one after the other. @returns exit code. */
async function bench(options: Options): Promise<number> {
  const load = os.loadavg()[0]!;
  const started = new Date();
  const ground = await Ground.prepare(options.profiles);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say('\nStopping: processes and folders of the bench are put away.');
      void ground.close().then(() => process.exit(130));
    });
  try {
    const machine = await describeMachine(ground.adminUrl, load);
    const found: (Finding | LeftOut)[] = [];
    for (const name of options.only) {
      process.stderr.write(`${name} … `);
      const start = performance.now();
      found.push(...(await MEASURE[name](ground, options.sizes)));
      process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    }
    say(printTable(machine, found));
    const file = await writeReport(path.resolve(import.meta.dirname, '../..'), { started, machine, options, found });
    say(`\nWritten to ${file}`);
    const missed = found.some((one) => 'product' in one && verdictOf(one) === 'BELOW FLOOR');
    return options.gate && missed ? 1 : 0;
  } finally {
    await ground.close();
  }
}

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
  process.exit(2);
}
try {
  process.exitCode = await bench(options);
} catch (error) {
  process.stderr.write(error instanceof WrongWork ? `The work is wrong. ${error.message}\n` : `${(error as Error).stack}\n`);
  process.exitCode = 1;
}
