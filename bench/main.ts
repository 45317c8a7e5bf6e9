import 'reflect-metadata';
import os from 'node:os';
import path from 'node:path';
import { WrongWork, verdictOf, type Finding, type LeftOut } from './findings.js';
import { Ground } from './ground/ground.js';
import { describeMachine } from './machine.js';
import { measureAnswers } from './measures/answers.js';
import { measureBoard } from './measures/board.js';
import { measureFanOut } from './measures/fan-out.js';
import { measureCatchUp } from './measures/catch-up.js';
import { measureFirstMail } from './measures/first-mail.js';
import { measureLatency } from './measures/latency.js';
import { measureMail } from './measures/mail.js';
import { measureMemory } from './measures/memory.js';
import { measureOpening } from './measures/opening.js';
import { measureQueue } from './measures/queue.js';
import { measureSlope } from './measures/slope.js';
import { readOptions, USAGE, type MeasureName, type Options, type Sizes } from './options.js';
import { printTable, writeReport } from './report.js';

type Measure = (ground: Ground, sizes: Sizes) => Promise<(Finding | LeftOut)[]>;

const MEASURE: Record<MeasureName, Measure> = {
  'fan-out': measureFanOut,
  'first-mail': measureFirstMail,
  mail: measureMail,
  answers: measureAnswers,
  latency: measureLatency,
  opening: measureOpening,
  board: measureBoard,
  memory: measureMemory,
  'catch-up': measureCatchUp,
  slope: measureSlope,
  queue: measureQueue,
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Takes the measures one after the other. @returns exit code. */
async function bench(options: Options): Promise<number> {
  const load = os.loadavg()[0]!;
  const started = new Date();
  const ground = await Ground.prepare(options.profiles);
  endWith(ground);
  try {
    const machine = await describeMachine(ground.adminUrl, load);
    const found: (Finding | LeftOut)[] = [];
    for (const name of options.only) {
      process.stderr.write(`${name} … `);
      const start = performance.now();
      // One measure that cannot be taken does not keep the others; it shows in the table and in the exit code.
      found.push(...(await MEASURE[name](ground, options.sizes).catch((error: Error) => [failed(name, error)])));
      process.stderr.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    }
    say(printTable(machine, found));
    const file = await writeReport(path.resolve(import.meta.dirname, '../..'), { started, machine, options, found });
    say(`\nWritten to ${file}`);
    const missed = found.some((one) => 'product' in one && verdictOf(one) === 'BELOW FLOOR');
    const wrong = found.some((one) => 'failed' in one);
    return wrong || (options.gate && missed) ? 1 : 0;
  } finally {
    await ground.close();
  }
}

function failed(measure: string, error: Error): LeftOut {
  const why = error instanceof WrongWork ? `the work is wrong: ${error.message}` : (error.stack ?? error.message);
  process.stderr.write(`${why}\n`);
  return { measure, why: why.split('\n')[0]!, failed: true };
}

/** However the bench ends, its processes and folders end with it. */
function endWith(ground: Ground): void {
  const end = (code: number, why: string) => {
    process.stderr.write(`\n${why}\nThe processes and folders of the bench are put away.\n`);
    void ground.close().then(() => process.exit(code));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(130, 'Stopped.'));
  process.once('uncaughtException', (error) => end(1, error.stack ?? error.message));
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
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = 1;
}
