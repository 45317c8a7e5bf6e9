import type { Day } from './days.ts';
import type { Calendar, Mark } from './entry.ts';

/** Overloads of one day. */
export const daysMarks = ({ marks }: Calendar, day: Day): Mark[] =>
  marks.filter(({ from, until }) => from === day && until === day);

/** Gaps and overloads of weeks, which the server counts from Monday to Sunday, with the row of days in which they begin. */
export function weeksMarks({ marks, days }: Calendar, week: readonly Day[]): { gaps: Mark[]; overloads: Mark[] } {
  const first = days[0]!.date;
  const here = marks.filter(({ from, until }) => from !== until && week.includes(from < first ? first : from));
  return { gaps: here.filter(({ kind }) => kind === 'gap'), overloads: here.filter(({ kind }) => kind === 'overload') };
}
