import fc from 'fast-check';
import moment from 'moment-timezone';
import { addDays, dateOfDay, dayNumber, timeZoneNames, toInstant, toLocal, weekdayOf } from '@relais/platform';
import { sendsOn, slotOf, slotsBetween, type Cadence } from './cadence.rules.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const workdays = (at: string, until: string): Cadence => ({ weekdays: [1, 2, 3, 4, 5], at, until });
const everyDay = (at: string, until: string): Cadence => ({ weekdays: [1, 2, 3, 4, 5, 6, 7], at, until });
const utc = (instant: number): string => new Date(instant).toISOString().slice(0, 16);

const time = fc.integer({ min: 0, max: 1439 }).map((minute) => new Date(minute * MINUTE).toISOString().slice(11, 16));
const cadence: fc.Arbitrary<Cadence> = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  at: time,
  until: time,
});
const zone = fc.constantFrom(...timeZoneNames());
const instant = fc
  .integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2038, 0, 1) / MINUTE })
  .map((minute) => minute * MINUTE);

/** Every change of the clocks of every zone, 2024 to 2037, with the local date after it. */
const clockChanges = moment.tz.names().flatMap((zone) =>
  moment.tz
    .zone(zone)!
    .untils.filter((at) => at !== null && at >= Date.UTC(2024, 0, 1) && at < Date.UTC(2038, 0, 1))
    .map((at) => ({ zone, onDate: toLocal(at, zone).date })),
);

describe('the windows of a cadence', () => {
  it.each([
    ['an ordinary day', 'Europe/Paris', '2026-06-03', '09:00', '11:00', '2026-06-03T07:00', '2026-06-03T09:00'],
    ['a window over midnight', 'Europe/Paris', '2026-06-03', '22:00', '01:00', '2026-06-03T20:00', '2026-06-03T23:00'],
    ['a whole day', 'UTC', '2026-06-03', '09:00', '09:00', '2026-06-03T09:00', '2026-06-04T09:00'],
    ['a skipped start', 'Europe/Paris', '2027-03-28', '02:30', '04:00', '2027-03-28T01:30', '2027-03-28T02:00'],
    ['a skipped end', 'Europe/Paris', '2027-03-28', '01:30', '02:30', '2027-03-28T00:30', '2027-03-28T01:30'],
    ['a skipped window', 'Europe/Paris', '2027-03-28', '02:10', '02:40', '2027-03-28T01:10', '2027-03-28T01:40'],
    ['a start past its end', 'Europe/Paris', '2027-03-28', '02:30', '03:15', '2027-03-28T01:30', '2027-03-28T02:15'],
    ['a repeated hour', 'Europe/Paris', '2026-10-25', '02:30', '03:30', '2026-10-25T00:30', '2026-10-25T02:30'],
    ['a skip up to midnight', 'America/Nuuk', '2027-03-27', '23:30', '23:45', '2027-03-28T01:30', '2027-03-28T01:45'],
  ])('%s in %s', (_case, inZone, onDate, at, until, dueAt, closesAt) => {
    const slot = slotOf(everyDay(at, until), inZone, onDate);
    expect([slot.date, utc(slot.dueAt), utc(slot.closesAt)]).toEqual([onDate, dueAt, closesAt]);
  });

  it('the first moment counts, the last does not', () => {
    const cadence = workdays('09:00', '11:00');
    const [monday, tuesday] = ['2026-06-01', '2026-06-02'].map((day) => toInstant(day, '09:00', 'Asia/Tokyo'));
    const dates = (from: number, to: number): string[] =>
      slotsBetween(cadence, 'Asia/Tokyo', from, to).map((slot) => slot.date);
    expect(dates(monday!, tuesday!)).toEqual(['2026-06-01']);
    expect(dates(monday! + 1, tuesday! + 1)).toEqual(['2026-06-02']);
    expect(dates(tuesday!, monday!)).toEqual([]);
  });

  it.each([
    // 23:30 on Saturday does not exist: clocks go from 23:00 to Sunday, where the window is 00:30 and the search begins.
    ['forward', 'America/Nuuk', '23:30', '2027-03-28T01:00Z', '2027-03-28T02:00Z', '2027-03-27'],
    // Clocks show Sunday for one minute, go back from 00:01 to 23:01, and the search ends on Saturday again.
    ['back', 'America/St_Johns', '00:00', '2010-11-07T02:00Z', '2010-11-07T03:00Z', '2010-11-07'],
  ])('finds a window when clocks go %s over midnight in %s', (_case, inZone, at, from, to, onDate) => {
    const slots = slotsBetween(everyDay(at, at), inZone, Date.parse(from), Date.parse(to));
    expect(slots.map((slot) => slot.date)).toEqual([onDate]);
  });

  it('finds the window of yesterday that the clocks moved into today', () => {
    // Sunday 00:10 in Nuuk: Saturday's 23:30 was skipped and comes at 00:30.
    const sunday = Date.parse('2027-03-28T01:10Z');
    const slots = slotsBetween({ weekdays: [6], at: '23:30', until: '23:45' }, 'America/Nuuk', sunday, sunday + DAY);
    expect(slots).toMatchObject([{ date: '2027-03-27', dueAt: Date.parse('2027-03-28T01:30Z') }]);
  });

  it('stays open for some time on the day of every change of the clocks, whatever its hours', () => {
    const changes = fc.constantFrom(...clockChanges);
    fc.assert(
      fc.property(changes, time, time, fc.integer({ min: -1, max: 1 }), ({ zone: inZone, onDate }, at, until, days) => {
        const { dueAt, closesAt } = slotOf({ at, until }, inZone, addDays(onDate, days));
        expect(closesAt).toBeGreaterThan(dueAt);
        // A window is never longer than a day and the longest change of these years, the two hours of Troll.
        expect(closesAt - dueAt).toBeLessThanOrEqual(DAY + 120 * MINUTE);
      }),
      { numRuns: 3_000 },
    );
  });

  it('skips days that are no working days', () => {
    const cadence = workdays('09:00', '11:00');
    const ascension = (day: string): boolean => day !== '2026-05-14';
    expect(sendsOn(cadence, '2026-05-14')).toBe(true);
    expect(sendsOn(cadence, '2026-05-14', ascension)).toBe(false);
    expect(sendsOn(cadence, '2026-05-16', ascension)).toBe(false);
    const wednesday = toInstant('2026-05-13', '09:00', 'Europe/Paris');
    const week = slotsBetween(cadence, 'Europe/Paris', wednesday, wednesday + 7 * DAY, ascension);
    expect(week.map((slot) => slot.date)).toEqual(['2026-05-13', '2026-05-15', '2026-05-18', '2026-05-19']);
  });

  it('equals a walk over all days, around any instant in any zone', () => {
    fc.assert(
      fc.property(cadence, zone, instant, fc.integer({ min: 0, max: 30 * 24 * 60 }), (any, inZone, from, minutes) => {
        const to = from + minutes * MINUTE;
        const first = dayNumber(toLocal(from, inZone).date) - 3;
        const all = Array.from({ length: 60 }, (_, i) => dateOfDay(first + i))
          .filter((day) => any.weekdays.includes(weekdayOf(day)))
          .map((day) => slotOf(any, inZone, day));
        const expected = all.filter((slot) => slot.dueAt >= from && slot.dueAt < to);
        expect(slotsBetween(any, inZone, from, to)).toEqual(expected);
        for (const slot of all) expect(slot.closesAt).toBeGreaterThan(slot.dueAt);
      }),
      { numRuns: 500 },
    );
  });
});
