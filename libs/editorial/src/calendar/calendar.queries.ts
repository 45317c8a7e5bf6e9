import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { BrickKind } from '../published-brick.js';
import type { BrickPlan } from '../drafts/draft-document.js';
import { dateOf, type CalendarState, type SpeakingLine } from './calendar.rules.js';

/** A brick on the calendar, or waiting for a date. */
export interface CalendarEntry {
  line: string;
  brickId: number | null;
  draftId: number | null;
  /** Of the draft; null: it is published. */
  revision: number | null;
  slug: string;
  title: string;
  kind: BrickKind;
  position: number;
  plan: BrickPlan;
  /** null: none yet. */
  date: string | null;
  state: Exclude<CalendarState, 'sent'>;
}

type Row = Omit<CalendarEntry, 'date'> & { start: string };

/** What is planned, before anything of it is sent. */
@Injectable()
export class CalendarQueries {
  constructor(private readonly db: DataSource) {}

  /** Open drafts and published bricks of calendar lines, by date. @param lines slugs; none: all. */
  async entries(lines?: readonly string[]): Promise<CalendarEntry[]> {
    const found = await rows<Row>(
      this.db,
      // A draft of a brick that is published shows as that brick: it stays where it is until the draft is published.
      `SELECT l.slug AS line, coalesce(l.starts_on, (l.published_at AT TIME ZONE 'UTC')::date)::text AS start, b.id AS "brickId", NULL::int AS "draftId", NULL::int AS revision,
              b.slug, v.question->'wordings'->(v.question->>'master')->>'title' AS title, v.kind, b.position,
              json_build_object('day', b.day, 'on', b.on_date) AS plan, 'scheduled' AS state
         FROM editorial.brick AS b JOIN editorial.line AS l ON l.id = b.line_id JOIN editorial.brick_version AS v ON v.id = b.version_id
        WHERE b.status = 'published' AND l.mode = 'calendar' AND ($1::text[] IS NULL OR l.slug = ANY ($1))
       UNION ALL
       SELECT l.slug, coalesce(l.starts_on, (l.published_at AT TIME ZONE 'UTC')::date)::text, NULL, d.id, d.revision, d.slug,
              coalesce((SELECT w->>'title' FROM jsonb_array_elements(d.document->'wordings') AS w WHERE w->>'locale' = l.locale LIMIT 1), ''),
              d.document->>'kind', d.position, json_build_object('day', d.day, 'on', d.on_date), CASE d.state WHEN 'approved' THEN 'approved' ELSE 'planned' END
         FROM editorial.draft AS d JOIN editorial.line AS l ON l.id = d.line_id
        WHERE d.state IN ('draft', 'in-review', 'approved') AND d.brick_id IS NULL AND l.mode = 'calendar' AND ($1::text[] IS NULL OR l.slug = ANY ($1))`,
      [lines ?? null],
    );
    return found
      .map(({ start, ...entry }) => ({ ...entry, date: dateOf(entry.plan, start) }))
      .sort((a, b) => (a.date ?? '9').localeCompare(b.date ?? '9') || a.line.localeCompare(b.line) || a.position - b.position); // prettier-ignore
  }

  /** Lines that speak, for the marks; with the dates `entries` gave. */
  async speaking(entries: readonly CalendarEntry[]): Promise<SpeakingLine[]> {
    const lines = await rows<Omit<SpeakingLine, 'dates'>>(
      this.db,
      `SELECT l.slug, l.segments, l.mode, l.weekdays, (SELECT count(*)::int FROM editorial.brick AS b WHERE b.line_id = l.id AND b.status = 'published') AS bricks
         FROM editorial.line AS l WHERE l.status = 'active' ORDER BY l.slug`,
    );
    return lines.map((line) => ({
      ...line,
      dates: entries.filter((e) => e.line === line.slug && e.date !== null).map((e) => e.date!),
    }));
  }
}
