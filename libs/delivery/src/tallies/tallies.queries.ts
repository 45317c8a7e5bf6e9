import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import type { BrickKind } from '@relais/editorial';
import { DataSource } from 'typeorm';

/** How one brick stands on one day. */
export interface BrickDay {
  day: string;
  line: string;
  lineName: Record<string, string>;
  brickId: number;
  slug: string;
  /** As the current version says. */
  title: string;
  kind: BrickKind;
  /** Still to be sent. */
  waiting: number;
  /** Of these, in a worker's hands. */
  underWay: number;
  accepted: number;
  /** Refused, expired, cancelled, suppressed or held. */
  ended: number;
  /** Of the accepted, how many may have reached somebody twice. */
  ambiguous: number;
  repeats: number;
  answered: number;
}

/** One end or wait with its reason. */
export interface ReasonCount {
  state: string;
  reason: string | null;
  deliveries: number;
}

/** Reads the sums by day. */
@Injectable()
export class TalliesQueries {
  constructor(private readonly db: DataSource) {}

  /** Bricks by day, over the days given, both included; by day, line and place. @param lines slugs; none: all. */
  async days(from: string, to: string, lines?: readonly string[]): Promise<BrickDay[]> {
    return rows<BrickDay>(
      this.db,
      `SELECT t.local_day::text AS day, l.slug AS line, l.name AS "lineName", t.brick_id AS "brickId", b.slug,
              v.question->'wordings'->(v.question->>'master')->>'title' AS title, v.kind,
              coalesce(sum(t.deliveries) FILTER (WHERE t.state IN ('planned', 'claimed', 'sending')), 0)::int AS waiting,
              coalesce(sum(t.deliveries) FILTER (WHERE t.state IN ('claimed', 'sending')), 0)::int AS "underWay",
              coalesce(sum(t.deliveries) FILTER (WHERE t.state = 'accepted'), 0)::int AS accepted,
              coalesce(sum(t.deliveries) FILTER (WHERE t.state IN ('refused', 'expired', 'cancelled', 'suppressed', 'held')), 0)::int AS ended,
              sum(t.ambiguous)::int AS ambiguous, coalesce(sum(t.deliveries) FILTER (WHERE t.again), 0)::int AS repeats, sum(t.answered)::int AS answered
         FROM delivery.tally AS t JOIN editorial.brick AS b ON b.id = t.brick_id JOIN editorial.line AS l ON l.id = t.line_id
         JOIN editorial.brick_version AS v ON v.id = b.version_id
        WHERE t.local_day BETWEEN $1 AND $2 AND ($3::text[] IS NULL OR l.slug = ANY ($3))
        GROUP BY t.local_day, t.brick_id, b.id, l.id, v.id ORDER BY t.local_day, l.slug, b.position`,
      [from, to, lines ?? null],
    );
  }

  /** How many people each brick of a line reached by its first presentations; bricks that reached nobody are left out. */
  async reached(line: string): Promise<Map<number, number>> {
    const found = await rows<{ brickId: number; reached: number }>(
      this.db,
      `SELECT t.brick_id AS "brickId", sum(t.deliveries)::int AS reached
         FROM editorial.line AS l JOIN editorial.brick AS b ON b.line_id = l.id JOIN delivery.tally AS t ON t.brick_id = b.id
        WHERE l.slug = $1 AND t.state = 'accepted' AND NOT t.again GROUP BY t.brick_id`,
      [line],
    );
    return new Map(found.map(({ brickId, reached }) => [brickId, reached]));
  }

  /** What happened to the deliveries of a brick on a day, most first. */
  async reasons(brickId: number, day: string): Promise<ReasonCount[]> {
    return rows<ReasonCount>(
      this.db,
      `SELECT state, nullif(reason, '') AS reason, sum(deliveries)::int AS deliveries FROM delivery.tally
        WHERE brick_id = $1 AND local_day = $2 GROUP BY state, reason ORDER BY deliveries DESC, state, reason`,
      [brickId, day],
    );
  }

  /** When the sums of the latest day were made; null: there are none. */
  async madeAt(): Promise<Date | null> {
    const [row] = await rows<{ at: Date | null }>(this.db, 'SELECT max(made_at) AS at FROM delivery.tally_day');
    return row!.at;
  }
}
