import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { PeopleExportQueries, PeopleImportService, SegmentQueries } from '@relais/network';
import { Env } from '@relais/platform';
import { openNetworkDatabase, type NetworkDatabase } from '../../../test/fixtures/people/network-database.js';
import { peopleCsv, person, type PersonCells } from '../../../test/fixtures/people/people-csv.js';
import type { CommandLine } from './command.js';
import { registerPeopleCommands } from './people.command.js';

let network: NetworkDatabase;
let folder: string;
beforeAll(async () => {
  network = await openNetworkDatabase();
  folder = mkdtempSync(path.join(os.tmpdir(), 'relais-people-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await network.close();
});
beforeEach(() => network.clear());

/** Runs one command line; the services are the real ones on a real database. */
async function relais(...words: string[]) {
  const output: string[] = [];
  const remarks: string[] = [];
  const services = new Map<unknown, unknown>([
    [PeopleImportService, network.people],
    [PeopleExportQueries, network.peopleExport],
    [SegmentQueries, network.segmentQueries],
  ]);
  const line: CommandLine = {
    env: () => new Env(),
    withApp: (work) => work({ get: (type: unknown) => services.get(type) } as never),
    print: (text) => output.push(text),
    remark: (text) => remarks.push(text),
  };
  const program = new Command('relais').exitOverride().configureOutput({ writeErr: () => undefined });
  registerPeopleCommands(program, line);
  const error = await program.parseAsync(words, { from: 'user' }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { output: output.join('\n'), documents: output.length, remarks: remarks.join('\n'), error };
}

function file(people: PersonCells[]): string {
  const name = path.join(folder, 'people.csv');
  writeFileSync(name, peopleCsv(people));
  return name;
}
const reps = async () => (await network.db.query<{ n: number }>('SELECT count(*)::int AS n FROM network.rep'))[0]!.n;

describe('relais people import', () => {
  it('says what it did', async () => {
    const { output, error } = await relais('people', 'import', file([person(1), person(2, { partner_id: 'P2' })]));
    expect(error).toBeNull();
    expect(output.split('\n')).toEqual([
      '              created    updated  unchanged',
      'partners            2          0          0',
      'reps                2          0          0',
      'rejected rows: 0',
      'Applied: 2 rows of people.csv.',
    ]);
    expect(await reps()).toBe(2);
  });

  it('prints one JSON document with --json', async () => {
    const { output, documents } = await relais('people', 'import', file([person(1)]), '--json');
    expect(documents).toBe(1);
    expect(JSON.parse(output)).toEqual({
      applied: true,
      dryRun: false,
      rows: 1,
      partners: { created: 1, updated: 0, unchanged: 0 },
      reps: { created: 1, updated: 0, unchanged: 0 },
      rejectedRows: 0,
      rejected: [],
    });
  });

  it('refuses a file with a bad row, with line and reason, and applies nothing', async () => {
    const { output, error } = await relais('people', 'import', file([person(1), person(2, { email: 'no' })]));
    expect(error).toMatchObject({
      code: 'people.rejected',
      message: 'people.csv: 1 row of 2 rejected.',
      details: [
        { where: 'line 3, email', what: '"no" is not a mail address', fix: 'write one such as ana@example.com' },
      ],
    });
    expect(output).toContain('Nothing was applied');
    expect(await reps()).toBe(0);
  });

  it('prints one document for a refused file too', async () => {
    const bad = await relais('people', 'import', file([person(1, { email: 'no' })]), '--json');
    expect(bad.documents).toBe(1);
    expect(JSON.parse(bad.output)).toMatchObject({
      applied: false,
      rejectedRows: 1,
      rejected: [{ line: 2, field: 'email' }],
    });
    expect(bad.error).toMatchObject({ code: 'people.rejected' });
    const worse = await relais(
      'people',
      'import',
      file([{ partner: 'P1', rep_id: 'R1', email: 'a@x.example' }]),
      '--json',
    );
    expect(worse.documents).toBe(1);
    expect(JSON.parse(worse.output)).toMatchObject({
      applied: false,
      error: {
        code: 'people.header',
        faults: [{ fix: expect.any(String) }, { what: 'the column partner_id is missing' }],
      },
    });
    expect(worse.error).toMatchObject({ code: 'people.header' });
  });

  it('leaves bad rows out with --skip-invalid, and names them', async () => {
    const { error, remarks } = await relais(
      'people',
      'import',
      file([person(1), person(2, { email: 'no' })]),
      '--skip-invalid',
    );
    expect(error).toBeNull();
    expect(remarks).toBe(
      'people.csv: 1 row of 2 rejected.\n  line 3, email: "no" is not a mail address (write one such as ana@example.com)',
    );
    expect(await reps()).toBe(1);
  });

  it('does nothing with --dry-run', async () => {
    const { output, error } = await relais('people', 'import', file([person(1)]), '--dry-run');
    expect(error).toBeNull();
    expect(output).toContain('Dry run of people.csv: nothing was applied.');
    expect(await reps()).toBe(0);
  });

  it('takes tiers and channel types of the content folder where the database has none, with the import or not at all', async () => {
    await network.source.query('TRUNCATE network.tier, network.channel_type CASCADE');
    const codes = () => network.db.query('SELECT code FROM network.tier ORDER BY position');
    const people = file([person(1, { tier: 'platinum', channel_type: 'var' })]);
    await relais('people', 'import', people, '--dry-run');
    expect(await codes()).toEqual([]);
    expect((await relais('people', 'import', people)).error).toBeNull();
    expect(await codes()).toEqual([{ code: 'platinum' }, { code: 'gold' }, { code: 'silver' }]);
    await network.source.query(`DELETE FROM network.tier WHERE code = 'gold'`);
    expect((await relais('people', 'import', file([person(2, { tier: 'gold' })]))).error).toMatchObject({
      code: 'people.rejected',
    });
  });

  it('says when there is no such file', async () => {
    expect((await relais('people', 'import', path.join(folder, 'none.csv'))).error).toMatchObject({
      code: 'people.no-file',
    });
    expect((await relais('people', 'import', folder)).error).toMatchObject({ code: 'people.no-file' });
  });

  it.each([[['people', 'import']], [['people', 'import', 'a.csv', '--dry']], [['people', 'inport', 'a.csv']]])(
    'knows wrong usage: %j',
    async (words) => {
      expect((await relais(...words)).error).toMatchObject({ code: expect.stringMatching(/^commander\./) });
    },
  );
});

describe('relais people export', () => {
  it('writes a file that import takes back without a change', async () => {
    await relais('people', 'import', file([person(1, { first_name: '=1+1', partner_name: 'A, B' })]));
    const exported = path.join(folder, 'exported.csv');
    expect((await relais('people', 'export', exported)).error).toBeNull();
    expect(readFileSync(exported, 'utf8').split('\n')[1]).toBe('P1,"A, B",,,,,,,,R1,r1@example.com,=1+1,"",en,UTC,,,');
    const { output } = await relais('people', 'import', exported, '--json');
    expect(JSON.parse(output)).toMatchObject({ applied: true, partners: { unchanged: 1 }, reps: { unchanged: 1 } });
  });
});

describe('relais segment', () => {
  beforeEach(async () => {
    await network.people.import([
      peopleCsv([person(1, { country: 'FR' }), person(2, { partner_id: 'P2', country: 'CA', first_name: 'Ana' })]),
    ] as never);
    await network.segments.define([
      { slug: 'canada', name: { en: 'Canada' }, rule: { field: 'partner.country', is: 'CA' } },
      { slug: 'all', name: { fr: 'Tous' }, rule: {} },
    ]);
  });

  it('list names each with its reps', async () => {
    expect((await relais('segment', 'list')).output).toBe('all           2  Tous\ncanada        1  Canada');
    expect(JSON.parse((await relais('segment', 'list', '--json')).output)).toEqual([
      { slug: 'all', name: { fr: 'Tous' }, reps: 2 },
      { slug: 'canada', name: { en: 'Canada' }, reps: 1 },
    ]);
  });

  it('show gives rule and reps', async () => {
    expect((await relais('segment', 'show', 'canada')).output).toBe(
      'name:\n  en: Canada\nrule:\n  field: partner.country\n  is: CA\n\n1 active rep\n  R2  Ana <r2@example.com>, P2 (P2)',
    );
    expect((await relais('segment', 'show', 'nowhere')).error).toMatchObject({ code: 'segment.unknown' });
    expect((await relais('segment', 'show', 'all', '--limit', 'x')).error).toMatchObject({
      code: 'commander.invalidArgument',
    });
  });
});
