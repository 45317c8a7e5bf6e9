import { readFile } from 'node:fs/promises';
import { AbsencesService, readAbsenceFile, type AbsentParty, type ListedAbsence } from '@relais/delivery';
import { Invalid, NotFound } from '@relais/platform';
import type { RegisterCommands } from './command.js';

interface PartyFlags {
  rep?: string;
  partner?: string;
}

/** `relais absence`: days on which a rep, or everybody of a company, gets nothing. */
export const registerAbsenceCommands: RegisterCommands = (program, line) => {
  const absence = program.command('absence').description('vacations and closures: nothing is sent, nothing is lost');
  absence
    .command('add')
    .description('write an absence down; the same first day again replaces it')
    .option('--rep <id>', 'the rep, by the id of the people file')
    .option('--partner <id>', 'everybody of this partner company')
    .requiredOption('--from <day>', 'first day, such as 2026-12-24')
    .option('--until <day>', 'last day; until further notice if left out')
    .option('--note <text>', 'why, for colleagues')
    .action(async (flags: PartyFlags & { from: string; until?: string; note?: string }) => {
      const party = partyOf(flags);
      const { from, until = null, note = null } = flags;
      await line.withApp((app) => app.get(AbsencesService).add([{ ...party, from, until, note }]));
      line.print(`Written down: nothing is sent to ${nameOf(party)} ${days({ from, until })}.`);
    });
  absence
    .command('list')
    .description('absences that are not over')
    .option('--rep <id>', 'of this rep only')
    .option('--partner <id>', 'of this partner company and its people only')
    .option('--json', 'print one JSON document')
    .action(async ({ json, ...of }: PartyFlags & { json?: boolean }) => {
      const found = await line.withApp((app) => app.get(AbsencesService).list(of));
      line.print(json ? JSON.stringify(found, null, 2) : list(found));
    });
  absence
    .command('remove')
    .description('take an absence back')
    .option('--rep <id>', 'the rep')
    .option('--partner <id>', 'the partner company')
    .requiredOption('--from <day>', 'its first day')
    .action(async (flags: PartyFlags & { from: string }) => {
      const party = partyOf(flags);
      await line.withApp((app) => app.get(AbsencesService).remove(party, flags.from));
      line.print(`Taken back: the absence of ${nameOf(party)} from ${flags.from}.`);
    });
  absence
    .command('import')
    .argument('<file>', 'CSV with rep_id or partner_id, from, until, note')
    .description('write the absences of a file down: all of them or none')
    .action(async (file: string) => {
      const source = await readFile(file).catch(() => {
        throw new NotFound('absence.no-file', `There is no file ${file} that can be read.`);
      });
      const absences = readAbsenceFile(source);
      await line.withApp((app) => app.get(AbsencesService).add(absences));
      line.print(`Written down: ${absences.length} ${absences.length === 1 ? 'absence' : 'absences'}.`);
    });
};

function partyOf({ rep, partner }: PartyFlags): AbsentParty {
  if (rep !== undefined && partner === undefined) return { rep };
  if (partner !== undefined && rep === undefined) return { partner };
  throw new Invalid('absence.who', 'Say who is away: --rep <id> or --partner <id>.');
}

const nameOf = (party: AbsentParty): string =>
  'rep' in party ? `rep ${party.rep}` : `everybody of partner ${party.partner}`;

const days = ({ from, until }: { from: string; until: string | null }): string =>
  until === null ? `from ${from} until further notice` : `from ${from} to ${until}`;

function list(found: ListedAbsence[]): string {
  if (found.length === 0) return 'Nobody is away.';
  return found
    .map(({ kind, who, name, from, until, source, note }) =>
      [`${from}  ${(until ?? 'open').padEnd(10)}  ${kind.padEnd(7)}  ${who}  ${name}`, `(${source})`, note ?? '']
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
