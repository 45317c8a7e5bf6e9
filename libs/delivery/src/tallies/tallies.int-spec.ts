import { aLine, aQuiz } from '../../../../test/support/content.js';
import { people, World } from '../../../../test/support/world.js';
import { TalliesQueries } from './tallies.queries.js';
import { TalliesService } from './tallies.service.js';

let world: World;
beforeAll(async () => {
  world = await World.open({
    content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': aQuiz('The first') },
    people: people(Array<string>(6).fill('Europe/Paris')),
  });
}, 60_000);
afterAll(() => world.close());

const today = () => new Date().toISOString().slice(0, 10);
const counted = async () => {
  await world.get(TalliesService).refresh(true);
  return world.get(TalliesQueries).days(today(), today());
};

it('sums what a count would give, and again after a change', async () => {
  await world.query(
    `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, reason, ambiguous)
     SELECT r.id, b.line_id, b.id, b.version_id, $1, now(), now(), now(), now(), s.state, s.reason, s.ambiguous
       FROM editorial.brick b, (VALUES (1, 'accepted', NULL, 1), (2, 'accepted', NULL, 0), (3, 'refused', 'hard: 5.1.1 gone', 0), (4, 'refused', 'hard: 5.1.1 away', 0), (5, 'planned', NULL, 0), (6, 'held', 'crashed', 0))
         AS s (n, state, reason, ambiguous) JOIN network.rep r ON r.external_id = 'P-1-R' || s.n`,
    [today()],
  );
  await world.query(
    `INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, correct, route, elapsed_ms)
     SELECT id, rep_id, line_id, brick_id, version_id, 0, '{b}', true, 'link', 1000 FROM delivery.delivery WHERE ambiguous = 1`,
  );
  const [brick] = await counted();
  expect(brick).toMatchObject({ line: 'basics', slug: 'first', title: 'The first', accepted: 2, waiting: 1, ended: 3, ambiguous: 1, answered: 1, repeats: 0 }); // prettier-ignore
  expect(await world.get(TalliesQueries).reached('basics')).toEqual(new Map([[brick!.brickId, 2]]));
  expect(await world.get(TalliesQueries).reasons(brick!.brickId, today())).toEqual([
    { state: 'accepted', reason: null, deliveries: 2 },
    { state: 'refused', reason: 'hard', deliveries: 2 },
    { state: 'held', reason: 'crashed', deliveries: 1 },
    { state: 'planned', reason: null, deliveries: 1 },
  ]);
  expect(await world.query('SELECT choice, answers FROM delivery.choice_tally')).toEqual([{ choice: 'b', answers: 1 }]);
  await world.query(`UPDATE delivery.delivery SET state = 'accepted' WHERE state = 'planned'`);
  expect((await counted())[0]).toMatchObject({ accepted: 3, waiting: 0 });
});

it('leaves fresh days alone, and one process counts at a time', async () => {
  expect(await world.get(TalliesService).refresh()).toBe(0);
  const [one, two] = await Promise.all([world.get(TalliesService).refresh(true), world.get(TalliesService).refresh(true)]); // prettier-ignore
  expect(Math.max(one, two)).toBeGreaterThan(5);
  expect(await world.query('SELECT count(*)::int AS n FROM delivery.tally')).toEqual([{ n: 3 }]);
});
