import { addDays, mondayOf, weekdayOf, type LocalDate } from '@relais/platform';

/** A line as it fills the days of those who hear it. */
export interface SpeakingLine {
  slug: string;
  segments: readonly string[];
  mode: 'sequence' | 'calendar';
  /** ISO: 1 is Monday. */
  weekdays: readonly number[];
  /** Calendar: dates of its bricks, planned, approved or scheduled. Sequence: bricks it has in all. */
  dates: readonly LocalDate[];
  bricks: number;
}

/** How many new bricks one rep gets at most. */
export interface LoadCap {
  day: number;
  week: number;
}

/** Something about a segment's days that an editor should see. */
export interface CalendarMark {
  segment: string;
  /** gap: a week in which nothing new comes; overload: more new bricks than the cap lets through, so some come later. */
  kind: 'gap' | 'overload';
  from: LocalDate;
  until: LocalDate;
  /** New bricks in that time. */
  bricks: number;
}

/**
 * Marks the weeks of a segment without anything new, and the days and weeks with more than its people get. A calendar line fills the
 * dates of its bricks; what falls on a day on which it does not speak comes on its next one. A sequence gives each rep one new brick
 * on each of its days, as long as it has as many bricks as the range has such days. Repeats are not counted: they depend on answers.
 * @param from @param to both included; only whole weeks (Monday to Sunday) inside are looked at for gaps.
 */
export function calendarMarks(
  lines: readonly SpeakingLine[],
  from: LocalDate,
  to: LocalDate,
  cap: LoadCap,
): CalendarMark[] {
  const segments = [...new Set(lines.flatMap((line) => line.segments))].sort();
  return segments.flatMap((segment) => {
    const load = new Map<LocalDate, number>();
    for (const line of lines.filter(({ segments }) => segments.includes(segment)))
      for (const day of speaks(line, from, to)) load.set(day, (load.get(day) ?? 0) + 1);
    return marksOf(segment, load, from, to, cap);
  });
}

function speaks(line: SpeakingLine, from: LocalDate, to: LocalDate): LocalDate[] {
  if (line.weekdays.length === 0) return [];
  if (line.mode === 'calendar')
    return line.dates.map((date) => next(line, date)).filter((day) => day >= from && day <= to);
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (line.weekdays.includes(weekdayOf(day))) days.push(day);
  return days.slice(0, line.bricks);
}

function next({ weekdays }: SpeakingLine, date: LocalDate): LocalDate {
  let day = date;
  while (!weekdays.includes(weekdayOf(day))) day = addDays(day, 1);
  return day;
}

function marksOf(
  segment: string,
  load: Map<LocalDate, number>,
  from: LocalDate,
  to: LocalDate,
  cap: LoadCap,
): CalendarMark[] {
  const marks: CalendarMark[] = [];
  for (const [day, bricks] of [...load].sort())
    if (bricks > cap.day) marks.push({ segment, kind: 'overload', from: day, until: day, bricks });
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) {
    const sunday = addDays(monday, 6);
    const bricks = [...load].filter(([day]) => day >= monday && day <= sunday).reduce((sum, [, n]) => sum + n, 0);
    if (bricks > cap.week) marks.push({ segment, kind: 'overload', from: monday, until: sunday, bricks });
    if (bricks === 0 && monday >= from && sunday <= to)
      marks.push({ segment, kind: 'gap', from: monday, until: sunday, bricks });
  }
  return marks;
}

/** Where on the calendar something stands. A draft that is not approved is planned, whatever its review says. */
export type CalendarState = 'planned' | 'approved' | 'scheduled' | 'sent';

/** The date of a brick of a calendar line; null: it has none. @param start day 0 of the line. */
export function dateOf({ day, on }: { day: number | null; on: LocalDate | null }, start: LocalDate): LocalDate | null {
  return on ?? (day === null ? null : addDays(start, day));
}

/** The first day on which nothing that is done today can be sent any more, wherever somebody lives. @param utc today in UTC. */
export const firstFreeDay = (utc: LocalDate): LocalDate => addDays(utc, 2);
