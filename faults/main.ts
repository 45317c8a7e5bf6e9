import 'reflect-metadata';
import { Ground } from './ground/ground.js';
import { readOptions, USAGE, type Options } from './options.js';
import { keepResults, printResult, printSummary } from './report.js';
import { judge, type Result, type Row } from './row.js';
import { ROWS } from './rows/index.js';

/** Runs the fault table: breaks things on purpose and looks for lost and doubled work. Exit 1: a promise is broken or a control was not caught. */
async function run(options: Options, rows: Row[]): Promise<number> {
  const started = performance.now();
  process.stdout.write(`Faults, ${options.sizes.round} round, seed ${options.seed}\n`);
  const opening = Ground.open(
    options,
    rows.some((row) => row.killsPostgres && process.platform === 'linux'),
  );
  const isEnding = endWith(opening);
  const ground = await opening;
  const results: Result[] = [];
  const take = async (row: Row) => {
    const result = await judge(row, ground);
    if (isEnding()) return; // what was cut short says nothing
    results.push(result);
    printResult(result);
  };
  try {
    const waiting = rows.filter((row) => !row.beside);
    const lane = async () => {
      for (let row = waiting.shift(); row; row = waiting.shift()) await take(row);
    };
    // Rows wait more than they work: three at a time fill a machine of two cores.
    await Promise.all([...rows.filter((row) => row.beside).map(take), lane(), lane(), lane()]);
  } finally {
    await ground.close();
  }
  if (isEnding()) return new Promise<never>(() => {}); // the process ends elsewhere
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  results.sort((a, b) => rows.indexOf(a.row) - rows.indexOf(b.row));
  const sound = printSummary(results, options, seconds);
  process.stdout.write(`${keepResults(results, options, seconds)}\n`);
  return sound ? 0 : 1;
}

/** However the run ends, nothing that it started is left behind. @returns whether it is being cut short. */
function endWith(opening: Promise<Ground>): () => boolean {
  let ending = false;
  const end = (code: number, reason?: unknown) => {
    if (ending) return;
    ending = true;
    if (reason !== undefined) process.stderr.write(`${reason instanceof Error ? reason.stack : String(reason)}\n`);
    opening
      .then((ground) => ground.close())
      .catch(() => {}) // it has said why, and cleared up behind itself
      .finally(() => process.exit(code));
  };
  process.on('SIGINT', () => end(130));
  process.on('SIGTERM', () => end(143));
  process.on('uncaughtException', (error) => end(2, error));
  return () => ending;
}

try {
  const options = readOptions(process.argv.slice(2));
  const unknown = options.only.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length) throw new Error(`no row is called ${unknown.join(', ')}; --list names them`);
  if (options.list) for (const { name, what } of ROWS) process.stdout.write(`${name.padEnd(26)} ${what}\n`);
  else process.exit(await run(options, options.only.length ? ROWS.filter((r) => options.only.includes(r.name)) : ROWS));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
  process.exit(2);
}
