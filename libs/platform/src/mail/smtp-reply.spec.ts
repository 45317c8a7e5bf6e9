import fc from 'fast-check';
import { ReplyReader, replyLine } from './smtp-reply.js';

const read = (...chunks: string[]) => {
  const reader = new ReplyReader();
  return chunks.flatMap((chunk) => reader.read(Buffer.from(chunk, 'utf8')));
};

describe('replies of a server', () => {
  it.each([
    ['one line', '250 2.1.0 Ok\r\n', [{ code: 250, enhanced: '2.1.0', text: '2.1.0 Ok' }]],
    ['a code alone', '250\r\n', [{ code: 250, text: '' }]],
    ['a code and a space', '354 \r\n', [{ code: 354, text: '' }]],
    [
      'several lines',
      '550-5.1.1 No such\r\n550-5.1.1 person\r\n550 5.1.1 here\r\n',
      [{ code: 550, enhanced: '5.1.1', text: '5.1.1 No such 5.1.1 person 5.1.1 here' }],
    ],
    ['several replies', '250 a\r\n550 b\r\n354 c\r\n', [{ code: 250 }, { code: 550 }, { code: 354 }]],
    ['a line end of old', '250 a\n', [{ code: 250, text: 'a' }]],
    ['something like an enhanced status', '250 2.1 Ok\r\n', [{ code: 250, text: '2.1 Ok' }]],
    ['letters beyond ASCII', '550 5.7.1 Refusé\r\n', [{ text: '5.7.1 Refusé' }]],
    ['control characters', '550 a\0b\x1b[31mc\x7f\r\n', [{ text: 'a b [31mc' }]],
  ])('%s', (_, text, expected) => expect(read(text)).toMatchObject(expected));

  it('has no enhanced status when there is none', () => expect(read('250 Ok\r\n')[0]).not.toHaveProperty('enhanced'));

  it('are the same however they are cut', () => {
    const text = '220 mx ESMTP\r\n250-mx\r\n250-SIZE 1000\r\n250 PIPELINING\r\n550-5.1.1 Café\r\n550 5.1.1 no\r\n';
    const bytes = Buffer.from(text);
    const whole = read(text);
    expect(whole.map(replyLine)).toEqual(['220 mx ESMTP', '250 mx SIZE 1000 PIPELINING', '550 5.1.1 Café 5.1.1 no']);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }), (cuts) => {
        const reader = new ReplyReader();
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        expect(at.slice(1).flatMap((end, i) => reader.read(bytes.subarray(at[i], end)))).toEqual(whole);
        expect(reader.partial).toBe(false);
      }),
    );
  });

  it.each([
    ['another protocol', 'HTTP/1.1 400 Bad Request\r\n'],
    ['a code out of range', '150 what\r\n'],
    ['a changing code', '250-a\r\n550 b\r\n'],
    ['an endless line', `250 ${'x'.repeat(70_000)}`],
    ['endless lines', '250-x\r\n'.repeat(20_000)],
  ])('%s is not a reply', (_, text) => expect(() => read(text)).toThrow());
});
