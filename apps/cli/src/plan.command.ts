import { ForecastService, type ForecastEntry } from '@relais/delivery';
import { InvalidArgumentError } from 'commander';
import type { RegisterCommands } from './command.js';

const MOST_DAYS = 366;
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** `relais plan`: what would be sent to whom and when; writes nothing. */
export const registerPlanCommand: RegisterCommands = (program, line) => {
  program
    .command('plan')
    .description('show what a line would send to whom and when, supposing nobody answers; writes nothing')
    .requiredOption('--line <slug>', 'the editorial line')
    .requiredOption(
      '--from <ISO>',
      'first instant, such as 2026-12-01 or 2026-12-01T08:00:00Z (UTC unless it says otherwise)',
      instant,
    )
    .requiredOption('--days <n>', `how many days from there, 1 to ${MOST_DAYS}`, days)
    .option('--json', 'print one JSON document')
    .action(async (options: { line: string; from: Date; days: number; json?: boolean }) => {
      const entries = await line.withApp((app) =>
        app.get(ForecastService).forecast(options.line, options.from, options.days),
      );
      if (options.json)
        line.print(
          JSON.stringify(
            { line: options.line, from: options.from.toISOString(), days: options.days, deliveries: entries },
            null,
            2,
          ),
        );
      else line.print(table(entries));
    });
};

function instant(text: string): Date {
  const value = ISO.test(text)
    ? new Date(text.includes('T') && !/(Z|[+-]\d{2}:\d{2})$/.test(text) ? `${text}Z` : text)
    : new Date(NaN);
  if (Number.isNaN(value.getTime()))
    throw new InvalidArgumentError('Give a date such as 2026-12-01 or an instant such as 2026-12-01T08:00:00Z.');
  return value;
}

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MOST_DAYS)
    throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST_DAYS}.`);
  return value;
}

function table(entries: ForecastEntry[]): string {
  if (!entries.length) return 'Nothing would be sent.';
  const head = ['UTC', 'local', 'zone', 'rep', 'partner', 'brick'];
  const lines = entries.map((e) => [
    e.dueAt.slice(0, 16) + 'Z',
    e.local,
    e.zone,
    e.rep,
    e.partner,
    e.occurrence ? `${e.brick} (repeat ${e.occurrence})` : e.brick,
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...lines.map((cells) => cells[i]!.length)));
  const text = [head, ...lines].map((cells) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
  return [...text, `${entries.length} deliveries`].join('\n');
}
