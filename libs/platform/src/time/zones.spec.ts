import fc from 'fast-check';
import moment from 'moment-timezone';
import { dateOfDay } from './local-date.rules.js';
import { isTimeZone, periodsOf, timeZoneNames, timeZoneVersion } from './zone-data.js';
import { toInstant, toLocal } from './zones.rules.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2024, 0, 1);
const END = Date.UTC(2038, 0, 1);

interface Transition {
  zone: string;
  at: number;
  /** Local minus UTC in milliseconds. */
  before: number;
  after: number;
}

/** Every change of every zone 2024–2037, unpacked by moment-timezone itself: a second reading of the same data. */
const transitions: Transition[] = moment.tz.names().flatMap((zone) => {
  const { untils, offsets } = moment.tz.zone(zone)!;
  return untils.flatMap((until, i) =>
    until !== null && until >= START && until < END && offsets[i] !== offsets[i + 1]
      ? [{ zone, at: until, before: (0 - offsets[i]!) * MINUTE, after: (0 - offsets[i + 1]!) * MINUTE }]
      : [],
  );
});

/** `toInstant` of a wall time given as if it were UTC, in milliseconds. */
function instantOfWall(wall: number, zone: string): number {
  return toInstant(dateOfDay(Math.floor(wall / DAY)), new Date(wall).toISOString().slice(11, 16), zone);
}

const wallOf = (instant: number, zone: string): number => {
  const { date, time } = toLocal(instant, zone);
  return Date.parse(`${date}T${time}:00Z`);
};

/** The rule of RFC 5545, 3.3.5, and what follows from it: the clocks then show a time that exists, as much later as the gap is long. */
function expectMovedForward(skipped: number, zone: string, { before, gap }: { before: number; gap: number }): void {
  const instant = instantOfWall(skipped, zone);
  expect(instant).toBe(skipped - before);
  expect(wallOf(instant, zone)).toBe(skipped + gap);
}

const anyZone = fc.constantFrom(...timeZoneNames());
const anyMinute = fc.integer({ min: START / MINUTE, max: END / MINUTE - 1 }).map((minute) => minute * MINUTE);
const minutesAround = fc.integer({ min: -26 * 60, max: 26 * 60 });

describe('time zone names', () => {
  it.each([
    ['Europe/Paris', true],
    ['Asia/Calcutta', true],
    ['UTC', true],
    ['Etc/GMT+5', true],
    ['europe/paris', false],
    ['Paris', false],
    ['+02:00', false],
    ['constructor', false],
    ['', false],
  ])('%p is a zone: %p', (name, expected) => expect(isTimeZone(name)).toBe(expected));

  it('knows every zone and link of its data, the release of which it can name', () => {
    expect(timeZoneVersion()).toBe('2026f');
    expect(timeZoneNames().sort()).toEqual(moment.tz.names().sort());
    expect(timeZoneNames().length).toBeGreaterThan(590);
  });

  it('refuses an unknown zone by name', () => {
    expect(() => toInstant('2026-10-25', '09:00', 'Mars/Olympus')).toThrow(/unknown time zone "Mars\/Olympus"/);
    expect(() => toLocal(0, 'Mars/Olympus')).toThrow(RangeError);
  });

  it('unpacks every zone of its data like its publisher does', () => {
    for (const name of moment.tz.names()) {
      const { untils, offsets } = moment.tz.zone(name)!;
      const periods = periodsOf(name);
      expect(periods.untils).toEqual(untils.map((until) => until ?? Infinity));
      expect(periods.offsets.map((offset) => Math.round(offset / 1000))).toEqual(
        offsets.map((west) => 0 - Math.round(west * 60)),
      );
    }
  });
});

describe('every change of every zone, 2024 to 2037', () => {
  it('has thousands of changes to look at', () => {
    expect(transitions.length).toBeGreaterThan(5_000);
    expect(transitions.some(({ before, after }) => after > before)).toBe(true);
    expect(transitions.some(({ before, after }) => after < before)).toBe(true);
  });

  it('moves a skipped time forward by the length of the gap, gives the first of the two for a repeated one', () => {
    for (const { zone, at, before, after } of transitions) {
      const lastMinuteBefore = at - MINUTE;
      expect(instantOfWall(lastMinuteBefore + before, zone)).toBe(lastMinuteBefore);
      const span = Math.abs(after - before);
      for (let shift = 0; shift < span; shift += 10 * MINUTE) {
        if (after > before) expectMovedForward(at + before + shift, zone, { before, gap: span });
        else expect(instantOfWall(at + after + shift, zone)).toBe(at - span + shift);
      }
      if (after > before) expectMovedForward(at + after - MINUTE, zone, { before, gap: span });
      const firstUnique = Math.max(at + before, at + after);
      expect(instantOfWall(firstUnique, zone)).toBe(firstUnique - after);
    }
  });

  it('shows the new offset from the change on, the old one until then', () => {
    for (const { zone, at, before, after } of transitions) {
      expect(toLocal(at - 1, zone).offsetMinutes).toBe(before / MINUTE);
      expect(toLocal(at, zone).offsetMinutes).toBe(after / MINUTE);
    }
  });

  it('reads back every time that exists, and never goes back when such a time goes forward', () => {
    const nearAChange = fc.record({
      change: fc.constantFrom(...transitions),
      minutes: minutesAround,
      later: minutesAround,
    });
    fc.assert(
      fc.property(nearAChange, ({ change, minutes, later }) => {
        const [early, late] = [minutes, later].sort((a, b) => a - b).map((m) => change.at + change.before + m * MINUTE);
        const [first, second] = [instantOfWall(early!, change.zone), instantOfWall(late!, change.zone)];
        const [shownFirst, shownSecond] = [wallOf(first, change.zone), wallOf(second, change.zone)];
        // A skipped time may come after times that follow it on the clock face: only existing ones keep their order.
        if (shownFirst === early && shownSecond === late) expect(first).toBeLessThanOrEqual(second);
        for (const [wall, shown] of [
          [early!, shownFirst],
          [late!, shownSecond],
        ] as const) {
          const skipped = wall >= change.at + change.before && wall < change.at + change.after;
          expect(shown - wall).toBe(skipped ? change.after - change.before : 0);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('any instant in any zone', () => {
  it('reads back as itself, or as the first time the clock showed the same', () => {
    fc.assert(
      fc.property(anyZone, anyMinute, (zone, instant) => {
        const { date, time, weekday, offsetMinutes } = toLocal(instant, zone);
        const again = toInstant(date, time, zone);
        expect(toLocal(again, zone)).toMatchObject({ date, time, weekday });
        if (again !== instant) {
          expect(again).toBeLessThan(instant);
          expect(toLocal(again, zone).offsetMinutes).toBeGreaterThan(offsetMinutes);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('shows what the publisher of the data shows', () => {
    fc.assert(
      fc.property(anyZone, anyMinute, (zone, instant) => {
        const { date, time, weekday, offsetMinutes } = toLocal(instant, zone);
        const shown = moment.tz(instant, zone);
        expect(`${date} ${time} ${weekday} ${offsetMinutes}`).toBe(
          `${shown.format('YYYY-MM-DD HH:mm')} ${shown.isoWeekday()} ${shown.utcOffset()}`,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a summer of 2060', '2060-07-01', '09:00', 'Europe/Paris', '2060-07-01T07:00:00Z'],
    ['a summer after the end of the data', '2600-07-01', '09:00', 'Europe/Paris', '2600-07-01T08:00:00Z'],
    ['a day that Samoa skipped', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T19:00:00Z'],
    ['local mean time before 1911', '1900-01-01', '00:00', 'Europe/Paris', '1899-12-31T23:50:39Z'],
  ])('%s', (_case, date, time, zone, expected) =>
    expect(new Date(toInstant(date, time, zone))).toEqual(new Date(expected)),
  );
});
