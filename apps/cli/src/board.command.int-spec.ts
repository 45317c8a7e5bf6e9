import { BoardsQueries, RecomputationQueries } from '@relais/challenges';
import { Conflict, Env, NotFound } from '@relais/platform';
import { Command } from 'commander';
import { ChallengeDatabase } from '../../../test/fixtures/challenges/challenge-database.js';
import { registerBoardCommands } from './board.command.js';
import type { CommandLine } from './command.js';

let on: ChallengeDatabase;
beforeAll(async () => {
  on = await ChallengeDatabase.open();
  await on.reps([
    { partner: 1, firstName: 'Claire', lastName: 'Dupont' },
    { partner: 2, firstName: 'Ali', lastName: 'Benali' },
  ]);
  const id = await on.challenge();
  await on.scoring.score(await on.answers(id, [{ rep: 2, brick: 1 }]));
  await on.settle(id);
});
afterAll(() => on.close());

/** Runs one command line; the services are the real ones on a real database. */
async function relais(...words: string[]) {
  const output: string[] = [];
  const services = new Map<unknown, unknown>([
    [BoardsQueries, on.reading],
    [RecomputationQueries, on.recomputation],
  ]);
  const line: CommandLine = {
    env: () => new Env(),
    withApp: (work) => work({ get: (type: unknown) => services.get(type) } as never),
    print: (text) => output.push(text),
    remark: () => undefined,
  };
  const program = new Command('relais').exitOverride().configureOutput({ writeErr: () => undefined });
  registerBoardCommands(program, line);
  const error = await program.parseAsync(words, { from: 'user' }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { output, error };
}

describe('relais board show', () => {
  it('prints the board', async () => {
    const { output, error } = await relais('board', 'show', 'sprint');
    expect([error, output.map((text) => text.trim().replace(/ +/g, ' '))]).toEqual([
      null,
      ['1 10 Ali B.', '2 0 Claire D.'],
    ]);
  });

  it('by partner, as one JSON document', async () => {
    const { output } = await relais('board', 'show', 'sprint', '--by', 'partner', '--json');
    expect(output).toHaveLength(1);
    expect(JSON.parse(output[0]!)).toMatchObject({
      board: { slug: 'sprint' },
      entries: [
        { rank: 1, name: 'Beta', points: 10 },
        { rank: 2, name: 'Alpha', points: 0 },
      ],
      next: null,
    });
  });

  it.each([
    ['a challenge there is not', ['nope'], { code: 'challenge.unknown' }],
    ['a kind there is not', ['sprint', '--by', 'team'], { code: 'commander.invalidArgument' }],
    ['no challenge', [], { code: 'commander.missingArgument' }],
  ])('refuses %s', async (_, words, error) => {
    expect((await relais('board', 'show', ...words)).error).toMatchObject(error);
  });
});

describe('relais board verify', () => {
  it('finds every board equal', async () => {
    const { output, error } = await relais('board', 'verify', '--json');
    expect(error).toBeNull();
    expect(JSON.parse(output.join(''))).toEqual([
      {
        board: 'sprint',
        checks: [
          { by: 'rep', places: 2, differences: [] },
          { by: 'partner', places: 2, differences: [] },
          { by: 'segment', places: 3, differences: [] },
        ],
      },
    ]);
  });

  it('refuses a challenge there is not', async () => {
    expect((await relais('board', 'verify', 'nope')).error).toBeInstanceOf(NotFound);
  });

  it('says which board is not what the answers say, and fails', async () => {
    await on.source.query('UPDATE challenges.standing SET points = 30 WHERE rep_id = 1');
    const { output, error } = await relais('board', 'verify', 'sprint');
    expect(error).toBeInstanceOf(Conflict);
    expect(output[0]).toContain('sprint by rep: 2 places, DIFFERENT');
  });
});
