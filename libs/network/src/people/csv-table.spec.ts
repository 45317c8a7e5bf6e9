import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { inPieces } from '../../../../test/fixtures/people/people-csv.js';
import { openTable, type TableRow } from './csv-table.js';
import { detectDelimiter } from './people-columns.rules.js';

async function read(source: Readable, delimiter = ','): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of (await openTable(source, () => delimiter)).rows) rows.push(row);
  return rows;
}

const SPECTRUM = 'test/fixtures/csv';

describe('a CSV table', () => {
  const names = readdirSync(SPECTRUM).filter((name) => name.endsWith('.csv'));
  it('has fixtures to be read', () => expect(names.length).toBeGreaterThanOrEqual(3));

  it.each(names)('%s holds the rows its author says', async (name) => {
    const expected = JSON.parse(readFileSync(`${SPECTRUM}/${name.replace('.csv', '.json')}`, 'utf8')) as Record<
      string,
      string
    >[];
    for (const size of [1, 5, 10_000]) {
      const [header, ...rows] = await read(inPieces(readFileSync(`${SPECTRUM}/${name}`), size));
      expect(rows.map((row) => Object.fromEntries(row.cells.map((cell, i) => [header!.cells[i], cell])))).toEqual(
        expected,
      );
    }
  });

  it.each([
    ['line breaks of Unix', 'a,b\n1,2\n3,4\n', ['1 a|b', '2 1|2', '3 3|4']],
    ['line breaks of Windows', 'a,b\r\n1,2\r\n3,4', ['1 a|b', '2 1|2', '3 3|4']],
    ['line breaks of old Macs', 'a,b\r1,2\r3,4\r', ['1 a|b', '2 1|2', '3 3|4']],
    ['all of them', 'a,b\r\n1,2\n3,4\r5,6', ['1 a|b', '2 1|2', '3 3|4', '4 5|6']],
    ['line breaks inside quotes', 'a,b\n"x\ny","p\nq"\n3,4', ['1 a|b', '2 x\ny|p\nq', '5 3|4']],
    [
      'Windows line breaks inside quotes',
      'a,b\r\n"x\r\ny",2\r\n"u\r\n\r\nv",3\r\n4,5',
      ['1 a|b', '2 x\r\ny|2', '4 u\r\n\r\nv|3', '7 4|5'],
    ],
    ['doubled quotes', 'a,b\n"the ""blue"" one",2', ['1 a|b', '2 the "blue" one|2']],
    ['empty lines', '\n\na,b\n\n1,2\n,\n  , \n3,4\n\n', ['3 a|b', '5 1|2', '8 3|4']],
    ['rows of any length', 'a,b\n1\n1,2,3', ['1 a|b', '2 1', '3 1|2|3']],
    ['no row at all', '', []],
    ['only empty lines', '\r\n\r\n \n', []],
  ])('with %s is read with the line of each row', async (_case, text, expected) => {
    for (const size of [1, 2, 3, 1000]) {
      const rows = await read(inPieces(Buffer.from(text), size));
      expect(rows.map(({ line, cells }) => `${line} ${cells.join('|')}`)).toEqual(expected);
    }
  });

  it.each([
    [
      'a quote that never closes',
      'a,b\r\n1,2\r\n"x\r\ny",3\r\n5,"6\r\n7,8\r\n',
      'line 5',
      'a quote opens in this row and never closes',
    ],
    [
      'a quote that does not close for half a megabyte',
      `a,b\n1,2\n3,"${'x,y\n'.repeat(200_000)}`,
      'line 3',
      'this row is longer than 512 KB: a quote opens and never closes',
    ],
    ['text behind a closing quote', 'a,b\n"1"x,2\n', 'line 2', 'text follows the closing quote of a cell'],
    [
      'a quote in the middle',
      'a,b\n1,2\n3,4 "inch" pipe\n',
      'line 3',
      'a quote stands inside a cell that does not begin with one',
    ],
  ])('with %s is refused', async (_case, text, where, what) => {
    await expect(read(inPieces(Buffer.from(text), 100_000))).rejects.toMatchObject({
      code: 'people.csv',
      details: [{ where, what }],
    });
  });

  it('reads no further ahead than its reader, and lets go of the source', async () => {
    let pulled = 0;
    let closed = false;
    async function* endless() {
      try {
        yield 'a,b\n';
        for (;;) {
          pulled++;
          yield '1,2\n'.repeat(1000);
        }
      } finally {
        closed = true;
      }
    }
    let seen = 0;
    for await (const row of (await openTable(Readable.from(endless()), () => ',')).rows) {
      expect(row.cells).toHaveLength(2);
      if (++seen > 20_000) break;
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(pulled).toBeLessThan(100);
    expect(closed).toBe(true);
  });

  it('passes on what goes wrong with its source', async () => {
    async function* broken() {
      yield 'a,b\n1,2\n';
      throw new Error('the disk is gone');
    }
    await expect(read(Readable.from(broken()))).rejects.toThrow('the disk is gone');
  });
});

describe('the separator', () => {
  it.each([
    ['partner_id,rep_id,email', ','],
    ['partner_id;rep_id;email', ';'],
    ['Partner_ID\tRep_ID\tEmail', '\t'],
    ['"partner_id";"rep_id";"email"', ';'],
    ['partner_id ; rep_id ; email, work', ';'],
    ['partner_id;attr.a,b;email', ';'],
    ['partner_id|rep_id|email', ','],
    ['email', ','],
    ['', ','],
  ])('of %j is %j', (header, expected) => expect(detectDelimiter(header)).toBe(expected));
});
