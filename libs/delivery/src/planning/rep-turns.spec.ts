import { setTimeout as rest } from 'node:timers/promises';
import fc from 'fast-check';
import { inTurns, type RepRange } from './rep-turns.js';

describe('going through reps in turns', () => {
  it('comes to each id once, in turns that grow to their size', async () => {
    const aRange = fc.record({ first: fc.integer({ min: 1, max: 50 }), length: fc.integer({ min: 1, max: 300 }) });
    const aPace = fc.record({
      start: fc.integer({ min: 1, max: 20 }),
      growth: fc.integer({ min: 0, max: 40 }),
      lanes: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(aRange, aPace, async ({ first, length }, { start, growth, lanes }) => {
        const seen: RepRange[] = [];
        await inTurns({ first, last: first + length - 1 }, { start, most: start + growth, lanes }, async (turn) => {
          await Promise.resolve();
          seen.push(turn);
        });
        const ids = seen.flatMap((turn) => idsOf(turn)).sort((a, b) => a - b);
        expect(ids).toEqual(idsOf({ first, last: first + length - 1 }));
        expect(Math.max(...seen.map((turn) => idsOf(turn).length))).toBeLessThanOrEqual(start + growth);
      }),
    );
  });

  it('has as many turns under way as there are lanes, and begins with a small one', async () => {
    let under = 0;
    let most = 0;
    const sizes: number[] = [];
    await inTurns({ first: 1, last: 1_000 }, { start: 50, most: 200, lanes: 2 }, async ({ first, last }) => {
      sizes.push(last - first + 1);
      most = Math.max(most, ++under);
      await rest(1);
      under--;
    });
    expect(most).toBe(2);
    expect(sizes).toEqual([50, 100, 200, 200, 200, 200, 50]);
  });

  it('begins nothing after a failure, and ends what was under way before it tells', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const going = inTurns({ first: 1, last: 100 }, { start: 10, most: 10, lanes: 2 }, async ({ first }) => {
      begun.push(first);
      if (first === 1) throw new Error('no room on the disk');
      await rest(20);
      ended.push(first);
    });
    await expect(going).rejects.toThrow('no room on the disk');
    expect(begun).toEqual([1, 11]);
    expect(ended).toEqual([11]);
  });
});

const idsOf = ({ first, last }: RepRange): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);
