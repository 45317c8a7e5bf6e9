import { daysBetween, weekdayOf, type LocalDate } from '@relais/platform';
import { sortedWeekdays, type WorkingDays } from './cadence.rules.js';
import { publicHolidays } from './public-holidays.rules.js';

/** Days without mail: a rep's pause or vacation, a company's closure. */
export interface Absence {
  from: LocalDate;
  /** Last day, included; null until further notice. */
  until: LocalDate | null;
}

/** What decides whether a rep works on a day. A part that is left out forbids nothing. */
export interface WorkingCalendar {
  /** ISO weekdays the company works on, 1 Monday to 7 Sunday, at least one. */
  companyWeekdays?: readonly number[] | null;
  /** ISO weekdays the rep works on; they replace the company's. */
  repWeekdays?: readonly number[] | null;
  /** ISO 3166-1 code of the country whose public holidays the rep keeps. */
  country?: string | null;
  /** ISO 3166-2 code of the region within that country, with or without the country. */
  region?: string | null;
  /** In any order; they may overlap. */
  absences?: readonly Absence[];
}

/**
 * The days on which a brick may arrive: a weekday the rep (or else the company) works on, no public holiday, no absence.
 * Throws `RangeError` for weekdays or dates that do not exist and for an absence that ends before it begins.
 */
export function workingDays(calendar: WorkingCalendar): WorkingDays {
  const { country, region = null, absences = [] } = calendar;
  const own = calendar.repWeekdays ?? calendar.companyWeekdays;
  const weekdays = own && sortedWeekdays(own);
  absences.forEach(checkAbsence);

  return (date) => {
    if (weekdays && !weekdays.includes(weekdayOf(date))) return false;
    if (absences.some(({ from, until }) => date >= from && (until === null || date <= until))) return false;
    return !country || !publicHolidays(country, region, Number(date.slice(0, 4))).has(date);
  };
}

function checkAbsence({ from, until }: Absence): void {
  // Counting also refuses what is no date.
  if (daysBetween(from, until ?? from) < 0) {
    throw new RangeError(`an absence from ${from} until ${until}: its last day is before its first`);
  }
}
