import { TalliesService } from '@relais/delivery';
import { aLine, aQuiz } from '../../../../../test/support/content.js';
import { anAccount, Caller } from '../../../../../test/support/caller.js';
import { Site } from '../../../../../test/browser/site.js';
import { people } from '../../../../../test/support/world.js';

const today = new Date().toISOString().slice(0, 10);
const RANGE = `from=${today}&to=${today}`;
let site: Site;
let manager: Caller;
let partner: Caller;
let ids: Record<string, number>;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-quiz.en.md': aQuiz('Quiz', 'theme: range\n'),
      'lines/basics/020-words.en.md': '---\nkind: open\ntitle: "=Words"\n---\nSay it.\n',
      'segments/french.yaml': 'name: { en: French }\nrule: { field: rep.locale, is: fr }\n',
      'segments/second.yaml': 'name: { en: Second }\nrule: { field: partner.id, is: P-2 }\n',
    },
    people: people(Array<string>(6).fill('Europe/Paris')),
  });
  await site.world.importPeople(people(['Europe/Paris', 'Europe/Paris'], 'P-2').replaceAll('Acme', 'Other'));
  await anAccount(site.world, 'max@vendor.example', ['channel-manager']);
  await anAccount(site.world, 'pia@vendor.example', ['partner-admin'], { partner: 'P-2' });
  manager = await new Caller(site.url).signIn('max@vendor.example');
  partner = await new Caller(site.url).signIn('pia@vendor.example');
  await site.world.query(
    `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, settled_at)
     SELECT r.id, b.line_id, b.id, b.version_id, $1, now(), now(), now(), now(), 'accepted', now() FROM network.rep r, editorial.brick b`,
    [today],
  );
  // Everybody of P-1 is right but the first, who is wrong; P-2 is silent but for one.
  await site.world.query(
    `INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, text, correct, route, elapsed_ms)
     SELECT d.id, d.rep_id, d.line_id, d.brick_id, d.version_id, 0, CASE WHEN b.slug = 'words' THEN '{}' WHEN r.external_id = 'P-1-R1' THEN '{a}'::text[] ELSE '{b}' END,
            CASE WHEN b.slug = 'words' THEN '=cmd from ' || r.external_id END, CASE WHEN b.slug = 'quiz' THEN r.external_id <> 'P-1-R1' END, 'link', 1000
       FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id JOIN editorial.brick b ON b.id = d.brick_id WHERE r.external_id <> 'P-2-R2'`,
  );
  await site.app.get(TalliesService, { strict: false }).refresh(true);
  const bricks = await site.world.query<{ slug: string; id: number }>('SELECT slug, id FROM editorial.brick');
  ids = Object.fromEntries(bricks.map(({ slug, id }) => [slug, id]));
}, 60_000);
afterAll(() => site.close());

it('tells reach and right answers by brick and line', async () => {
  expect(await manager.json(`/api/v1/results?${RANGE}`)).toMatchObject({
    lines: [
      { line: 'basics', lineName: { en: 'Basics' }, bricks: 2, reached: 16, answered: 14, graded: 7, correct: 6 },
    ],
    days: [{ day: today, line: 'basics', accepted: 16, answered: 14, graded: 7, correct: 6 }],
    bricks: [
      { slug: 'quiz', theme: 'range', reached: 8, answered: 7, graded: 7, correct: 6 },
      { slug: 'words', reached: 8, answered: 7, graded: 0, correct: 0 },
    ],
  });
});

it('tells a partner admin the same of the own company only', async () => {
  expect(await partner.json(`/api/v1/results?${RANGE}`)).toMatchObject({
    bricks: [
      { slug: 'quiz', reached: 2, answered: 1, graded: 1, correct: 1 },
      { slug: 'words', reached: 2, answered: 1 },
    ],
  });
  expect(await partner.json(`/api/v1/results/bricks/${ids.quiz}/choices`)).toMatchObject({ choices: [{ choice: 'a', answers: 0 }, { choice: 'b', right: true, answers: 1 }, { choice: 'c' }] }); // prettier-ignore
  const answers = await (await partner.get(`/api/v1/results/bricks/${ids.words}/answers`)).text();
  const file = await (await partner.get(`/api/v1/results/bricks/${ids.words}/answers.csv`)).text();
  for (const said of [answers, file]) {
    expect(said).toContain('P-2-R1');
    expect(said).not.toMatch(/P-1|Acme/);
  }
});

it('tells which options were chosen', async () => {
  expect(await manager.json(`/api/v1/results/bricks/${ids.quiz}/choices`)).toEqual({
    choices: [
      { number: 1, occurrence: 0, choice: 'a', text: 'The first', right: false, answers: 1 },
      { number: 1, occurrence: 0, choice: 'b', text: 'The second', right: true, answers: 6 },
      { number: 1, occurrence: 0, choice: 'c', text: 'The third', right: false, answers: 0 },
    ],
  });
});

it('tells one brick with its days, also to whom it reached nobody', async () => {
  const of = (who: Caller, query = RANGE) => who.json(`/api/v1/results/bricks/${ids.quiz}?${query}`);
  expect(await of(manager)).toMatchObject({
    brick: { slug: 'quiz', lineName: { en: 'Basics' }, reached: 8, answered: 7, correct: 6 },
    days: [{ day: today, line: 'basics', accepted: 8, answered: 7, graded: 7, correct: 6 }],
    countedAt: expect.any(String),
  });
  expect(await of(partner)).toMatchObject({ brick: { reached: 2 }, days: [{ accepted: 2, answered: 1 }] });
  expect(await of(manager, 'from=2026-01-01&to=2026-01-02')).toMatchObject({ brick: { title: 'Quiz', reached: 0, graded: 0 }, days: [] }); // prettier-ignore
  expect((await manager.get(`/api/v1/results/bricks/999999?${RANGE}`)).status).toBe(404);
});

it('gives open answers a part at a time, each once', async () => {
  type Part = { answers: { text: string }[]; next: string | null };
  const texts: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const part: Part = await manager.json<Part>(`/api/v1/results/bricks/${ids.words}/answers?limit=3${next && `&before=${next}`}`); // prettier-ignore
    texts.push(...part.answers.map(({ text }) => text));
    next = part.next;
  }
  expect(texts).toHaveLength(7);
  expect(new Set(texts).size).toBe(7);
});

it('maps proficiency by segment and theme, and hides small groups', async () => {
  expect(await manager.json(`/api/v1/results/proficiency?${RANGE}`)).toMatchObject({
    oneOf: 1,
    cells: [
      { segment: 'everybody', theme: 'range', proficiency: 0.857, people: 7 },
      { segment: 'french', segmentName: { en: 'French' }, theme: 'range', proficiency: 0.857, people: 7 },
      { segment: 'second', theme: 'range', proficiency: null, people: null },
    ],
  });
  const { cells } = await partner.json<{ cells: { proficiency: unknown }[] }>(`/api/v1/results/proficiency?${RANGE}`);
  expect(cells.every(({ proficiency }) => proficiency === null)).toBe(true);
});

it('exports cells that no spreadsheet runs', async () => {
  const response = await manager.get(`/api/v1/results/bricks.csv?${RANGE}`);
  expect(response.headers.get('content-disposition')).toContain('bricks.csv');
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from('\uFEFF'));
  expect(bytes.toString('utf8')).toContain(`basics,words,"'=Words",open,,8,7,0,0\r\n`);
  const answers = await (await manager.get(`/api/v1/results/bricks/${ids.words}/answers.csv`)).text();
  expect(answers).toContain(`"'=cmd from P-1-R1"`);
});
