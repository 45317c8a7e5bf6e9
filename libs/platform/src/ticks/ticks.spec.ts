import { restOf } from './ticks.js';

describe('the rest after a run', () => {
  it.each([
    ['is what was asked for after a short one', { every: 5_000, share: 0.2 }, 80, 5_000],
    ['is four times a long one for a fifth of the time', { every: 5_000, share: 0.2 }, 4_000, 16_000],
    ['is a minute at most', { every: 5_000, share: 0.2 }, 300_000, 60_000],
    ['may be longer than a minute when that was asked for', { every: 300_000, share: 0.2 }, 300_000, 300_000],
    ['does not grow without a share', { every: 1_000 }, 50_000, 1_000],
  ])('%s', (_, tick, took, rest) => expect(restOf(tick, took)).toBe(rest));
});
