import { readScoringEntry } from './index.js';
import { rightFirstAnswer } from './right-first-answer.rule.js';

const context = { occurrence: 0, correct: true, elapsedMs: 60_000 };

describe('right-first-answer', () => {
  it.each([
    ['a right answer to a brick that came for the first time', {}, 10],
    ['however long it took', { elapsedMs: 86_400_000 * 20 }, 10],
    ['a wrong answer', { correct: false }, 0],
    ['an answer that is not graded', { correct: null }, 0],
    ['a right answer when the brick came back', { occurrence: 1 }, 0],
  ])('%s', (_, given, points) => {
    expect(rightFirstAnswer.points({ ...context, ...given }, { points: 10 })).toBe(points);
  });

  it.each([
    ['en', 1, '1 point for each question answered right the first time it comes'],
    ['en-GB', 10, '10 points for each question answered right the first time it comes'],
    ['fr', 10, '10 points par question à laquelle on répond juste dès sa première venue'],
    ['fr-CA', 1, '1 point par question à laquelle on répond juste dès sa première venue'],
    ['de', 10, '10 points for each question answered right the first time it comes'],
  ])('says in %s what it gives', (locale, points, text) => {
    expect(rightFirstAnswer.describe({ points }, locale)).toBe(text);
  });
});

describe('an entry of scoring', () => {
  it.each([
    [{ rule: 'right-first-answer', points: 10 }, []],
    [{ rule: 'right-first-answer' }, ['points is not a whole number from 1 to 1000']],
    [{ rule: 'right-first-answer', points: '10' }, ['points is not a whole number from 1 to 1000']],
    [{ rule: 'right-first-answer', points: 0 }, ['points is not a whole number from 1 to 1000']],
    [{ rule: 'right-first-answer', points: 1001 }, ['points is not a whole number from 1 to 1000']],
    [{ rule: 'right-first-answer', points: 10, bonus: 2 }, ['bonus is not a parameter of this rule']],
  ])('%j', (entry, faults) => {
    expect(readScoringEntry(entry)!.faults.map(({ parameter, what }) => `${parameter} ${what}`)).toEqual(faults);
  });

  it('of a rule there is not is nothing', () => expect(readScoringEntry({ rule: 'first-come' })).toBeUndefined());
});
