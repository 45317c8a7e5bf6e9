import { csvFile, csvLine } from './csv.rules.js';

it.each([
  ['a text', 'Acme', 'Acme'],
  ['a number', -3, '-3'],
  ['nothing', null, ''],
  ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['a comma', 'a,b', '"a,b"'],
  ['quotes', 'say "x"', '"say ""x"""'],
  ['lines', 'a\nb', '"a\nb"'],
  ['a formula', '=1+1', `"'=1+1"`],
  ['a sum', '+SUM(A1)', `"'+SUM(A1)"`],
  ['a minus', '-2+3', `"'-2+3"`],
  ['a call', '@cmd', `"'@cmd"`],
  ['a tab', '\t=x', `"'\t=x"`],
  ['a carriage return', '\r=x', `"'\r=x"`],
  ['a formula after spaces', '  =x', `"'  =x"`],
  ['a wide equals sign', '＝x', `"'＝x"`],
  ['a hyphen inside', 'a-b', 'a-b'],
])('writes %s', (_, cell, line) => {
  expect(csvLine([cell])).toBe(`${line}\r\n`);
});

it('starts with the mark of UTF-8', () => {
  expect(csvFile([['é'], [1]])).toBe('\uFEFFé\r\n1\r\n');
});
