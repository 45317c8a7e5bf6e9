import { readPseudonym } from './pseudonym.rules.js';

describe('a pseudonym', () => {
  it.each([
    ['Cold Runner', 'Cold Runner'],
    ['  Cold   Runner ', 'Cold Runner'],
    ['L’Éclair', "L'Éclair"],
    ['Ｒｅｎａｒｄ', 'Renard'],
    ['数学', '数学'],
    ['B2', 'B2'],
  ])('%j is kept as %j', (given, kept) => expect(readPseudonym(given)).toBe(kept));

  it.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['one letter', 'A'],
    ['too long', 'a'.repeat(25)],
    ['an address', 'a@b.example'],
    ['what looks like one of our numbers', '#17'],
    ['a link', 'https://x.example'],
    ['marks that cannot be seen', 'Co\u200bld'],
    ['marks that turn the text', 'Cold\u202eRunner'],
    ['HTML', '<b>Cold</b>'],
    ['a formula', '=SUM(A1)'],
  ])('is not %s', (_what, given) => {
    expect(() => readPseudonym(given)).toThrow(expect.objectContaining({ code: 'board-name.bad' }));
  });
});
