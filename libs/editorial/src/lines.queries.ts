import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { LineSettings } from './content/content.js';
import type { BrickKind } from './published-brick.js';

/** A line and when it speaks. */
export interface Line extends LineSettings {
  id: number;
  /** First publication outside draft. */
  publishedAt: Date;
}

/** A published brick at its place in the line. */
export interface LineBrick {
  brickId: number;
  lineId: number;
  slug: string;
  position: number;
  /** The current version; read it with BrickVersions. */
  versionId: number;
  kind: BrickKind;
  theme: string | null;
  /** Days after the line's start (calendar) or, at the earliest, after joining (sequence); or a date (YYYY-MM-DD). */
  day: number | null;
  onDate: string | null;
}

const SELECT_LINE = `
  SELECT id, slug, name, description, locale, segments, mode, start, starts_on::text AS "startsOn", weekdays, at, until, spacing,
         answer_within_days AS "answerWithinDays", status, published_at AS "publishedAt"
    FROM editorial.line`;

/** What delivery plans by. */
@Injectable()
export class LinesQueries {
  constructor(private readonly db: DataSource) {}

  /** Lines that speak: neither paused nor draft. */
  async active(): Promise<Line[]> {
    return rows<Line>(this.db, `${SELECT_LINE} WHERE status = 'active' ORDER BY id`);
  }

  /**
   * A line in any state.
   * @throws NotFound `line.unknown`.
   */
  async bySlug(slug: string): Promise<Line> {
    const [line] = await rows<Line>(this.db, `${SELECT_LINE} WHERE slug = $1`, [slug]);
    if (!line) throw new NotFound('line.unknown', `There is no editorial line ${slug}.`);
    return line;
  }

  /** The published bricks of some lines, in the order of each line. */
  async bricks(lineIds: readonly number[]): Promise<LineBrick[]> {
    return rows<LineBrick>(
      this.db,
      `SELECT b.id AS "brickId", b.line_id AS "lineId", b.slug, b.position, b.version_id AS "versionId", v.kind, v.theme,
              b.day, b.on_date::text AS "onDate"
         FROM editorial.brick AS b
         JOIN editorial.brick_version AS v ON v.id = b.version_id
        WHERE b.line_id = ANY($1) AND b.status = 'published'
        ORDER BY b.line_id, b.position, b.id`,
      [[...lineIds]],
    );
  }
}
