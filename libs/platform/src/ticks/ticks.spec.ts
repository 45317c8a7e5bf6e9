import { firstRestOf, restOf } from './ticks.js';

describe('the rest after a run', () => {
  it.each([
    ['is what was asked for after a short one', { every: 5_000, share: 0.2 }, 80, 5_000],
    ['is four times a long one for a fifth of the time', { every: 5_000, share: 0.2 }, 4_000, 16_000],
    ['is a minute at most', { every: 5_000, share: 0.2 }, 300_000, 60_000],
    ['may be longer than a minute when that was asked for', { every: 300_000, share: 0.2 }, 300_000, 300_000],
    ['does not grow without a share', { every: 1_000 }, 50_000, 1_000],
  ])('%s', (_, tick, took, rest) => expect(restOf(tick, took)).toBe(rest));
});

describe('the rest before the first run', () => {
  it.each([
    ['is none for what cannot wait', { every: 5_000, prompt: true }, 0.9, 0],
    ['is a part of the usual one', { every: 1_000 }, 0, 250],
    ['is the usual one at most', { every: 5_000 }, 1, 5_000],
    ['is ten seconds at most for what runs rarely', { every: 3_600_000 }, 1, 10_000],
  ])('%s', (_, tick, chance, rest) => expect(firstRestOf(tick, chance)).toBe(rest));
});
