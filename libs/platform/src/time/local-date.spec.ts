import fc from 'fast-check';
import {
  addDays,
  compareDates,
  dateOfDay,
  dayNumber,
  daysBetween,
  isLocalDate,
  isLocalTime,
  minuteOfDay,
  mondayOf,
  weekdayOf,
} from './local-date.rules.js';

const anyDay = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9998-12-31') });

describe('local dates', () => {
  it.each([
    ['2026-10-25', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-1-1', false],
    ['26-01-01', false],
    ['2026-10-25T00:00', false],
    ['', false],
  ])('%p is a date: %p', (text, expected) => expect(isLocalDate(text)).toBe(expected));

  it.each([
    ['00:00', true],
    ['23:59', true],
    ['24:00', false],
    ['7:30', false],
    ['07:60', false],
    ['07:30:00', false],
  ])('%p is a wall time: %p', (text, expected) => expect(isLocalTime(text)).toBe(expected));

  it.each([
    ['1969-12-31', 3, '1969-12-29'],
    ['2026-10-25', 7, '2026-10-19'],
    ['2026-10-26', 1, '2026-10-26'],
    ['2027-01-01', 5, '2026-12-28'],
  ])('%s is weekday %d of the week of %s', (date, weekday, monday) => {
    expect(weekdayOf(date)).toBe(weekday);
    expect(mondayOf(date)).toBe(monday);
  });

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2026-10-25', 0, '2026-10-25'],
  ])('%s plus %d days is %s', (date, days, expected) => expect(addDays(date, days)).toBe(expected));

  it('refuses what is no date or time and says how to write one', () => {
    expect(() => addDays('25/10/2026', 1)).toThrow(/"25\/10\/2026": write YYYY-MM-DD/);
    expect(() => dayNumber('2026-02-30')).toThrow(RangeError);
    expect(() => minuteOfDay('9:00')).toThrow(/"9:00": write HH:MM/);
  });

  it('adding, counting and ordering days agree', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        const [from, to] = [dateOfDay(a), dateOfDay(b)];
        expect(dayNumber(from)).toBe(a);
        expect(addDays(from, daysBetween(from, to))).toBe(to);
        expect(compareDates(from, to)).toBe(Math.sign(a - b));
        expect(weekdayOf(from)).toBe(new Date(`${from}T00:00:00Z`).getUTCDay() || 7);
        expect(weekdayOf(mondayOf(from))).toBe(1);
        expect(daysBetween(mondayOf(from), from)).toBe(weekdayOf(from) - 1);
      }),
    );
  });
});
