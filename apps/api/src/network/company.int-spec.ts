import { aLine, aQuiz } from '../../../../test/support/content.js';
import { anAccount, Caller } from '../../../../test/support/caller.js';
import { Site } from '../../../../test/browser/site.js';
import { people } from '../../../../test/support/world.js';

const today = new Date().toISOString().slice(0, 10);
let site: Site;
let partner: Caller;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-quiz.en.md': aQuiz('Quiz'),
      'lines/basics/020-more.en.md': aQuiz('More'),
    },
    people: people(['Europe/Paris', 'Europe/Paris', 'Europe/Paris']),
  });
  await site.world.importPeople(people(['Europe/Paris', 'Europe/Paris'], 'P-2').replaceAll('Acme', 'Other'));
  await anAccount(site.world, 'pia@vendor.example', ['partner-admin'], { partner: 'P-1' });
  await anAccount(site.world, 'max@vendor.example', ['channel-manager']);
  partner = await new Caller(site.url).signIn('pia@vendor.example');
  // Everybody has both bricks; the third rep's time for them is over.
  await site.world.query(
    `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, settled_at)
     SELECT r.id, b.line_id, b.id, b.version_id, $1, now(), now(), now() + CASE WHEN r.external_id = 'P-1-R3' THEN interval '-1 hour' ELSE interval '1 day' END, now(), 'accepted', now()
       FROM network.rep r, editorial.brick b`,
    [today],
  );
  // The first answers both, one of them wrong; the second answers one.
  await site.world.query(
    `INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, correct, route, elapsed_ms)
     SELECT d.id, d.rep_id, d.line_id, d.brick_id, d.version_id, 0, '{b}', b.slug = 'quiz', 'link', 1000
       FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id JOIN editorial.brick b ON b.id = d.brick_id
      WHERE r.external_id = 'P-1-R1' OR (r.external_id = 'P-1-R2' AND b.slug = 'quiz')`,
  );
}, 60_000);
afterAll(() => site.close());

it('tells a partner admin who of the company takes part', async () => {
  const found = await partner.json<{ people: { received: number }[]; total: number }>('/api/v1/company/people');
  expect(found.total).toBe(3);
  expect(found.people).toMatchObject([
    { received: 2, answered: 2, graded: 2, right: 1, open: 0, lastAnsweredAt: expect.any(String) },
    { received: 2, answered: 1, graded: 1, right: 1, open: 1 },
    { received: 2, answered: 0, graded: 0, right: 0, open: 0, lastAnsweredAt: null },
  ]);
});

it('tells which bricks wait, and for how many', async () => {
  expect(await partner.json('/api/v1/company/due')).toMatchObject({
    people: 1,
    open: 1,
    bricks: [{ title: 'More', lineName: { en: 'Basics' }, people: 1 }],
  });
});

it('is for partner admins: others have the whole network', async () => {
  const manager = await new Caller(site.url).signIn('max@vendor.example');
  for (const path of ['people', 'due', 'boards/sprint'])
    expect((await manager.get(`/api/v1/company/${path}`)).status).toBe(403);
  expect((await partner.get('/api/v1/company/boards/nowhere')).status).toBe(404);
});
