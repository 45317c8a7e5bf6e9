import { Injectable } from '@nestjs/common';
import { repsInScope, type Scope } from '@relais/network';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';

/** How somebody takes part. */
export interface Participation {
  repId: number;
  /** Bricks of the last 28 days that reached the person, and how many of them were answered. */
  received: number;
  answered: number;
  /** Graded answers among these, and the right ones. */
  graded: number;
  right: number;
  /** Bricks that came, are not answered, and still can be. */
  open: number;
  lastAnsweredAt: Date | null;
}

/** A brick that some people still have to answer. */
export interface DueBrick {
  brickId: number;
  lineName: Record<string, string>;
  title: string;
  /** Who has it and has not answered. */
  people: number;
  /** When the first of them can no longer answer. */
  firstUntil: Date;
}

/** Days that are looked at: four weeks, so that every weekday counts alike. */
const DAYS = 28;

/** Reads who takes part, person by person. */
@Injectable()
export class ParticipationQueries {
  constructor(private readonly db: DataSource) {}

  /** Of these people, as far as whoever asks may see them; in no certain order. */
  async of(repIds: readonly number[], scope: Scope): Promise<Participation[]> {
    const seen = repsInScope(scope, 'r', 2);
    return rows<Participation>(
      this.db,
      // The index on rep and day finds the deliveries of each.
      `SELECT r.id AS "repId", count(d.id)::int AS received, count(a.delivery_id)::int AS answered, count(a.correct)::int AS graded, count(*) FILTER (WHERE a.correct)::int AS "right",
              count(*) FILTER (WHERE a.delivery_id IS NULL AND d.answer_until > now())::int AS open, max(a.answered_at) AS "lastAnsweredAt"
         FROM network.rep AS r LEFT JOIN delivery.delivery AS d ON d.rep_id = r.id AND d.state = 'accepted' AND d.local_day > current_date - ${DAYS}
         LEFT JOIN delivery.answer AS a ON a.delivery_id = d.id
        WHERE r.id = ANY ($1::int[]) AND ${seen.sql} GROUP BY r.id`,
      [repIds, ...seen.parameters],
    );
  }

  /** Bricks of the last four weeks that people within the scope still can answer, most people first; and how many people wait over all of them. */
  async due(scope: Scope, limit: number): Promise<{ people: number; open: number; bricks: DueBrick[] }> {
    const seen = repsInScope(scope, 'r', 2);
    const found = await rows<DueBrick & { allPeople: number; allOpen: number }>(
      this.db,
      `WITH open AS MATERIALIZED (
         SELECT d.rep_id, d.brick_id, d.answer_until FROM network.rep AS r JOIN delivery.delivery AS d ON d.rep_id = r.id AND d.local_day > current_date - ${DAYS}
           LEFT JOIN delivery.answer AS a ON a.delivery_id = d.id
          WHERE r.status = 'active' AND d.state = 'accepted' AND a.delivery_id IS NULL AND d.answer_until > now() AND ${seen.sql})
       SELECT b.id AS "brickId", l.name AS "lineName", v.question->'wordings'->(v.question->>'master')->>'title' AS title, o.people, o."firstUntil", t."allPeople", t."allOpen"
         FROM (SELECT brick_id, count(DISTINCT rep_id)::int AS people, min(answer_until) AS "firstUntil" FROM open GROUP BY 1) AS o
         CROSS JOIN (SELECT count(DISTINCT rep_id)::int AS "allPeople", count(*)::int AS "allOpen" FROM open) AS t
         JOIN editorial.brick AS b ON b.id = o.brick_id JOIN editorial.line AS l ON l.id = b.line_id JOIN editorial.brick_version AS v ON v.id = b.version_id
        ORDER BY o.people DESC, b.id LIMIT $1`,
      [limit, ...seen.parameters],
    );
    const bricks = found.map(({ allPeople: _people, allOpen: _open, ...brick }) => brick);
    return { people: found[0]?.allPeople ?? 0, open: found[0]?.allOpen ?? 0, bricks };
  }
}
