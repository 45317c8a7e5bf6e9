import { calendarMarks, dateOf, type SpeakingLine } from './calendar.rules.js';

const CAP = { day: 2, week: 6 };
const [MON, SUN2] = ['2027-01-04', '2027-01-17']; // two whole weeks
const calendar = (dates: string[], more: Partial<SpeakingLine> = {}): SpeakingLine => ({ slug: 'c', segments: ['all'], mode: 'calendar', weekdays: [1, 2, 3, 4, 5], dates, bricks: dates.length, ...more }); // prettier-ignore
const sequence = (bricks: number, weekdays = [1, 3]): SpeakingLine => ({ slug: 's', segments: ['all'], mode: 'sequence', weekdays, dates: [], bricks }); // prettier-ignore
const shown = (lines: SpeakingLine[], from = MON, to = SUN2) =>
  calendarMarks(lines, from, to, CAP).map(
    ({ segment, kind, from: day, bricks }) => `${segment} ${kind} ${day} ${bricks}`,
  );

it.each<[string, SpeakingLine[], string[]]>([
  ['one brick a week', [calendar(['2027-01-05', '2027-01-12'])], []],
  ['a week without any', [calendar(['2027-01-05'])], ['all gap 2027-01-11 0']],
  ['nothing at all', [calendar([])], ['all gap 2027-01-04 0', 'all gap 2027-01-11 0']],
  ['two on a day, which is the cap', [calendar(['2027-01-05', '2027-01-05', '2027-01-12'])], []],
  [
    'three on a day',
    [calendar(['2027-01-05', '2027-01-05', '2027-01-05', '2027-01-12'])],
    ['all overload 2027-01-05 3'],
  ],
  ['what falls on a Saturday, on Monday', [calendar(['2027-01-09'])], ['all gap 2027-01-04 0']],
  ['a sequence that lasts', [sequence(10)], []],
  ['a sequence that ends', [sequence(2)], ['all gap 2027-01-11 0']],
  ['a sequence and two dates on one of its days', [sequence(10), calendar(['2027-01-06', '2027-01-06'])], ['all overload 2027-01-06 3']], // prettier-ignore
  ['more in a week than people get', [sequence(20, [1, 2, 3, 4, 5]), calendar(['2027-01-05', '2027-01-06'])], ['all overload 2027-01-04 7']], // prettier-ignore
  ['lines of different segments', [calendar(['2027-01-05', '2027-01-12']), calendar([], { segments: ['none'] })], ['none gap 2027-01-04 0', 'none gap 2027-01-11 0']], // prettier-ignore
  ['a line in two segments', [calendar(['2027-01-05'], { segments: ['a', 'b'] })], ['a gap 2027-01-11 0', 'b gap 2027-01-11 0']], // prettier-ignore
])('marks %s', (_, lines, expected) => {
  expect(shown(lines)).toEqual(expected);
});

it('finds no gap in a week of which only part is asked for', () => {
  expect(shown([calendar([])], '2027-01-05', '2027-01-10')).toEqual([]);
});

it.each([
  ['a date', { day: null, on: '2027-02-01' }, '2027-02-01'],
  ['a day of the line', { day: 3, on: null }, '2027-01-07'],
  ['nothing', { day: null, on: null }, null],
])('dates a brick by %s', (_, plan, date) => {
  expect(dateOf(plan, MON)).toBe(date);
});
