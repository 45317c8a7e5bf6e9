import { daysBetween, isLocalDate, type Fault, type LocalDate } from '@relais/platform';

/** Who is away: one rep or a whole company, by the ids their company uses. */
export type AbsentParty = { rep: string } | { partner: string };

/** Days without bricks, both inclusive; `until` null: until further notice. */
export interface AbsentDays {
  from: LocalDate;
  until: LocalDate | null;
}

const MOST_DAYS = 3 * 366;
const MOST_NOTE = 500;

/** What is wrong with an absence, for whoever typed it; none: it can be written down. */
export function faultsOfAbsence({ from, until }: { from: string; until: string | null }, note: string | null): Fault[] {
  const faults: Fault[] = [];
  const date = (where: string, text: string): boolean => {
    const valid: boolean = isLocalDate(text);
    if (valid) return true;
    faults.push({ where, what: `${JSON.stringify(text.slice(0, 40))} is not a date`, fix: 'write it as 2026-12-24' });
    return false;
  };
  const dates = [date('from', from), until === null || date('until', until)];
  if (dates.every(Boolean) && until !== null) {
    const days = daysBetween(from, until);
    if (days < 0)
      faults.push({ where: 'until', what: `${until} is before ${from}`, fix: 'give the last day of the absence' });
    if (days > MOST_DAYS)
      faults.push({
        where: 'until',
        what: 'is more than three years after from',
        fix: 'leave it out for "until further notice"',
      });
  }
  if (note !== null && note.length > MOST_NOTE)
    faults.push({ where: 'note', what: `has more than ${MOST_NOTE} characters`, fix: 'shorten it' });
  return faults;
}
