import fc from 'fast-check';
import { parseMailRates, strictRate } from './mail-rates.js';
import { fullBucket, take } from './rate.rules.js';
import { shutSeconds } from './breaker.rules.js';

describe('mail rates', () => {
  it.each([
    ['', {}],
    ['relay=0.5', { relay: { perSecond: 0.5, burst: 1 } }],
    ['Relay = 100, *=5', { relay: { perSecond: 95, burst: 5 }, anyDomain: { perSecond: 5, burst: 1 } }],
    ['acme.example=2', { domains: { 'acme.example': { perSecond: 2, burst: 1 } } }],
  ])('reads %j', (text, expected) => {
    expect(parseMailRates(text)).toEqual({ domains: {}, ...expected });
  });

  it.each(['relay', 'relay=0', 'relay=-1', 'relay=5;*=2', 'acme=2', '=5', 'relay=5,', 'a b.example=1', '__proto__=1'])(
    'refuses %j and says which part',
    (text) => {
      expect(() => parseMailRates(text)).toThrow(expect.objectContaining({ code: 'mail.rates' }));
    },
  );

  it('let no more than the rate out in any second, whenever one asks', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 400, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 }),
        (perSecond, pauses) => {
          const rate = strictRate(perSecond);
          let now = 1_000_000;
          let bucket = fullBucket(rate, now);
          const sent: number[] = [];
          for (const pause of pauses) {
            now += pause;
            const taken = take(bucket, rate, now, 1_000);
            bucket = taken.bucket;
            for (let i = 0; i < taken.granted; i++) sent.push(now);
          }
          const span = Math.max(1000, 1000 / perSecond);
          for (const at of sent)
            expect(sent.filter((t) => t >= at && t < at + span).length).toBeLessThanOrEqual(
              Math.ceil((perSecond * span) / 1000 - 1e-9),
            );
        },
      ),
    );
  });
});

describe('the rest of a relay in trouble', () => {
  it.each([
    [0, 0],
    [2, 0],
    [3, 2],
    [4, 4],
    [5, 8],
    [6, 15],
    [500, 15],
  ])('after %i troubles in a row lasts %i s', (troubles, seconds) => {
    expect(shutSeconds(troubles)).toBe(seconds);
  });
});
