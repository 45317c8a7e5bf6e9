import { TalliesService } from '@relais/delivery';
import { aLine, anInfo } from '../../../../../test/support/content.js';
import { anAccount, Caller } from '../../../../../test/support/caller.js';
import { Site } from '../../../../../test/browser/site.js';
import { people } from '../../../../../test/support/world.js';

const today = new Date().toISOString().slice(0, 10);
let site: Site;
let manager: Caller;
let brick: number;
beforeAll(async () => {
  site = await Site.open({
    content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': anInfo('First') },
    people: people(Array<string>(5).fill('Europe/Paris')),
  });
  await anAccount(site.world, 'max@vendor.example', ['channel-manager']);
  await anAccount(site.world, 'ada@vendor.example', ['auditor']);
  await anAccount(site.world, 'ana@vendor.example', ['author']);
  await anAccount(site.world, 'cleo@vendor.example', ['coach']);
  manager = await new Caller(site.url).signIn('max@vendor.example');
  for (const n of [1, 2, 3, 4, 5]) await site.delivered(n, 'first');
  const set = (n: number, sql: string) =>
    site.world.query(`UPDATE delivery.delivery d SET ${sql} FROM network.rep r WHERE r.id = d.rep_id AND r.external_id = $1`, [`P-1-R${n}`]); // prettier-ignore
  await set(2, 'ambiguous = 1');
  await set(3, `state = 'refused', reason = 'hard: 550 5.1.1 no such user'`);
  await set(4, `state = 'planned', reason = 'relay-rest', settled_at = NULL`);
  await site.app.get(TalliesService, { strict: false }).refresh(true);
  [{ brick }] = (await site.world.query<{ brick: number }>('SELECT id AS brick FROM editorial.brick')) as [{ brick: number }]; // prettier-ignore
}, 60_000);
afterAll(() => site.close());

it('shows how far a send is through', async () => {
  expect(await manager.json(`/api/v1/sends?from=${today}&to=${today}`)).toMatchObject({
    sends: [{ line: 'basics', lineName: { en: 'Basics' }, slug: 'first', title: 'First', total: 5, underWay: 0, accepted: 3, waiting: 1, ended: 1, ambiguous: 1, progress: 0.8 }], // prettier-ignore
  });
  expect(await manager.json(`/api/v1/sends?from=${today}&to=${today}&line=other`)).toMatchObject({ sends: [] });
});

it('tells states with their reasons, and each delivery', async () => {
  expect(await manager.json(`/api/v1/sends/${brick}/${today}/reasons`)).toEqual({
    reasons: [
      { state: 'accepted', reason: null, deliveries: 3 },
      { state: 'planned', reason: 'relay-rest', deliveries: 1 },
      { state: 'refused', reason: 'hard', deliveries: 1 },
    ],
  });
  type Found = { deliveries: { id: string; rep: { email: string }; reason: string }[]; next: string | null };
  const list = (query = '') => manager.json<Found>(`/api/v1/sends/${brick}/${today}/deliveries${query}`);
  expect((await list('?state=refused')).deliveries).toMatchObject([{ rep: { email: 'rep3@p-1.example', partner: 'Acme' }, reason: 'hard: 550 5.1.1 no such user' }]); // prettier-ignore
  expect((await list('?reason=hard')).deliveries).toMatchObject([{ rep: { email: 'rep3@p-1.example' } }]);
  expect((await list('?reason=other')).deliveries).toEqual([]);
  expect((await list('?duplicates=true')).deliveries).toMatchObject([{ rep: { email: 'rep2@p-1.example' }, ambiguous: 1 }]); // prettier-ignore
  const first = await list('?limit=3');
  const rest = await list(`?limit=3&after=${first.next}`);
  expect([first.deliveries.length, rest.deliveries.length, rest.next]).toEqual([3, 2, null]);
});

it('pauses and resumes everything, in the trail', async () => {
  const post = async (what: string, form = {}) => (await manager.post(`/api/v1/sending/${what}`, form)).json();
  expect(await post('pause', { because: 'Wrong prices' })).toMatchObject({ paused: { because: 'Wrong prices' } });
  expect(await post('pause', { because: 'Again' })).toMatchObject({ paused: { because: 'Wrong prices' } });
  expect(await post('resume')).toMatchObject({ paused: null });
  const trail = await site.world.query<{ action: string }>(`SELECT action FROM network.audit_entry WHERE action LIKE 'sending-%' ORDER BY id`); // prettier-ignore
  expect(trail.map((t) => t.action)).toEqual(['sending-paused', 'sending-resumed']);
});

it.each([
  ['ada', 'GET', '/api/v1/sending', 200],
  ['cleo', 'GET', '/api/v1/sending', 200],
  ['cleo', 'GET', `/api/v1/sends?from=${today}&to=${today}`, 200],
  ['cleo', 'POST', '/api/v1/sending/pause', 403],
  ['ada', 'POST', '/api/v1/sending/resume', 403],
  ['ana', 'GET', `/api/v1/sends?from=${today}&to=${today}`, 403],
])('%s asking %s %s gets %i', async (who, method, path, status) => {
  const caller = await new Caller(site.url).signIn(`${who}@vendor.example`);
  const found = await caller.request(method, path, method === 'POST' ? {} : undefined);
  expect(found.status).toBe(status);
});
