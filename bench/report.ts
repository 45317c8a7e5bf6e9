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
  const { cores, cpu, memoryGiB, load, node, postgres } = machine;
  return [
    '',
    `${cpu}, ${cores} cores, ${memoryGiB} GiB, load ${load.toFixed(1)} before the start · Node ${node} · PostgreSQL ${postgres}, fsync ${machine.postgresSettings.fsync}`,
    '',
    aligned[0]!,
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...aligned.slice(1),
  ]
    .map((line) => line.trimEnd())
    .join('\n');
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

/** Writes everything that was found as JSON. @returns the file, below `root`. */
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
  return path.relative(root, file);
}
