import { betweenCounts } from './board-pace.rules.js';

describe('the pace at which a board that changes all the time is counted', () => {
  it.each<[string, number, number]>([
    ['a hundred people', 20, 1_000],
    ['ten thousand', 150, 1_500],
    ['a hundred thousand: a point still shows within five seconds', 400, 3_600],
    ['some hundred thousand: the same', 1_000, 3_000],
    ['a million', 2_000, 2_500],
    ['more than can be fresh: a fifth of the time is left to others', 8_000, 10_000],
  ])('%s', (_, tookMs, between) => expect(betweenCounts(tookMs)).toBe(between));
});
