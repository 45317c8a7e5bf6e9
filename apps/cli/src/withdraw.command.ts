import { RetractionsService } from '@relais/delivery';
import { LinesQueries, PublishingService } from '@relais/editorial';
import { InvalidArgumentError, type Command } from 'commander';
import type { CommandLine } from './command.js';

interface Options {
  reason: string[];
  quiet?: boolean;
  json?: boolean;
}

const LANGUAGE = /^([a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?)=(.*)$/s;
const MOST = 1_000;

/** `relais content withdraw`: stops a brick at once and tells those who answered it. */
export function registerWithdrawCommand(content: Command, line: CommandLine): void {
  content
    .command('withdraw')
    .argument('<line/brick>', 'such as first-steps/which-probe', brickPlace)
    .description('stop a brick everywhere, and tell those who answered it that it no longer holds')
    .option(
      '--reason <text>',
      'what was wrong, in the language of the line; again for others: --reason fr="…"',
      (text: string, all: string[]) => [...all, reasonText(text)],
      [],
    )
    .option('--quiet', 'tell nobody')
    .option('--json', 'print one JSON document')
    .action(({ lineSlug, brickSlug }: Place, { reason, quiet, json }: Options) =>
      line.withApp(async (app) => {
        const place = `${lineSlug}/${brickSlug}`;
        const { locale } = await app.get(LinesQueries).bySlug(lineSlug);
        const reasons = Object.fromEntries(reason.map((text) => inLanguage(text, locale)));
        const withdrawn = await app
          .get(PublishingService)
          .withdraw(lineSlug, brickSlug, { reason: reasons, ...(quiet && { quiet }) });
        const told = withdrawn ? await app.get(RetractionsService).tell() : 0;
        if (json) return line.print(JSON.stringify({ ok: true, brick: place, withdrawn, told }, null, 2));
        if (!withdrawn) return line.print(`${place} had been withdrawn already.`);
        line.print(`${place} is withdrawn. ${people(told)}`);
        line.remark('It stays so at the next sync. New words in its file, or sync --overwrite, publish it again.');
      }),
    );
}

const people = (told: number): string =>
  told === 0
    ? 'Nobody is told.'
    : told === 1
      ? '1 person who answered it is told.'
      : `${told} people who answered it are told.`;

interface Place {
  lineSlug: string;
  brickSlug: string;
}

function brickPlace(text: string): Place {
  const [, lineSlug, brickSlug] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  if (!lineSlug || !brickSlug)
    throw new InvalidArgumentError('Name the line and the brick, such as first-steps/which-probe.');
  return { lineSlug, brickSlug };
}

function reasonText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '' || [...trimmed].length > MOST)
    throw new InvalidArgumentError(`Give a text of 1 to ${MOST} characters.`);
  return trimmed;
}

/** `fr=Le prix a changé.` is for those who read French; without a language it is in that of the line. */
function inLanguage(text: string, locale: string): [string, string] {
  const [, language, said] = LANGUAGE.exec(text) ?? [];
  return language !== undefined && said !== undefined ? [language, said.trim()] : [locale, text];
}
