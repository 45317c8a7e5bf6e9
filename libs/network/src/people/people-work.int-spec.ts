import { openNetworkDatabase, type NetworkDatabase } from '../../../../test/fixtures/people/network-database.js';
import { inPieces, peopleCsv, person, type PersonCells } from '../../../../test/fixtures/people/people-csv.js';

let network: NetworkDatabase;
beforeAll(async () => {
  network = await openNetworkDatabase();
});
afterAll(() => network.close());
beforeEach(() => network.clear());

const load = (people: PersonCells[], columns?: string[]) =>
  network.people.import(inPieces(peopleCsv(people, columns), 1000));
const stored = () =>
  network.db.query<Record<string, unknown>>(`
    SELECT p.country, p.region, p.work_days, p.work_from, p.work_until, r.work_days AS rep_days, r.work_from AS rep_from, r.work_until AS rep_until
    FROM network.rep r JOIN network.partner p ON p.id = r.partner_id ORDER BY r.external_id`);

const GULF = { country: 'AE', work_days: 'sun-thu', work_hours: '8-17' };
const WORKS = { work_days: [1, 2, 3, 4, 7], work_from: '08:00', work_until: '17:00' };

describe('days and hours of work in a people file', () => {
  it('of the company are told by any of its rows, those of a rep by their own', async () => {
    const people = [
      person(1, { ...GULF, rep_work_days: 'mon, wed', rep_work_hours: '10h-16h30' }),
      person(2, { country: 'AE', work_days: '', work_hours: '' }),
    ];
    expect(await load(people)).toMatchObject({ applied: true, rejected: [] });
    expect(await stored()).toEqual([
      { country: 'AE', region: null, ...WORKS, rep_days: [1, 3], rep_from: '10:00', rep_until: '16:30' },
      { country: 'AE', region: null, ...WORKS, rep_days: null, rep_from: null, rep_until: null },
    ]);
    expect(await load(people)).toMatchObject({ partners: { unchanged: 1 }, reps: { unchanged: 2 } });
  });

  it('stay when the file has no such column, and go when their cell is empty', async () => {
    await load([person(1, { ...GULF, rep_work_days: 'sat', rep_work_hours: '9-12' })]);
    const before = await stored();
    await load([person(1, { country: 'AE' })]);
    expect(await stored()).toEqual(before);
    expect(
      await load([person(1, { work_days: '', work_hours: '', rep_work_days: '', rep_work_hours: '' })]),
    ).toMatchObject({ partners: { updated: 1 }, reps: { updated: 1 } });
    expect(await stored()).toEqual([
      expect.objectContaining({ work_days: null, work_from: null, work_until: null, rep_days: null, rep_from: null }),
    ]);
  });

  it('are refused where two rows of a company contradict each other, not where they say it differently', async () => {
    expect(await load([person(1, { work_days: '1-5' }), person(2, { work_days: 'lun-ven' })])).toMatchObject({
      applied: true,
    });
    const { rejected } = await load([person(1, { work_days: 'mon-fri' }), person(2, { work_days: 'mon-thu' })]);
    expect(rejected.map(({ line, field, reason }) => `${line} ${field} ${reason}`)).toEqual(
      ['2', '3'].map(
        (line) => `${line} work_days partner P1 has "mon tue wed thu fri" on line 2 and "mon tue wed thu" on line 3`,
      ),
    );
  });
});

describe('the region in a people file', () => {
  it.each([
    ['with its country', { country: 'CA', region: 'CA-QC' }, 'QC'],
    ['without', { country: 'CA', region: 'qc' }, 'QC'],
    ['with a district', { country: 'DE', region: 'DE-BY-A' }, 'BY-A'],
    ['none', { country: 'CA', region: '' }, null],
  ])('%s is kept without the country', async (_, cells, region) => {
    expect(await load([person(1, cells)])).toMatchObject({ applied: true });
    expect(await stored()).toMatchObject([{ region }]);
  });

  it('may rely on the country that is known already', async () => {
    await load([person(1, { country: 'CA' })]);
    expect(await load([person(1, { region: 'CA-QC' })])).toMatchObject({ applied: true, partners: { updated: 1 } });
    expect(await stored()).toMatchObject([{ country: 'CA', region: 'QC' }]);
  });

  it.each<[string, PersonCells[], string[]]>([
    [
      'a region of nowhere',
      [person(1, { region: 'QC' })],
      [
        '2 region the country of the region QC is not known; fill in country, and write the region of that country, such as CA-QC',
      ],
    ],
    [
      'a region of another country than the one that is known',
      [person(9, { region: 'CA-QC', partner_id: 'KNOWN' })],
      [
        '2 region the region CA-QC is not in FR, the country of partner KNOWN; fill in country, and write the region of that country, such as CA-QC',
      ],
    ],
    [
      'two regions of one company',
      [person(1, { country: 'CA', region: 'QC' }), person(2, { country: 'CA', region: 'ON' })],
      ['2', '3'].map(
        (line) =>
          `${line} region partner P1 has "CA-QC" on line 2 and "CA-ON" on line 3; write the same in every row of the partner, or leave the cell empty in all but one`,
      ),
    ],
  ])('refuses %s', async (_, people, expected) => {
    await load([person(9, { partner_id: 'KNOWN', country: 'FR' })]);
    const { applied, rejected } = await load(people);
    expect(applied).toBe(false);
    expect(rejected.map(({ line, field, reason, fix }) => `${line} ${field} ${reason}; ${fix}`)).toEqual(expected);
  });
});
