import { SessionsService } from '@relais/network';
import { Caller } from '../../../../test/support/caller.js';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { people } from '../../../../test/support/world.js';
import { Site } from '../../../../test/browser/site.js';

interface Brick {
  deliveryId: string;
  state: string;
  title: string;
  options: { id: string }[];
  references: unknown[];
  outcome: { choices: string[]; correct: boolean; right: string[]; fresh: boolean } | null;
}
interface Inbox {
  bricks: Brick[];
  streak: number;
  pausedUntil: string | null;
  stopped: boolean;
}

let site: Site;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': aQuiz('The first question'),
      'lines/basics/020-second.en.md': aQuiz('The second question'),
    },
    people: people(Array<string>(6).fill('Europe/Paris')),
  });
}, 60_000);
afterAll(() => site.close());

/** A rep in front of a browser, signed in as by a link. */
async function rep(n: number): Promise<Caller> {
  const [{ id }] = (await site.world.query<{ id: number }>('SELECT id FROM network.rep WHERE external_id = $1', [
    `P-1-R${n}`,
  ])) as [{ id: number }];
  const token = await site.app
    .get(SessionsService, { strict: false })
    .open({ kind: 'rep', id }, 'open', { address: '127.0.0.1', agent: 'test' });
  const caller = new Caller(site.url);
  caller.cookies.set('relais-session', token);
  return caller;
}

const inboxOf = (caller: Caller) => caller.json<Inbox>('/api/v1/inbox');
const answer = (caller: Caller, { deliveryId }: { deliveryId: string }, body: object) =>
  caller.post(`/api/v1/inbox/${deliveryId}/answer`, body);

describe('the inbox of a rep', () => {
  it('holds what was sent and waits, oldest first, without a word of the key', async () => {
    await site.delivered(1, 'first');
    await site.delivered(1, 'second');
    const one = await rep(1);
    const response = await one.get('/api/v1/inbox');
    const text = await response.text();
    const { bricks, streak } = JSON.parse(text) as Inbox;
    expect(bricks.map(({ title }) => title)).toEqual(['The first question', 'The second question']);
    expect(bricks.every(({ state, outcome, references }) => state === 'open' && !outcome && !references.length)).toBe(
      true,
    );
    expect(streak).toBe(0);
    expect(text).not.toMatch(/"correct"|"right"|explanation/);
  });

  it('takes an answer once, and shows the first again to whoever answers twice', async () => {
    const one = await rep(1);
    const [first] = (await inboxOf(one)).bricks as [Brick];
    const said = (await (await answer(one, first, { choice: ['b'] })).json()) as { brick: Brick; streak: number };
    expect(said).toMatchObject({ streak: 1, brick: { state: 'answered', outcome: { choices: ['b'], fresh: true } } });
    const again = (await (await answer(one, first, { choice: ['a'] })).json()) as { brick: Brick };
    expect(again.brick.outcome).toMatchObject({ choices: ['b'], fresh: false });
    const [row] = await site.world.query<{ route: string; n: string }>(
      'SELECT max(route) AS route, count(*) AS n FROM delivery.answer WHERE delivery_id = $1',
      [first.deliveryId],
    );
    expect(row).toEqual({ route: 'web', n: '1' });
    expect((await inboxOf(one)).bricks.map(({ title }) => title)).toEqual(['The second question']);
  });

  it('keeps what was answered, with the reason', async () => {
    const history = await (
      await rep(1)
    ).json<{ bricks: Brick[]; next: string | null }>('/api/v1/inbox/history?limit=1');
    expect(history.bricks).toMatchObject([{ title: 'The first question', outcome: { choices: ['b'] } }]);
    expect(history.next).toBeNull();
  });

  it.each([
    ['no choice at all', {}, 422, 'answer.choice-missing'],
    ['a choice there is not', { choice: ['z'] }, 422, 'answer.choice-unknown'],
    ['a field nobody knows', { choice: ['a'], score: 100 }, 400, 'request.invalid'],
  ])('refuses %s and records nothing', async (_, body, status, code) => {
    const one = await rep(1);
    const [open] = (await inboxOf(one)).bricks as [Brick];
    const response = await answer(one, open, body);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
    expect((await inboxOf(one)).bricks).toHaveLength(1);
  });

  it('says the same of another’s brick as of one there is not', async () => {
    await site.delivered(2, 'first');
    const [foreign] = (await inboxOf(await rep(2))).bricks as [Brick];
    const three = await rep(3);
    const texts = await Promise.all(
      [foreign.deliveryId, '999999999'].map(async (deliveryId) =>
        (await answer(three, { deliveryId }, { choice: ['a'] })).text(),
      ),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(JSON.parse(texts[0]!)).toMatchObject({ status: 404, code: 'inbox.unknown' });
    expect((await inboxOf(await rep(2))).bricks).toHaveLength(1);
  });

  it('is for reps', async () => {
    expect((await new Caller(site.url).get('/api/v1/inbox')).status).toBe(401);
  });
});

describe('the streak', () => {
  it.each([
    ['days in a row', [true, true, true], 3],
    ['a missed day ends it', [true, true, false, true], 2],
    ['today does not break it while it lasts', [false, true, true], 2],
    ['nothing answered', [false, false], 0],
  ])('%s', async (_, answered, streak) => {
    const four = await rep(4);
    await site.world.query(
      `DELETE FROM delivery.answer WHERE rep_id = (SELECT id FROM network.rep WHERE external_id = 'P-1-R4')`,
    );
    await site.world.query(
      `DELETE FROM delivery.delivery WHERE rep_id = (SELECT id FROM network.rep WHERE external_id = 'P-1-R4')`,
    );
    for (const [daysAgo, done] of answered.entries())
      await site.world.query(
        `WITH d AS (
           INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, occurrence, local_day, due_at, expires_at, answer_until, wake_at, state, settled_at)
           SELECT r.id, b.line_id, b.id, b.version_id, $1::int, (now() AT TIME ZONE r.time_zone)::date - $1::int * 3, now(), now() + interval '1 day', now() + interval '1 day', now(), 'accepted', now()
           FROM network.rep r, editorial.brick b WHERE r.external_id = 'P-1-R4' AND b.slug = 'first' RETURNING *)
         INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, correct, route, elapsed_ms)
         SELECT id, rep_id, line_id, brick_id, version_id, occurrence, '{a}', true, 'web', 1 FROM d WHERE $2::boolean`,
        [daysAgo, done],
      );
    expect((await inboxOf(four)).streak).toBe(streak);
  });
});

describe('what a rep wishes', () => {
  it('pauses and goes on', async () => {
    const five = await rep(5);
    const { today } = await five.json<{ today: string }>('/api/v1/inbox/preferences');
    const until = new Date(Date.parse(today) + 7 * 86_400_000).toISOString().slice(0, 10);
    const paused = await five.request('PUT', '/api/v1/inbox/preferences/pause', { until });
    expect(await paused.json()).toMatchObject({ pausedUntil: until });
    expect((await inboxOf(five)).pausedUntil).toBe(until);
    const gone = await five.request('DELETE', '/api/v1/inbox/preferences/pause');
    expect(await gone.json()).toMatchObject({ pausedUntil: null });
  });

  it.each([
    ['a day that is over', '2020-01-01', 422],
    ['a day there is not', '2026-02-31', 422],
    ['no day', 'tomorrow', 400],
  ])('refuses a pause until %s, with the reason', async (_, until, status) => {
    const response = await (await rep(5)).request('PUT', '/api/v1/inbox/preferences/pause', { until });
    expect(response.status).toBe(status);
    expect(((await response.json()) as { detail: string }).detail).toBeTruthy();
  });

  it('stops everything, and takes it back', async () => {
    const five = await rep(5);
    expect(await (await five.request('PUT', '/api/v1/inbox/preferences/stop')).json()).toMatchObject({
      everything: true,
    });
    expect((await inboxOf(five)).stopped).toBe(true);
    expect(await (await five.request('DELETE', '/api/v1/inbox/preferences/stop')).json()).toMatchObject({
      everything: false,
    });
  });

  it('chooses lines; one that was not shown stays as it is', async () => {
    await site.fillBoards();
    const five = await rep(5);
    const choose = async (shown: string[], wanted: string[]) =>
      (await (await five.request('PUT', '/api/v1/inbox/preferences/lines', { shown, wanted })).json()) as {
        lines: unknown[];
      };
    expect((await choose(['basics'], [])).lines).toMatchObject([{ slug: 'basics', stopped: true }]);
    expect((await choose([], [])).lines).toMatchObject([{ slug: 'basics', stopped: true }]);
    expect((await choose(['basics'], ['basics'])).lines).toMatchObject([{ slug: 'basics', stopped: false }]);
  });
});
