import { aLine, anInfo } from '../../../../../test/support/content.js';
import { PeopleImportsService } from '@relais/network';
import { anAccount, Caller } from '../../../../../test/support/caller.js';
import { Site } from '../../../../../test/browser/site.js';
import { people } from '../../../../../test/support/world.js';
import type { PeopleImportDto } from './people-imports.dto.js';

let site: Site;
let manager: Caller;
beforeAll(async () => {
  site = await Site.open({
    content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': anInfo('First') },
    people: people(['Europe/Paris', 'Europe/Paris']),
  });
  await anAccount(site.world, 'max@vendor.example', ['channel-manager'], { name: 'Max' });
  await anAccount(site.world, 'ana@vendor.example', ['author']);
  manager = await new Caller(site.url).signIn('max@vendor.example');
}, 60_000);
afterAll(() => site.close());

const HEAD = 'partner_id,partner_name,rep_id,email,first_name,last_name,locale,time_zone';
const row = (n: number, more: Partial<Record<'email' | 'name', string>> = {}) =>
  `P-1,Acme,P-1-R${n},${more.email ?? `rep${n}@p-1.example`},${more.name ?? 'Claire'},Dupont ${n},fr,Europe/Paris`;
const send = (by: Caller, body: string, type = 'text/csv') =>
  fetch(`${site.url}/api/v1/people-imports?name=people.csv`, {
    method: 'POST',
    body,
    headers: { ...by.headers, 'content-type': type, cookie: [...by.cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
  });
const upload = async (...lines: string[]) => (await send(manager, [HEAD, ...lines].join('\n'))).json() as Promise<PeopleImportDto>; // prettier-ignore
const worked = async (id: number) => {
  expect(await site.app.get(PeopleImportsService, { strict: false }).work()).toBe(true);
  return manager.json<PeopleImportDto>(`/api/v1/people-imports/${id}`);
};
const apply = async (id: number, form = {}) => manager.post(`/api/v1/people-imports/${id}/apply`, form);
const reps = async () => (await site.world.query<{ n: number }>('SELECT count(*)::int AS n FROM network.rep'))[0]!.n;

it('is checked without writing anything, then applied', async () => {
  const { id, state, uploadedBy } = await upload(row(1), row(2, { name: 'Clara' }), row(3));
  expect([state, uploadedBy]).toMatchObject(['waiting', { name: 'Max' }]);
  const checked = await worked(id);
  expect(checked).toMatchObject({ state: 'checked', report: { applied: false, rows: 3, reps: { created: 1, updated: 1, unchanged: 1 }, rejectedRows: 0 } }); // prettier-ignore
  expect(checked.report!.changed).toEqual([
    { line: 3, kind: 'rep', id: 'P-1-R2', name: 'Claire Dupont 2', fields: [{ field: 'first_name', old: 'Claire', new: 'Clara' }] }, // prettier-ignore
  ]);
  expect(await reps()).toBe(2);
  expect((await apply(id)).status).toBe(202);
  expect(await worked(id)).toMatchObject({ state: 'applied', report: { applied: true, reps: { created: 1, updated: 1 } } }); // prettier-ignore
  expect(await reps()).toBe(3);
  expect(await site.world.query('SELECT 1 FROM network.people_import WHERE content IS NOT NULL')).toEqual([]);
  expect((await apply(id)).status).toBe(409);
});

it('names refused rows by line, and leaves them out only when told to', async () => {
  const { id } = await upload(row(4), row(5, { email: 'not an address' }));
  const checked = await worked(id);
  expect(checked.report).toMatchObject({ rejectedRows: 1, rejected: [{ line: 3, field: 'email' }], reps: { created: 1 } }); // prettier-ignore
  const list = await (await manager.get(`/api/v1/people-imports/${id}/rejected.csv`)).text();
  expect(list).toMatch(/^line,column,reason,fix\r\n3,email,/);
  const refused = await apply(id);
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'import.rejected-rows']);
  expect((await apply(id, { skipInvalid: true })).status).toBe(202);
  expect(await worked(id)).toMatchObject({ state: 'applied', report: { reps: { created: 1 } } });
});

it('lists what it would change, column by column, also addresses that change hands', async () => {
  const swapped = 'partner_id,partner_name,country,rep_id,email,attr.shop\nP-1,Acme & Co,DE,P-1-R1,rep2@p-1.example,\nP-1,Acme & Co,DE,P-1-R2,rep1@p-1.example,north'; // prettier-ignore
  const { id } = (await (await send(manager, swapped)).json()) as PeopleImportDto;
  const { report } = await worked(id);
  expect(report).toMatchObject({ partners: { updated: 1 }, reps: { updated: 2 } });
  expect(report!.changed).toMatchObject([
    { line: 2, kind: 'partner', id: 'P-1', fields: [{ field: 'country', old: null, new: 'DE' }, { field: 'partner_name', old: 'Acme', new: 'Acme & Co' }] }, // prettier-ignore
    {
      line: 2,
      kind: 'rep',
      id: 'P-1-R1',
      fields: [{ field: 'email', old: 'rep1@p-1.example', new: 'rep2@p-1.example' }],
    },
    { line: 3, kind: 'rep', id: 'P-1-R2', fields: [{ field: 'attr.shop', old: null, new: 'north' }, { field: 'email', old: 'rep2@p-1.example', new: 'rep1@p-1.example' }] }, // prettier-ignore
  ]);
});

it('refuses what is no table of people, and says why', async () => {
  const { id } = (await (await send(manager, 'this,is\nno,table')).json()) as PeopleImportDto;
  expect(await worked(id)).toMatchObject({ state: 'refused', refusal: { code: 'people.header' } });
  expect((await send(manager, '')).status).toBeGreaterThanOrEqual(400);
});

it('is taken up by another process when the first one died over it, three times at most', async () => {
  const { id } = await upload(row(6));
  const die = () => site.world.query(`UPDATE network.people_import SET attempts = attempts + 1, lease_until = now() - interval '1 second' WHERE id = $1`, [id]); // prettier-ignore
  await die();
  expect((await worked(id)).state).toBe('checked');
  await apply(id);
  for (let i = 0; i < 3; i++) await die();
  expect((await worked(id)).state).toBe('failed');
});

it('is nobody’s who may not, before anything of it is read', async () => {
  const author = await new Caller(site.url).signIn('ana@vendor.example');
  expect((await send(author, HEAD)).status).toBe(403);
  expect((await send(new Caller(site.url), HEAD)).status).toBe(401);
  expect((await send(manager, HEAD, 'application/json')).status).toBeGreaterThanOrEqual(400);
  expect((await author.request('POST', '/api/v1/drafts', undefined, { 'content-type': 'text/csv' })).status).toBeGreaterThanOrEqual(400); // prettier-ignore
});
