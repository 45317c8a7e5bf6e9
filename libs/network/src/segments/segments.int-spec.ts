import fc from 'fast-check';
import { Invalid, NotFound } from '@relais/platform';
import { openNetworkDatabase, type NetworkDatabase } from '../../../../test/fixtures/people/network-database.js';
import { peopleCsv, person } from '../../../../test/fixtures/people/people-csv.js';
import { compileAnyOf, compileSegment } from './segment-sql.rules.js';
import { parseSegmentRule, type SegmentRule } from './segment.rules.js';

let network: NetworkDatabase;

// Above: Top -> Middle -> Shop, and Lone beside them, of which nothing is known.
const PARTNERS = {
  Top: { partner_id: 'Top', partner_parent_id: '', channel_type: 'distributor', tier: 'platinum', country: 'FR' },
  Middle: { partner_id: 'Middle', partner_parent_id: 'Top', channel_type: 'reseller', tier: 'gold', country: 'CA' },
  Shop: { partner_id: 'Shop', partner_parent_id: 'Middle', channel_type: 'retailer', tier: 'silver', country: 'CA' },
  Lone: { partner_id: 'Lone', partner_parent_id: '' },
};
const PEOPLE = [
  person(1, { ...PARTNERS.Top, job_role: 'sales', locale: 'fr', 'attr.cluster': 'pharma' }),
  person(2, {
    ...PARTNERS.Middle,
    job_role: 'presales',
    locale: 'fr-CA',
    email: 'r2@middle.example',
    'attr.cluster': 'logistics',
  }),
  person(3, {
    ...PARTNERS.Shop,
    job_role: 'sales',
    locale: 'en',
    time_zone: 'Asia/Tokyo',
    email: '"odd@example.com"@shop.example',
  }),
  person(4, { ...PARTNERS.Lone }),
];

beforeAll(async () => {
  network = await openNetworkDatabase();
  expect(await network.people.import([peopleCsv(PEOPLE)] as never)).toMatchObject({ applied: true, rejected: [] });
});
afterAll(() => network.close());

async function idsIn(...rules: unknown[]): Promise<string> {
  const { sql, parameters } = compileAnyOf(rules.map((rule) => parseSegmentRule(rule)));
  const found = await network.source.query(
    `SELECT r.external_id AS id FROM network.rep r JOIN network.partner p ON p.id = r.partner_id WHERE ${sql} ORDER BY 1`,
    parameters,
  );
  return (found as { id: string }[]).map(({ id }) => id.slice(1)).join(' ');
}

describe('a condition finds', () => {
  it.each([
    [{}, '1 2 3 4'],
    [{ field: 'partner.id', is: 'Shop' }, '3'],
    [{ field: 'partner.channel_type', in: ['reseller', 'retailer'] }, '2 3'],
    [{ field: 'partner.channel_type', not_in: ['reseller', 'retailer'] }, '1 4'],
    [{ field: 'partner.tier', is: 'gold' }, '2'],
    [{ field: 'partner.tier', is_not: 'gold' }, '1 3 4'],
    [{ field: 'partner.tier', at_least: 'gold' }, '1 2'],
    [{ field: 'partner.tier', at_most: 'gold' }, '2 3'],
    [{ field: 'partner.tier', at_least: 'bronze' }, ''],
    [{ field: 'partner.tier', exists: false }, '4'],
    [{ not: { field: 'partner.tier', at_least: 'gold' } }, '3 4'],
    [{ field: 'partner.country', is: 'CA' }, '2 3'],
    [{ field: 'partner.country', is_not: 'CA' }, '1 4'],
    [{ not: { field: 'partner.country', is: 'CA' } }, '1 4'],
    [{ not: { field: 'partner.country', is_not: 'CA' } }, '2 3'],
    [{ not: { field: 'partner.country', not_in: ['CA', 'FR'] } }, '1 2 3'],
    [{ field: 'partner.within', is: 'Top' }, '1 2 3'],
    [{ field: 'partner.within', is: 'Middle' }, '2 3'],
    [{ field: 'partner.within', is_not: 'Middle' }, '1 4'],
    [{ field: 'partner.within', in: ['Shop', 'Lone'] }, '3 4'],
    [{ field: 'partner.within', not_in: ['Shop', 'Lone'] }, '1 2'],
    [{ field: 'partner.within', is: 'Nobody' }, ''],
    [{ field: 'partner.within', is_not: 'Nobody' }, '1 2 3 4'],
    [{ field: 'rep.id', in: ['R1', 'R4', 'R9'] }, '1 4'],
    [{ field: 'rep.job_role', is: 'Sales' }, '1 3'],
    [{ field: 'rep.job_role', is_not: 'sales' }, '2 4'],
    [{ field: 'rep.job_role', exists: true }, '1 2 3'],
    [{ field: 'rep.locale', is: 'fr' }, '1'],
    [{ field: 'rep.locale', in: ['fr', 'fr-ca'] }, '1 2'],
    [{ field: 'rep.time_zone', is: 'Asia/Tokyo' }, '3'],
    [{ field: 'rep.email_domain', is: 'example.com' }, '1 4'],
    [{ field: 'rep.email_domain', is: 'shop.example' }, '3'],
    [{ field: 'rep.attr.cluster', is: 'pharma' }, '1'],
    [{ field: 'rep.attr.cluster', is_not: 'pharma' }, '2 3 4'],
    [{ field: 'rep.attr.cluster', exists: true }, '1 2'],
    [{ field: 'rep.attr.cluster', not_in: ['logistics'] }, '1 3 4'],
    [{ field: 'rep.attr.never', exists: true }, ''],
    [
      {
        all: [
          { field: 'partner.country', is: 'CA' },
          { field: 'rep.job_role', is: 'sales' },
        ],
      },
      '3',
    ],
    [
      {
        any: [
          { field: 'partner.country', is: 'FR' },
          { field: 'rep.job_role', is: 'presales' },
        ],
      },
      '1 2',
    ],
    [
      {
        not: {
          any: [
            { field: 'partner.country', is: 'FR' },
            { field: 'rep.job_role', is: 'presales' },
          ],
        },
      },
      '3 4',
    ],
  ])('%j: %s', async (rule, expected) => expect(await idsIn(rule)).toBe(expected));

  it('who matches at least one of several rules', async () => {
    expect(await idsIn({ field: 'rep.id', is: 'R4' }, { field: 'partner.tier', is: 'gold' })).toBe('2 4');
  });

  it('whom an index can find', async () => {
    const { sql, parameters } = compileSegment(parseSegmentRule({ field: 'partner.within', is: 'Middle' }));
    const run = network.source.createQueryRunner();
    await run.startTransaction();
    await run.query('SET LOCAL enable_seqscan = off');
    const plan = (await run.query(`EXPLAIN SELECT 1 FROM network.partner p WHERE ${sql}`, parameters)) as Record<
      string,
      string
    >[];
    await run.rollbackTransaction();
    await run.release();
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain('ix_partner_lineage');
  });
});

describe('segments', () => {
  const rule: SegmentRule = { field: 'partner.country', is: 'CA' };

  it('are defined once and changed only when they differ', async () => {
    const first = await network.segments.define([
      { slug: 'canada', name: { en: 'Canada' }, rule },
      { slug: 'all', name: { en: 'All' }, rule: {} },
    ]);
    expect(first).toEqual({ created: 2, updated: 0, unchanged: 0 });
    const before = await network.db.query('SELECT * FROM network.segment ORDER BY slug');
    expect(await network.segments.define([{ slug: 'canada', name: { en: 'Canada' }, rule }])).toEqual({
      created: 0,
      updated: 0,
      unchanged: 1,
    });
    expect(await network.db.query('SELECT * FROM network.segment ORDER BY slug')).toEqual(before);
    expect(await network.segments.define([{ slug: 'all', name: { en: 'Everybody' }, rule: {} }])).toEqual({
      created: 0,
      updated: 1,
      unchanged: 0,
    });
  });

  it('count and list active reps', async () => {
    expect(await network.segmentQueries.count('canada')).toBe(2);
    await network.source.query(`UPDATE network.rep SET status = 'left' WHERE external_id = 'R2'`);
    expect(await network.segmentQueries.count('canada')).toBe(1);
    expect(await network.segmentQueries.countAll()).toEqual([
      { slug: 'all', name: { en: 'Everybody' }, reps: 3 },
      { slug: 'canada', name: { en: 'Canada' }, reps: 1 },
    ]);
    expect(await network.segmentQueries.sample('canada')).toEqual([
      { id: 'R3', name: '', email: '"odd@example.com"@shop.example', partner: 'Shop', partnerName: 'Shop' },
    ]);
    expect(await network.segmentQueries.sample('all', 2)).toHaveLength(2);
    await network.source.query(`UPDATE network.rep SET status = 'active'`);
  });

  it('give their rules in the order asked for', async () => {
    expect(await network.segmentQueries.rulesOf(['canada', 'all', 'canada'])).toEqual([rule, {}, rule]);
  });

  it('are refused by name when they do not exist', async () => {
    await expect(network.segmentQueries.rulesOf(['all', 'nobody', 'none'])).rejects.toThrow(
      new NotFound('segment.unknown', 'There is no segment nobody, none.'),
    );
    await expect(network.segmentQueries.count('nobody')).rejects.toBeInstanceOf(NotFound);
  });

  it('with a fault are not written, nor are those beside them', async () => {
    const bad = { slug: 'bad', name: { en: 'Bad' }, rule: { field: 'partner.contry', is: 'CA' } };
    const attempt = network.segments.define([{ slug: 'good', name: { en: 'Good' }, rule }, bad]);
    await expect(attempt).rejects.toBeInstanceOf(Invalid);
    await expect(attempt).rejects.toMatchObject({
      details: [{ where: 'bad: rule.field', fix: 'did you mean partner.country?' }],
    });
    expect(await network.db.query(`SELECT slug FROM network.segment WHERE slug IN ('good', 'bad')`)).toEqual([]);
  });
});

describe('any rule over any network', () => {
  interface World {
    partners: {
      id: string;
      parent: string | null;
      channel: string | null;
      tier: string | null;
      country: string | null;
    }[];
    reps: {
      id: string;
      partner: string;
      role: string | null;
      locale: string;
      zone: string;
      email: string;
      attributes: Record<string, string>;
    }[];
  }
  type Rep = World['reps'][number];

  const TIERS = ['platinum', 'gold', 'silver'];
  const pick = <T>(...values: T[]) => fc.constantFrom(...values);
  const world: fc.Arbitrary<World> = fc
    .record({
      partners: fc.array(
        fc.record({
          above: fc.option(fc.nat(5)),
          channel: pick(null, 'distributor', 'reseller'),
          tier: pick(null, ...TIERS),
          country: pick(null, 'FR', 'CA'),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      reps: fc.array(
        fc.record({
          partner: fc.nat(5),
          role: pick(null, 'sales', 'presales'),
          locale: pick('fr', 'fr-CA', 'en'),
          zone: pick('UTC', 'Asia/Tokyo'),
          domain: pick('a.example', 'b.example'),
          attributes: fc.dictionary(pick('x', 'y'), pick('1', '2', "o'neil")),
        }),
        { maxLength: 12 },
      ),
    })
    .map(({ partners, reps }) => ({
      // A parent always comes before its children here, so that there are no circles.
      partners: partners.map(({ above, ...rest }, i) => ({
        id: `P${i}`,
        parent: above === null || i === 0 ? null : `P${above % i}`,
        ...rest,
      })),
      reps: reps.map(({ partner, domain, ...rest }, i) => ({
        id: `R${i}`,
        partner: `P${partner % partners.length}`,
        email: `r${i}@${domain}`,
        ...rest,
      })),
    }));

  const text = (field: string, values: fc.Arbitrary<string>) => {
    const list = fc.array(values, { minLength: 1, maxLength: 3 });
    const one = pick('is', 'is_not').chain((operator) => values.map((value) => ({ field, [operator]: value })));
    const some = pick('in', 'not_in').chain((operator) => list.map((value) => ({ field, [operator]: value })));
    const exists = fc.boolean().map((value) => ({ field, exists: value }));
    return field === 'partner.within' ? fc.oneof(one, some) : fc.oneof(one, some, exists);
  };
  const partnerId = fc.nat(7).map((i) => `P${i}`);
  const condition = fc.oneof(
    text('partner.id', partnerId),
    text('partner.within', partnerId),
    text('partner.channel_type', pick('distributor', 'reseller', 'retailer')),
    text('partner.tier', pick(...TIERS, 'bronze')),
    pick('at_least', 'at_most').chain((operator) =>
      pick(...TIERS, 'bronze').map((tier) => ({ field: 'partner.tier', [operator]: tier })),
    ),
    text('partner.country', pick('FR', 'CA', 'JP')),
    text(
      'rep.id',
      fc.nat(13).map((i) => `R${i}`),
    ),
    text('rep.job_role', pick('sales', 'presales', 'manager')),
    text('rep.locale', pick('fr', 'fr-CA', 'de')),
    text('rep.time_zone', pick('UTC', 'Asia/Tokyo', 'Europe/Paris')),
    text('rep.email_domain', pick('a.example', 'c.example')),
    text('rep.attr.x', pick('1', '3', "o'neil")),
    text('rep.attr.y', pick('2')),
  );
  const { rule } = fc.letrec((tie) => ({
    rule: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      condition,
      fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('rule').map((not) => ({ not })),
    ),
  }));

  /** The rule language, said a second time in plain code. */
  function matches(given: SegmentRule, rep: Rep, { partners }: World): boolean {
    const again = (part: SegmentRule) => matches(part, rep, { partners, reps: [] });
    if ('all' in given) return (given.all as SegmentRule[]).every(again);
    if ('any' in given) return (given.any as SegmentRule[]).some(again);
    if ('not' in given) return !again(given.not as SegmentRule);
    const asked = given as {
      field: string;
      is?: string;
      is_not?: string;
      in?: string[];
      not_in?: string[];
      exists?: boolean;
      at_least?: string;
      at_most?: string;
    };
    const partner = partners.find(({ id }) => id === rep.partner)!;
    const lineage: string[] = [];
    for (let at: typeof partner | undefined = partner; at; at = partners.find(({ id }) => id === at!.parent))
      lineage.push(at.id);
    const values: Record<string, string | null | undefined> = {
      'partner.id': partner.id,
      'partner.channel_type': partner.channel,
      'partner.tier': partner.tier,
      'partner.country': partner.country,
      'rep.id': rep.id,
      'rep.job_role': rep.role,
      'rep.locale': rep.locale,
      'rep.time_zone': rep.zone,
      'rep.email_domain': rep.email.split('@')[1],
      'rep.attr.x': rep.attributes.x,
      'rep.attr.y': rep.attributes.y,
    };
    const value = values[asked.field] ?? null;
    const equals = (wanted: string) => (asked.field === 'partner.within' ? lineage.includes(wanted) : value === wanted);
    const place = (tier: string | null) => (tier === null || !TIERS.includes(tier) ? null : TIERS.indexOf(tier));
    const reaches = (wanted: string, worse: boolean) => {
      const [own, mark] = [place(value), place(wanted)];
      return own !== null && mark !== null && (worse ? own >= mark : own <= mark);
    };
    if (asked.is !== undefined) return equals(asked.is);
    if (asked.is_not !== undefined) return !equals(asked.is_not);
    if (asked.in) return asked.in.some(equals);
    if (asked.not_in) return !asked.not_in.some(equals);
    if (asked.exists !== undefined) return asked.exists === (value !== null);
    if (asked.at_least !== undefined) return reaches(asked.at_least, false);
    return reaches(asked.at_most!, true);
  }

  async function build({ partners, reps }: World): Promise<void> {
    await network.clear();
    const lineages = new Map<string | null, number[]>([[null, []]]);
    partners.forEach(({ id, parent }, i) => lineages.set(id, [...lineages.get(parent)!, i + 1]));
    const rows = partners.map((p) => ({ ...p, lineage: `{${lineages.get(p.id)!.join(',')}}` }));
    await network.source.query(
      `INSERT INTO network.partner (external_id, name, lineage, channel_type, tier, country)
       SELECT id, id, lineage::int[], channel, tier, country FROM jsonb_to_recordset($1::jsonb) AS x(id text, lineage text, channel text, tier text, country text)`,
      [JSON.stringify(rows)],
    );
    await network.source.query(
      `INSERT INTO network.rep (external_id, partner_id, email, locale, time_zone, job_role, attributes)
       SELECT x.id, p.id, x.email, x.locale, x.zone, x.role, x.attributes
       FROM jsonb_to_recordset($1::jsonb) AS x(id text, partner text, email text, locale text, zone text, role text, attributes jsonb)
       JOIN network.partner p ON p.external_id = x.partner`,
      [JSON.stringify(reps)],
    );
  }

  it('finds in SQL whom plain code finds', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(world, fc.array(rule, { minLength: 5, maxLength: 20 }), async (made, rules) => {
        await build(made);
        for (const each of rules as SegmentRule[]) {
          const expected = made.reps.filter((rep) => matches(each, rep, made)).map(({ id }) => id.slice(1));
          found += expected.length;
          expect((await idsIn(each)).split(' ').filter(Boolean).sort()).toEqual(expected.sort());
        }
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(1000); // it was not about empty sets
  });
});
