import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import {
  PeopleExportQueries,
  PeopleImportService,
  readNetworkCodes,
  type ImportReport,
  type Tally,
} from '@relais/network';
import { DomainError, Invalid, NotFound, type Fault } from '@relais/platform';
import type { Command } from 'commander';
import { ImportProgressBar } from './import-progress.js';
import type { CommandLine, RegisterCommands } from './command.js';
import { registerSegmentCommands } from './segment.command.js';

interface ImportFlags {
  dryRun?: boolean;
  skipInvalid?: boolean;
  json?: boolean;
}

/** Reasons shown; --json lists the first thousand. */
const SHOWN = 50;

/** `relais people`: the network from a file and to a file. `relais segment` comes with it: who of them is meant. */
export const registerPeopleCommands: RegisterCommands = (program, line) => {
  const people = program.command('people').description('partners and reps');
  people
    .command('import')
    .argument('<file>', 'the people file (CSV); - reads standard input')
    .description('bring partners and reps to what a people file says: all of it or nothing')
    .option('--dry-run', 'report what would be done, do nothing')
    .option('--skip-invalid', 'import the rows without fault instead of refusing the file')
    .option('--json', 'print one JSON document')
    .action((file: string, flags: ImportFlags) => importPeople(line, file, flags));
  people
    .command('export')
    .argument('[file]', 'where to write; standard output if left out')
    .description('write all partners and reps as a people file that can be imported again')
    .action((file?: string) => exportPeople(line, file));
  registerSegmentCommands(program as Command, line);
};

async function importPeople(line: CommandLine, file: string, flags: ImportFlags): Promise<void> {
  const name = file === '-' ? 'standard input' : path.basename(file);
  try {
    const codes = await readNetworkCodes(line.env().RELAIS_CONTENT_DIR);
    const { source, bytes } = await open(file);
    const bar = flags.json ? null : ImportProgressBar.onTerminal(bytes);
    const stop = new AbortController();
    const onInterrupt = () => stop.abort(new Invalid('people.interrupted', 'Interrupted. Nothing was applied.'));
    process.once('SIGINT', onInterrupt);
    let report: ImportReport;
    try {
      const options = {
        dryRun: flags.dryRun,
        skipInvalid: flags.skipInvalid,
        signal: stop.signal,
        codes,
        onProgress: bar?.show,
      };
      report = await line.withApp((app) => app.get(PeopleImportService).import(source, options));
    } finally {
      process.removeListener('SIGINT', onInterrupt);
      bar?.stop();
      source.destroy();
    }
    if (flags.json) line.print(JSON.stringify(report, null, 2));
    else line.print(describe(name, report));
    refuseIfRejected(line, name, report, flags);
  } catch (error) {
    // With --json there is one document whatever happens; of a report that was printed already there is nothing to add.
    if (flags.json && error instanceof DomainError && error.code !== 'people.rejected') {
      line.print(
        JSON.stringify(
          { applied: false, error: { code: error.code, message: error.message, faults: error.details } },
          null,
          2,
        ),
      );
    }
    throw error;
  }
}

/** A file with rejected rows that was not told to skip them is refused input: exit code 1, reasons on stderr. */
function refuseIfRejected(line: CommandLine, name: string, report: ImportReport, flags: ImportFlags): void {
  if (report.rejectedRows === 0) return;
  const faults: Fault[] = report.rejected
    .slice(0, SHOWN)
    .map((cell) => ({ where: `line ${cell.line}, ${cell.field}`, what: cell.reason, fix: cell.fix }));
  if (report.rejected.length > SHOWN)
    faults.push({ where: '…', what: 'and more', fix: '--json lists the first thousand' });
  const refused = new Invalid(
    'people.rejected',
    `${name}: ${count(report.rejectedRows, 'row')} of ${report.rows} rejected.`,
    faults,
  );
  if (!flags.skipInvalid) throw refused;
  line.remark([refused.message, ...faults.map(({ where, what, fix }) => `  ${where}: ${what} (${fix})`)].join('\n'));
}

async function open(file: string): Promise<{ source: Readable; bytes: number }> {
  if (file === '-') return { source: process.stdin, bytes: 0 };
  const found = await stat(file).catch(() => null);
  if (!found) throw new NotFound('people.no-file', `There is no file ${file}.`);
  if (!found.isFile()) throw new Invalid('people.no-file', `${file} is not a file.`);
  return { source: createReadStream(file), bytes: found.size };
}

async function exportPeople(line: CommandLine, file?: string): Promise<void> {
  await line.withApp(async (app) => {
    // Standard output must stay open for the rest of the command.
    const output = file === undefined ? process.stdout : createWriteStream(file);
    await app.get(PeopleExportQueries).export(output, { end: file !== undefined });
  });
}

function describe(name: string, report: ImportReport): string {
  const row = (label: string, tally: Tally) =>
    label.padEnd(10) + [tally.created, tally.updated, tally.unchanged].map((n) => String(n).padStart(11)).join('');
  const outcome = report.applied
    ? `Applied: ${count(report.rows - report.rejectedRows, 'row')} of ${name}.`
    : report.dryRun
      ? `Dry run of ${name}: nothing was applied.`
      : `Nothing was applied: mend the rejected rows, or import the others with --skip-invalid.`;
  return [
    `${' '.repeat(10)}${['created', 'updated', 'unchanged'].map((title) => title.padStart(11)).join('')}`,
    row('partners', report.partners),
    row('reps', report.reps),
    `rejected rows: ${report.rejectedRows}`,
    outcome,
  ].join('\n');
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
