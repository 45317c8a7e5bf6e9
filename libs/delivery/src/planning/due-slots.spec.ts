import fc from 'fast-check';
import { timeZoneNames, toLocal } from '@relais/platform';
import { dueDays, slotsWithin, type SpeakingLine } from './due-slots.rules.js';
import { SlotsAhead } from './slots-ahead.js';
import { readPattern } from './work-pattern.rules.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const line = (at: string, until: string, weekdays = [1, 2, 3, 4, 5]): SpeakingLine => ({ id: 1, weekdays, at, until });
const office = 'FR||1,2,3,4,5|08:00|18:00';
const roundTheClock = 'FR||1,2,3,4,5|00:00|00:00';
const nightShift = 'FR||1,2,3,4,5|22:00|06:00';
const gulfOffice = 'AE||1,2,3,4,7|09:00|17:00';

/** The windows that open in [from, from + days), as local days and hours. */
function opened(work: string, zone: string, spoken: SpeakingLine, from: string, days: number): string[] {
  const start = Date.parse(from);
  const slots = slotsWithin([spoken], [readPattern(`${zone}|${work}`)], start, start + days * DAY);
  return slots
    .filter(({ dueAt }) => dueAt >= start)
    .map(({ dueAt }) => {
      const { date, time } = toLocal(dueAt, zone);
      return `${date.slice(5)} ${time}`;
    });
}

describe('when a line speaks to people', () => {
  it.each([
    // 6 April 2026 is Easter Monday in France; nobody works on 4 and 5 April.
    [
      'the morning after a holiday it is not early: the moved window waits for that of the day',
      office,
      line('10:00', '16:00'),
      '2026-04-03',
      ['04-03 10:00', '04-07 10:00', '04-08 10:00'],
    ],
    [
      'a line of Mondays speaks on Tuesday, as soon as work begins',
      office,
      line('10:00', '16:00', [1]),
      '2026-04-03',
      ['04-07 08:00'],
    ],
    [
      'to people who work around the clock at its own hour, not at midnight',
      roundTheClock,
      line('10:00', '16:00', [1]),
      '2026-04-03',
      ['04-07 10:00'],
    ],
    [
      'the windows of a weekend become that of Monday',
      office,
      line('10:00', '16:00', [5, 6, 7, 1]),
      '2026-06-05',
      ['06-05 10:00', '06-08 10:00'],
    ],
    ['an evening line waits for the next morning', office, line('20:00', '22:00', [1]), '2026-06-01', ['06-02 08:00']],
    [
      'the night shift hears a line of the morning when its night begins',
      nightShift,
      line('10:00', '16:00', [1]),
      '2026-06-01',
      ['06-01 22:00'],
    ],
    [
      'the night shift of Friday goes on on Saturday',
      nightShift,
      line('01:00', '03:00', [6]),
      '2026-06-05',
      ['06-06 01:00'],
    ],
    [
      'a line of Fridays comes on Sunday where Friday is a day off',
      gulfOffice,
      line('10:00', '16:00', [5]),
      '2026-06-05',
      ['06-07 09:00'],
    ],
    [
      'where days and hours of work are not known, a holiday moves it to the next day of the line',
      'FR||||',
      line('10:00', '16:00', [1, 3]),
      '2026-04-03',
      ['04-08 10:00'],
    ],
  ])('%s', (_case, work, spoken, from, expected) => {
    const zone = work === gulfOffice ? 'Asia/Dubai' : 'Europe/Paris';
    expect(opened(work, zone, spoken, `${from}T00:00Z`, 6)).toEqual(expected);
  });
});

describe('the days a window counts for', () => {
  const evening = line('20:00', '02:00');
  it.each([
    [
      'planned before its hour',
      office.replace('08:00|18:00', '|'),
      evening,
      '2026-06-02T17:55Z',
      '2026-06-02',
      '2026-06-02',
    ],
    [
      'planned late the same evening',
      office.replace('08:00|18:00', '|'),
      evening,
      '2026-06-02T21:30Z',
      '2026-06-02',
      '2026-06-02',
    ],
    [
      'planned after midnight, because nothing ran before',
      office.replace('08:00|18:00', '|'),
      evening,
      '2026-06-02T22:30Z',
      '2026-06-02',
      '2026-06-03',
    ],
    [
      'of a night shift, after midnight',
      nightShift,
      line('01:00', '03:00'),
      '2026-06-02T22:55Z',
      '2026-06-03',
      '2026-06-03',
    ],
    [
      'of a night shift, planned late',
      nightShift,
      line('23:00', '05:00'),
      '2026-06-03T01:00Z',
      '2026-06-02',
      '2026-06-03',
    ],
  ])('%s', (_case, work, spoken, now, date, sentOn) => {
    const at = Date.parse(now);
    const slots = slotsWithin([spoken], [readPattern(`Europe/Paris|${work}`)], at, at + 10 * MINUTE);
    expect(dueDays(slots, at, at + 10 * MINUTE).map((day) => [day.date, day.sentOn])).toEqual([[date, sentOn]]);
  });

  it('on both sides of the date line are different ones', () => {
    const patterns = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'].map((zone) => readPattern(`${zone}|||||`));
    const at = Date.parse('2026-06-02T18:55Z'); // 08:55 of Wednesday there, 07:55 of Tuesday here
    const days = dueDays(
      slotsWithin([line('09:00', '18:00'), { ...line('08:00', '18:00'), id: 2 }], patterns, at, at + 10 * MINUTE),
      at,
      at + 10 * MINUTE,
    );
    expect(
      days.map(({ date, sentOn, slots }) => [date, sentOn, slots.map(({ lineId, zone }) => `${lineId} ${zone}`)]),
    ).toEqual([
      ['2026-06-02', '2026-06-02', ['2 Pacific/Pago_Pago']],
      ['2026-06-03', '2026-06-03', ['1 Pacific/Kiritimati', '2 Pacific/Kiritimati']],
    ]);
  });
});

describe('any lines, work and zones', () => {
  const clock = fc
    .integer({ min: 0, max: 95 })
    .map((quarter) => new Date(quarter * 15 * MINUTE).toISOString().slice(11, 16));
  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  const aLine = fc.record({ id: fc.constant(1), weekdays, at: clock, until: clock });
  const aPattern = fc
    .tuple(
      fc.constantFrom(...timeZoneNames()),
      fc.constantFrom('', 'FR', 'DE|DE-BY', 'US', 'AE'),
      fc.option(weekdays),
      fc.option(fc.tuple(clock, clock)),
    )
    .map(([zone, place, days, hours]) =>
      readPattern(
        `${zone}|${place.includes('|') ? place : `${place}|`}|${days?.join(',') ?? ''}|${hours?.join('|') ?? '|'}`,
      ),
    );
  const instant = fc
    .integer({ min: Date.UTC(2024, 0, 1) / MINUTE, max: Date.UTC(2037, 0, 1) / MINUTE })
    .map((minute) => minute * MINUTE);

  it('a line speaks to nobody twice on a day of work, and only when they work', () => {
    fc.assert(
      fc.property(aLine, aPattern, instant, (spoken, pattern, from) => {
        const slots = slotsWithin([spoken], [pattern], from, from + 14 * DAY);
        expect(new Set(slots.map(({ day }) => day)).size).toBe(slots.length);
        for (const { day, dueAt, closesAt } of slots) {
          expect(pattern.isWorkingDay(day)).toBe(true);
          expect(closesAt).toBeGreaterThan(dueAt);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('windows that were worked out for the hour to come are those of each moment in it', () => {
    fc.assert(
      fc.property(
        fc.array(aLine, { minLength: 1, maxLength: 2 }),
        aPattern,
        instant,
        fc.integer({ min: 0, max: 60 }),
        (lines, pattern, from, minutes) => {
          const ahead = new SlotsAhead();
          const until = (now: number) => now + 10 * MINUTE;
          const spoken = lines.map((each, id) => ({ ...each, id }));
          ahead.near(spoken, [pattern], from, until(from));
          const now = from + minutes * MINUTE;
          expect(dueDays(ahead.near(spoken, [pattern], now, until(now)), now, until(now))).toEqual(
            dueDays(slotsWithin(spoken, [pattern], now, until(now)), now, until(now)),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('a line that is edited, and a pattern that is new, are heard at once', () => {
    const ahead = new SlotsAhead();
    const at = Date.parse('2026-06-02T06:55Z');
    const [paris, rome] = ['Europe/Paris', 'Europe/Rome'].map((zone) => readPattern(`${zone}|||||`));
    const open = (spoken: SpeakingLine, patterns = [paris!]) =>
      dueDays(ahead.near([spoken], patterns, at, at + 10 * MINUTE), at, at + 10 * MINUTE).flatMap(({ slots }) => slots)
        .length;
    expect(open(line('10:00', '18:00'))).toBe(0);
    expect(open(line('09:00', '18:00'))).toBe(1);
    expect(open(line('09:00', '18:00'), [paris!, rome!])).toBe(2);
    expect(open(line('09:00', '18:00', [1]), [paris!, rome!])).toBe(0);
  });
});
