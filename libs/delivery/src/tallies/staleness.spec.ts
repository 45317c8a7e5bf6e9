import { isStale } from './staleness.rules.js';

it.each([
  ['a day that was never counted', -300, null, 0, true],
  ['today, counted just now', 0, 5, 10, false],
  ['today, counted a moment ago', 0, 10, 10, true],
  ['today, when counting takes long', 0, 30, 2_000, false],
  ['today, when counting takes long and was long ago', 0, 40, 2_000, true],
  ['yesterday', -1, 12, 10, true],
  ['last week', -7, 60, 10, false],
  ['last week, after five minutes', -7, 300, 10, true],
  ['last month, after an hour', -30, 3_600, 10, true],
  ['last quarter, after an hour', -90, 3_600, 10, false],
  ['what nobody can answer any more', -401, 1_000_000, 10, false],
])('%s', (_, age, madeSecondsAgo, tookMs, stale) => {
  expect(isStale({ age, madeSecondsAgo, tookMs })).toBe(stale);
});
