import { belongs, type RunningChallenge } from '../challenges.queries.js';
import { Parameters } from '../statement.js';

export interface Statement {
  sql: string;
  /** The first ones belong to `where`. */
  parameters: unknown[];
}

/**
 * The answers of the deliveries in $1, a JSON list. As an array its length would be known to the planner, which then would
 * plan a single answer anew each time instead of keeping one plan for all.
 */
export const AMONG = `a.delivery_id IN (SELECT given.id::bigint FROM jsonb_array_elements_text($1::jsonb) AS given (id))`;

/**
 * Awards what the answers `where` names have earned in these challenges and have not been given yet: the points, the sums
 * of the people, and word to the boards, all or nothing.
 *
 * - One pass over the answers for all challenges and rules: this runs with every answer.
 * - Points and sums are written in the order of their keys, each kind after the other, so that batches that overlap wait for
 *   each other and never in a circle.
 * - It does not wait for the disk. The answer is durable; points lost with the server's power are found again by the sweep.
 * @param where over `a` (delivery.answer), using $1 to $n.
 * @param first values of $1 to $n.
 * @returns null when there is nothing to award: no challenge, or none with a rule.
 */
export function awardStatement(challenges: RunningChallenge[], where: string, ...first: unknown[]): Statement | null {
  const parameters = new Parameters(...first);
  const rules = challenges.flatMap((challenge) => claims(challenge, parameters));
  if (rules.length === 0) return null;
  const sql = `
WITH quick AS MATERIALIZED (
  SELECT set_config('synchronous_commit', 'off', true) AS mode
), due AS (
  SELECT a.delivery_id, d.challenge_id, d.rule, a.rep_id, d.points, a.elapsed_ms
  FROM quick
  CROSS JOIN delivery.answer a
  JOIN network.rep r ON r.id = a.rep_id
  LEFT JOIN network.partner p ON p.id = r.partner_id -- LEFT: dropped from the plan when no segment asks about the partner
  CROSS JOIN LATERAL (VALUES ${rules.join(',\n    ')}) AS d (challenge_id, rule, points)
  WHERE quick.mode IS NOT NULL AND (${where}) AND d.points > 0
    AND NOT EXISTS (SELECT 1 FROM challenges.point w WHERE w.delivery_id = a.delivery_id AND w.challenge_id = d.challenge_id AND w.rule = d.rule)
), awarded AS (
  INSERT INTO challenges.point (delivery_id, challenge_id, rule, rep_id, points, elapsed_ms)
  SELECT delivery_id, challenge_id, rule, rep_id, points, elapsed_ms FROM due ORDER BY delivery_id, challenge_id, rule
  ON CONFLICT (delivery_id, challenge_id, rule) DO NOTHING
  RETURNING challenge_id, rep_id, points, elapsed_ms
), summed AS (
  INSERT INTO challenges.standing AS s (challenge_id, rep_id, listed, partner_id, points, awards, elapsed_ms)
  SELECT w.challenge_id, w.rep_id, r.status = 'active', r.partner_id, sum(w.points), count(*), sum(w.elapsed_ms)
  FROM awarded w JOIN network.rep r ON r.id = w.rep_id
  GROUP BY w.challenge_id, w.rep_id, r.status, r.partner_id
  ORDER BY w.challenge_id, w.rep_id
  ON CONFLICT (challenge_id, rep_id) DO UPDATE
    SET points = s.points + excluded.points, awards = s.awards + excluded.awards, elapsed_ms = s.elapsed_ms + excluded.elapsed_ms
), told AS (
  INSERT INTO challenges.board_change (challenge_id) SELECT DISTINCT challenge_id FROM awarded
)
SELECT count(*)::int AS awarded FROM awarded`;
  return { sql, parameters: parameters.values };
}

/**
 * What these deliveries earned their people, in each challenge that counts their line at that time and lists the person; also
 * when they earned nothing. $1 delivery ids as JSON. OFFSET 0: each is one look into the index, whatever the statistics say.
 */
export const EARNED = `
SELECT a.delivery_id AS "deliveryId", c.slug AS challenge, c.name, coalesce(w.points, 0)::int AS awarded, s.points::float8 AS total
FROM (SELECT DISTINCT id FROM jsonb_array_elements_text($1::jsonb) AS id) AS given
CROSS JOIN LATERAL (SELECT * FROM delivery.answer a WHERE a.delivery_id = given.id::bigint OFFSET 0) a
JOIN editorial.line l ON l.id = a.line_id
JOIN challenges.challenge c ON l.slug = ANY (c.lines) AND a.answered_at >= c.starts_at AND a.answered_at < c.ends_at
CROSS JOIN LATERAL (SELECT * FROM challenges.standing s WHERE s.challenge_id = c.id AND s.rep_id = a.rep_id AND s.listed OFFSET 0) s
LEFT JOIN LATERAL (
  SELECT sum(w.points) AS points FROM challenges.point w WHERE w.delivery_id = a.delivery_id AND w.challenge_id = c.id
) w ON true
ORDER BY c.starts_at, c.id`;

/** Where a walk over the answers of a line pauses next. $1 line, $2 after, $3 how many answers; null: this is the last part. */
export const PART_END = `
SELECT (SELECT a.answered_at::text FROM delivery.answer a WHERE a.line_id = $1 AND a.answered_at > $2::timestamptz
        ORDER BY a.answered_at OFFSET $3 LIMIT 1) AS pause,
       greatest(now() - interval '1 minute', $2::timestamptz)::text AS settled`;

/** One VALUES row per rule of the challenge: what the rule gives for this answer, if the challenge counts it at all. */
function claims(challenge: RunningChallenge, parameters: Parameters): string[] {
  const { bind } = parameters;
  const counts = [
    `a.line_id = ANY (${bind(challenge.lineIds)}::int[])`,
    `a.answered_at >= ${bind(challenge.startsAt)}::timestamptz`,
    `a.answered_at < ${bind(challenge.endsAt)}::timestamptz`,
    `(${belongs(challenge, parameters)})`,
  ].join(' AND ');
  return challenge.rules.map(
    ({ rule, params }) =>
      `(${challenge.id}::int, ${bind(rule.code)}::text, CASE WHEN ${counts} THEN (${rule.sql(params, bind)}) END)`,
  );
}
