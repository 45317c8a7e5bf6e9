import { aLine, aQuiz } from '../../../../../test/support/content.js';
import { anAccount, Caller } from '../../../../../test/support/caller.js';
import { Site } from '../../../../../test/browser/site.js';
import { people } from '../../../../../test/support/world.js';
import type { DraftDto } from './drafts.dto.js';

let site: Site;
let author: Caller;
let reviewer: Caller;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': aQuiz('The first question'),
      'lines/season/line.yaml': aLine('Season', { mode: 'calendar', starts: '2027-01-04' }),
    },
    people: people(['Europe/Paris']),
  });
  const account = (name: string, role: 'author' | 'channel-manager' | 'auditor' | 'partner-admin', partner?: string) =>
    anAccount(site.world, `${name}@vendor.example`, [role], { name, ...(partner && { partner }) });
  await account('ana', 'author');
  await account('ben', 'channel-manager');
  await account('ada', 'auditor');
  await account('pia', 'partner-admin', 'P-1');
  author = await signedIn('ana');
  reviewer = await signedIn('ben');
}, 60_000);
afterAll(() => site.close());

const signedIn = (name: string) => new Caller(site.url).signIn(`${name}@vendor.example`);
const bodyOf = async <T = DraftDto>(response: Response): Promise<T & { status: number; code?: string }> =>
  ({ ...((await response.json()) as T), status: response.status }) as never;
const put = (by: Caller, draft: DraftDto, form: object) =>
  by.request('PUT', `/api/v1/drafts/${draft.id}`, { revision: draft.revision, ...form });
const act = async (by: Caller, draft: DraftDto, name: string, form: object = {}) =>
  bodyOf(await by.post(`/api/v1/drafts/${draft.id}/${name}`, { revision: draft.revision, ...form }));

async function written(line = 'basics', title = 'A new one'): Promise<DraftDto> {
  const begun = await bodyOf(await author.post('/api/v1/drafts', { line, kind: 'quiz', title }));
  const document = structuredClone(begun.document);
  Object.assign(document.wordings[0]!, {
    title,
    body: 'Which?',
    explanation: 'This.',
    options: [
      { id: 'a', text: 'This' },
      { id: 'b', text: 'That' },
    ],
  });
  return bodyOf(await put(author, begun, { document: { ...document, right: ['a'] } }));
}

it('goes from the author over another person to the line', async () => {
  const draft = await written('season');
  expect(draft).toMatchObject({ state: 'draft', writers: [{ name: 'ana' }], acts: ['write', 'submit', 'discard'] });
  expect(draft.faults).toMatchObject([{ where: 'plan.day' }]);
  const dated = await bodyOf(await put(author, draft, { plan: { day: null, on: '2027-02-01' } }));
  const sent = await act(author, dated, 'submit');
  expect(await act(author, sent, 'approve')).toMatchObject({ status: 409, code: 'draft.own-text' });
  const good = await act(reviewer, sent, 'approve');
  expect(good).toMatchObject({ state: 'approved', approvedBy: { name: 'ben' } });
  expect((await act(author, good, 'publish')).status).toBe(403);
  const done = await act(reviewer, good, 'publish', { plan: { day: null, on: '2027-02-02' } });
  expect(done).toMatchObject({ status: 200, state: 'published', acts: [], current: 1 });
  const { bricks } = await author.json<{ bricks: unknown[] }>('/api/v1/bricks?line=season');
  expect(bricks).toMatchObject([{ slug: 'a-new-one', status: 'published', version: 1, reached: 0, plan: { on: '2027-02-02' }, draft: null }]); // prettier-ignore
  const trail = await site.world.query<{ action: string }>('SELECT action FROM network.audit_entry ORDER BY id DESC LIMIT 3'); // prettier-ignore
  expect(trail.map((t) => t.action)).toEqual(['brick-published', 'draft-approve', 'draft-submit']);
});

it('gives the text of the other to whoever saves second', async () => {
  const draft = await written('basics', 'Contested');
  const first = await bodyOf(await put(reviewer, draft, { document: { ...draft.document, theme: 'theirs' } }));
  const late = await bodyOf<{ current: DraftDto }>(await put(author, draft, { document: { ...draft.document, theme: 'mine' } })); // prettier-ignore
  expect(late).toMatchObject({ status: 409, code: 'draft.changed', current: { revision: first.revision, document: { theme: 'theirs' }, updatedBy: { name: 'ben' } } }); // prettier-ignore
});

it('refuses to review what has faults, and says in which field', async () => {
  const draft = await bodyOf(await author.post('/api/v1/drafts', { line: 'basics', kind: 'video', title: '' }));
  expect(draft.slug).toMatch(/^brick-\d+$/);
  const refused = await bodyOf<{ errors: { where: string }[] }>(await author.post(`/api/v1/drafts/${draft.id}/submit`, { revision: 1 })); // prettier-ignore
  expect(refused).toMatchObject({ status: 422, code: 'draft.invalid' });
  expect(refused.errors.map((e) => e.where).sort()).toEqual([
    'wordings.0.body',
    'wordings.0.title',
    'wordings.0.video',
  ]);
  const checked = await bodyOf<{ faults: unknown[] }>(await author.post('/api/v1/draft-checks', { line: 'basics', document: draft.document })); // prettier-ignore
  expect(checked.faults).toHaveLength(3);
});

it.each([
  ['a field it does not know', { document: { surprise: 1 } }],
  ['a text that is a list', { document: { wordings: [{ title: ['x'] }] } }],
  ['no revision', { revision: undefined, plan: { day: 1, on: null } }],
])('refuses %s before anything is read of it', async (_, form) => {
  const draft = await written('basics', 'Formed');
  expect(await bodyOf(await put(author, draft, form))).toMatchObject({ status: 400, code: 'request.invalid' });
});

it('takes a text of the longest kind in many languages', async () => {
  const draft = await written('basics', 'Long');
  const wordings = ['en', 'fr', 'de', 'es', 'it'].map((locale) => ({ ...draft.document.wordings[0]!, locale, explanation: 'é'.repeat(19_000) })); // prettier-ignore
  const saved = await bodyOf(await put(author, draft, { document: { ...draft.document, wordings } }));
  expect([saved.status, saved.faults]).toEqual([200, []]);
});

it('shows the history of a brick and what changed', async () => {
  const [brick] = await site.world.query<{ id: number }>(`SELECT id FROM editorial.brick WHERE slug = 'first'`);
  const draft = await bodyOf(await author.post('/api/v1/drafts/revisions', { brickId: brick!.id }));
  const document = structuredClone(draft.document);
  document.wordings[0]!.title = 'The first one';
  const saved = await bodyOf(await put(author, draft, { document }));
  expect(await author.json(`/api/v1/drafts/${draft.id}/diff`)).toEqual({
    changes: [{ field: 'title', locale: 'en', before: 'The first question', after: 'The first one' }],
  });
  const good = await act(reviewer, await act(author, saved, 'submit'), 'approve');
  await act(reviewer, good, 'publish');
  const { versions } = await author.json<{ versions: unknown[] }>(`/api/v1/bricks/${brick!.id}/versions`);
  expect(versions).toMatchObject([
    { number: 2, current: true, draft: { writers: [{ name: 'ana' }], approvedBy: { name: 'ben' } } },
    { number: 1, current: false, draft: null },
  ]);
  expect(await author.json(`/api/v1/bricks/${brick!.id}/diff?from=1`)).toMatchObject({ changes: [{ field: 'title' }] });
  expect(await author.json(`/api/v1/bricks/${brick!.id}/versions/1`)).toMatchObject({
    document: { wordings: [{ title: 'The first question' }] },
  });
  const withdrawn = await reviewer.post(`/api/v1/bricks/${brick!.id}/withdraw`, { reason: { en: 'Wrong.' } });
  expect(await withdrawn.json()).toEqual({ withdrawn: true, told: 0 });
});

describe('the doors', () => {
  it.each([
    ['pia', 'GET', '/api/v1/drafts', 403],
    ['pia', 'GET', '/api/v1/bricks?line=basics', 403],
    ['ada', 'GET', '/api/v1/drafts', 200],
    ['ada', 'POST', '/api/v1/drafts', 403],
    ['ana', 'POST', '/api/v1/bricks/1/withdraw', 403],
    [null, 'GET', '/api/v1/drafts', 401],
  ])('%s asking %s %s gets %i... ', async (who, method, path, status) => {
    const caller = who ? await signedIn(who) : new Caller(site.url);
    expect((await caller.request(method, path, method === 'POST' ? {} : undefined)).status).toBe(status);
  });

  it('list what waits for review, a part at a time', async () => {
    const draft = await written('basics', 'Waiting');
    await act(author, draft, 'submit');
    const { drafts } = await reviewer.json<{ drafts: unknown[] }>('/api/v1/drafts?state=in-review&line=basics');
    expect(drafts).toMatchObject([{ id: draft.id, title: 'Waiting', acts: ['write', 'return', 'approve', 'discard'] }]);
    const others = async (by: Caller) =>
      (await by.json<{ drafts: DraftDto[] }>('/api/v1/drafts?mine=false&state=in-review')).drafts.map((d) => d.id);
    expect(await others(reviewer)).toContain(draft.id);
    expect(await others(author)).not.toContain(draft.id);
    const part = await author.json<{ drafts: DraftDto[]; next: number }>('/api/v1/drafts?limit=1&mine=true');
    expect(part).toMatchObject({ drafts: [{ id: draft.id }], next: draft.id });
    const rest = await author.json<{ drafts: DraftDto[] }>(`/api/v1/drafts?before=${part.next}`);
    expect(rest.drafts.map((d) => d.id)).not.toContain(draft.id);
  });
});
