import { readFileSync } from 'node:fs';
import { readHeader } from './people-columns.rules.js';
import { readPerson } from './person-row.rules.js';

const known = { tiers: new Set(['platinum', 'gold']), channelTypes: new Set(['reseller', 'var']) };
const NAUGHTY = JSON.parse(readFileSync('test/fixtures/naughty-strings/blns-sample.json', 'utf8')) as string[];

/** Reads one row given as cells by column; the required ones are filled in. */
function read(cells: Record<string, string>) {
  const all = { partner_id: 'P1', rep_id: 'R1', email: 'r1@example.com', ...cells };
  return readPerson(Object.values(all), readHeader(Object.keys(all)), known);
}

describe('a row of a people file', () => {
  it.each([
    ['rep_id', ' R-7 ', 'R-7'],
    ['email', 'Zoé@example.com', null],
    ['email', ' ANA@Example.com', 'ana@example.com'],
    ['partner_name', ' ACME\nFrance ', 'ACME France'],
    ['partner_parent_id', 'P0', 'P0'],
    ['channel_type', 'VAR', 'var'],
    ['tier', 'Gold', 'gold'],
    ['country', 'fr', 'FR'],
    ['first_name', '=1+1', '=1+1'],
    ['last_name', '', null],
    ['locale', 'fr_ca', 'fr-CA'],
    ['time_zone', 'europe/paris', 'Europe/Paris'],
    ['job_role', 'Pre Sales', 'pre-sales'],
    ['region', 'de-by', 'DE-BY'],
    ['work_days', 'dim-jeu', 'mon tue wed thu sun'],
    ['work_hours', '9h-17h30', '09:00-17:30'],
    ['rep_work_days', '1,3', 'mon wed'],
    ['rep_work_hours', '22-6', '22:00-06:00'],
    ['attr.note', 'two\nlines', null],
  ])('with %s %j holds %j', (column, text, expected) =>
    expect(read({ [column]: text }).row).toHaveProperty(column === 'attr.note' ? 'job_role' : column, expected),
  );

  it('holds the attributes that have a value', () => {
    expect(read({ 'attr.a': 'two\nlines', 'attr.b': ' ', 'attr.c': '0' }).row.attributes).toEqual({
      a: 'two\nlines',
      c: '0',
    });
  });

  it.each([
    ['partner_id', '', 'is empty', 'every row needs one'],
    ['email', ' ', 'is empty', 'every row needs one'],
    [
      'rep_id',
      'R 1',
      '"R 1" is not an id',
      'begin with a letter or digit, then letters, digits and . _ : / @ + # - without spaces',
    ],
    ['email', 'ana', '"ana" is not a mail address', 'write one such as ana@example.com'],
    ['tier', 'gould', 'there is no tier "gould"', 'did you mean gold?'],
    ['tier', 'bronze', 'there is no tier "bronze"', 'use one of platinum, gold'],
    ['channel_type', 'x-1-x-1-x', 'there is no channel type "x-1-x-1-x"', 'use one of reseller, var'],
    ['country', 'UK', '"UK" is not a country', 'write GB'],
    ['locale', 'cn', '"cn" is not a language', 'write a language such as fr, or language and region such as fr-CA'],
    ['time_zone', 'Paris', '"Paris" is not a time zone', expect.any(String)],
    ['partner_parent_id', 'P1', 'P1 is its own parent', 'leave it empty for a topmost partner'],
    ['region', 'Québec', '"Québec" is not a region', 'write the code of ISO 3166-2, such as CA-QC or DE-BY'],
    [
      'work_days',
      '1-May',
      '"1-May" does not name days of the week',
      'write days such as mon-fri, sun-thu or mon tue thu; as numbers, 1 is Monday: 1-5',
    ],
    ['rep_work_hours', '9-5', '"9-5" is 20 hours of work', 'did you mean 09:00-17:00?'],
    ['first_name', 'a\u0000b', 'holds the control character U+0000', 'remove it'],
    ['attr.x', '\u001b[31m', 'holds the control character U+001B', 'remove it'],
    ['first_name', 'x'.repeat(201), 'has 201 characters', 'shorten it to 200'],
    ['attr.x', 'x'.repeat(1001), 'has 1001 characters', 'shorten it to 1000'],
  ])('is refused for the %s %j: %s', (field, text, reason, fix) =>
    expect(read({ [field]: text }).faults).toEqual([{ field, reason, fix }]),
  );

  it.each([
    [{ country: 'ca', region: 'qc' }, 'CA-QC'],
    [{ region: 'qc', country: 'CA' }, 'CA-QC'],
    [{ country: 'DE', region: 'BY-A' }, 'DE-BY-A'],
    [{ region: 'QC' }, 'QC'],
  ])('holds the region of %j with the country that the row names', (cells, expected) =>
    expect(read(cells).row.region).toBe(expected),
  );

  it('is refused with every fault it has', () => {
    expect(read({ email: '', country: 'XX', tier: 'x', 'attr.x': '\u0001' }).faults.map(({ field }) => field)).toEqual([
      'tier',
      'country',
      'email',
      'attr.x',
    ]);
  });

  it.each([
    [
      ['P1', 'R1'],
      ['email: is empty', 'row: has 2 cells, the header has 3'],
    ],
    [['P1', 'R1', 'r1@example.com', 'more'], ['row: has 4 cells, the header has 3']],
    [['P1', 'R1', 'r1@example.com', '', ' '], []],
  ])('of the cells %j: %j', (cells, expected) => {
    const { faults } = readPerson(cells, readHeader(['partner_id', 'rep_id', 'email']), known);
    expect(faults.map(({ field, reason }) => `${field}: ${reason}`).sort()).toEqual(expected);
  });

  it.each(NAUGHTY)('keeps hostile text as it is, or says why not: %j', (text) => {
    const columns = [
      'first_name',
      'last_name',
      'partner_name',
      'attr.x',
      'job_role',
      'locale',
      'time_zone',
      'country',
      'tier',
    ];
    const { row, faults } = read(Object.fromEntries(columns.map((column) => [column, text])));
    const refused = (column: string) => faults.some(({ field }) => field === column);
    for (const column of ['first_name', 'last_name', 'partner_name'] as const) {
      if (!refused(column)) expect(row[column] ?? '').toBe(text);
    }
    if (!refused('attr.x')) expect(row.attributes.x ?? '').toBe(text);
    if (text !== '')
      expect(faults.map(({ field }) => field)).toEqual(
        expect.arrayContaining(['locale', 'time_zone', 'country', 'tier']),
      );
    for (const { reason } of faults) expect(reason).not.toContain('\n');
  });
});
