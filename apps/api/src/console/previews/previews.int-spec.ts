import { aLine, aQuiz } from '../../../../../test/support/content.js';
import { anAccount, Caller } from '../../../../../test/support/caller.js';
import { Site } from '../../../../../test/browser/site.js';
import { people } from '../../../../../test/support/world.js';
import { inScheme } from './scheme.rules.js';

let site: Site;
let author: Caller;
let version: number;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': aQuiz('A question for {{rep.firstName}}'),
      'lines/basics/010-first.fr.md':
        '---\ntitle: Une question\noptions:\n  - { id: a, text: Un }\n  - { id: b, text: Deux }\n  - { id: c, text: Trois }\nexplanation: Voilà.\n---\nLaquelle, {{rep.firstName}} ?\n',
    },
    people: people(['Europe/Paris']),
  });
  await anAccount(site.world, 'ana@vendor.example', ['author'], { name: 'Ana' });
  await anAccount(site.world, 'pia@vendor.example', ['partner-admin'], { partner: 'P-1' });
  author = await new Caller(site.url).signIn('ana@vendor.example');
  [{ version }] = (await site.world.query<{ version: number }>(
    'SELECT version_id AS version FROM editorial.brick',
  )) as [{ version: number }];
}, 60_000);
afterAll(() => site.close());

const rep = async () => (await site.world.query<{ id: number }>('SELECT id FROM network.rep'))[0]!.id;
const text = async (path: string) => (await author.get(path)).text();
const deliveries = () => site.world.query('SELECT 1 FROM delivery.delivery UNION ALL SELECT 1 FROM delivery.answer');

it('shows the mail as a rep would get it', async () => {
  expect(await author.json(`/api/v1/previews?version=${version}&rep=${await rep()}`)).toMatchObject({
    subject: 'Une question',
    locale: 'fr',
    text: expect.stringContaining('Laquelle, Claire ?') as string,
  });
  expect(await author.json(`/api/v1/previews?version=${version}&locale=de`)).toMatchObject({
    subject: 'A question for Camille',
    locale: 'en',
  });
  const mail = await author.get(`/api/v1/previews/mail?version=${version}&rep=${await rep()}`);
  expect(mail.headers.get('content-security-policy')).toContain("frame-ancestors 'self'; sandbox");
  expect(await mail.text()).toContain('Laquelle, Claire ?');
});

it('shows the page before and after the answer, and the key only after it', async () => {
  const page = (state: string) => text(`/api/v1/previews/page?version=${version}&state=${state}&locale=en`);
  const asked = await page('question');
  expect(asked).toContain('Which one is it, Camille?');
  expect(asked).not.toContain('Because');
  expect(await page('right')).toContain('Because <strong>b</strong> is right.');
  expect(await page('wrong')).toMatch(/The first[\s\S]*Because/);
  expect(await deliveries()).toEqual([]);
});

it('shows a draft as it was saved, however incomplete, and never runs it', async () => {
  const begun = (await (
    await author.post('/api/v1/drafts', { line: 'basics', kind: 'quiz', title: 'New' })
  ).json()) as {
    id: number;
    document: { wordings: object[] };
  };
  const [wording] = begun.document.wordings;
  const document = {
    ...begun.document,
    right: ['z'],
    wordings: [{ ...wording, title: 'Half {{rep.age}}\n{{x}}', body: '{{#each}} <script>alert(1)</script> ![x](y)' }],
  };
  const saved = await author.request('PUT', `/api/v1/drafts/${begun.id}`, { revision: 1, document });
  expect(saved.status).toBe(200);
  expect(await author.json(`/api/v1/previews?draft=${begun.id}`)).toMatchObject({
    subject: 'Half { {rep.age}} { {x}}',
  });
  for (const what of ['mail', 'page'])
    expect(await text(`/api/v1/previews/${what}?draft=${begun.id}`)).not.toContain('<script>');
});

it.each([
  ['neither', '', 400],
  ['both', `?draft=1&version=1`, 400],
  ['an unknown one', '?version=999', 404],
  ['an unknown rep', '?version=1&rep=999', 404],
])('refuses %s', async (_, query, status) => {
  expect((await author.get(`/api/v1/previews${query}`)).status).toBe(status);
});

it('is for staff only', async () => {
  const partner = await new Caller(site.url).signIn('pia@vendor.example');
  expect((await partner.get(`/api/v1/previews?version=${version}`)).status).toBe(403);
});

it.each([
  ['dark', '@media (prefers-color-scheme:dark){x}', '@media all{x}'],
  ['light', '@media (prefers-color-scheme: dark){x}', '@media not all{x}'],
  ['auto', '@media (prefers-color-scheme:dark){x}', '@media (prefers-color-scheme:dark){x}'],
] as const)('shows a mail in %s mode', (scheme, html, shown) => {
  expect(inScheme(html, scheme)).toBe(shown);
});

describe('a test', () => {
  let link: string;

  it('goes to oneself, marked, whatever else is asked', async () => {
    const sent = await author.post('/api/v1/test-sends', { version, locale: 'fr' });
    expect([sent.status, await sent.json()]).toEqual([200, { to: 'ana@vendor.example' }]);
    const [mail] = await site.world.query<{ recipient: string; subject: string; raw: Buffer }>('SELECT * FROM platform.mailbox_message'); // prettier-ignore
    expect(mail).toMatchObject({ recipient: 'ana@vendor.example', subject: '[Essai] Une question' });
    const source = mail!.raw.toString('latin1').replace(/=\r\n/g, '').replace(/=3D/g, '=');
    link = /\/t\/[0-9a-z]{32}\?lang=fr&n=0/.exec(source)![0];
    expect(source).not.toMatch(/List-Unsubscribe|\/u\//);
    expect((await author.post('/api/v1/test-sends', { version, to: 'x@y.example' })).status).toBe(400);
  });

  it('opens a page that says so, grades and records nothing', async () => {
    const before = await site.trace();
    const page = await (await site.get(link)).text();
    expect(page).toContain('Essai, rien n’est enregistré : Basics');
    const answer = (choice: string) => site.post(link, choice ? { choice } : {});
    expect(await (await answer('b')).text()).toContain('Voilà.');
    expect((await answer('')).status).toBe(422);
    expect((await answer('zzz')).status).toBe(422);
    expect(await site.trace()).toBe(before);
  });

  it('has a link for nothing else, and no other link opens its page', async () => {
    expect((await site.get(link.replace('/t/', '/a/'))).status).toBe(404);
    expect((await site.get(`/t/${site.sign('answer', 1)}`)).status).toBe(404);
  });
});
