import fc from 'fast-check';
import { TextDecoding } from './encoding.rules.js';

/** The text of these bytes when they arrive in pieces of `size`, and what was found out about them. */
function decode(bytes: Buffer, size = bytes.length || 1) {
  const decoding = new TextDecoding();
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoding.push(bytes.subarray(at, at + size));
  text += decoding.end();
  return { text, encoding: decoding.encoding };
}

const BOM = '\ufeff';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const NAMES = 'id;nom\n1;Gaëlle Le Bœuf €\n2;Zoë 🐵 田中\n';
const WESTERN = 'id;nom\n1;Gaëlle Le Bœuf – “€” Ž\n';
const westernBytes = Buffer.from(
  WESTERN.replace('œ', '\x9c')
    .replace('–', '\x96')
    .replace('“', '\x93')
    .replace('”', '\x94')
    .replace('€', '\x80')
    .replace('Ž', '\x8e'),
  'latin1',
);

describe('the encoding of a file shows itself', () => {
  it.each([
    ['ASCII', Buffer.from('a,b\n'), 'a,b\n', undefined],
    ['UTF-8', Buffer.from(NAMES), NAMES, 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(BOM + NAMES), NAMES, 'utf-8'],
    ['UTF-16 LE', Buffer.from(BOM + NAMES, 'utf16le'), NAMES, 'utf-16le'],
    ['UTF-16 BE', utf16be(BOM + NAMES), NAMES, 'utf-16be'],
    ['UTF-16 LE without mark', Buffer.from(NAMES, 'utf16le'), NAMES, 'utf-16le'],
    ['UTF-16 BE without mark', utf16be(NAMES), NAMES, 'utf-16be'],
    ['Windows-1252', westernBytes, WESTERN, 'windows-1252'],
    ['Windows-1252, last byte', Buffer.from('caf\xe9', 'latin1'), 'café', 'windows-1252'],
    ['nothing', Buffer.alloc(0), '', undefined],
    ['one byte', Buffer.from('a'), 'a', undefined],
  ])('%s, however it is cut into pieces', (_case, bytes, text, encoding) => {
    for (const size of [1, 2, 3, 5, 7, 64]) expect(decode(bytes, size)).toEqual({ text, encoding });
  });

  it.each([
    [
      'UTF-8 that goes on as Windows-1252',
      Buffer.concat([Buffer.from('id\nZoë\n'), Buffer.from('Zo\xeb\n', 'latin1')]),
      'line 3',
      'it begins as UTF-8 and goes on with bytes that are not',
    ],
    [
      'UTF-8 cut in the middle of a letter',
      Buffer.from('id\né日').subarray(0, -1),
      'line 2',
      'it begins as UTF-8 and goes on with bytes that are not',
    ],
    [
      'UTF-16 with half a letter',
      Buffer.concat([Buffer.from(`${BOM}ab`, 'utf16le'), Buffer.from([1])]),
      'line 1',
      'it begins as UTF-16LE and goes on with bytes that are not',
    ],
    [
      'UTF-16 with half a pair',
      Buffer.from(`${BOM}a\ud83d.`, 'utf16le'),
      'line 1',
      'it begins as UTF-16LE and goes on with bytes that are not',
    ],
  ])('refuses %s', (_case, bytes, where, what) => {
    for (const size of [1, 4, 100]) {
      expect(() => decode(bytes, size)).toThrow(
        expect.objectContaining({ code: 'people.encoding', details: [expect.objectContaining({ where, what })] }),
      );
    }
  });

  it('and any text in UTF-8 or UTF-16 comes back as it was', () => {
    const cut = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), cut, (words, size) => {
        const text = `id\n${words}`; // a table begins with ASCII
        for (const bytes of [Buffer.from(text), Buffer.from(BOM + text, 'utf16le'), utf16be(BOM + text)])
          expect(decode(bytes, size).text).toBe(text);
      }),
    );
  });
});
