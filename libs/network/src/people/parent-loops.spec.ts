import fc from 'fast-check';
import { findLoops, showLoop } from './parent-loops.rules.js';

const partners = (text: string) => text.split(' ').map((pair) => ({ id: pair[0]!, parent: pair[1]! }));

describe('circles among partners', () => {
  it.each([
    ['two above each other', 'AB BA', ['A B']],
    ['one above itself', 'AA', ['A']],
    ['who only hangs below', 'CA AB BA DC', ['A B']],
    ['two circles', 'AB BA CD DE EC', ['A B', 'C D E']],
    ['a chain that ends', 'AB BC', []],
  ])('%s', (_case, text, expected) =>
    expect(
      findLoops(partners(text))
        .map((loop) => loop.sort().join(' '))
        .sort(),
    ).toEqual(expected),
  );

  it('are found whole, and nothing else', () => {
    const links = fc.uniqueArray(fc.record({ id: fc.nat(8), parent: fc.nat(8) }), { selector: ({ id }) => id });
    fc.assert(
      fc.property(links, (given) => {
        const list = given.map(({ id, parent }) => ({ id: `${id}`, parent: `${parent}` }));
        const up = new Map(list.map(({ id, parent }) => [id, parent]));
        const comesBack = (id: string) => {
          let at = up.get(id);
          for (let step = 0; step < 10 && at !== undefined; step++, at = up.get(at)) if (at === id) return true;
          return false;
        };
        expect(findLoops(list).flat().sort()).toEqual([...up.keys()].filter(comesBack).sort());
      }),
    );
  });

  it('are shown from one to its parent', () => {
    expect(showLoop(['A', 'B'])).toBe('A -> B -> A');
    expect(showLoop(['A', 'B', 'C', 'D', 'E', 'F', 'G'])).toBe('A -> B -> C -> D -> E -> … -> A');
  });

  it('are found in a chain of 200,000 at once', () => {
    const chain = Array.from({ length: 200_000 }, (_, i) => ({ id: `P${i}`, parent: `P${(i + 1) % 200_000}` }));
    expect(findLoops(chain)[0]).toHaveLength(200_000);
  });
});
