import fc from 'fast-check';
import { addDays, dateOfDay, dayNumber, daysBetween, weekdayOf } from '@relais/platform';
import { sendsOn, type Cadence } from './cadence.rules.js';
import { relativeDue } from './relative-steps.rules.js';
import { workingDays } from './working-days.rules.js';

const on = (...weekdays: number[]): Cadence => ({ weekdays, at: '09:00', until: '11:00' });
const always = (): boolean => true;
const inFrance = workingDays({ companyWeekdays: [1, 2, 3, 4, 5], country: 'FR' });

describe('a step some days after joining', () => {
  it.each([
    // 1 June 2026 is a Monday.
    ['on the day of joining', '2026-06-01', 0, on(1, 2, 3, 4, 5), always, '2026-06-01'],
    ['three days later', '2026-06-01', 3, on(1, 2, 3, 4, 5), always, '2026-06-04'],
    ['on a Saturday waits for Monday', '2026-06-03', 3, on(1, 2, 3, 4, 5), always, '2026-06-08'],
    ['waits for the weekday of the line', '2026-06-01', 3, on(2), always, '2026-06-09'],
    ['on 14 July in France waits a day', '2026-07-11', 3, on(1, 2, 3, 4, 5), inFrance, '2026-07-15'],
    ['on a day a month away', '2026-01-31', 30, on(1, 2, 3, 4, 5, 6, 7), always, '2026-03-02'],
    ['in a leap year', '2028-02-26', 3, on(1, 2, 3, 4, 5), always, '2028-02-29'],
  ])('%s', (_case, joinedOn, days, cadence, isWorkingDay, expected) =>
    expect(relativeDue(joinedOn, days, cadence, isWorkingDay)).toBe(expected),
  );

  it('waits when nobody works for a year', () => expect(relativeDue('2026-06-01', 3, on(1), () => false)).toBeNull());

  it.each([-1, 1.5, NaN, Infinity])('refuses %p days', (days) =>
    expect(() => relativeDue('2026-06-01', days, on(1), always)).toThrow(
      /give a whole number, 0 for the day of joining/,
    ),
  );

  it('refuses what is no date', () =>
    expect(() => relativeDue('2026-06-31', 3, on(1), always)).toThrow(/write YYYY-MM-DD/));

  it('is the first sending day on or after its day, and a later step never comes before an earlier one', () => {
    const cadence = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((days) => on(...days));
    const date = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2037-01-01') }).map(dateOfDay);
    const off = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });
    const days = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(date, days, days, cadence, off, (joinedOn, first, second, any, holidays) => {
        const isWorkingDay = (day: string): boolean => !holidays.includes(daysBetween(joinedOn, day));
        const due = relativeDue(joinedOn, first, any, isWorkingDay)!;
        const walked: string[] = [];
        for (let day = addDays(joinedOn, first); day < due; day = addDays(day, 1)) walked.push(day);
        expect(daysBetween(joinedOn, due)).toBeGreaterThanOrEqual(first);
        expect(any.weekdays.includes(weekdayOf(due)) && isWorkingDay(due)).toBe(true);
        expect(walked.filter((day) => sendsOn(any, day, isWorkingDay))).toEqual([]);
        if (second >= first) expect(relativeDue(joinedOn, second, any, isWorkingDay)! >= due).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
