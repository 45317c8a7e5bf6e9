import fc from 'fast-check';
import { admit, fullBucket, take, type Bucket, type Buckets } from './rate.rules.js';

describe('a rate', () => {
  it('lets a burst out at once and then one per interval', () => {
    const rate = { perSecond: 2, burst: 3 };
    let bucket = fullBucket(rate, 1000);
    const at = (now: number, wanted: number) => {
      const taken = take(bucket, rate, now, wanted);
      bucket = taken.bucket;
      return [taken.granted, taken.waitMs];
    };
    expect(at(1000, 5)).toEqual([3, 500]);
    expect(at(1200, 1)).toEqual([0, 300]);
    expect(at(1500, 1)).toEqual([1, 500]);
    expect(at(9000, 9)).toEqual([3, 500]);
  });

  it('never grants more than burst + rate x time between any two moments, whatever the clock does', () => {
    const steps = fc.array(
      fc.record({ pass: fc.integer({ min: -2000, max: 3000 }), wanted: fc.integer({ min: 0, max: 20 }) }),
      { maxLength: 60 },
    );
    const rates = fc.record({
      perSecond: fc.double({ min: 0.01, max: 500, noNaN: true }),
      burst: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(rates, steps, (rate, passed) => {
        let now = 1_000_000;
        let latest = now;
        let bucket: Bucket = fullBucket(rate, now);
        const grants: { at: number; granted: number }[] = [];
        for (const { pass, wanted } of passed) {
          now += pass;
          latest = Math.max(latest, now);
          const taken = take(bucket, rate, now, wanted);
          bucket = taken.bucket;
          grants.push({ at: latest, granted: taken.granted });
        }
        for (let from = 0; from < grants.length; from++) {
          let sum = 0;
          for (let to = from; to < grants.length; to++) {
            sum += grants[to]!.granted;
            const allowed = rate.burst + (rate.perSecond * (grants[to]!.at - grants[from]!.at)) / 1000;
            expect(sum).toBeLessThanOrEqual(allowed + 1e-6);
          }
        }
      }),
    );
  });

  it('says when the next one may go, and keeps the word', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.integer({ min: 1, max: 9 }),
        (perSecond, burst) => {
          const rate = { perSecond, burst };
          const empty = take(fullBucket(rate, 0), rate, 0, burst);
          expect(take(empty.bucket, rate, empty.waitMs, 1).granted).toBe(1);
        },
      ),
    );
  });
});

describe('what may leave now', () => {
  const goes = ({ verdicts }: ReturnType<typeof admit>) => verdicts.map(({ may }) => may === 'go');
  const none: Buckets = new Map();
  const domains = ['slow.example', 'slow.example', 'fast.example', 'slow.example', 'fast.example'];

  it.each([
    ['no limits', {}, [true, true, true, true, true]],
    ['a limit of the relay', { relay: { perSecond: 1, burst: 2 } }, [true, true, false, false, false]],
    [
      'a limit of one domain',
      { domains: { 'slow.example': { perSecond: 1, burst: 1 } } },
      [true, false, true, false, true],
    ],
    ['a limit of any domain', { anyDomain: { perSecond: 1, burst: 1 } }, [true, false, true, false, false]],
    [
      'both: a mail held by its domain does not use up the relay',
      { relay: { perSecond: 1, burst: 3 }, domains: { 'slow.example': { perSecond: 1, burst: 1 } } },
      [true, false, true, false, true],
    ],
  ])('%s', (_, rates, expected) => {
    expect(goes(admit(none, rates, 0, domains))).toEqual(expected);
  });

  it('goes on from the state it gave back', () => {
    const rates = { relay: { perSecond: 1, burst: 1 } };
    const first = admit(none, rates, 0, ['a.example']);
    expect(goes(admit(first.buckets, rates, 999, ['a.example']))).toEqual([false]);
    expect(goes(admit(first.buckets, rates, 1000, ['a.example']))).toEqual([true]);
  });

  it('tells mails of one slow domain times one after the other', () => {
    const rates = { domains: { 'slow.example': { perSecond: 2, burst: 1 } } };
    expect(admit(none, rates, 0, ['slow.example', 'slow.example', 'slow.example']).verdicts).toEqual([
      { may: 'go', waitMs: 0 },
      { may: 'wait for the domain', waitMs: 500 },
      { may: 'wait for the domain', waitMs: 1000 },
    ]);
  });

  it('lets whoever may owe go before those who may not', () => {
    const rates = { relay: { perSecond: 1, burst: 1 } };
    const { buckets } = admit(none, rates, 0, ['a.example']);
    const owed = admit(buckets, rates, 0, ['a.example', 'a.example'], 1);
    expect(goes(owed)).toEqual([true, false]);
    expect(goes(admit(owed.buckets, rates, 1000, ['a.example']))).toEqual([false]);
    expect(goes(admit(owed.buckets, rates, 2000, ['a.example']))).toEqual([true]);
  });
});
