import fc from 'fast-check';
import { timeZoneNames, toLocal, weekdayOf } from '@relais/platform';
import { slotOf, type Slot } from './cadence.rules.js';
import { fitIntoHours, type WorkingHours } from './working-hours.rules.js';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;

const monToFri = (date: string): boolean => weekdayOf(date) <= 5;
const office: WorkingHours = { at: '09:00', until: '18:00' };
const night: WorkingHours = { at: '22:00', until: '06:00' };

const clock = (minute: number): string => new Date(minute * MINUTE).toISOString().slice(11, 16);
const zone = fc.constantFrom(...timeZoneNames());
const instant = fc
  .integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2037, 11, 1) / MINUTE })
  .map((minute) => minute * MINUTE);
const minutes = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const anyHours = fc
  .tuple(minutes(0, 1439), minutes(0, 1439))
  .map(([at, until]) => ({ at: clock(at), until: clock(until) }));
/** Hours of the day that no clock change of these years touches, none over midnight. In quarter hours, like all offsets. */
const dayHours = fc
  .tuple(minutes(24, 48), minutes(1, 40))
  .map(([at, length]) => ({ at: clock(at * 15), until: clock((at + length) * 15) }));
const someWeekdays = fc.uniqueArray(minutes(1, 7), { minLength: 1 }).map(
  (weekdays) =>
    (date: string): boolean =>
      weekdays.includes(weekdayOf(date)),
);

const slotAt = (dueAt: number, inZone: string, length: number): Slot => ({
  date: toLocal(dueAt, inZone).date,
  dueAt,
  closesAt: dueAt + length,
});

describe('a slot and the working hours of a person', () => {
  it.each([
    // 3 June 2026 is a Wednesday.
    ['inside the hours it stays', office, '2026-06-03', '10:00', '12:00', '2026-06-03', '10:00', '12:00'],
    ['at the first minute it stays', office, '2026-06-03', '09:00', '11:00', '2026-06-03', '09:00', '11:00'],
    ['before the hours it waits for them', office, '2026-06-03', '07:30', '09:30', '2026-06-03', '09:00', '11:00'],
    ['after the hours it waits for tomorrow', office, '2026-06-03', '19:00', '21:00', '2026-06-04', '09:00', '11:00'],
    ['at the end of the hours they are over', office, '2026-06-03', '18:00', '19:00', '2026-06-04', '09:00', '10:00'],
    ['on Friday night it waits for Monday', office, '2026-06-05', '20:00', '21:00', '2026-06-08', '09:00', '10:00'],
    ['on Sunday it waits for Monday', office, '2026-06-07', '10:00', '11:00', '2026-06-08', '09:00', '10:00'],
    ['it closes with the hours', office, '2026-06-03', '17:00', '20:00', '2026-06-03', '17:00', '18:00'],
    ['at noon it waits for the night shift', night, '2026-06-03', '12:00', '13:00', '2026-06-03', '22:00', '23:00'],
    ['after midnight the shift goes on', night, '2026-06-03', '01:00', '02:00', '2026-06-02', '01:00', '02:00'],
    ['the shift of Friday ends on Saturday', night, '2026-06-06', '05:00', '07:00', '2026-06-05', '05:00', '06:00'],
    ['no shift begins on Sunday', night, '2026-06-08', '01:00', '02:00', '2026-06-08', '22:00', '23:00'],
  ])('%s', (_case, hours, date, at, until, onDate, movedTo, closing) => {
    const slot = slotOf({ at, until }, 'Europe/Paris', date);
    const fitted = fitIntoHours(slot, 'Europe/Paris', hours, monToFri)!;
    expect(fitted.date).toBe(onDate);
    expect(toLocal(fitted.dueAt, 'Europe/Paris').time).toBe(movedTo);
    expect(toLocal(fitted.closesAt, 'Europe/Paris').time).toBe(closing);
    expect(fitted.dueAt).toBeGreaterThanOrEqual(slot.dueAt);
  });

  it('moves over a holiday and a weekend at once', () => {
    // Thursday 14 May 2026 is Ascension, and this person does not work on Fridays.
    const isWorkingDay = (date: string): boolean => weekdayOf(date) <= 4 && date !== '2026-05-14';
    const slot = slotOf(office, 'Europe/Paris', '2026-05-14');
    expect(fitIntoHours(slot, 'Europe/Paris', office, isWorkingDay)).toEqual(
      slotOf(office, 'Europe/Paris', '2026-05-18'),
    );
  });

  it('has nowhere to go when nobody works for a year', () => {
    expect(fitIntoHours(slotOf(office, 'UTC', '2026-06-03'), 'UTC', office, () => false)).toBeNull();
  });

  it('follows the clocks: the day of the change has its hours too', () => {
    // 02:30 does not exist on 28 March 2027 in Paris: hours from then on begin at 03:30, which is 01:30 UTC.
    const slot = slotAt(Date.parse('2027-03-28T00:15Z'), 'Europe/Paris', HOUR);
    const fitted = fitIntoHours(slot, 'Europe/Paris', { at: '02:30', until: '10:00' }, () => true);
    expect(fitted?.dueAt).toBe(Date.parse('2027-03-28T01:30Z'));
  });
});

describe('any slot, any hours, any zone', () => {
  it('is never earlier, never empty, and inside the hours of a working day', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        minutes(1, 1500),
        anyHours,
        someWeekdays,
        (inZone, due, length, hours, isWorkingDay) => {
          const slot = slotAt(due, inZone, length * MINUTE);
          const fitted = fitIntoHours(slot, inZone, hours, isWorkingDay)!;
          const working = slotOf(hours, inZone, fitted.date);
          expect(isWorkingDay(fitted.date)).toBe(true);
          expect(fitted.dueAt).toBeGreaterThanOrEqual(due);
          expect(fitted.dueAt).toBeGreaterThanOrEqual(working.dueAt);
          expect(fitted.closesAt).toBeGreaterThan(fitted.dueAt);
          expect(fitted.closesAt).toBeLessThanOrEqual(working.closesAt);
          expect(fitted.closesAt - fitted.dueAt).toBeLessThanOrEqual(slot.closesAt - due);
          // What is inside already stays: fitting twice is fitting once.
          expect(fitIntoHours(fitted, inZone, hours, isWorkingDay)?.dueAt).toBe(fitted.dueAt);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('never comes before an earlier one', () => {
    fc.assert(
      fc.property(
        zone,
        instant,
        minutes(0, 4 * 1440),
        anyHours,
        someWeekdays,
        (inZone, due, later, hours, isWorkingDay) => {
          const fit = (at: number): number =>
            fitIntoHours(slotAt(at, inZone, HOUR), inZone, hours, isWorkingDay)!.dueAt;
          expect(fit(due + later * MINUTE)).toBeGreaterThanOrEqual(fit(due));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is the first moment at which the clock on the wall shows working time', () => {
    fc.assert(
      fc.property(zone, instant, dayHours, someWeekdays, (inZone, minute, hours, isWorkingDay) => {
        const due = minute - (minute % QUARTER);
        let first = due;
        for (;;) {
          const { date, time } = toLocal(first, inZone);
          if (isWorkingDay(date) && time >= hours.at && time < hours.until) break;
          first += QUARTER;
        }
        const fitted = fitIntoHours(slotAt(due, inZone, HOUR), inZone, hours, isWorkingDay);
        expect(fitted).toMatchObject({ dueAt: first, date: toLocal(first, inZone).date });
      }),
      { numRuns: 500 },
    );
  });
});
