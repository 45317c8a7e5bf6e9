import fc from 'fast-check';
import {
  ChallengeDatabase,
  type AnswerGiven,
  type RepGiven,
} from '../../../../test/fixtures/challenges/challenge-database.js';
import { BOARD_KINDS } from '../entities/board.entity.js';

let on: ChallengeDatabase;
beforeAll(async () => {
  on = await ChallengeDatabase.open();
});
afterAll(() => on.close());

const REPS = 9;
const MINUTES = 30 * 24 * 60;

const rep = fc.record<RepGiven>({
  partner: fc.integer({ min: 1, max: 3 }),
  role: fc.constantFrom('sales', 'technician'),
  status: fc.constantFrom('active', 'active', 'active', 'suspended', 'left'),
});

/** Few values of everything, so that ties, late answers and repeats are common. Some are outside the window or the line. */
const answer = fc.record<Required<AnswerGiven>>({
  rep: fc.integer({ min: 1, max: REPS }),
  brick: fc.integer({ min: 1, max: 5 }),
  occurrence: fc.constantFrom(0, 0, 0, 1),
  correct: fc.constantFrom(true, true, false, null),
  at: fc.constantFrom(-1, 0, 5, MINUTES - 1, MINUTES, MINUTES + 5),
  elapsedMs: fc.constantFrom(0, 1000, 1001, 5000),
});

const history = fc.record({
  reps: fc.array(rep, { minLength: REPS, maxLength: REPS }),
  answers: fc.uniqueArray(answer, { maxLength: 40, selector: (a) => `${a.rep} ${a.brick} ${a.occurrence}` }),
  segments: fc.constantFrom<string[]>([], ['french'], ['sales', 'french'], ['gone']),
  points: fc.constantFrom(1, 10),
  /** Batches as indexes of answers: repeated, overlapping, some never scored but by the sweep. */
  batches: fc.array(fc.array(fc.nat({ max: 39 }), { maxLength: 12 }), { maxLength: 12 }),
  late: fc.array(fc.integer({ min: 1, max: REPS }), { maxLength: 3 }),
  moves: fc.array(fc.record({ rep: fc.integer({ min: 1, max: REPS }), partner: fc.integer({ min: 1, max: 3 }) }), {
    maxLength: 3,
  }),
  limit: fc.constantFrom(1, 3, 50),
});

type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

async function play(given: History, concurrently: boolean): Promise<number> {
  await on.clear();
  await on.reps(given.reps, []);
  await on.enrol(
    1,
    [...Array(REPS).keys()].map((i) => i + 1).filter((id) => !given.late.includes(id)),
  );
  await on.enrol(1, [...new Set(given.late)], new Date('2098-01-01'));
  const id = await on.challenge({
    segments: given.segments,
    scoring: [{ rule: 'right-first-answer', points: given.points }],
  });
  const ids = await on.answers(id, given.answers);
  const batches = given.batches.map((batch) => batch.flatMap((i) => ids[i] ?? []));
  const steps = [
    ...batches.map((batch) => () => on.scoring.score(batch)),
    () => on.settle(id),
    ...given.moves.map(
      ({ rep: mover, partner }) =>
        () =>
          on.source.query('UPDATE network.rep SET partner_id = $2 WHERE id = $1', [mover, partner]),
    ),
    ...batches.toReversed().map((batch) => () => on.scoring.score(batch)),
  ];
  if (concurrently) await Promise.all(steps.map((step) => step()));
  else for (const step of steps) await step();
  await on.scoring.scoreMissed();
  await on.roster.call(id);
  return id;
}

/** What every reader sees, in both ways a board is read. */
async function seen(limit: number) {
  return Object.fromEntries(
    await Promise.all(BOARD_KINDS.map(async (by) => [by, await on.wholeBoard('sprint', by, limit)] as const)),
  );
}

describe('whatever happened', () => {
  it('every board equals its recomputation from the answers, as it is read and from its snapshot', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (given) => {
        const id = await play(given, true);
        const live = await seen(given.limit);
        await on.boards.refresh(id);
        expect(await seen(given.limit)).toEqual(live);
        for (const by of BOARD_KINDS) {
          const expected = await on.recomputation.recompute(id, by);
          expect(live[by]!.map(({ rank, points }) => ({ rank, points }))).toEqual(
            expected.map(({ rank, points }) => ({ rank, points })),
          );
        }
        expect((await on.recomputation.verify('sprint')).flatMap(({ differences }) => differences)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('the order in which the same answers arrive changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (given, numbers) => {
        await play(given, false);
        const before = await seen(50);
        const shuffled = given.answers.map((a) => ({ a, key: numbers.next().value })).sort((x, y) => x.key - y.key);
        await play({ ...given, answers: shuffled.map(({ a }) => a), batches: given.batches.toReversed() }, false);
        expect(await seen(50)).toEqual(before);
      }),
      { numRuns: 15 },
    );
  });
});

describe('the check finds', () => {
  it.each([
    ['a point too many', `UPDATE challenges.standing SET points = points + 1 WHERE rep_id = 1`],
    ['a lost sum', `UPDATE challenges.standing SET points = 0, awards = 0, elapsed_ms = 0 WHERE rep_id = 1`],
    ['a wrong time', `UPDATE challenges.standing SET elapsed_ms = elapsed_ms * 9 WHERE rep_id = 1`],
    ['somebody who does not belong there', `UPDATE network.rep SET status = 'left' WHERE id = 2`],
    ['a wrong partner', `UPDATE challenges.standing SET partner_id = 3 WHERE rep_id = 1`],
    [
      'an answer that was never scored',
      `INSERT INTO delivery.answer SELECT id, rep_id, line_id, brick_id, version_id, 0, '{}', NULL, true, 'link', 1 FROM delivery.delivery WHERE NOT EXISTS (SELECT 1 FROM delivery.answer WHERE delivery_id = id)`,
    ],
    ['an answer that was changed', `UPDATE delivery.answer SET correct = false WHERE rep_id = 1`],
  ])('%s', async (_, damage) => {
    await on.clear();
    await on.reps([{ partner: 1 }, { partner: 2 }]);
    const id = await on.challenge();
    const ids = await on.answers(id, [
      { rep: 1, brick: 1, elapsedMs: 500 },
      { rep: 2, brick: 1, elapsedMs: 900 },
      { rep: 2, brick: 2 },
    ]);
    await on.source.query('DELETE FROM delivery.answer WHERE delivery_id = $1', [ids[2]]);
    await on.scoring.score(ids);
    await on.settle(id);
    const found = async () => (await on.recomputation.verify('sprint')).flatMap(({ differences }) => differences);
    expect(await found()).toEqual([]);
    await on.source.query(damage);
    expect(await found()).not.toEqual([]);
  });
});
