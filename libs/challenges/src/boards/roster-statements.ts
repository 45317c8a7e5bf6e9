import { compileSegment, type SegmentRule } from '@relais/network';
import { belongs, type RunningChallenge } from '../challenges.queries.js';
import { Parameters } from '../statement.js';

export interface KnownSegment {
  slug: string;
  rule: SegmentRule;
}

/**
 * The people of a challenge: active, enrolled in one of its lines before its end, in one of its segments; each with the
 * partner and all segments of the network that hold them. $1 challenge id; the reps from $2 to $3, by id.
 */
function people(challenge: RunningChallenge, segments: KnownSegment[], parameters: Parameters): string {
  const memberships = segments.map(({ slug, rule }) => {
    const inside = parameters.embed((first) => compileSegment(rule, first));
    return `CASE WHEN ${inside} THEN ${parameters.bind(slug)}::text END`;
  });
  return `
  SELECT r.id AS rep_id, r.partner_id, array_remove(ARRAY[${memberships.join(', ')}]::text[], NULL) AS segments
  FROM network.rep r
  LEFT JOIN network.partner p ON p.id = r.partner_id -- LEFT: dropped from the plan when no segment asks about the partner
  WHERE r.id BETWEEN $2 AND $3 AND r.status = 'active' AND (${belongs(challenge, parameters)})
    AND EXISTS (
      SELECT 1 FROM delivery.enrolment e
      WHERE e.rep_id = r.id AND e.rep_id BETWEEN $2 AND $3 AND e.line_id = ANY (${parameters.bind(challenge.lineIds)}::int[])
        AND e.enrolled_at < ${parameters.bind(challenge.endsAt)}::timestamptz)`;
}

/** The people as rows (rep_id, partner_id, segments), for a recomputation. */
export function peopleStatement(
  challenge: RunningChallenge,
  segments: KnownSegment[],
): { sql: string; parameters: unknown[] } {
  const parameters = new Parameters(challenge.id, 0, 2 ** 31 - 1);
  return {
    sql: `SELECT person.rep_id AS "repId", person.partner_id AS "partnerId", person.segments FROM (${people(challenge, segments, parameters)}) person WHERE $1::int > 0`,
    parameters: parameters.values,
  };
}

/**
 * Writes down where the roster has changed, and only there: who came, who left, who is with another partner or in other
 * segments. Rows are locked in the order scoring locks them, so that the two cannot wait for each other in a circle.
 */
export function rosterStatement(challenge: RunningChallenge, segments: KnownSegment[], fromRep: number, toRep: number) {
  const parameters = new Parameters(challenge.id, fromRep, toRep);
  const sql = `
WITH person AS MATERIALIZED (${people(challenge, segments, parameters)}
), differs AS (
  SELECT s.rep_id, person.rep_id IS NOT NULL AS listed,
         coalesce(person.partner_id, s.partner_id) AS partner_id, coalesce(person.segments, s.segments) AS segments
  FROM challenges.standing s
  LEFT JOIN person ON person.rep_id = s.rep_id
  WHERE s.challenge_id = $1 AND s.rep_id BETWEEN $2 AND $3
    AND (s.listed, s.partner_id, s.segments) IS DISTINCT FROM
        (person.rep_id IS NOT NULL, coalesce(person.partner_id, s.partner_id), coalesce(person.segments, s.segments))
  ORDER BY s.rep_id
  FOR UPDATE OF s
), changed AS (
  UPDATE challenges.standing s SET listed = d.listed, partner_id = d.partner_id, segments = d.segments
  FROM differs d WHERE s.challenge_id = $1 AND s.rep_id BETWEEN $2 AND $3 AND s.rep_id = d.rep_id
  RETURNING s.rep_id
), added AS (
  INSERT INTO challenges.standing (challenge_id, rep_id, listed, partner_id, segments)
  SELECT $1, person.rep_id, true, person.partner_id, person.segments FROM person
  WHERE NOT EXISTS (
    SELECT 1 FROM challenges.standing s
    WHERE s.challenge_id = $1 AND s.rep_id BETWEEN $2 AND $3 AND s.rep_id = person.rep_id)
  ORDER BY person.rep_id
  ON CONFLICT (challenge_id, rep_id) DO NOTHING
  RETURNING rep_id
), told AS (
  INSERT INTO challenges.board_change (challenge_id)
  SELECT $1 WHERE EXISTS (SELECT 1 FROM changed) OR EXISTS (SELECT 1 FROM added)
)
SELECT ((SELECT count(*) FROM changed) + (SELECT count(*) FROM added))::int AS changes,
       NOT EXISTS (SELECT 1 FROM network.rep WHERE id > $3) AS last`;
  return { sql, parameters: parameters.values };
}
