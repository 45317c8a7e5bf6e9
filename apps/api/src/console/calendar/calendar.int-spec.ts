import { TalliesService } from '@relais/delivery';
import { addDays, mondayOf } from '@relais/platform';
import { aLine, anInfo } from '../../../../../test/support/content.js';
import { anAccount, Caller } from '../../../../../test/support/caller.js';
import { Site } from '../../../../../test/browser/site.js';
import { people } from '../../../../../test/support/world.js';
import type { CalendarDto } from './calendar.dto.js';

const today = new Date().toISOString().slice(0, 10);
const day = (n: number) => addDays(today, n);

let site: Site;
let manager: Caller;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/season/line.yaml': aLine('Season', { mode: 'calendar', starts: today }),
      'lines/season/010-gone.en.md': anInfo('Gone', `on: ${day(-1)}\n`),
      'lines/season/020-soon.en.md': anInfo('Soon', `on: ${day(1)}\n`),
      'lines/season/030-later.en.md': anInfo('Later', `on: ${day(10)}\n`),
      'lines/season/040-numbered.en.md': anInfo('Numbered', 'day: 12\n'),
      'lines/steps/line.yaml': aLine('Steps', { segments: 'french' }),
      'lines/steps/010-first.en.md': anInfo('First'),
      'segments/french.yaml': 'name: { en: French }\nrule: { field: rep.locale, is: fr }\n',
    },
    people: people(['Europe/Paris', 'Europe/Paris', 'Europe/Paris']),
  });
  await anAccount(site.world, 'max@vendor.example', ['channel-manager']);
  manager = await new Caller(site.url).signIn('max@vendor.example');
}, 60_000);
afterAll(() => site.close());

const calendar = (query = '') => manager.json<CalendarDto>(`/api/v1/calendar?from=${day(-3)}&to=${day(20)}${query}`);
const on = (found: CalendarDto, date: string) =>
  found.days.find((d) => d.date === date)!.entries.map(({ state, slug, movable }) => ({ state, slug, movable }));
const idOf = async (slug: string) =>
  (await site.world.query<{ id: number }>('SELECT id FROM editorial.brick WHERE slug = $1', [slug]))[0]!.id;
const move = async (slug: string, form: object) => {
  const response = await manager.request('PATCH', `/api/v1/bricks/${await idOf(slug)}/plan`, form);
  return { status: response.status, ...((await response.json()) as Record<string, unknown>) };
};

it('tells what is planned, approved, scheduled and sent apart', async () => {
  const draft = async (title: string, plan: object) =>
    (await manager.post('/api/v1/drafts', { line: 'season', kind: 'info', title, plan })).json() as Promise<{ id: number }>; // prettier-ignore
  await draft('Idea', { day: null, on: day(10) });
  const { id } = await draft('Agreed', { day: null, on: day(10) });
  await site.world.query(`UPDATE editorial.draft SET state = 'approved', writers = '{7}', approved_by = 8 WHERE id = $1`, [id]); // prettier-ignore
  await draft('Undated', { day: null, on: null });
  await site.delivered(1, 'gone');
  await site.delivered(2, 'gone');
  await site.world.query(`UPDATE delivery.delivery SET local_day = $1`, [day(-1)]);
  await site.app.get(TalliesService, { strict: false }).refresh(true);

  const found = await calendar();
  expect(found.days).toHaveLength(24);
  expect(on(found, day(-1))).toEqual([{ state: 'sent', slug: 'gone', movable: false }]);
  expect(found.days[2]!.entries[0]!.sent).toEqual({ accepted: 2, waiting: 0, ended: 0, repeats: 0, answered: 0 });
  expect(on(found, day(1))).toEqual([{ state: 'scheduled', slug: 'soon', movable: false }]);
  expect(on(found, day(10))).toEqual([
    { state: 'scheduled', slug: 'later', movable: true },
    { state: 'planned', slug: 'idea', movable: true },
    { state: 'approved', slug: 'agreed', movable: true },
  ]);
  expect(found.days[13]!.counts).toEqual({ planned: 1, approved: 1, scheduled: 1, sent: 0 });
  expect(on(found, day(12))).toEqual([{ state: 'scheduled', slug: 'numbered', movable: true }]);
  expect(found.undated.map(({ slug }) => slug)).toEqual(['undated']);
  expect(found.countedAt).not.toBeNull();
});

it('marks gaps and overloads of a segment, and shows one line or segment alone', async () => {
  const monday = mondayOf(day(14));
  const found = await manager.json<CalendarDto>(`/api/v1/calendar?from=${monday}&to=${addDays(monday, 13)}`);
  expect(found.marks).toEqual(
    expect.arrayContaining([{ segment: 'french', kind: 'gap', from: addDays(monday, 7), until: addDays(monday, 13), bricks: 0 }]), // prettier-ignore
  );
  const crowded = await calendar();
  expect(crowded.marks).toContainEqual({ segment: 'everybody', kind: 'overload', from: day(10), until: day(10), bricks: 3 }); // prettier-ignore
  const french = await calendar('&segment=french');
  expect(french.days.flatMap(({ entries }) => entries)).toEqual([]);
  expect(french.marks.every(({ segment }) => segment === 'french')).toBe(true);
  expect((await calendar('&line=season')).undated).toHaveLength(1);
});

it('moves a brick that has not come yet, without sending anything, and its draft with it', async () => {
  const from = { day: null, on: day(10) };
  const draft = (await (await manager.post('/api/v1/drafts/revisions', { brickId: await idOf('later') })).json()) as { id: number }; // prettier-ignore
  expect(await move('later', { from, plan: { day: null, on: day(11) } })).toMatchObject({ status: 200, plan: { on: day(11) } }); // prettier-ignore
  expect(await manager.json(`/api/v1/drafts/${draft.id}`)).toMatchObject({ plan: { day: null, on: day(11) } });
  expect(await move('later', { from, plan: { day: null, on: day(12) } })).toMatchObject({ status: 409, code: 'plan.moved', current: { plan: { on: day(11) } } }); // prettier-ignore
  expect(await site.world.query(`SELECT 1 FROM delivery.delivery d JOIN editorial.brick b ON b.id = d.brick_id WHERE b.slug = 'later'`)).toEqual([]); // prettier-ignore
});

it.each([
  ['to tomorrow', 'numbered', { day: 12, on: null }, { day: null, on: day(1) }, 422, 'plan.invalid'],
  ['to the past', 'numbered', { day: 12, on: null }, { day: null, on: day(-5) }, 422, 'plan.invalid'],
  ['to the line’s start', 'numbered', { day: 12, on: null }, { day: 0, on: null }, 422, 'plan.invalid'],
  ['nowhere', 'numbered', { day: 12, on: null }, { day: null, on: null }, 422, 'plan.invalid'],
  ['to what is no date', 'numbered', { day: 12, on: null }, { day: null, on: '2027-02-30' }, 422, 'plan.invalid'],
  ['that was sent', 'gone', { day: null, on: day(-1) }, { day: null, on: day(9) }, 409, 'plan.under-way'],
  ['that comes tomorrow', 'soon', { day: null, on: day(1) }, { day: null, on: day(9) }, 409, 'plan.under-way'],
  ['of a sequence to a date', 'first', { day: null, on: null }, { day: null, on: day(9) }, 422, 'plan.invalid'],
])('does not move a brick %s', async (_, slug, from, plan, status, code) => {
  expect(await move(slug, { from, plan })).toMatchObject({ status, code });
});

it.each([
  ['backwards', `from=${day(3)}&to=${day(1)}`],
  ['over a year', `from=${day(0)}&to=${day(365)}`],
  ['without days', ''],
  ['of no dates', 'from=x&to=y'],
])('refuses a range %s', async (_, query) => {
  expect((await manager.get(`/api/v1/calendar?${query}`)).status).toBe(400);
});
