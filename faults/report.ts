import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Options } from './options.js';
import { isSound, type Result } from './row.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Prints a row as soon as it has its verdict. */
export function printResult({ row, verdict, outcome, reason, seconds }: Result): void {
  say(`\n${verdict.padEnd(10)} ${row.name}: ${row.what} (${row.promises}, ${seconds} s)`);
  if (outcome) {
    const { stock } = outcome;
    const figures = stock
      ? `; ${stock.deliveries} deliveries, ${stock.copies} copies, ${stock.lost} lost, ${stock.duplicated} duplicated, ` +
        `${stock.explained} of them explained by ${stock.ambiguous} ambiguous attempts; ${statesIn(stock.states)}`
      : '';
    say(`           ${outcome.killed}${figures}`);
    for (const breach of outcome.broken) say(`           ${row.caughtBy ? 'found' : 'BROKEN'}: ${breach}`);
    for (const note of outcome.notes) say(`           ${note}`);
  }
  if (reason) say(`           ${reason.split('\n').join('\n           ')}`);
}

/** Prints the table and the sum of it. @returns whether every promise held and every control was caught. */
export function printSummary(results: Result[], options: Options, seconds: number): boolean {
  const cells = results.map(({ row, verdict, outcome }) => {
    const stock = outcome?.stock;
    const figures = stock
      ? [stock.deliveries, stock.copies, stock.lost, stock.duplicated, stock.explained].map(String)
      : ['', '', '', '', ''];
    return [row.name, outcome?.killed ?? '', ...figures, verdict];
  });
  const head = ['row', 'fault', 'deliveries', 'copies', 'lost', 'duplicated', 'explained', 'verdict'];
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((cell) => cell[i]!.length)));
  const isNumber = (i: number) => i >= 2 && i <= 6;
  const line = (cell: string[]) =>
    cell.map((text, i) => (isNumber(i) ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))).join('  ');
  say(`\n${line(head)}`);
  for (const cell of cells) say(line(cell));
  const unsound = results.filter((result) => !isSound(result));
  const out = results.filter(({ verdict }) => verdict === 'left out').length;
  say(
    `\n${results.length - unsound.length - out} of ${results.length - out} rows in order${out ? `, ${out} left out` : ''}; ` +
      `${options.sizes.round} round, seed ${options.seed}, ${Math.round(seconds)} s.`,
  );
  return unsound.length === 0;
}

/** Writes the results as JSON. @returns the file. */
export function keepResults(results: Result[], options: Options, seconds: number): string {
  const at = new Date();
  const name = `${at.toISOString().replace(/[:.]/g, '-')}-${options.sizes.round}.json`;
  const file = path.resolve(options.report ?? path.join(import.meta.dirname, '../../faults/results', name));
  mkdirSync(path.dirname(file), { recursive: true });
  const rows = results.map(({ row, ...rest }) => ({
    name: row.name,
    what: row.what,
    promises: row.promises,
    control: row.caughtBy !== undefined,
    ...rest,
  }));
  const head = { at, round: options.sizes.round, seed: options.seed, seconds, node: process.version };
  writeFileSync(file, `${JSON.stringify({ ...head, rows }, null, 2)}\n`);
  return file;
}

const statesIn = (states: Record<string, number>): string =>
  Object.entries(states)
    .map(([state, n]) => `${n} ${state}`)
    .join(', ');
