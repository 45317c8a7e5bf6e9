import { retryWaitSeconds } from './retry.rules.js';

describe('the wait after a temporary refusal', () => {
  it.each([
    [1, 60],
    [2, 120],
    [5, 960],
    [9, 15_360],
    [10, 21_600],
    [40, 21_600],
  ])('after %i attempts is around %i seconds', (attempts, middle) => {
    expect(retryWaitSeconds(attempts, 0.5)).toBe(middle);
    expect(retryWaitSeconds(attempts, 0)).toBe(middle * 0.75);
    expect(retryWaitSeconds(attempts, 0.999)).toBeLessThanOrEqual(middle * 1.25);
  });
});
