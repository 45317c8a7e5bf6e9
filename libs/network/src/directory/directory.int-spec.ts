import { PartnersQueries, RepsQueries, type Scope } from '@relais/network';
import { aLine, anInfo } from '../../../../test/support/content.js';
import { World } from '../../../../test/support/world.js';

const NETWORK: Scope = { kind: 'network' };
const PEOPLE = [
  'partner_id,partner_name,partner_parent_id,tier,country,rep_id,email,first_name,last_name,locale,job_role',
  'D,Norvalis Distribution,,gold,FR,d1,ana.lopez@norvalis.example,Ana,López,es,manager',
  'D,Norvalis Distribution,,gold,FR,d2,bea@norvalis.example,Bea,Martin,fr,sales',
  'R1,Éclair Revente,D,silver,FR,r11,"o\'neil@eclair.example",Conan,O’Neil,en,sales',
  'R1,Éclair Revente,D,silver,FR,r12,marie@eclair.example,Marie,Dupont,fr,sales',
  'R2,Nordlicht,D,silver,DE,r21,marie.k@nordlicht.example,Marie,Krüger,de,sales',
  'S,Boutique 100%,R1,,FR,s1,zoe@boutique.example,Zoë,Martin,fr,',
  'X,Other House,,,CA,x1,marie@other.example,Marie,Dupont,fr,sales',
].join('\n');

let world: World;
let partners: PartnersQueries;
let reps: RepsQueries;
const ids: Record<string, number> = {};
beforeAll(async () => {
  world = await World.open({
    content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': anInfo('The first') },
    people: PEOPLE,
  });
  partners = world.get(PartnersQueries);
  reps = world.get(RepsQueries);
  for (const { id, e } of await world.query<{ id: number; e: string }>(
    'SELECT id, external_id AS e FROM network.partner',
  ))
    ids[e] = id;
  await world.query(`UPDATE network.rep SET status = 'left' WHERE external_id = 'd2'`);
}, 60_000);
afterAll(() => world.close());

const under = (code: string): Scope => ({ kind: 'partner', partnerId: ids[code]! });

describe('companies', () => {
  it('are a tree, with their people counted up it; those who left are not', async () => {
    const { partners: top } = await partners.list(NETWORK, { limit: 50, under: 'top' });
    expect(top.map(({ externalId, children, reps }) => [externalId, children, reps.own, reps.all])).toEqual([
      ['D', 2, 1, 5],
      ['X', 0, 1, 1],
    ]);
    const { partners: below } = await partners.list(NETWORK, { limit: 50, under: ids.D });
    expect(below.map(({ externalId, reps }) => [externalId, reps.own, reps.all]).sort()).toEqual([
      ['R1', 2, 3],
      ['R2', 1, 1],
    ]);
  });

  it.each<[string, () => Scope, string[], string | null]>([
    ['the vendor', () => NETWORK, ['D', 'R1', 'R2', 'S', 'X'], null],
    ['a distributor', () => under('D'), ['D', 'R1', 'R2', 'S'], 'D'],
    ['a reseller', () => under('R1'), ['R1', 'S'], 'R1'],
    ['a shop', () => under('S'), ['S'], 'S'],
    ['a rep', () => ({ kind: 'rep', repId: 1, partnerId: ids.R1! }), ['R1'], 'R1'],
    ['nobody', () => ({ kind: 'nothing' }), [], null],
  ])('%s sees exactly its own and what is below', async (_, scope, expected, top) => {
    const all = await partners.list(scope(), { limit: 50 });
    expect(all.partners.map(({ externalId }) => externalId).sort()).toEqual(expected);
    expect(all.total).toBe(expected.length);
    if (top) {
      const { path, parentId } = await partners.find(scope(), ids[top]!);
      expect([path.map(({ id }) => id), parentId]).toEqual([[ids[top]], null]);
    }
    for (const code of Object.keys(ids).filter((code) => !expected.includes(code)))
      await expect(partners.find(scope(), ids[code]!)).rejects.toMatchObject({ code: 'partner.unknown' });
  });

  it.each([
    ['nor', ['D', 'R2']],
    ['distri', ['D']],
    ['éclair', ['R1']],
    ['100%', ['S']],
    ['%', []],
    ['_', []],
  ])('search %j finds %j', async (search, expected) => {
    const found = await partners.list(NETWORK, { limit: 50, search });
    expect(found.partners.map(({ externalId }) => externalId).sort()).toEqual(expected);
  });

  it('tells the way down to a company, what is below, and who works there', async () => {
    expect(await partners.find(NETWORK, ids.R1!)).toMatchObject({
      path: [{ name: 'Norvalis Distribution' }, { name: 'Éclair Revente' }],
      below: 1,
      people: { active: 2, suspended: 0, left: 0 },
      tier: 'silver',
    });
    expect((await partners.find(under('R1'), ids.R1!)).path).toEqual([{ id: ids.R1, name: 'Éclair Revente' }]);
  });
});

describe('people', () => {
  const found = async (filter: object, scope: Scope = NETWORK) =>
    (await reps.list(scope, { limit: 50, ...filter })).reps.map(({ externalId }) => externalId).sort();

  it.each([
    ['marie', ['r12', 'r21', 'x1']],
    ['MARIE dup', ['r12', 'x1']],
    ['dup mar', ['r12', 'x1']],
    ['lóp', ['d1']],
    ['ana.lopez@', ['d1']],
    ['r2', ['r21']],
    ["o'neil", ['r11']],
    ['O’Ne', ['r11']],
    ["marie' | 'zo", ['r12', 'r21', 'x1'].filter(() => false)],
    ['ma:*', []],
    ['\\', null],
    ['m', null],
  ])('search %j finds %j', async (search, expected) => {
    if (expected === null)
      await expect(reps.list(NETWORK, { limit: 5, search })).rejects.toMatchObject({ code: 'list.search' }); // prettier-ignore
    else expect(await found({ search })).toEqual(expected);
  });

  it('are filtered by company with all below, status, language and role', async () => {
    expect(await found({ partnerId: ids.R1 })).toEqual(['r11', 'r12', 's1']);
    expect(await found({ status: 'left' })).toEqual(['d2']);
    expect(await found({ locale: 'fr', jobRole: 'sales', status: 'active' })).toEqual(['r12', 'x1']);
    expect(await found({ partnerId: ids.X }, under('D'))).toEqual([]);
  });

  it.each([1, 2, 3])('are the same page by page, %d at a time, as all at once', async (limit) => {
    for (const filter of [{}, { search: 'ma' }]) {
      const all = (await reps.list(under('D'), { ...filter, limit: 50 })).reps.map(({ id }) => id);
      const paged: number[] = [];
      for (let cursor: string | undefined; ;) {
        const page = await reps.list(under('D'), { ...filter, limit, cursor });
        expect([page.total, page.exact]).toEqual([all.length, true]);
        paged.push(...page.reps.map(({ id }) => id));
        if (page.next === null) break;
        cursor = page.next;
      }
      expect(paged).toEqual(all);
    }
  });

  it.each([
    '',
    'x',
    'bnVsbA',
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('["a","\\u0000",1]').toString('base64url'),
    Buffer.from('["a","b",1e99]').toString('base64url'),
  ])(
    // prettier-ignore
    'a cursor of nobody is refused: %j',
    async (cursor) => {
      await expect(reps.list(NETWORK, { limit: 5, cursor })).rejects.toMatchObject({ code: 'list.cursor' });
    },
  );
});
