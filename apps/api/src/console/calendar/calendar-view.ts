import { Injectable } from '@nestjs/common';
import { DEFAULT_CAP, TalliesQueries, type BrickDay } from '@relais/delivery';
import { calendarMarks, CalendarQueries, EditedLinesQueries, type CalendarEntry } from '@relais/editorial';
import { addDays, Clock } from '@relais/platform';
import type { CalendarDayDto, CalendarDto, CalendarEntryDto, CalendarQuery } from './calendar.dto.js';

/** Puts what is planned and what was sent on one calendar. */
@Injectable()
export class CalendarView {
  constructor(
    private readonly calendar: CalendarQueries,
    private readonly tallies: TalliesQueries,
    private readonly lines: EditedLinesQueries,
    private readonly clock: Clock,
  ) {}

  /** Today, in UTC. */
  today(): string {
    return this.clock.now().toISOString().slice(0, 10);
  }

  async of({ from, to, line, segment }: CalendarQuery): Promise<CalendarDto> {
    const shown = segment === undefined ? line && [line] : (await this.lines.naming(segment)).filter((slug) => line === undefined || slug === line); // prettier-ignore
    const [all, sent, countedAt] = await Promise.all([
      this.calendar.entries(), // marks need every line a segment hears
      this.tallies.days(from, to, shown || undefined),
      this.tallies.madeAt(),
    ]);
    const entries = shown ? all.filter((entry) => shown.includes(entry.line)) : all;
    const marks = calendarMarks(await this.calendar.speaking(all), from, to, DEFAULT_CAP);
    const slugs = new Map((await this.lines.all()).map(({ line: l }) => [l.slug, l.segments]));
    const meant = segment === undefined ? (line === undefined ? null : (slugs.get(line) ?? [])) : [segment];
    return {
      days: daysOf(from, to).map((date) => dayOf(date, entries, sent, this.today())),
      undated: entries.filter(({ date }) => date === null).map((entry) => toDto(entry, this.today())),
      marks: marks.filter((mark) => meant === null || meant.includes(mark.segment)),
      countedAt,
    };
  }
}

function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

function dayOf(date: string, entries: CalendarEntry[], sent: BrickDay[], today: string): CalendarDayDto {
  const gone = sent.filter((brick) => brick.day === date);
  const coming = entries.filter((e) => e.date === date && !gone.some((brick) => brick.brickId === e.brickId));
  const shown = [...coming.map((entry) => toDto(entry, today)), ...gone.map((brick) => sentDto(brick, entries))];
  const counts = { planned: 0, approved: 0, scheduled: 0, sent: 0 };
  for (const { state } of shown) counts[state] += 1;
  return { date, counts, entries: shown };
}

function toDto({ date, position: _, ...entry }: CalendarEntry, today: string): CalendarEntryDto {
  const movable = entry.state !== 'scheduled' || (date !== null && date >= addDays(today, 2));
  return { ...entry, sent: null, movable };
}

function sentDto(
  { brickId, line, slug, title, kind, accepted, waiting, ended, repeats, answered }: BrickDay,
  entries: CalendarEntry[],
): CalendarEntryDto {
  // prettier-ignore
  const plan = entries.find((entry) => entry.brickId === brickId)?.plan ?? null;
  const sent = { accepted, waiting, ended, repeats, answered };
  return { state: 'sent', line, slug, title, kind, brickId, draftId: null, revision: null, plan, sent, movable: false };
}
