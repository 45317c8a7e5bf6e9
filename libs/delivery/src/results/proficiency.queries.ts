import { Injectable } from '@nestjs/common';
import { compileSegment, EditedSegmentsService, repsInScope, type Scope } from '@relais/network';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { proficiencyCells, type ProficiencyCell, type ProficiencyCount } from './proficiency.rules.js';
import type { ResultRange } from './results.queries.js';

/** Shares of right answers by segment and theme. */
export interface ProficiencyMap {
  cells: (ProficiencyCell & { segmentName: Record<string, string> })[];
  /** One of so many people was looked at; 1: everybody. Counts of people are of those. */
  oneOf: number;
}

/** Enough people for a share that is true to the percent, and few enough for a page that opens at once. */
const LOOKED_AT = 20_000;

/** How well segments know themes. */
@Injectable()
export class ProficiencyQueries {
  constructor(
    private readonly db: DataSource,
    private readonly segments: EditedSegmentsService,
  ) {}

  /** Of first and repeated answers in the range, of people within the scope; groups that are too small show nothing. */
  async map({ from, to, line }: ResultRange, scope: Scope): Promise<ProficiencyMap> {
    const segments = await this.segments.all();
    if (segments.length === 0) return { cells: [], oneOf: 1 };
    const oneOf = scope.kind === 'network' ? await this.oneOf() : 1;
    const parameters: unknown[] = [from, to, line ?? null, oneOf, segments.map(({ slug }) => slug)];
    const seen = repsInScope(scope, 'r', parameters.length + 1);
    parameters.push(...seen.parameters);
    const inside = segments.map(({ rule }) => {
      const compiled = compileSegment(rule, parameters.length + 1);
      parameters.push(...compiled.parameters);
      return `CASE WHEN ${compiled.sql} THEN TRUE ELSE FALSE END`;
    });
    const counts = await rows<ProficiencyCount>(
      this.db,
      // Each person once with the segments they are in; then their answers, found by person and day; then the groups.
      `WITH people AS MATERIALIZED (
         SELECT r.id, ARRAY[${inside.join(', ')}] AS inside FROM network.rep AS r JOIN network.partner AS p ON p.id = r.partner_id
          WHERE r.status = 'active' AND r.id % $4 = 0 AND ${seen.sql}),
       said AS (
         SELECT d.rep_id, v.theme, count(*) AS graded, count(*) FILTER (WHERE a.correct) AS correct
           FROM people JOIN delivery.delivery AS d ON d.rep_id = people.id AND d.local_day BETWEEN $1 AND $2
           JOIN delivery.answer AS a ON a.delivery_id = d.id AND a.correct IS NOT NULL
           JOIN editorial.brick_version AS v ON v.id = a.version_id AND v.theme IS NOT NULL
           JOIN editorial.line AS l ON l.id = a.line_id AND ($3::text IS NULL OR l.slug = $3)
          GROUP BY d.rep_id, v.theme)
       SELECT s.slug AS segment, said.theme, count(*)::int AS people, sum(said.graded)::int AS graded, sum(said.correct)::int AS correct
         FROM said JOIN people ON people.id = said.rep_id CROSS JOIN LATERAL unnest($5::text[], people.inside) AS s (slug, is_in)
        WHERE s.is_in GROUP BY s.slug, said.theme ORDER BY s.slug, said.theme`,
      parameters,
    );
    const names = new Map(segments.map(({ slug, name }) => [slug, name]));
    return {
      cells: proficiencyCells(counts).map((cell) => ({ ...cell, segmentName: names.get(cell.segment)! })),
      oneOf,
    };
  }

  private async oneOf(): Promise<number> {
    const [row] = await rows<{ reps: number }>(this.db, `SELECT reltuples::float AS reps FROM pg_class WHERE oid = 'network.rep'::regclass`); // prettier-ignore
    return Math.max(1, Math.ceil(row!.reps / LOOKED_AT));
  }
}
