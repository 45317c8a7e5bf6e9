import fc from 'fast-check';
import pg from 'pg';
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
const stored = () =>
  network.db.query(`
    SELECT p.external_id AS partner, p.name, above.external_id AS parent, r.external_id AS rep, r.email, r.first_name
    FROM network.partner p LEFT JOIN network.partner above ON above.id = p.parent_id LEFT JOIN network.rep r ON r.partner_id = p.id ORDER BY 1, 4`);

/** What is in the network before: R1 and R2 at A, R3 at B below A. */
const BEFORE = [
  person(1, { partner_id: 'A', partner_parent_id: '' }),
  person(2, { partner_id: 'A', partner_parent_id: '' }),
  person(3, { partner_id: 'B', partner_parent_id: 'A' }),
];

describe('a file is refused, and nothing of it is applied, for', () => {
  it.each<[string, PersonCells[], string[]]>([
    [
      'a rep with two rows',
      [person(5), person(6), person(5, { email: 'x@x.example' })],
      ['2 rep_id R5 is also on line 4', '4 rep_id R5 is also on line 2'],
    ],
    [
      'a rep with three rows',
      [person(5), person(5, { email: 'x@x.example' }), person(5, { email: 'y@x.example' })],
      ['2 rep_id R5 is also on line 4', '3 rep_id R5 is also on line 2', '4 rep_id R5 is also on line 2'],
    ],
    [
      'an address of two reps',
      [person(5, { email: 'A@x.example' }), person(6, { email: 'a@X.example' })],
      ['2 email a@x.example is also on line 3', '3 email a@x.example is also on line 2'],
    ],
    [
      'an address that belongs to somebody else',
      [person(5, { email: 'R1@example.com' })],
      ['2 email r1@example.com belongs to rep R1'],
    ],
    [
      'an address whose owner keeps it',
      [person(5, { email: 'r1@example.com' }), person(1, { partner_id: 'A' })],
      ['2 email r1@example.com is also on line 3', '3 email r1@example.com is also on line 2'],
    ],
    [
      'two names of one partner',
      [person(5, { partner_name: 'Acme' }), person(6, { partner_name: '' }), person(7, { partner_name: 'Acme SA' })],
      ['2', '3', '4'].map((line) => `${line} partner_name partner P1 has "Acme" on line 2 and "Acme SA" on line 4`),
    ],
    [
      'two tiers of one partner',
      [person(5, { tier: 'gold' }), person(6, { tier: 'silver' })],
      ['2', '3'].map((line) => `${line} tier partner P1 has "gold" on line 2 and "silver" on line 3`),
    ],
    [
      'two parents of one partner',
      [person(5, { partner_parent_id: 'A' }), person(6, { partner_parent_id: 'B' })],
      ['2', '3'].map((line) => `${line} partner_parent_id partner P1 has "A" on line 2 and "B" on line 3`),
    ],
    ['a parent nobody knows', [person(5, { partner_parent_id: 'Z' })], ['2 partner_parent_id there is no partner Z']],
    [
      'a parent that is refused itself',
      [
        person(5, { partner_id: 'Y', partner_parent_id: 'Z' }),
        person(6, { partner_id: 'X', partner_parent_id: 'Y' }),
        person(7, { partner_id: 'Z', partner_parent_id: '', email: 'no' }),
      ],
      [
        '2 partner_parent_id partner Z is not imported: see line 4',
        '3 partner_parent_id partner Y is not imported: see line 2',
        '4 email "no" is not a mail address',
      ],
    ],
    ['itself as parent', [person(5, { partner_parent_id: 'P1' })], ['2 partner_parent_id P1 is its own parent']],
    [
      'a circle of parents',
      [
        person(5, { partner_id: 'X', partner_parent_id: 'Y' }),
        person(6, { partner_id: 'Y', partner_parent_id: 'X' }),
        person(7, { partner_id: 'W', partner_parent_id: 'Y' }),
      ],
      [
        '2 partner_parent_id partner X is below itself: Y -> X -> Y',
        '3 partner_parent_id partner Y is below itself: Y -> X -> Y',
        '4 partner_parent_id partner Y is not imported: see line 3',
      ],
    ],
    [
      'a circle with a partner that is there already',
      [person(5, { partner_id: 'A', partner_parent_id: 'B' })],
      ['2 partner_parent_id partner A is below itself: A -> B -> A'],
    ],
    ['a row that is too short', [person(5)], []],
  ])('%s', async (name, people, expected) => {
    await load(BEFORE);
    const before = await stored();
    if (name === 'a row that is too short') {
      const report = await network.people.import(
        inPieces(Buffer.from('partner_id,rep_id,email,tier\nP1,R5,r5@example.com\n')),
      );
      expect(report).toMatchObject({
        applied: false,
        rejected: [{ line: 2, field: 'row', reason: 'has 3 cells, the header has 4' }],
      });
    } else {
      const report = await load([...people, person(99, { partner_id: 'P99' })]);
      expect(report).toMatchObject({
        applied: false,
        partners: { created: 0, updated: 0, unchanged: 0 },
        reps: { created: 0, updated: 0, unchanged: 0 },
      });
      expect(report.rejected.map(({ line, field, reason }) => `${line} ${field} ${reason}`)).toEqual(expected);
      expect(report.rejectedRows).toBe(expected.length);
      for (const { fix } of report.rejected) expect(fix).toBeTruthy();
    }
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['no content', '', 'people.empty'],
    ['no content but spaces', '\n  \n', 'people.empty'],
    ['a header without e-mail', 'partner_id,rep_id\nP1,R1\n', 'people.header'],
    ['a column nobody knows', 'partner_id,rep_id,email,phone\nP1,R1,r1@example.com,1\n', 'people.header'],
    ['a quote that never closes', 'partner_id,rep_id,email\nP1,R1,"r1@example.com\n', 'people.csv'],
    [
      'two encodings',
      Buffer.concat([Buffer.from('partner_id,rep_id,email\né'), Buffer.from([0xe9, 0x0a])]),
      'people.encoding',
    ],
  ])('%s', async (_case, text, code) => {
    await expect(network.people.import(inPieces(Buffer.from(text as string)))).rejects.toMatchObject({ code });
    expect(await stored()).toEqual([]);
  });
});

describe('with skipInvalid', () => {
  it('rows without fault are imported, the others listed', async () => {
    const people = [
      person(1),
      person(2, { email: 'no' }),
      person(3, { tier: 'bronze' }),
      person(4, { partner_id: 'P 4' }),
      person(5),
    ];
    expect(await load(people, { skipInvalid: true })).toMatchObject({
      applied: true,
      rows: 5,
      partners: { created: 1 },
      reps: { created: 2 },
      rejectedRows: 3,
      rejected: [
        { line: 3, field: 'email' },
        { line: 4, field: 'tier' },
        { line: 5, field: 'partner_id' },
      ],
    });
    expect((await stored()).map(({ rep }) => rep)).toEqual(['R1', 'R5']);
  });

  it('a circle that appears only when rows are refused is found too', async () => {
    // In the network B is below A. The file puts A below B and lifts B to the top, but the row that lifts B is refused.
    await load(BEFORE);
    const before = await stored();
    const people = [
      person(1, { partner_id: 'A', partner_parent_id: 'B' }),
      person(3, { partner_id: 'B', partner_parent_id: '', email: 'no' }),
    ];
    expect(await load(people, { skipInvalid: true })).toMatchObject({
      applied: true,
      rejectedRows: 2,
      rejected: [{ line: 2, reason: 'partner A is below itself: A -> B -> A' }, { line: 3 }],
    });
    expect(await stored()).toEqual(before);
  });

  it('the list ends at a thousand, the count does not', async () => {
    const report = await load(
      Array.from({ length: 1500 }, (_, i) => person(i, { email: i < 700 ? 'no' : 'same@example.com' })),
      { skipInvalid: true },
    );
    expect(report).toMatchObject({ rejectedRows: 1500, reps: { created: 0 }, partners: { created: 0 } });
    expect(report.rejected).toHaveLength(1000);
    expect(report.rejected.map(({ line }) => line)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 2));
  });
});

describe('a dry run', () => {
  it.each([
    ['a good file', [person(3, { partner_id: 'B', partner_parent_id: '' }), person(9)], {}],
    ['a bad file', [person(9), person(9)], {}],
    [
      'a file with some bad rows',
      [person(1, { partner_id: 'A', first_name: 'Ana' }), person(9), person(8, { email: 'no' })],
      { skipInvalid: true },
    ],
  ])('of %s reports what the import does, and leaves nothing', async (_case, people, options) => {
    await load(BEFORE);
    const before = await stored();
    const dry = await load(people, { ...options, dryRun: true });
    expect(dry).toMatchObject({ applied: false, dryRun: true });
    expect(await stored()).toEqual(before);
    const done = await load(people, options);
    expect({ ...done, applied: false, dryRun: true }).toEqual(dry);
  });
});

describe('an import that is cut short leaves nothing', () => {
  const MANY = Array.from({ length: 5000 }, (_, i) => person(i, { partner_id: `P${i % 100}` }));

  it.each(['reading', 'checking', 'writing'])('by its signal while %s', async (phase) => {
    const stop = new AbortController();
    const attempt = load(MANY, {
      signal: stop.signal,
      onProgress: (progress) => progress.phase === phase && stop.abort(new Error('enough')),
    });
    await expect(attempt).rejects.toThrow('enough');
    expect(await stored()).toEqual([]);
    expect(await load([person(1)])).toMatchObject({ applied: true }); // the connections still work
  });

  it.each(['reading', 'checking', 'writing'])('by the loss of its connection while %s', async (phase) => {
    const killer = new pg.Client(network.db.url);
    await killer.connect();
    let killed: Promise<unknown> | undefined;
    const onProgress = (progress: { phase: string; rows: number }) => {
      if (progress.phase === phase)
        killed ??= killer.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
        );
    };
    // A source that waits between rows, so that the connection is lost in the middle of it and not behind its back.
    async function* slowly() {
      const file = peopleCsv(MANY);
      for (let at = 0; at < file.length; at += 20_000) {
        yield file.subarray(at, at + 20_000);
        await killed;
      }
    }
    await expect(network.people.import(slowly(), { onProgress })).rejects.toThrow(
      /terminat|not queryable|closed|EPIPE|ECONNRESET/i,
    );
    expect(killed).toBeDefined();
    await killed;
    await killer.end();
    expect(await stored()).toEqual([]);
    expect(await load([person(1)])).toMatchObject({ applied: true });
  });

  it('by its source', async () => {
    async function* broken() {
      yield peopleCsv(MANY);
      throw new Error('the upload was cut');
    }
    await expect(network.people.import(broken())).rejects.toThrow('the upload was cut');
    expect(await stored()).toEqual([]);
  });
});

describe('two imports at once', () => {
  it('of the same file: one creates, the other finds all done', async () => {
    const people = Array.from({ length: 2000 }, (_, i) =>
      person(i, { partner_id: `P${i % 50}`, partner_parent_id: i % 50 ? 'P0' : '' }),
    );
    const reports = await Promise.all([load(people), load(people), load(people)]);
    expect(reports.map(({ reps, partners }) => `${partners.created} ${reps.created} ${reps.unchanged}`).sort()).toEqual(
      ['0 0 2000', '0 0 2000', '50 2000 0'],
    );
  });

  it('that both want one address: one gets it, the other is told who has it', async () => {
    const reports = await Promise.all([
      load([person(1, { email: 'a@x.example' })]),
      load([person(2, { email: 'a@x.example' })]),
    ]);
    expect(reports.filter(({ applied }) => applied)).toHaveLength(1);
    expect(reports.find(({ applied }) => !applied)?.rejected).toMatchObject([
      { line: 2, reason: expect.stringMatching(/^a@x\.example belongs to rep R[12]$/) },
    ]);
  });

  it('that would close a circle together: one is refused', async () => {
    await load([person(1, { partner_id: 'A' }), person(2, { partner_id: 'B' })]);
    const reports = await Promise.all([
      load([person(1, { partner_id: 'A', partner_parent_id: 'B' })]),
      load([person(2, { partner_id: 'B', partner_parent_id: 'A' })]),
    ]);
    expect(reports.filter(({ applied }) => applied)).toHaveLength(1);
  });

  it('a slow upload does not hold up another import', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    async function* slowly() {
      yield peopleCsv([person(1)]);
      await released;
    }
    const slow = network.people.import(slowly());
    expect(await load([person(2)])).toMatchObject({ applied: true });
    release();
    expect(await slow).toMatchObject({ applied: true });
  });
});

describe('any file', () => {
  const few = (prefix: string, count: number) => fc.nat(count).map((n) => `${prefix}${n}`);
  const row = fc.record({
    partner_id: few('P', 5),
    partner_parent_id: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, few('P', 6)),
    partner_name: fc.constantFrom('', '', '', 'One', 'Two'),
    rep_id: few('R', 25),
    email: few('m', 25).map((name) => (name === 'm0' ? 'no' : `${name}@x.example`)),
    first_name: fc.constantFrom('Ana', 'Bob'),
  });
  const file = fc.array(row, { minLength: 1, maxLength: 12 });
  const shuffled = file.chain((people) =>
    fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
  );

  it('means the same in any order of its rows, leaves a sound network, and nothing to do the second time', async () => {
    let applied = 0;
    await fc.assert(
      fc.asyncProperty(file, shuffled, async (earlier, [people, reordered]) => {
        const results = [];
        for (const order of [people, reordered]) {
          await network.clear();
          await load(earlier, { skipInvalid: true });
          const report = await load(order, { skipInvalid: true });
          results.push({
            partners: report.partners,
            reps: report.reps,
            rejectedRows: report.rejectedRows,
            stored: await stored(),
          });
          applied += report.reps.created + report.reps.updated;
        }
        expect(results[1]).toEqual(results[0]);
        const again = await load(people, { skipInvalid: true });
        expect(again).toMatchObject({ partners: { created: 0, updated: 0 }, reps: { created: 0, updated: 0 } });
        const unsound = await network.db.query(`
          SELECT p.external_id FROM network.partner p LEFT JOIN network.partner above ON above.id = p.parent_id
          WHERE p.lineage IS DISTINCT FROM coalesce(above.lineage, '{}') || p.id OR cardinality(p.lineage) > 20`);
        expect(unsound).toEqual([]);
        expect(await network.db.query(`SELECT FROM network.rep WHERE email NOT LIKE '%@x.example'`)).toEqual([]);
      }),
      { numRuns: 25 },
    );
    expect(applied).toBeGreaterThan(20);
  }, 120_000);
});
