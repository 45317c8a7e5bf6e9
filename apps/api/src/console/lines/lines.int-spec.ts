import { aLine, anInfo } from '../../../../../test/support/content.js';
import { anAccount, Caller } from '../../../../../test/support/caller.js';
import { Site } from '../../../../../test/browser/site.js';
import { people } from '../../../../../test/support/world.js';

let site: Site;
let manager: Caller;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': anInfo('The first'),
      'segments/french.yaml': 'name: { en: French }\nrule: { field: rep.locale, is: fr }\n',
    },
    people: people(['Europe/Paris', 'Europe/Paris']),
  });
  await anAccount(site.world, 'max@vendor.example', ['channel-manager']);
  await anAccount(site.world, 'ana@vendor.example', ['author']);
  manager = await new Caller(site.url).signIn('max@vendor.example');
}, 60_000);
afterAll(() => site.close());

type Told = { status: number; code?: string; revision: number; errors?: { where: string }[]; current?: object };
const told = async (response: Response) =>
  ({ ...((await response.json()) as object), status: response.status }) as unknown as Told & Record<string, unknown>;
const post = async (path: string, body: object) => told(await manager.post(`/api/v1/${path}`, body));
const put = async (path: string, body: object) => told(await manager.request('PUT', `/api/v1/${path}`, body));
const LINE = { name: { en: 'Autumn' }, locale: 'en', segments: ['everybody'], mode: 'sequence', weekdays: [3, 1], at: '09:00' }; // prettier-ignore

describe('lines', () => {
  it('are made as drafts, changed, started and paused', async () => {
    const made = await post('lines', { ...LINE, slug: 'autumn' });
    expect(made).toMatchObject({ status: 201, slug: 'autumn', weekdays: [1, 3], revision: 1, editedInConsole: true });
    expect(await site.world.query(`SELECT status FROM editorial.line WHERE slug = 'autumn'`)).toEqual([{ status: 'draft' }]); // prettier-ignore
    const changed = await put('lines/autumn', { ...LINE, segments: ['french'], spacing: 'academic', revision: 1 });
    expect(changed).toMatchObject({ status: 200, segments: ['french'], spacing: 'academic', revision: 2 });
    expect(await put('lines/autumn', { ...LINE, revision: 1 })).toMatchObject({ status: 409, code: 'line.changed', current: { revision: 2, segments: ['french'] } }); // prettier-ignore
    expect(await post('lines/autumn/resume', { revision: 2 })).toMatchObject({ revision: 3 });
    const paused = await post('lines/autumn/pause', { revision: 3 });
    expect([paused.revision, await manager.json('/api/v1/lines/autumn')]).toMatchObject([4, { bricks: { published: 0 } }]); // prettier-ignore
    expect(await post('lines', { ...LINE, slug: 'autumn' })).toMatchObject({ status: 409, code: 'line.exists' });
  });

  it.each<[string, object, string[]]>([
    ['no segment', { segments: [] }, ['segments']],
    ['an unknown segment', { segments: ['everybdy'] }, ['segments']],
    ['no name in its language', { name: { fr: 'Automne' } }, ['name']],
    ['an empty name', { name: { en: 'Autumn', fr: ' ' } }, ['name.fr']],
    ['no day', { weekdays: [] }, ['weekdays']],
    ['an end before its start', { at: '19:00', until: '18:30' }, ['until']],
    ['what is no time', { at: '25:00' }, ['at']],
    ['a date in a sequence', { startsOn: '2027-01-01' }, ['startsOn']],
    ['what is no date', { mode: 'calendar', startsOn: '2027-02-30' }, ['startsOn']],
    ['a language that is none', { locale: 'english' }, ['locale']],
    ['a slug that is none', { slug: 'No Slug' }, ['slug']],
  ])('with %s are refused at the field', async (_, change, where) => {
    const refused = await post('lines', { ...LINE, slug: 'refused', ...change });
    expect([refused.status, refused.errors?.map((e) => e.where)]).toEqual([422, where]);
  });

  it('keep a mode and a language that their bricks fit', async () => {
    const form = { ...LINE, name: { en: 'Basics', de: 'Basis' }, revision: 1 };
    expect(await put('lines/basics', { ...form, mode: 'calendar' })).toMatchObject({ status: 409, code: 'line.bricks', errors: [{ where: 'mode' }] }); // prettier-ignore
    expect(await put('lines/basics', { ...form, locale: 'de' })).toMatchObject({ status: 409, errors: [{ where: 'locale' }] }); // prettier-ignore
  });

  it('edited in the console survive a sync', async () => {
    await put('lines/basics', { ...LINE, name: { en: 'Basics, edited' }, revision: 1 });
    await site.world.sync();
    expect(await manager.json('/api/v1/lines/basics')).toMatchObject({ name: { en: 'Basics, edited' }, editedInConsole: true }); // prettier-ignore
    site.world.content.write('lines/basics/line.yaml', aLine('Basics', { at: '10:00' }));
    await site.world.sync();
    const merged = await manager.json('/api/v1/lines/basics');
    expect(merged).toMatchObject({ name: { en: 'Basics, edited' }, at: '10:00' });
    site.world.content.write('lines/basics/line.yaml', aLine('Otherwise', { at: '10:00' }));
    await expect(site.world.sync()).rejects.toMatchObject({ code: 'content.edited-in-console' });
    site.world.content.write('lines/basics/line.yaml', aLine('Basics', { at: '10:00' }));
  });

  it('are changed by managers only', async () => {
    const author = await new Caller(site.url).signIn('ana@vendor.example');
    expect((await author.get('/api/v1/lines')).status).toBe(200);
    expect((await author.post('/api/v1/lines/basics/pause', { revision: 1 })).status).toBe(403);
  });
});

describe('segments', () => {
  it('count and show whom an unsaved rule means', async () => {
    expect(await post('segment-reach', { rule: { field: 'rep.locale', is: 'fr' } })).toMatchObject({ reps: 2, exact: true, sample: [{ id: 'P-1-R1', partnerName: 'Acme' }, { id: 'P-1-R2' }] }); // prettier-ignore
    expect(await post('segment-reach', { rule: { not: { field: 'rep.locale', is: 'fr' } } })).toMatchObject({
      reps: 0,
    });
    expect(await post('segment-reach', { rule: { all: [{ field: 'partner.tier', is: 'golden' }] } })).toMatchObject({ status: 422, code: 'segment.invalid', errors: [{ where: 'rule.all[0].is' }] }); // prettier-ignore
    expect(await post('segment-reach', { rule: [] })).toMatchObject({ status: 400 });
  });

  it('tell a builder its fields, operators and values', async () => {
    await site.world.query(`UPDATE network.rep SET attributes = '{"cluster": "north"}' WHERE external_id = 'P-1-R1'`);
    const { fields } = await manager.json<{ fields: { name: string }[] }>('/api/v1/segment-fields');
    const field = (name: string) => fields.find((f) => f.name === name);
    expect(field('partner.tier')).toMatchObject({ complete: true, values: [{ value: 'gold', name: { en: 'Gold', fr: 'Or' } }, { value: 'silver' }], operators: expect.arrayContaining(['at_least']) as string[] }); // prettier-ignore
    expect(field('rep.locale')).toMatchObject({ values: [{ value: 'fr' }], complete: false });
    expect(field('rep.attr.cluster')).toMatchObject({ values: [{ value: 'north' }] });
    expect(field('partner.id')).toMatchObject({ values: null });
  });

  it('are made and changed, and not behind somebody’s back', async () => {
    const made = await post('segments', { slug: 'north', name: { en: 'North' }, rule: { field: 'rep.attr.cluster', is: 'north' } }); // prettier-ignore
    expect(made).toMatchObject({ status: 201, revision: 1 });
    expect(await post('segments', { slug: 'north', name: { en: 'N' }, rule: {} })).toMatchObject({ status: 409, code: 'segment.exists' }); // prettier-ignore
    expect(await put('segments/north', { name: { en: 'All' }, rule: {}, revision: 1 })).toMatchObject({ revision: 2 });
    expect(await put('segments/north', { name: { en: 'X' }, rule: {}, revision: 1 })).toMatchObject({ status: 409, code: 'segment.changed', current: { name: { en: 'All' } } }); // prettier-ignore
    expect(await put('segments/north', { name: {}, rule: { any: [] }, revision: 2 })).toMatchObject({ status: 422, errors: [{ where: 'name' }, { where: 'rule.any' }] }); // prettier-ignore
    expect(await manager.json('/api/v1/segments/everybody')).toMatchObject({ lines: expect.arrayContaining(['basics']) as string[] }); // prettier-ignore
    expect(await manager.json('/api/v1/segments/north/reach')).toMatchObject({ reps: 2 });
  });

  it('edited in the console survive a sync, unless the files change them too', async () => {
    const rule = { field: 'rep.locale', in: ['fr', 'en'] };
    await put('segments/french', { name: { en: 'French' }, rule, revision: 1 });
    await site.world.sync();
    expect(await manager.json('/api/v1/segments/french')).toMatchObject({ rule, editedInConsole: true });
    site.world.content.write('segments/french.yaml', 'name: { en: Francais }\nrule: { field: rep.locale, is: fr }\n');
    await expect(site.world.sync()).rejects.toMatchObject({ code: 'segment.edited-in-console' });
  });
});
