import { writeFileSync } from 'node:fs';
import { SimulationService, type Simulation } from '@relais/delivery';
import { Clock, isLocalDate } from '@relais/platform';
import { InvalidArgumentError } from 'commander';
import type { RegisterCommands } from './command.js';
import { simulationPicture } from './simulation-picture.js';

interface Options {
  line: string;
  reps: number;
  days: number;
  from?: string;
  answer: number;
  right: number;
  halfLife: number;
  seed: number;
  picture?: string;
  json?: boolean;
}

/** `relais simulate`: what a line would do to people over months; writes nothing but the picture that was asked for. */
export const registerSimulateCommand: RegisterCommands = (program, line) => {
  program
    .command('simulate')
    .description('play a line to simulated people and report load, participation and retention')
    .requiredOption('--line <slug>', 'the editorial line')
    .option('--reps <n>', 'how many people, 1 to 100000', whole(1, 100_000), 500)
    .option('--days <n>', 'how many days, 1 to 1100', whole(1, 1_100), 120)
    .option('--from <date>', 'first day, such as 2026-12-01 (default: today)', date)
    .option('--answer <share>', 'share of bricks that are answered, 0 to 1', share, 0.6)
    .option('--right <share>', 'share of right answers to a new question, 0 to 1', share, 0.55)
    .option(
      '--half-life <days>',
      'days after which half of what an explanation taught is forgotten',
      whole(1, 1_000),
      7,
    )
    .option('--seed <n>', 'the same seed gives the same run', whole(0, 2 ** 31), 1)
    .option('--picture <file.svg>', 'draw the weeks into this file')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const result = await line.withApp((app) =>
        app.get(SimulationService).simulate({
          line: options.line,
          reps: options.reps,
          days: options.days,
          from: options.from ?? app.get(Clock).now().toISOString().slice(0, 10),
          people: { answer: options.answer, right: options.right, halfLifeDays: options.halfLife },
          seed: options.seed,
        }),
      );
      if (options.picture) writeFileSync(options.picture, simulationPicture(result, options.line));
      line.print(options.json ? JSON.stringify(result, null, 2) : table(result));
    });
};

function table({ weeks, load, retained, retired }: Simulation): string {
  const head = [
    'week of',
    'new',
    'repeats',
    'a day',
    'busiest day',
    'answered',
    'right at first',
    'right again',
    'known',
    'most a rep a day',
  ];
  const lines = weeks.map((w) => [
    w.monday,
    String(w.fresh),
    String(w.repeats),
    String(Math.round((w.fresh + w.repeats) / w.sendingDays)),
    String(w.busiestDay),
    percent(w.answered, w.fresh + w.repeats),
    percent(w.firstRight, w.firstGraded),
    percent(w.repeatRight, w.repeatGraded),
    percent(w.known, 1),
    String(w.mostADay),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...lines.map((cells) => cells[i]!.length)));
  const text = [head, ...lines].map((cells) => cells.map((cell, i) => cell.padStart(widths[i]!)).join('  '));
  const busiest = load.reduce((most, day) => (day.deliveries > most.deliveries ? day : most), {
    day: '',
    deliveries: 0,
  });
  return [
    ...text,
    '',
    'a day: deliveries on a sending day, all reps together. known: what they have met and would still answer right on the last day of the week.',
    `Busiest day: ${busiest.deliveries} deliveries${busiest.day && ` on ${busiest.day}`}.`,
    `Known at the end: ${percent(retained, 1)} of the quizzes; retired: ${percent(retired, 1)}.`,
  ].join('\n');
}

const percent = (part: number, whole: number): string => (whole ? `${Math.round((100 * part) / whole)} %` : '–');

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return value;
  };
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('Give a share from 0 to 1, such as 0.6.');
  return value;
}

function date(text: string): string {
  if (!isLocalDate(text)) throw new InvalidArgumentError('Give a date such as 2026-12-01.');
  return text;
}
