import fc from 'fast-check';
import { addDays, weekdayOf } from '@relais/platform';
import { workingDays, type WorkingCalendar } from './working-days.rules.js';

/** The days from `first` on, a fortnight, on which somebody works. */
const fortnight = (calendar: WorkingCalendar, first: string): string[] => {
  const isWorkingDay = workingDays(calendar);
  return Array.from({ length: 14 }, (_, i) => addDays(first, i)).filter(isWorkingDay);
};
const dayOfMonth = (date: string): number => Number(date.slice(8));
const office = [1, 2, 3, 4, 5];

describe('working days', () => {
  it.each<[string, WorkingCalendar, number[]]>([
    ['nothing known forbids no day', {}, [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]],
    ['an office works Monday to Friday', { companyWeekdays: office }, [4, 5, 6, 7, 8, 11, 12, 13, 14, 15]],
    ['a shop works Tuesday to Saturday', { companyWeekdays: [6, 5, 4, 3, 2, 2] }, [5, 6, 7, 8, 9, 12, 13, 14, 15, 16]],
    ["a part-timer's days replace the company's", { companyWeekdays: office, repWeekdays: [2, 6] }, [5, 9, 12, 16]],
    ["without days of their own a rep has the company's", { companyWeekdays: [1], repWeekdays: null }, [4, 11]],
    ['8 May and Ascension in France', { companyWeekdays: office, country: 'FR' }, [4, 5, 6, 7, 11, 12, 13, 15]],
    ['the first Monday of May in Scotland', { companyWeekdays: [1, 2], country: 'GB', region: 'SCT' }, [5, 11, 12]],
    ['a country without known holidays', { companyWeekdays: [1], country: 'XX' }, [4, 11]],
    ['no country', { companyWeekdays: [1], country: null, region: 'SCT' }, [4, 11]],
    [
      'a vacation, its last day included',
      { companyWeekdays: office, absences: [{ from: '2026-05-05', until: '2026-05-12' }] },
      [4, 13, 14, 15],
    ],
    [
      'a closure and a vacation that overlap',
      {
        companyWeekdays: office,
        absences: [
          { from: '2026-05-11', until: '2026-05-13' },
          { from: '2026-05-13', until: '2026-05-14' },
          { from: '2026-05-06', until: '2026-05-06' },
        ],
      },
      [4, 5, 7, 8, 15],
    ],
    [
      'a pause until further notice',
      { companyWeekdays: office, absences: [{ from: '2026-05-07', until: null }] },
      [4, 5, 6],
    ],
  ])('%s', (_case, calendar, expected) => {
    expect(fortnight(calendar, '2026-05-04').map(dayOfMonth)).toEqual(expected);
  });

  it('keeps the holidays of each year it is asked about', () => {
    const isWorkingDay = workingDays({ country: 'FR' });
    expect(['2026-04-06', '2027-04-06', '2027-03-29', '2026-03-29'].map(isWorkingDay)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('never finds a day that one of its parts forbids, nor misses one that all allow', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-12-01', days));
    const absence = fc
      .tuple(day, fc.integer({ min: 0, max: 20 }))
      .map(([from, days]) => ({ from, until: addDays(from, days) }));
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(weekdays, fc.array(absence, { maxLength: 3 }), day, (repWeekdays, absences, date) => {
        const expected =
          repWeekdays.includes(weekdayOf(date)) &&
          !['2026-12-25', '2026-12-26', '2027-01-01', '2027-01-06'].includes(date) &&
          absences.every(({ from, until }) => date < from || date > until);
        expect(workingDays({ repWeekdays, absences, country: 'DE', region: 'BY' })(date)).toBe(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each<[string, WorkingCalendar, RegExp]>([
    ['no weekday at all', { repWeekdays: [] }, /weekdays \[\]: give at least one, 1 Monday to 7 Sunday/],
    ['a weekday 0', { companyWeekdays: [0, 1] }, /weekdays \[0,1\]/],
    ['a first day that is no date', { absences: [{ from: '5 May', until: null }] }, /"5 May": write YYYY-MM-DD/],
    ['a last day that is no date', { absences: [{ from: '2026-05-05', until: '2026-02-30' }] }, /"2026-02-30"/],
    ['an end before the beginning', { absences: [{ from: '2026-05-05', until: '2026-05-04' }] }, /before its first/],
  ])('refuses %s', (_case, calendar, reason) => {
    expect(() => workingDays(calendar)).toThrow(RangeError);
    expect(() => workingDays(calendar)).toThrow(reason);
  });
});
