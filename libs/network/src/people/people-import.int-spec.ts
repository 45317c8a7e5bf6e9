import { readFileSync } from 'node:fs';
import { openNetworkDatabase, type NetworkDatabase } from '../../../../test/fixtures/people/network-database.js';
import { inPieces, peopleCsv, person, type PersonCells } from '../../../../test/fixtures/people/people-csv.js';
import type { ImportOptions } from './import-report.js';

let network: NetworkDatabase;
beforeAll(async () => {
  network = await openNetworkDatabase();
});
afterAll(() => network.close());
beforeEach(() => network.clear());

const load = (people: PersonCells[], options?: ImportOptions, columns?: string[]) =>
  network.people.import(inPieces(peopleCsv(people, columns), 1000), options);

/** All that imports write, with internal ids replaced; times included. */
const stored = () =>
  network.db.query(`
    SELECT p.external_id, p.name, above.external_id AS parent, p.channel_type, p.tier, p.country, p.updated_at::text, to_jsonb(r) - 'id' - 'partner_id' AS rep,
      ARRAY(SELECT up.external_id FROM unnest(p.lineage) WITH ORDINALITY AS l(id, n) JOIN network.partner up USING (id) ORDER BY n) AS lineage
    FROM network.partner p LEFT JOIN network.partner above ON above.id = p.parent_id LEFT JOIN network.rep r ON r.partner_id = p.id ORDER BY 1, r.external_id`);

/** `R1 Europe/Paris fr` for each rep, or other columns. */
const reps = async (columns: string) =>
  (
    await network.db.query<{ text: string }>(
      `SELECT concat_ws(' ', r.external_id, ${columns}) AS text FROM network.rep r JOIN network.partner p ON p.id = r.partner_id ORDER BY r.external_id`,
    )
  ).map(({ text }) => text);

/** `Shop: Top > Middle > Shop` for each partner. */
const lineages = async () =>
  (
    await network.db.query<{ text: string }>(`
    SELECT p.external_id || ': ' || string_agg(up.external_id, ' > ' ORDER BY n) AS text
    FROM network.partner p CROSS JOIN unnest(p.lineage) WITH ORDINALITY AS l(id, n) JOIN network.partner up ON up.id = l.id GROUP BY p.external_id ORDER BY 1`)
  ).map(({ text }) => text);

const FULL: PersonCells = {
  partner_id: 'P1',
  partner_name: 'Norvalis',
  partner_parent_id: '',
  channel_type: 'distributor',
  tier: 'gold',
  country: 'FR',
  rep_id: 'R1',
  email: 'Ana@Example.com',
  first_name: 'Ana',
  last_name: 'López',
  locale: 'fr',
  time_zone: 'Europe/Paris',
  job_role: 'Pre Sales',
  'attr.cluster': 'pharma',
};

describe('importing people', () => {
  it('writes what the columns say', async () => {
    expect(await load([FULL])).toEqual({
      applied: true,
      dryRun: false,
      rows: 1,
      partners: { created: 1, updated: 0, unchanged: 0 },
      reps: { created: 1, updated: 0, unchanged: 0 },
      rejectedRows: 0,
      rejected: [],
    });
    expect(await stored()).toMatchObject([
      {
        external_id: 'P1',
        name: 'Norvalis',
        parent: null,
        channel_type: 'distributor',
        tier: 'gold',
        country: 'FR',
        lineage: ['P1'],
        rep: {
          external_id: 'R1',
          email: 'ana@example.com',
          first_name: 'Ana',
          last_name: 'López',
          locale: 'fr',
          time_zone: 'Europe/Paris',
          job_role: 'pre-sales',
          attributes: { cluster: 'pharma' },
          status: 'active',
        },
      },
    ]);
  });

  it('needs no more than the three required columns', async () => {
    expect(await load([person(1)])).toMatchObject({ applied: true });
    expect(await stored()).toMatchObject([
      {
        external_id: 'P1',
        name: 'P1',
        parent: null,
        channel_type: null,
        tier: null,
        country: null,
        rep: {
          external_id: 'R1',
          first_name: '',
          last_name: '',
          locale: 'en',
          time_zone: 'UTC',
          job_role: null,
          attributes: {},
        },
      },
    ]);
  });

  it.each([
    [
      'the country of the partner',
      [person(1, { country: 'CA' }), person(2, { partner_id: 'P2', country: 'SN' })],
      ['R1 America/Toronto en', 'R2 Africa/Dakar fr'],
    ],
    [
      'the country another row of the partner tells',
      [person(1, { country: '' }), person(2, { country: 'FR' })],
      ['R1 Europe/Paris fr', 'R2 Europe/Paris fr'],
    ],
    [
      'the region of the partner, before its country',
      [
        person(1, { country: 'US', region: 'CA' }),
        person(2, { partner_id: 'P2', country: 'CA', region: 'CA-QC' }),
        person(3, { partner_id: 'P3', country: 'US', region: 'NY' }),
        person(4, { partner_id: 'P4', country: 'DE', region: 'BY-A' }),
      ],
      ['R1 America/Los_Angeles en', 'R2 America/Toronto fr', 'R3 America/New_York en', 'R4 Europe/Berlin en'],
    ],
    ['UTC and English without country', [person(1, { country: '' })], ['R1 UTC en']],
    [
      'their own before all',
      [person(1, { country: 'FR', time_zone: 'Asia/Tokyo', locale: 'ja' }), person(2, { country: 'FR' })],
      ['R1 Asia/Tokyo ja', 'R2 Europe/Paris fr'],
    ],
  ])('gives reps zone and language by %s', async (_case, people, expected) => {
    expect(await load(people)).toMatchObject({ applied: true });
    expect(await reps('r.time_zone, r.locale')).toEqual(expected);
  });

  it('gives reps the zone of their partner where it has one', async () => {
    await load([person(1, { country: 'FR' })]);
    await network.source.query(`UPDATE network.partner SET time_zone = 'Indian/Reunion'`);
    await load([person(1, { time_zone: '' }), person(2, { time_zone: '' })]);
    expect(await reps('r.time_zone')).toEqual(['R1 Indian/Reunion', 'R2 Indian/Reunion']);
  });

  it('a second time changes nothing, not even the time of the last change', async () => {
    const people = [
      FULL,
      {
        ...FULL,
        partner_id: 'P2',
        partner_name: '',
        partner_parent_id: 'P1',
        rep_id: 'R2',
        email: 'r2@example.com',
        time_zone: '',
        'attr.cluster': '',
      },
    ];
    await load(people);
    const before = await stored();
    expect(await load(people)).toMatchObject({
      applied: true,
      partners: { created: 0, updated: 0, unchanged: 2 },
      reps: { created: 0, updated: 0, unchanged: 2 },
    });
    expect(await stored()).toEqual(before);
  });

  it('moves the time of the last change of those that changed, and of no other', async () => {
    const people = [1, 2, 3].map((n) => person(n, { partner_id: `P${n}`, first_name: 'A' }));
    await load(people);
    const before = await network.db.query<{ id: string; at: string }>(
      'SELECT external_id AS id, updated_at::text AS at FROM network.rep UNION ALL SELECT external_id, updated_at::text FROM network.partner',
    );
    people[1] = { ...people[1]!, first_name: 'B' };
    expect(await load(people)).toMatchObject({
      partners: { unchanged: 3 },
      reps: { created: 0, updated: 1, unchanged: 2 },
    });
    const after = await network.db.query<{ id: string; at: string }>(
      'SELECT external_id AS id, updated_at::text AS at FROM network.rep UNION ALL SELECT external_id, updated_at::text FROM network.partner',
    );
    const changed = after.filter(({ id, at }) => before.find((row) => row.id === id)?.at !== at).map(({ id }) => id);
    expect(changed).toEqual(['R2']);
  });

  it('leaves alone what has no column, and sets the fallback where a cell is empty', async () => {
    await load([FULL]);
    const before = await stored();
    expect(await load([{ partner_id: 'P1', rep_id: 'R1', email: 'ana@example.com' }])).toMatchObject({
      partners: { unchanged: 1 },
      reps: { unchanged: 1 },
    });
    expect(await stored()).toEqual(before);
    const emptied = Object.fromEntries(
      Object.keys(FULL).map((column) => [
        column,
        ['partner_id', 'rep_id', 'email'].includes(column) ? FULL[column]! : '',
      ]),
    );
    expect(await load([emptied])).toMatchObject({ partners: { updated: 1 }, reps: { updated: 1 } });
    expect(await stored()).toMatchObject([
      {
        name: 'P1',
        channel_type: null,
        tier: null,
        country: null,
        rep: { first_name: '', last_name: '', locale: 'en', time_zone: 'UTC', job_role: null, attributes: {} },
      },
    ]);
  });

  it('changes only the attributes it has columns for', async () => {
    await load([person(1, { 'attr.a': '1', 'attr.b': '2' })]);
    await load([person(1, { 'attr.b': '', 'attr.c': '3' })]);
    expect(await reps('r.attributes')).toEqual(['R1 {"a": "1", "c": "3"}']);
  });

  it('never touches the status of a rep, nor people the file does not name', async () => {
    await load([person(1), person(2)]);
    await network.source.query(`UPDATE network.rep SET status = 'left' WHERE external_id = 'R1'`);
    await load([person(1, { first_name: 'Ana' })]);
    expect(await reps('r.first_name, r.status')).toEqual(['R1 Ana left', 'R2  active']);
  });

  it('reads the demo network twice, the second time without a change', async () => {
    await network.files.sync('content');
    const file = () => inPieces(readFileSync('content/demo/people.csv'), 4096);
    expect(await network.people.import(file())).toMatchObject({
      applied: true,
      rejected: [],
      partners: { created: 40 },
      reps: { created: 300 },
    });
    expect(await network.people.import(file())).toMatchObject({
      applied: true,
      partners: { unchanged: 40 },
      reps: { unchanged: 300 },
    });
  });
});

describe('the network of partners', () => {
  it('does not depend on the order of the rows', async () => {
    const people = ['D C', 'C B', 'B A', 'A '].map((pair, i) =>
      person(i, { partner_id: pair.split(' ')[0]!, partner_parent_id: pair.split(' ')[1]! }),
    );
    await load(people);
    expect(await lineages()).toEqual(['A: A', 'B: A > B', 'C: A > B > C', 'D: A > B > C > D']);
    const before = await stored();
    expect(await load(people.reverse())).toMatchObject({ partners: { unchanged: 4 } });
    expect(await stored()).toEqual(before);
  });

  it('follows when a partner in the middle moves, with all below', async () => {
    await load([
      person(1, { partner_id: 'A', partner_parent_id: '' }),
      person(2, { partner_id: 'B', partner_parent_id: 'A' }),
      person(3, { partner_id: 'C', partner_parent_id: 'B' }),
      person(4, { partner_id: 'X', partner_parent_id: '' }),
    ]);
    expect(await load([person(2, { partner_id: 'B', partner_parent_id: 'X' })])).toMatchObject({
      partners: { updated: 1, unchanged: 0 },
    });
    expect(await lineages()).toEqual(['A: A', 'B: X > B', 'C: X > B > C', 'X: X']);
  });

  it('may be turned upside down in one file', async () => {
    await load([
      person(1, { partner_id: 'A', partner_parent_id: '' }),
      person(2, { partner_id: 'B', partner_parent_id: 'A' }),
    ]);
    expect(
      await load([
        person(1, { partner_id: 'A', partner_parent_id: 'B' }),
        person(2, { partner_id: 'B', partner_parent_id: '' }),
      ]),
    ).toMatchObject({ applied: true });
    expect(await lineages()).toEqual(['A: B > A', 'B: B']);
  });

  it('has at most 20 levels', async () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, i) => person(i, { partner_id: `L${i}`, partner_parent_id: i ? `L${i - 1}` : '' }));
    expect(await load(chain(20))).toMatchObject({ applied: true });
    expect(await load(chain(22))).toMatchObject({
      applied: false,
      rejectedRows: 2,
      rejected: [
        {
          line: 22,
          field: 'partner_parent_id',
          reason: 'partner L20 is more than 20 levels below the topmost partner',
        },
        { line: 23 },
      ],
    });
  });
});

describe('addresses', () => {
  it('may be swapped between two reps in one file', async () => {
    await load([person(1, { email: 'a@x.example' }), person(2, { email: 'b@x.example' })]);
    expect(await load([person(1, { email: 'b@x.example' }), person(2, { email: 'a@x.example' })])).toMatchObject({
      applied: true,
      reps: { updated: 2 },
    });
    expect(await reps('r.email')).toEqual(['R1 b@x.example', 'R2 a@x.example']);
  });

  it('may pass from hand to hand, to somebody new at the end', async () => {
    await load([person(1, { email: 'a@x.example' }), person(2, { email: 'b@x.example' })]);
    const passed = [
      person(3, { email: 'a@x.example' }),
      person(1, { email: 'b@x.example' }),
      person(2, { email: 'c@x.example' }),
    ];
    expect(await load(passed)).toMatchObject({ applied: true, reps: { created: 1, updated: 2 } });
    expect(await reps('r.email')).toEqual(['R1 b@x.example', 'R2 c@x.example', 'R3 a@x.example']);
  });

  it('stay where they are when one on the way is refused', async () => {
    await load([person(1, { email: 'a@x.example' }), person(2, { email: 'b@x.example' }), person(9)]);
    const passed = [
      person(3, { email: 'a@x.example' }),
      person(1, { email: 'b@x.example' }),
      person(2, { email: 'nobody' }),
      person(4),
    ];
    expect(await load(passed, { skipInvalid: true })).toMatchObject({
      applied: true,
      rejectedRows: 3,
      reps: { created: 1, updated: 0, unchanged: 0 },
      rejected: [
        { line: 2, field: 'email', reason: 'a@x.example belongs to rep R1' },
        { line: 3, field: 'email', reason: 'b@x.example belongs to rep R2' },
        { line: 4, field: 'email', reason: '"nobody" is not a mail address' },
      ],
    });
    expect(await reps('r.email')).toEqual([
      'R1 a@x.example',
      'R2 b@x.example',
      'R4 r4@example.com',
      'R9 r9@example.com',
    ]);
  });
});
