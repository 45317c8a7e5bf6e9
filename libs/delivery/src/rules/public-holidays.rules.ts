import { createRequire } from 'node:module';
import { dateOfDay, dayNumber, type LocalDate } from '@relais/platform';
import { LRUCache } from 'lru-cache';

type Holidays = typeof import('date-holidays').default;

const DAY_MS = 86_400_000;
/** The years for which the package has every calendar it computes with; outside them no holiday is known. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2080;

/** Regions under the codes of ISO 3166-2 where the package has others: Alsace, by its holidays one, and departments overseas. */
const KNOWN_AS: Record<string, string> = {
  'FR-6AE': '67',
  'FR-A': '67',
  'FR-971': 'GP',
  'FR-972': 'MQ',
  'FR-973': 'GF',
  'FR-974': 'RE',
  'FR-976': 'YT',
  'FR-977': 'BL',
  'FR-978': 'MF',
};

const require = createRequire(import.meta.url);
const none: ReadonlySet<LocalDate> = new Set();
// Room for every region the package knows over several years; a bound, because regions come from people's files.
const known = new LRUCache<string, ReadonlySet<LocalDate>>({ max: 5_000 });

/**
 * The public holidays of `year` in a country: whole days of type `public`, as the place's own calendar dates,
 * substitute days among them. Half days, evenings and holidays of banks, schools or by custom (Carnival in Brazil) are
 * not. No holidays for a country that is not known, and outside 1970–2080.
 *
 * Days that follow the moon (Eid in the Emirates) are computed ahead; what the sighting then decides may differ by one
 * or two days.
 *
 * @param country ISO 3166-1 code: `CA`.
 * @param region ISO 3166-2 code, with or without the country: `CA-QC` or `QC`, and where the package goes further a
 * district: `BY-A` for Augsburg. An unknown one, or null, leaves the holidays of the whole country.
 */
export function publicHolidays(country: string, region: string | null, year: number): ReadonlySet<LocalDate> {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return none;
  const key = `${country}|${region ?? ''}|${year}`.toUpperCase();
  let days = known.get(key);
  if (!days) known.set(key, (days = compute(country.toUpperCase(), region?.toUpperCase() ?? '', year)));
  return days;
}

function compute(country: string, region: string, year: number): ReadonlySet<LocalDate> {
  // Loaded at first use: its data take a tenth of a second that most processes and commands never need.
  const HolidaysOf = require('date-holidays') as Holidays;
  const within = region.startsWith(`${country}-`) ? region.slice(country.length + 1) : region;
  const [code = '', district = ''] = within.split('-');
  const state = KNOWN_AS[`${country}-${code}`] ?? code;
  const holidays = new HolidaysOf(country, state, district);
  // In UTC, starts and ends are the place's wall times as if they were UTC, so that their difference is a number of days.
  holidays.setTimezone('UTC');

  const days = new Set<LocalDate>();
  // The year before as well: its last holiday may reach into this one.
  for (const { type, date, start, end } of [...holidays.getHolidays(year - 1), ...holidays.getHolidays(year)]) {
    if (type !== 'public') continue;
    // `start` is the evening before in calendars whose days begin at dusk; the text holds the day itself.
    const first = dayNumber(date.slice(0, 10));
    // Rounded down: half days do not count, nor the hour too many where the clocks of the machine's own zone skip midnight.
    const length = Math.floor((end.getTime() - start.getTime()) / DAY_MS);
    for (let day = first; day < first + length; day += 1) days.add(dateOfDay(day));
  }
  return new Set([...days].filter((day) => day.startsWith(`${year}-`)).sort());
}
