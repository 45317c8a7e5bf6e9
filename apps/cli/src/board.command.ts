import { BOARD_KINDS, BoardsQueries, RecomputationQueries, type BoardCheck, type BoardKind } from '@relais/challenges';
import { Conflict } from '@relais/platform';
import { Option } from 'commander';
import type { RegisterCommands } from './command.js';

/** `relais board`: look at a board, and prove that it is what the answers say. */
export const registerBoardCommands: RegisterCommands = (program, line) => {
  const board = program.command('board').description('look at boards and prove them');

  board
    .command('show <slug>')
    .description('print the top of a board')
    .addOption(new Option('--by <whom>', 'whom the board ranks').choices([...BOARD_KINDS]).default('rep'))
    .option('--json', 'print one JSON document')
    .action(async (slug: string, options: { by: BoardKind; json?: boolean }) => {
      const { board, asOf, entries, next } = await line.withApp((app) => app.get(BoardsQueries).page(slug, options.by));
      if (options.json) return line.print(JSON.stringify({ board, asOf, entries, next }, null, 2));
      for (const entry of entries)
        line.print(`${String(entry.rank).padStart(5)}  ${String(entry.points).padStart(7)}  ${entry.name}`);
    });

  board
    .command('verify [slug]')
    .description('recompute boards from the answers and compare; exit 1 when one differs')
    .option('--json', 'print one JSON document')
    .action(async (slug: string | undefined, { json }: { json?: boolean }) => {
      const checked = await line.withApp(async (app) => {
        const slugs = slug ? [slug] : (await app.get(BoardsQueries).list()).map((b) => b.slug);
        const results: { board: string; checks: BoardCheck[] }[] = [];
        for (const one of slugs) results.push({ board: one, checks: await app.get(RecomputationQueries).verify(one) });
        return results;
      });
      if (json) line.print(JSON.stringify(checked, null, 2));
      for (const { board, checks } of json ? [] : checked) {
        for (const check of checks)
          line.print(
            `${board} by ${check.by}: ${check.places} places, ${check.differences.length ? 'DIFFERENT' : 'equal to its recomputation'}`,
          );
      }
      if (checked.some(({ checks }) => checks.some((c) => c.differences.length))) {
        throw new Conflict('board.different', 'A board is not what the answers say.');
      }
    });
};
