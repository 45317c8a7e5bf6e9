import { differences, rankBoard, type Award, type Person } from './board.rules.js';

/** `rep partner segment,segment` a line. */
const people = (...lines: string[]): Person[] =>
  lines.map((line) => {
    const [rep, partner, segments = ''] = line.split(' ');
    return { repId: Number(rep), partnerId: Number(partner), segments: segments.split(',').filter(Boolean) };
  });
/** `rep points elapsed` a line. */
const awards = (...lines: string[]): Award[] =>
  lines.map((line) => {
    const [rep, points, elapsed] = line.split(' ').map(Number) as [number, number, number];
    return { repId: rep, points, elapsedMs: elapsed };
  });
const board = (by: 'rep' | 'partner' | 'segment', who: Person[], what: Award[]) =>
  rankBoard(by, who, what).map(({ rank, subject, points }) => `${rank}: ${subject} ${points}`);

describe('people', () => {
  const four = people('1 1', '2 1', '3 2', '4 2');
  it.each([
    ['most points first', ['1 10 5', '2 10 5', '2 10 5', '3 10 9'], ['1: 2 20', '2: 1 10', '3: 3 10', '4: 4 0']],
    ['among equals the quicker', ['1 10 900', '2 10 100', '3 10 500'], ['1: 2 10', '2: 3 10', '3: 1 10', '4: 4 0']],
    ['the mean counts, not the sum', ['1 10 300', '1 10 300', '2 20 400'], ['1: 1 20', '2: 2 20', '3: 3 0', '3: 4 0']],
    ['a mean is in whole milliseconds', ['1 10 3', '1 10 4', '2 20 3'], ['1: 1 20', '1: 2 20', '3: 3 0', '3: 4 0']],
    ['equal in both: one rank, by id', ['3 10 7', '2 10 7'], ['1: 2 10', '1: 3 10', '3: 1 0', '3: 4 0']],
    ['nobody answered: all first', [], ['1: 1 0', '1: 2 0', '1: 3 0', '1: 4 0']],
    ['somebody who left counts for nothing', ['9 10 7', '4 10 7'], ['1: 4 10', '2: 1 0', '2: 2 0', '2: 3 0']],
  ])('%s', (_, what, expected) => expect(board('rep', four, awards(...what))).toEqual(expected));

  it('stand by the number of their id, not by its letters', () => {
    expect(board('rep', people('10 1', '9 1', '2 1'), [])).toEqual(['1: 2 0', '1: 9 0', '1: 10 0']);
  });
});

describe('partners', () => {
  it.each([
    ['have the mean over all their people', ['1 1', '2 1', '3 2'], ['1 10 5', '3 8 5'], ['1: 2 8', '2: 1 5']],
    ['to one decimal, halves up', ['1 1', '2 1', '3 1', '4 1'], ['1 1 5'], ['1: 1 0.3']],
    ['thirds', ['1 1', '2 1', '3 1'], ['1 10 5'], ['1: 1 3.3']],
    // 10/3 and 33/10 are both shown as 3.3.
    [
      'that look equal and are not have different ranks',
      ['1 1', '2 1', '3 1', ...'4 5 6 7 8 9 10 11 12 13'.split(' ').map((rep) => `${rep} 2`)],
      ['1 10 9', '4 33 1'],
      ['1: 1 3.3', '2: 2 3.3'],
    ],
    [
      '2/4 and 1/2 are equal; the quicker wins',
      ['1 1', '2 1', '3 1', '4 1', '5 2', '6 2'],
      ['1 2 9', '5 1 8'],
      ['1: 2 0.5', '2: 1 0.5'],
    ],
    ['without an answer come last, as equals', ['1 1', '2 2', '3 3'], ['3 1 5'], ['1: 3 1', '2: 1 0', '2: 2 0']],
  ])('%s', (_, who, what, expected) => expect(board('partner', people(...who), awards(...what))).toEqual(expected));
});

describe('segments', () => {
  it('overlap: a person counts in each', () => {
    const who = people('1 1 all,sales', '2 1 all', '3 1 all,tech', '4 1');
    expect(board('segment', who, awards('1 10 5', '3 20 5'))).toEqual(['1: tech 20', '2: all 10', '2: sales 10']);
  });
});

describe('differences', () => {
  const one = { place: 1, rank: 1, subject: '7', points: 10 };
  it.each([
    ['none', [one], [one], 0],
    ['other points', [one], [{ ...one, points: 20 }], 1],
    ['other rank', [one], [{ ...one, rank: 2 }], 1],
    ['somebody is missing', [one], [], 1],
    ['somebody too many', [], [one], 1],
  ])('%s', (_, expected, found, count) => expect(differences(expected, found)).toHaveLength(count));
});
