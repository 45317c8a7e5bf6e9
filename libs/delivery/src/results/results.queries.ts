import { Injectable } from '@nestjs/common';
import type { BrickKind } from '@relais/editorial';
import { repsInScope, type Scope } from '@relais/network';
import { NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';

/** Days of the reps' calendar, both included. */
export interface ResultRange {
  from: string;
  to: string;
  /** Slug of a line. */
  line?: string;
}

/** What came of one brick. */
export interface BrickResult {
  brickId: number;
  line: string;
  lineName: Record<string, string>;
  slug: string;
  title: string;
  kind: BrickKind;
  theme: string | null;
  /** People it reached, by first presentations. */
  reached: number;
  /** Of these, how many answered the first presentation. */
  answered: number;
  /** Graded and right answers, repeats among them. */
  graded: number;
  correct: number;
}

/** What reached people of a line on a day, and what came back. */
export interface ResultDay {
  day: string;
  line: string;
  accepted: number;
  answered: number;
  graded: number;
  correct: number;
}

/** How often an option was chosen, of the question or of a variant (by occurrence). */
export interface ChoiceResult {
  number: number;
  occurrence: number;
  choice: string;
  /** As the master language says it; null: the version has no such option. */
  text: string | null;
  /** null: this kind knows no right answer. */
  right: boolean | null;
  answers: number;
}

/** What somebody wrote. */
export interface OpenAnswer {
  id: string;
  answeredAt: Date;
  text: string;
  rep: { id: number; name: string; partner: string };
}

const TOTALS = `
  SELECT t.brick_id, t.again, sum(t.deliveries) FILTER (WHERE t.state = 'accepted') AS accepted, sum(t.answered) AS answered, sum(t.graded) AS graded, sum(t.correct) AS correct
    FROM delivery.tally AS t WHERE t.local_day BETWEEN $1 AND $2 GROUP BY t.brick_id, t.again`;

/** The same from the deliveries of some people: the index on rep and day finds them. */
const totalsOf = (scope: string) => `
  SELECT d.brick_id, d.occurrence > 0 AS again, count(*) FILTER (WHERE d.state = 'accepted') AS accepted, count(a.delivery_id) AS answered, count(a.correct) AS graded,
         count(*) FILTER (WHERE a.correct) AS correct
    FROM network.rep AS r JOIN delivery.delivery AS d ON d.rep_id = r.id AND d.local_day BETWEEN $1 AND $2 LEFT JOIN delivery.answer AS a ON a.delivery_id = d.id
   WHERE ${scope} GROUP BY d.brick_id, d.occurrence > 0`;

const DAYS = `
  SELECT t.local_day AS day, t.line_id, coalesce(sum(t.deliveries) FILTER (WHERE t.state = 'accepted'), 0) AS accepted, sum(t.answered) AS answered,
         sum(t.graded) AS graded, sum(t.correct) AS correct
    FROM delivery.tally AS t WHERE t.local_day BETWEEN $1 AND $2 AND ($4::int IS NULL OR t.brick_id = $4) GROUP BY 1, 2`;

const daysOf = (scope: string) => `
  SELECT d.local_day AS day, d.line_id, count(*) FILTER (WHERE d.state = 'accepted') AS accepted, count(a.delivery_id) AS answered, count(a.correct) AS graded,
         count(*) FILTER (WHERE a.correct) AS correct
    FROM network.rep AS r JOIN delivery.delivery AS d ON d.rep_id = r.id AND d.local_day BETWEEN $1 AND $2 AND ($4::int IS NULL OR d.brick_id = $4)
    LEFT JOIN delivery.answer AS a ON a.delivery_id = d.id
   WHERE ${scope} GROUP BY 1, 2`;

/** Reads what came of bricks, within the scope of whoever asks: for the whole network from the sums, otherwise from the people themselves. */
@Injectable()
export class ResultsQueries {
  constructor(private readonly db: DataSource) {}

  /** Day by day and line by line, repeats among them; days on which nothing came are left out. @param brickId of this brick only. */
  async days({ from, to, line }: ResultRange, scope: Scope, brickId?: number): Promise<ResultDay[]> {
    const seen = repsInScope(scope, 'r', 5);
    const sums = scope.kind === 'network' ? DAYS : daysOf(seen.sql);
    return rows<ResultDay>(
      this.db,
      `SELECT t.day::text AS day, l.slug AS line, t.accepted::int AS accepted, t.answered::int AS answered, t.graded::int AS graded, t.correct::int AS correct
         FROM (${sums}) AS t JOIN editorial.line AS l ON l.id = t.line_id
        WHERE ($3::text IS NULL OR l.slug = $3) AND (t.accepted > 0 OR t.answered > 0) ORDER BY t.day, l.slug`,
      [from, to, line ?? null, brickId ?? null, ...seen.parameters],
    );
  }

  /** One brick, whether it reached somebody or not. @throws NotFound `brick.unknown` */
  async brick(brickId: number, range: ResultRange, scope: Scope): Promise<BrickResult> {
    const [known] = await rows<Omit<BrickResult, 'reached' | 'answered' | 'graded' | 'correct'>>(
      this.db,
      `SELECT b.id AS "brickId", l.slug AS line, l.name AS "lineName", b.slug, v.question->'wordings'->(v.question->>'master')->>'title' AS title, v.kind, v.theme
         FROM editorial.brick AS b JOIN editorial.line AS l ON l.id = b.line_id JOIN editorial.brick_version AS v ON v.id = b.version_id WHERE b.id = $1`,
      [brickId],
    );
    if (!known) throw new NotFound('brick.unknown', 'There is no such brick.');
    const found = await this.bricks({ ...range, line: known.line }, scope);
    const sums = found.find((one) => one.brickId === brickId);
    return sums ?? { ...known, reached: 0, answered: 0, graded: 0, correct: 0 };
  }

  /** Bricks that reached somebody, by line and place. */
  async bricks({ from, to, line }: ResultRange, scope: Scope): Promise<BrickResult[]> {
    const seen = repsInScope(scope, 'r', 4);
    const totals = scope.kind === 'network' ? TOTALS : totalsOf(seen.sql);
    return rows<BrickResult>(
      this.db,
      `SELECT b.id AS "brickId", l.slug AS line, l.name AS "lineName", b.slug, v.question->'wordings'->(v.question->>'master')->>'title' AS title, v.kind, v.theme,
              coalesce(sum(t.accepted) FILTER (WHERE NOT t.again), 0)::int AS reached, coalesce(sum(t.answered) FILTER (WHERE NOT t.again), 0)::int AS answered,
              sum(t.graded)::int AS graded, sum(t.correct)::int AS correct
         FROM (${totals}) AS t JOIN editorial.brick AS b ON b.id = t.brick_id JOIN editorial.line AS l ON l.id = b.line_id JOIN editorial.brick_version AS v ON v.id = b.version_id
        WHERE $3::text IS NULL OR l.slug = $3
        GROUP BY b.id, l.id, v.id HAVING sum(t.accepted) > 0 ORDER BY l.slug, b.position, b.id`,
      [from, to, line ?? null, ...seen.parameters],
    );
  }

  /** Which options were chosen, by version and variant. */
  async choices(brickId: number, scope: Scope): Promise<ChoiceResult[]> {
    const seen = repsInScope(scope, 'r', 2);
    const chosen =
      scope.kind === 'network'
        ? `SELECT version_id, occurrence, choice, answers FROM delivery.choice_tally WHERE version_id IN (SELECT id FROM editorial.brick_version WHERE brick_id = $1)`
        : `SELECT a.version_id, a.occurrence, choice, 1 AS answers FROM network.rep AS r JOIN delivery.delivery AS d ON d.rep_id = r.id AND d.brick_id = $1
             JOIN delivery.answer AS a ON a.delivery_id = d.id CROSS JOIN LATERAL unnest(a.choices) AS choice WHERE ${seen.sql}`;
    return rows<ChoiceResult>(
      this.db,
      // Every option of what was asked, those nobody chose with them; the words and the right ones are those of the version answered.
      `WITH said AS (
         SELECT c.version_id, (c.occurrence % (1 + coalesce(jsonb_array_length(v.question->'variants'), 0)))::int AS variant, c.choice, sum(c.answers)::int AS answers
           FROM (${chosen}) AS c JOIN editorial.brick_version AS v ON v.id = c.version_id GROUP BY 1, 2, 3),
       asked AS (
         SELECT v.id, v.number, v.kind, s.variant, CASE s.variant WHEN 0 THEN v.question ELSE v.question->'variants'->(s.variant - 1) END->'wordings'->(v.question->>'master')->'options' AS options,
                CASE s.variant WHEN 0 THEN v.answer_key ELSE v.answer_key->'variants'->(s.variant - 1) END->'right' AS "right"
           FROM (SELECT DISTINCT version_id, variant FROM said) AS s JOIN editorial.brick_version AS v ON v.id = s.version_id)
       SELECT asked.number, asked.variant AS occurrence, coalesce(o.choice, said.choice) AS choice, o.text, CASE WHEN asked.kind = 'quiz' THEN asked."right" ? coalesce(o.choice, said.choice) END AS "right",
              coalesce(said.answers, 0) AS answers
         FROM asked
         LEFT JOIN LATERAL (SELECT one->>'id' AS choice, one->>'text' AS text FROM jsonb_array_elements(asked.options) AS one) AS o ON TRUE
         LEFT JOIN said ON said.version_id = asked.id AND said.variant = asked.variant AND said.choice = o.choice
        ORDER BY 1 DESC, 2, 3`,
      [brickId, ...(scope.kind === 'network' ? [] : seen.parameters)],
    );
  }

  /** What people wrote, latest first. @param before the last answer of the part before. */
  async openAnswers(
    brickId: number,
    { limit, before }: { limit: number; before?: { at: Date; id: string } },
    scope: Scope,
  ): Promise<OpenAnswer[]> {
    // prettier-ignore
    const seen = repsInScope(scope, 'r', 5);
    return rows<OpenAnswer>(
      this.db,
      `SELECT a.delivery_id AS id, a.answered_at AS "answeredAt", a.text, json_build_object('id', r.id, 'name', trim(r.first_name || ' ' || r.last_name), 'partner', p.name) AS rep
         FROM delivery.answer AS a JOIN network.rep AS r ON r.id = a.rep_id JOIN network.partner AS p ON p.id = r.partner_id
        WHERE a.line_id = (SELECT line_id FROM editorial.brick WHERE id = $1) AND a.brick_id = $1 AND a.text IS NOT NULL
          AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', a.answered_at), a.delivery_id) < ($3, $4::bigint)) AND ${seen.sql}
        ORDER BY date_trunc('milliseconds', a.answered_at) DESC, a.delivery_id DESC LIMIT $2`,
      [brickId, limit, before?.at ?? null, before?.id ?? null, ...seen.parameters],
    );
  }
}
