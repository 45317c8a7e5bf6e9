import { parseSegmentRule, SegmentQueries, type ListedRep, type SegmentCount } from '@relais/network';
import { InvalidArgumentError } from 'commander';
import { stringify } from 'yaml';
import type { RegisterCommands } from './command.js';

/** `relais segment`: which segments there are and whom they hold at this moment. */
export const registerSegmentCommands: RegisterCommands = (program, line) => {
  const segment = program.command('segment').description('segments: saved rules over reps and partners');
  segment
    .command('list')
    .description('all segments with the number of active reps in each')
    .option('--json', 'print one JSON document')
    .action(async (flags: { json?: boolean }) => {
      const segments = await line.withApp((app) => app.get(SegmentQueries).countAll());
      line.print(flags.json ? JSON.stringify(segments, null, 2) : list(segments));
    });
  segment
    .command('show')
    .argument('<slug>', 'the segment')
    .description('the rule of a segment, how many active reps it holds and the first of them')
    .option('--limit <n>', 'how many reps to show', atLeastZero, 10)
    .option('--json', 'print one JSON document')
    .action(async (slug: string, flags: { limit: number; json?: boolean }) => {
      const shown = await line.withApp(async (app) => {
        const queries = app.get(SegmentQueries);
        const { name, rule: stored } = await queries.find(slug);
        const rule = parseSegmentRule(stored); // the database keeps no order of keys; reading it gives back the usual one
        return { slug, name, rule, reps: await queries.count(slug), sample: await queries.sample(slug, flags.limit) };
      });
      if (flags.json) line.print(JSON.stringify(shown, null, 2));
      else
        line.print(
          [
            stringify({ name: shown.name, rule: shown.rule }).trimEnd(),
            '',
            `${shown.reps} active ${shown.reps === 1 ? 'rep' : 'reps'}`,
            ...shown.sample.map(repLine),
          ].join('\n'),
        );
    });
};

function list(segments: readonly SegmentCount[]): string {
  if (segments.length === 0) return 'There is no segment: define one in segments/<slug>.yaml of the content folder.';
  const width = Math.max(...segments.map(({ slug }) => slug.length));
  return segments
    .map(
      ({ slug, name, reps }) =>
        `${slug.padEnd(width)}  ${String(reps).padStart(7)}  ${name.en ?? Object.values(name)[0] ?? ''}`,
    )
    .join('\n');
}

function repLine(rep: ListedRep): string {
  return `  ${rep.id}  ${rep.name || '(no name)'} <${rep.email}>, ${rep.partnerName} (${rep.partner})`;
}

function atLeastZero(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 1000)
    throw new InvalidArgumentError('Give a whole number from 0 to 1000.');
  return value;
}
