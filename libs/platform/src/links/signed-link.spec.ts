import fc from 'fast-check';
import { SignedLinks } from './signed-link.js';

const links = new SignedLinks('a secret of at least thirty-two characters');

describe('a signed link', () => {
  it('gives back what was signed, for every id and day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 48 - 1 }), fc.integer({ min: 0, max: 65_535 }), (id, untilDay) => {
        expect(links.read('answer', links.sign('answer', { id, untilDay }))).toEqual({ id, untilDay });
      }),
    );
  });

  it('is 32 characters that need no escaping', () => {
    expect(links.sign('answer', { id: 123_456, untilDay: 20_000 })).toMatch(/^[0-9a-z]{32}$/);
  });

  const token = links.sign('answer', { id: 42, untilDay: 20_000 });
  it.each([
    ['upper case', token.toUpperCase()],
    ['a full stop appended', `${token}.`],
    ['an angle bracket appended', `${token}>`],
    ['an escaped angle bracket appended', `${token}%3E`],
    ['white space appended', `${token} \r\n`],
    ['zero read as the letter o', token.replaceAll('0', 'O')],
    ['one read as the letter l', token.replaceAll('1', 'l')],
  ])('survives %s', (_, mangled) => {
    expect(links.read('answer', mangled)).toEqual({ id: 42, untilDay: 20_000 });
  });

  it('is worth nothing when any character is changed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 31 }),
        fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'),
        (at, char) => {
          fc.pre(token[at] !== char);
          expect(links.read('answer', token.slice(0, at) + char + token.slice(at + 1))).toBeNull();
        },
      ),
    );
  });

  it.each([
    ['another purpose', () => links.read('unsubscribe', token)],
    ['another secret', () => new SignedLinks('another secret of thirty-two characters').read('answer', token)],
    ['a truncated token', () => links.read('answer', token.slice(0, 20))],
    ['an empty token', () => links.read('answer', '')],
    ['hostile length', () => links.read('answer', 'a'.repeat(1_000_000))],
  ])('is not read with %s', (_, read) => {
    expect(read()).toBeNull();
  });
});
