import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { openNetworkDatabase, type NetworkDatabase } from '../../../../test/fixtures/people/network-database.js';
import { inPieces, peopleCsv, person, type PersonCells } from '../../../../test/fixtures/people/people-csv.js';
import type { ImportOptions } from './import-report.js';

let network: NetworkDatabase;
beforeAll(async () => {
  network = await openNetworkDatabase();
});
afterAll(() => network.close());
beforeEach(() => network.clear());

const load = (people: PersonCells[], options?: ImportOptions) =>
  network.people.import(inPieces(peopleCsv(people), 1000), options);
/** All that imports write, times included, with internal ids left out. */
const stored = () =>
  network.db.query(`
    SELECT p.external_id, p.name, above.external_id AS parent, p.country, p.region, p.work_days, p.work_from, p.work_until, p.updated_at::text, to_jsonb(r) - 'id' - 'partner_id' AS rep
    FROM network.partner p LEFT JOIN network.partner above ON above.id = p.parent_id LEFT JOIN network.rep r ON r.partner_id = p.id
    ORDER BY 1, r.external_id`);

describe('a people file', () => {
  const people = [
    person(1, {
      first_name: 'Gaëlle',
      last_name: 'Le Bœuf',
      partner_name: 'Société "Ünïon", Paris; Lyon',
      'attr.note': 'one\ntwo',
    }),
    person(2, { first_name: 'Zoé', last_name: "O'Neil", partner_name: '', 'attr.note': '' }),
  ];
  const WESTERN: Record<string, number> = { œ: 0x9c };
  const western = (text: string) => Buffer.from([...text].map((c) => WESTERN[c] ?? c.charCodeAt(0)));
  const big = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  const encodings: [string, (text: string) => Buffer][] = [
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE', big],
    ['Windows-1252', western],
  ];
  const cases = encodings.flatMap(([name, encode]) =>
    [',', ';', '\t'].flatMap((delimiter) =>
      ['\n', '\r\n'].map((lineBreak) => ({ name, encode, delimiter, lineBreak })),
    ),
  );

  it.each(cases)(
    '$name with $delimiter and $lineBreak give the same people',
    async ({ encode, delimiter, lineBreak }) => {
      await load(people);
      const before = await stored();
      const again = await network.people.import(
        inPieces(peopleCsv(people, undefined, { delimiter, lineBreak, encode }), 3),
      );
      expect(again).toMatchObject({ applied: true, partners: { unchanged: 1 }, reps: { unchanged: 2 } });
      expect(await stored()).toEqual(before);
      expect(before).toMatchObject([
        { name: 'Société "Ünïon", Paris; Lyon', rep: { last_name: 'Le Bœuf', attributes: { note: 'one\ntwo' } } },
        {},
      ]);
    },
  );

  it('an export comes back without a change', async () => {
    const naughty = JSON.parse(readFileSync('test/fixtures/naughty-strings/blns-sample.json', 'utf8')) as string[];
    const hostile = naughty.map((text, i) => {
      const cells = {
        first_name: text,
        last_name: `=${text}`,
        'attr.cluster': 'pharma',
        'attr.x': text,
        country: 'FR',
        region: i % 3 ? 'FR-57' : '',
        work_days: 'sun-thu',
        work_hours: '9-18',
        rep_work_days: i % 2 ? 'sat, mon' : '',
        rep_work_hours: i % 2 ? '22:30-06:00' : '',
      };
      return i % 2
        ? person(i, { ...cells, partner_id: 'P1', partner_name: '"B", C', partner_parent_id: 'P0' })
        : person(i, { ...cells, partner_id: 'P0', partner_name: '=A', partner_parent_id: '' });
    });
    const loaded = await load(hostile, { skipInvalid: true });
    expect(loaded.reps.created).toBeGreaterThan(60);
    const before = await stored();
    expect(before).toContainEqual(
      expect.objectContaining({
        region: '57',
        work_days: [1, 2, 3, 4, 7],
        work_from: '09:00',
        work_until: '18:00',
        rep: expect.objectContaining({ work_days: [1, 6], work_from: '22:30', work_until: '06:00' }),
      }),
    );
    const chunks: Buffer[] = [];
    await network.peopleExport.export(
      new Writable({ write: (chunk: Buffer, _, done) => (chunks.push(chunk), done()) }),
    );
    const exported = Buffer.concat(chunks);
    expect(exported.toString().split('\n')[0]).toBe(
      'partner_id,partner_name,partner_parent_id,channel_type,tier,country,region,work_days,work_hours,rep_id,email,first_name,last_name,locale,time_zone,job_role,rep_work_days,rep_work_hours,attr.cluster,attr.x',
    );
    expect(await network.people.import(inPieces(exported, 100))).toMatchObject({
      applied: true,
      rejected: [],
      partners: { created: 0, updated: 0 },
      reps: { created: 0, updated: 0, unchanged: loaded.reps.created },
    });
    expect(await stored()).toEqual(before);
  });
});
