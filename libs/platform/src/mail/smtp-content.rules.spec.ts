import fc from 'fast-check';
import { wireContent } from './smtp-content.rules.js';

const wire = (text: string) => wireContent(Buffer.from(text, 'latin1')).toString('latin1');

describe('content on the wire', () => {
  it.each([
    ['no dots', 'a\r\nb\r\n', 'a\r\nb\r\n'],
    ['a dot inside a line', 'a.b\r\n', 'a.b\r\n'],
    ['a dot at the start', '.a\r\n', '..a\r\n'],
    ['a line of one dot', 'a\r\n.\r\nb\r\n', 'a\r\n..\r\nb\r\n'],
    ['many dots', '..\r\n...\r\n', '...\r\n....\r\n'],
    ['no line end at the end', 'a', 'a\r\n'],
    ['a dot as the last line', 'a\r\n.', 'a\r\n..\r\n'],
    ['nothing', '', '\r\n'],
  ])('%s', (_, text, expected) => expect(wire(text)).toBe(expected));

  it('is the buffer itself when nothing changes', () => {
    const raw = Buffer.from('a\r\n');
    expect(wireContent(raw)).toBe(raw);
  });

  it.each([
    ['a\nb\r\n'],
    ['a\rb\r\n'],
    ['\n'],
    ['\r'],
    ['a\r\r\n'],
    ['a\r\n\n'],
    ['a\n.\r\nMAIL FROM:<x@y>\r\n'],
    ['a\r.\r\nb\r\n'],
    ['a\r\n.\rb\r\n'],
  ])('refuses %j, which servers read differently', (text) =>
    expect(() => wire(text)).toThrow(expect.objectContaining({ code: 'mail.lines' })),
  );

  it('never holds the end of a message, and a receiver gets back what was sent', () => {
    const line = fc.string({ unit: fc.constantFrom('.', 'a', ' '), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.map((each) => `${each}\r\n`).join('');
        const sent = wire(text);
        expect(`\r\n${sent}`).not.toContain('\r\n.\r\n');
        expect(sent.replace(/^\./gm, '')).toBe(text === '' ? '\r\n' : text);
      }),
    );
  });
});
