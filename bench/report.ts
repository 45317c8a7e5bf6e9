import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { verdictOf, type Finding, type LeftOut } from './findings.js';
import type { Machine } from './machine.js';
import type { Options } from './options.js';

const HEAD = ['measure', 'baseline', 'product', 'unit', 'ratio', 'by CPU', 'floor', 'target', 'verdict', 'note'];

/** The table for people. */
export function printTable(machine: Machine, found: (Finding | LeftOut)[]): string {
  const lines = [HEAD, ...found.map(lineOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const aligned = lines.map((line) =>
    line
      .map((text, column) => (isNumber(column) ? text.padStart(widths[column]!) : text.padEnd(widths[column]!)))
      .join('  '),
  );
  return [
    '',
    describe(machine),
    '',
    aligned[0]!,
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...aligned.slice(1),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
}

/** The same table for a page of documentation. */
export function markdownTable(machine: Machine, found: (Finding | LeftOut)[]): string {
  const row = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = HEAD.map((_, column) => (isNumber(column) ? '--:' : '---'));
  return [`${describe(machine)}.`, '', row(HEAD), row(rule), ...found.map((one) => row(lineOf(one))), ''].join('\n');
}

function describe({ cores, cpu, memoryGiB, load, node, postgres, postgresSettings }: Machine): string {
  return `${cpu}, ${cores} cores, ${memoryGiB} GiB, load ${load.toFixed(1)} before the start · Node ${node} · PostgreSQL ${postgres}, fsync ${postgresSettings.fsync}`;
}

function lineOf(one: Finding | LeftOut): string[] {
  if (!('product' in one))
    return [one.measure, '', '', '', '', '', '', '', one.failed ? 'FAILED' : 'left out', one.why];
  const { measure, baseline, product, unit, ratio, byCpu, floor, target, note } = one;
  const goal = (value: number | undefined) => (value === undefined ? '' : String(value));
  return [
    measure,
    baseline === null ? '' : figure(baseline),
    figure(product),
    unit,
    ratio === null ? '' : ratio.toFixed(2),
    byCpu === null ? '' : byCpu.toFixed(2),
    goal(floor),
    goal(target),
    verdictOf(one),
    note,
  ];
}

const isNumber = (column: number): boolean => [1, 2, 4, 5, 6, 7].includes(column);

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

/** Writes everything that was found as JSON, and the table as Markdown beside it. @returns the JSON file, below `root`. */
export async function writeReport(
  root: string,
  report: { started: Date; machine: Machine; options: Options; found: (Finding | LeftOut)[] },
): Promise<string> {
  const { started, machine, options, found } = report;
  const folder = path.join(root, 'bench', 'results');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${started.toISOString().replaceAll(':', '-')}.json`);
  const findings = found.map((one) => ('product' in one ? { ...one, verdict: verdictOf(one) } : one));
  const seconds = (Date.now() - started.getTime()) / 1000;
  await writeFile(file, `${JSON.stringify({ at: started, seconds, machine, options, findings }, null, 2)}\n`);
  await writeFile(file.replace(/json$/, 'md'), markdownTable(machine, found));
  return path.relative(root, file);
}
