import {
  ChallengeDatabase,
  type AnswerGiven,
  type ChallengeGiven,
} from '../../../../test/fixtures/challenges/challenge-database.js';

let on: ChallengeDatabase;
beforeAll(async () => {
  on = await ChallengeDatabase.open();
});
afterAll(() => on.close());
beforeEach(() => on.clear());

/** `delivery rep points`, in the order of deliveries. */
async function points(): Promise<string[]> {
  const found = await on.db.query<{ line: string }>(
    `SELECT concat_ws(' ', delivery_id, rep_id, points) AS line FROM challenges.point ORDER BY delivery_id, challenge_id`,
  );
  return found.map(({ line }) => line);
}

/** `rep points awards elapsed`: the sums kept with the points. */
async function sums(): Promise<string[]> {
  const found = await on.db.query<{ line: string }>(
    `SELECT concat_ws(' ', rep_id, points, awards, elapsed_ms) AS line FROM challenges.standing WHERE awards > 0 ORDER BY challenge_id, rep_id`,
  );
  return found.map(({ line }) => line);
}

const DAY = 24 * 60;

describe('an answer earns points', () => {
  beforeEach(() => on.reps([{ partner: 1 }, { partner: 3, role: 'technician' }]));

  it.each<[string, Partial<AnswerGiven>, ChallengeGiven, number]>([
    ['when it is right and the brick came for the first time', {}, {}, 10],
    ['not when it is wrong', { correct: false }, {}, 0],
    ['not when it is not graded', { correct: null }, {}, 0],
    ['not when the brick came back', { occurrence: 1 }, {}, 0],
    ['not for a line the challenge is not about', { brick: 5 }, {}, 0],
    ['for any line of the challenge', { brick: 5 }, { lines: ['pharma', 'first-steps'] }, 10],
    ['from its very first moment', { at: 0 }, {}, 10],
    ['not before', { at: -0.0001 }, {}, 0],
    ['to its last moment', { at: 30 * DAY - 0.0001 }, {}, 10],
    ['not at its end', { at: 30 * DAY }, {}, 0],
    ['when the person is in its segment', { rep: 1 }, { segments: ['french'] }, 10],
    ['not when the person is in none of them', { rep: 2 }, { segments: ['french', 'sales'] }, 0],
    ['in any of several segments', { rep: 1 }, { segments: ['sales', 'french'] }, 10],
    ['not when its segment is gone: that is nobody, not everybody', { rep: 1 }, { segments: ['gone'] }, 0],
    ['not under a rule this release does not know', {}, { scoring: [{ rule: 'later' }] }, 0],
  ])('%s', async (_, given, challenge, expected) => {
    const id = await on.challenge(challenge);
    const ids = await on.answers(id, [{ rep: 1, brick: 1, ...given }]);
    await on.scoring.score(ids);
    expect(await points()).toEqual(expected ? [`${ids[0]} ${given.rep ?? 1} ${expected}`] : []);
  });

  it('in every challenge that counts it', async () => {
    const sprint = await on.challenge();
    await on.challenge({ slug: 'other', scoring: [{ rule: 'right-first-answer', points: 3 }] });
    await on.challenge({ slug: 'elsewhere', lines: ['pharma'] });
    const [id] = await on.answers(sprint, [{ rep: 1, brick: 1 }]);
    await on.scoring.score([id!]);
    expect(await points()).toEqual([`${id} 1 10`, `${id} 1 3`]);
  });
});

describe('scoring', () => {
  beforeEach(() => on.reps([{ partner: 1 }, { partner: 2 }, { partner: 3 }]));

  it('twice changes nothing', async () => {
    const ids = await on.answers(await on.challenge(), [
      { rep: 1, brick: 1, elapsedMs: 7 },
      { rep: 1, brick: 2, elapsedMs: 5 },
    ]);
    await on.scoring.score(ids);
    await on.scoring.score(ids);
    await on.scoring.score([ids[1]!, ids[0]!, ids[1]!]);
    expect(await points()).toEqual(ids.map((id) => `${id} 1 10`));
    expect(await sums()).toEqual(['1 20 2 12']);
  });

  it('of ids without an answer, or of none, does nothing', async () => {
    await on.challenge();
    await on.scoring.score(['999']);
    await on.scoring.score([]);
    expect(await points()).toEqual([]);
  });

  it('with no challenge at all does nothing', async () => {
    const ids = await on.answers(await on.challenge(), [{ rep: 1, brick: 1 }]);
    await on.source.query('DELETE FROM challenges.challenge');
    on.challenges.forget();
    await on.scoring.score(ids);
    expect(await on.scoring.scoreNow(ids[0]!)).toEqual([]);
  });

  it('the same answers in many overlapping batches at once awards each once, and no two wait for each other', async () => {
    await on.source.query(
      `INSERT INTO network.rep (external_id, partner_id, email) SELECT 'X' || n, 1, 'x' || n || '@x.example' FROM generate_series(4, 400) n`,
    );
    const id = await on.challenge();
    const given = [1, 2, 3, 4].flatMap((brick) =>
      Array.from({ length: 400 }, (_, i) => ({ rep: i + 1, brick, elapsedMs: 2 })),
    );
    const ids = await on.answers(id, given);
    await on.source.query('ANALYZE delivery.answer'); // so that each batch is looked up in an order of its own
    const batches = Array.from({ length: 24 }, (_, i) => ids.filter((_, n) => (n * (i + 3)) % 7 < 4));
    for (let round = 0; round < 8; round++) {
      await on.source.query('TRUNCATE challenges.point, challenges.standing');
      await Promise.all(batches.map((batch, i) => on.scoring.score(i % 2 ? batch : batch.toReversed())));
      await on.scoring.score(ids);
      expect(await points()).toHaveLength(ids.length);
      expect(new Set((await sums()).map((line) => line.replace(/^\d+ /, '')))).toEqual(new Set(['40 4 8']));
    }
  });

  it('remembers the challenges for five seconds, and asks again after', async () => {
    const ids = await on.answers(await on.challenge(), [{ rep: 1, brick: 1 }]);
    let now = 0;
    const { ChallengesQueries } = await import('../challenges.queries.js');
    const queries = new ChallengesQueries(on.source, { now: () => new Date(), monotonic: () => now });
    expect(await queries.running()).toHaveLength(1);
    await on.challenge({ slug: 'second' });
    now = 4_999;
    expect(await queries.running()).toHaveLength(1);
    now = 5_000;
    expect(await queries.running()).toHaveLength(2);
    expect(ids).toHaveLength(1);
  });
});

describe('what an answer earned is told at once', () => {
  beforeEach(() => on.reps([{ partner: 1 }, { partner: 3, role: 'technician' }]));

  it('with the total, and the same again to whoever asks twice', async () => {
    const ids = await on.answers(await on.challenge(), [
      { rep: 1, brick: 1 },
      { rep: 1, brick: 2 },
      { rep: 1, brick: 3, correct: false },
    ]);
    const sprint = { challenge: 'sprint', name: { en: 'Winter sprint', fr: "Sprint d'hiver" } };
    expect(await on.scoring.scoreNow(ids[0]!)).toEqual([{ ...sprint, awarded: 10, total: 10 }]);
    expect(await on.scoring.scoreNow(ids[1]!)).toEqual([{ ...sprint, awarded: 10, total: 20 }]);
    expect(await on.scoring.scoreNow(ids[2]!)).toEqual([{ ...sprint, awarded: 0, total: 20 }]);
    expect(await on.scoring.scoreNow(ids[0]!)).toEqual([{ ...sprint, awarded: 10, total: 20 }]);
  });

  it('to everybody who answers at the same time', async () => {
    const id = await on.challenge();
    await on.roster.call(id);
    const ids = await on.answers(id, [
      { rep: 1, brick: 1 },
      { rep: 2, brick: 1, correct: false },
    ]);
    const told = await Promise.all([...ids, ids[0]!].map((delivery) => on.scoring.scoreNow(delivery)));
    expect(told.map((earned) => earned.map(({ awarded, total }) => [awarded, total]))).toEqual([
      [[10, 10]],
      [[0, 0]],
      [[10, 10]],
    ]);
  });

  it('and nothing is told of a challenge that does not count this answer or this person', async () => {
    const id = await on.challenge({ segments: ['french'] });
    await on.roster.call(id);
    const ids = await on.answers(id, [
      { rep: 1, brick: 5 },
      { rep: 2, brick: 1 },
      { rep: 1, brick: 1, at: 31 * DAY },
    ]);
    for (const delivery of ids) expect(await on.scoring.scoreNow(delivery)).toEqual([]);
  });
});

describe('the sweep', () => {
  beforeEach(() => on.reps([{ partner: 1 }, { partner: 3 }]));

  it('finds what nobody scored, old and new, and nothing twice', async () => {
    const id = await on.challenge({
      startsAt: new Date('2026-01-01T00:00:00Z'),
      endsAt: new Date('2099-01-01T00:00:00Z'),
    });
    const ids = await on.answers(id, [
      { rep: 1, brick: 1, at: 5 },
      { rep: 2, brick: 1, at: 5 },
      { rep: 1, brick: 2, at: 6, correct: false },
    ]);
    await on.source.query('UPDATE delivery.answer SET answered_at = now() WHERE delivery_id = $1', [ids[1]]);
    expect(await on.scoring.scoreMissed()).toBe(2);
    expect(await points()).toEqual([`${ids[0]} 1 10`, `${ids[1]} 2 10`]);
    expect(await on.scoring.scoreMissed()).toBe(0);
  });

  it('sees an answer that became visible after it had passed', async () => {
    const id = await on.challenge();
    await on.scoring.scoreMissed();
    await on.answers(id, [{ rep: 1, brick: 1 }]);
    expect(await on.scoring.scoreMissed()).toBe(1);
  });

  it('awards what a person had answered before the segment came to hold them', async () => {
    const id = await on.challenge({ segments: ['french'] });
    await on.answers(id, [{ rep: 2, brick: 1 }]);
    expect(await on.scoring.scoreMissed()).toBe(0);
    await on.source.query('UPDATE network.rep SET partner_id = 1 WHERE id = 2');
    expect(await on.scoring.scoreMissed()).toBe(1);
  });

  it('goes through many answers in bounded parts, also when thousands bear the same time', async () => {
    const id = await on.challenge();
    await on.source.query(
      `INSERT INTO network.rep (external_id, partner_id, email) SELECT 'X' || n, 1, 'x' || n || '@x.example' FROM generate_series(1, 12000) n`,
    );
    await on.source.query(
      `WITH sent AS (
         INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at)
         SELECT id, 1, 1, 1, '2026-01-01', now(), now(), now(), now() FROM network.rep WHERE external_id LIKE 'X%' RETURNING id, rep_id
       )
       INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, correct, route, elapsed_ms, answered_at)
       SELECT s.id, s.rep_id, 1, 1, 1, 0, true, 'link', 1,
              c.starts_at + CASE WHEN s.id % 2 = 0 THEN interval '1 hour' ELSE s.id * interval '1 second' END
       FROM sent s JOIN challenges.challenge c ON c.id = $1`,
      [id],
    );
    const { MissedAnswers } = await import('./missed-answers.js');
    const sweep = new MissedAnswers(on.source, on.challenges);
    let found = 0;
    for (let turn = 0; turn < 4; turn++) found += await sweep.score();
    expect(found).toBe(12_000);
    expect((await sums()).length).toBe(12_000);
  });
});
