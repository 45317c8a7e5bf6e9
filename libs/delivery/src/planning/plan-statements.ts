import { PATTERN_KEY } from './work-pattern.rules.js';

/**
 * The SQL of planning. `Ledger` names the tables it reads and writes: the live ones, or the copies a forecast works on, so
 * that what is forecast is what will be planned.
 */
export interface Ledger {
  delivery: string;
  enrolment: string;
}

export const LIVE: Ledger = { delivery: 'delivery.delivery', enrolment: 'delivery.enrolment' };
export const FORECAST: Ledger = { delivery: 'pg_temp.forecast_delivery', enrolment: 'pg_temp.forecast_enrolment' };

/** Parameters that every statement has first; the membership's own follow. */
export const ENROL_PARAMETERS = 6;
/** $1 now, $2 zones, $3 the local date in each zone, $4 line ids, $5–$6 rep ids from and to. */
export const enrolStatement = (to: Ledger, member: string): string => `
INSERT INTO ${to.enrolment} (line_id, rep_id, enrolled_at, enrolled_on)
SELECT l.id, r.id, $1::timestamptz, z.today
FROM unnest($4::int[]) AS l (id)
CROSS JOIN network.rep r
JOIN network.partner p ON p.id = r.partner_id
JOIN unnest($2::text[], $3::date[]) AS z (name, today) ON z.name = r.time_zone
WHERE r.id BETWEEN $5 AND $6 AND r.status = 'active' AND ${member}
  AND NOT EXISTS (SELECT 1 FROM ${to.enrolment} e WHERE e.line_id = l.id AND e.rep_id = r.id AND e.line_id = ANY ($4) AND e.rep_id BETWEEN $5 AND $6)
ON CONFLICT DO NOTHING`;

/** The ids between which everybody is found. */
export const EVERYBODY = `SELECT min(id) AS first, max(id) AS last FROM network.rep`;
/** The ids between which those are found who may be welcomed: most of the time nobody. $1 the local date, $2 line ids. */
export const welcomed = (to: Ledger): string => `
SELECT min(e.rep_id) AS first, max(e.rep_id) AS last FROM ${to.enrolment} e WHERE e.enrolled_on = $1 AND e.line_id = ANY ($2)
  AND NOT EXISTS (SELECT 1 FROM ${to.delivery} d WHERE d.rep_id = e.rep_id AND d.line_id = e.line_id AND d.occurrence = 0)`;

export const PLAN_PARAMETERS = 12;
/**
 * Plans one local date for the reps of one id range.
 * $1 now, $2 the local date the mails leave on, $3–$5 slots (line, work pattern, due at), $6–$7 rep ids from and to, $8–$9 cap a day and a week,
 * $10 days until a mail expires, $11 seconds after which a delivery says why it is late, $12 the local date up to which bricks are due.
 *
 * The two dates differ when a window over midnight is planned after midnight, because nothing ran before: what was due by the evening
 * comes, and counts for the day on which it arrives.
 *
 * Why one statement: the cap spans all lines, so the bricks of all lines compete for the same place at the same time.
 * Order in the day: repeats of what was right, repeats of what was wrong, then the new; the oldest first in each.
 * A sequence line speaks one new brick a day; a calendar line all that its dates have brought up. What the cap leaves out is
 * still a candidate the next time: nothing needs to remember it.
 *
 * @param occasion `slot`: the lines' windows of that date. `welcome`: the first brick of those enrolled that date on lines
 *   that begin at enrolment, due at that moment.
 */
export const planStatement = (to: Ledger, member: string, occasion: 'slot' | 'welcome'): string => `
WITH slot AS MATERIALIZED (
  SELECT * FROM unnest($3::int[], $4::text[], $5::timestamptz[]) AS s (line_id, pattern, due_at)
), due AS MATERIALIZED ( -- put together first: there may be a thousand slots, and nothing tells the database how few of them are a rep's
  SELECT w.id AS rep_id, s.line_id, s.due_at
  FROM (SELECT r.id, ${PATTERN_KEY} AS pattern FROM network.rep r JOIN network.partner p ON p.id = r.partner_id
        WHERE r.id BETWEEN $6 AND $7 AND r.status = 'active' OFFSET 0) w
  JOIN slot s ON s.pattern = w.pattern
), listener AS MATERIALIZED (
  SELECT e.rep_id, e.line_id, e.enrolled_on, l.mode, l.answer_within_days, l.starts_on, l.published_at,
         ${occasion === 'welcome' ? 'e.enrolled_at' : 's.due_at'} AS due_at
  FROM due s
  JOIN ${to.enrolment} e ON e.line_id = s.line_id AND e.rep_id = s.rep_id
  JOIN network.rep r ON r.id = e.rep_id AND r.status = 'active'
  JOIN network.partner p ON p.id = r.partner_id
  JOIN editorial.line l ON l.id = e.line_id AND l.status = 'active'
  WHERE e.rep_id BETWEEN $6 AND $7 AND r.id BETWEEN $6 AND $7 AND ${member}
    AND ${occasion === 'welcome' ? "l.start = 'enrolment' AND e.enrolled_on = $2" : 's.due_at > e.enrolled_at'}
    AND NOT EXISTS (SELECT 1 FROM delivery.opt_out o WHERE o.rep_id = e.rep_id AND o.topic IN ('all', l.slug))
    AND NOT EXISTS (SELECT 1 FROM delivery.suppression x WHERE x.address = r.email)
    AND NOT EXISTS (SELECT 1 FROM delivery.absence a WHERE a.rep_id = e.rep_id AND $2 BETWEEN a.from_day AND coalesce(a.until_day, 'infinity'))
    AND NOT EXISTS (SELECT 1 FROM delivery.closure c WHERE c.partner_id = p.id AND $2 BETWEEN c.from_day AND coalesce(c.until_day, 'infinity'))
), progress AS MATERIALIZED ( -- what was presented is read once per rep, along the unique index
  SELECT t.*, ARRAY(SELECT d.brick_id FROM ${to.delivery} d WHERE d.rep_id = t.rep_id AND d.line_id = t.line_id AND d.occurrence = 0 ORDER BY d.brick_id) AS bricks
  FROM listener t WHERE t.mode = 'sequence'
), step AS MATERIALIZED ( -- many reps stand at the same place: the brick that follows is looked up once for all of them
  SELECT k.line_id, k.answer_within_days, k.reps, k.joined, k.due, b.id, b.version_id, b.day
  FROM (SELECT line_id, answer_within_days, array_agg(rep_id) AS reps, array_agg(enrolled_on) AS joined, array_agg(due_at) AS due, bricks
        FROM progress GROUP BY line_id, answer_within_days, bricks) k
  CROSS JOIN LATERAL (
    SELECT b.id, b.version_id, b.day FROM editorial.brick b
    WHERE b.line_id = k.line_id AND b.status = 'published' AND b.id <> ALL (k.bricks)
    ORDER BY b.position, b.id LIMIT 1) b
), candidate AS (
  SELECT t.rep_id, b.line_id, b.id AS brick_id, b.version_id, 0::smallint AS occurrence, t.due_at, b.answer_within_days, 2 AS class,
         -- the line that has been silent for longest comes first, so that no line starves another under the cap
         coalesce((SELECT max(d.local_day) FROM ${to.delivery} d WHERE d.rep_id = t.rep_id AND d.line_id = b.line_id AND d.occurrence = 0), t.enrolled_on)
           - DATE '2000-01-01' AS age
  FROM step b
  CROSS JOIN unnest(b.reps, b.joined, b.due) AS t (rep_id, enrolled_on, due_at)
  WHERE t.enrolled_on + coalesce(b.day, 0) <= $12
    -- counted, not NOT EXISTS: of a day that has only begun the database expects no rows, and may read all of them for each rep
    AND (SELECT count(*) FROM ${to.delivery} d
         WHERE d.rep_id = t.rep_id AND d.line_id = b.line_id AND d.occurrence = 0${occasion === 'welcome' ? '' : ' AND d.local_day = $2'}) = 0
  ${occasion === 'welcome' ? '' : repeatsAndDates(to)}
), taken AS (
  SELECT t.rep_id, count(*) FILTER (WHERE t.in_week) AS week, count(*) FILTER (WHERE t.in_day) AS day FROM (
    SELECT d.rep_id, true AS in_week, d.local_day = $2 AS in_day
    FROM ${to.delivery} d
    WHERE d.rep_id BETWEEN $6 AND $7 AND d.state NOT IN ('cancelled', 'suppressed', 'expired')
      AND d.local_day BETWEEN date_trunc('week', $2::date)::date AND date_trunc('week', $2::date)::date + 6
    UNION ALL
    -- what was tried on an earlier day, in vain, comes before anything new
    SELECT d.rep_id, d.local_day < date_trunc('week', $2::date)::date, true
    FROM ${to.delivery} d WHERE d.rep_id BETWEEN $6 AND $7 AND d.state = 'planned' AND d.attempts > 0 AND d.local_day < $2
  ) t
  GROUP BY t.rep_id
), ranked AS (
  SELECT c.*, row_number() OVER (PARTITION BY c.rep_id ORDER BY c.class, c.age, c.brick_id) AS turn FROM candidate c
), made AS (
INSERT INTO ${to.delivery} (rep_id, line_id, brick_id, version_id, occurrence, local_day, due_at, expires_at, answer_until, wake_at, reason)
SELECT k.rep_id, k.line_id, k.brick_id, k.version_id, k.occurrence, $2, k.due_at,
       k.due_at + make_interval(days => $10), k.due_at + make_interval(days => k.answer_within_days), k.due_at,
       CASE WHEN k.due_at < $1::timestamptz - make_interval(secs => $11) THEN 'late.planned-after-its-hour' END
FROM ranked k
LEFT JOIN taken t ON t.rep_id = k.rep_id
WHERE k.version_id IS NOT NULL AND k.turn <= least($8 - coalesce(t.day, 0), $9 - coalesce(t.week, 0))
ORDER BY k.due_at, k.rep_id
ON CONFLICT ON CONSTRAINT uq_delivery_occurrence DO NOTHING
RETURNING 1
) SELECT count(*)::int AS count FROM made`;

const repeatsAndDates = (to: Ledger): string => `
  UNION ALL
  SELECT t.rep_id, t.line_id, b.id, b.version_id, v.occurrence, t.due_at, t.answer_within_days,
         CASE WHEN v.was_right THEN 0 ELSE 1 END, v.due_on - DATE '2000-01-01'
  FROM listener t
  JOIN editorial.brick b ON b.line_id = t.line_id AND b.status = 'published'
  JOIN delivery.review v ON v.rep_id = t.rep_id AND v.brick_id = b.id AND v.due_on <= $12
  WHERE NOT EXISTS (SELECT 1 FROM ${to.delivery} d WHERE d.rep_id = v.rep_id AND d.brick_id = v.brick_id AND d.occurrence = v.occurrence)
  UNION ALL
  SELECT t.rep_id, t.line_id, b.id, b.version_id, 0::smallint, t.due_at, t.answer_within_days, 2, c.planned_on - DATE '2000-01-01'
  FROM listener t
  JOIN editorial.brick b ON b.line_id = t.line_id AND b.status = 'published'
  CROSS JOIN LATERAL (SELECT coalesce(b.on_date, coalesce(t.starts_on, t.published_at::date) + b.day) AS planned_on) c
  WHERE t.mode = 'calendar' AND c.planned_on <= $12 AND c.planned_on >= t.enrolled_on
    AND NOT EXISTS (SELECT 1 FROM ${to.delivery} d WHERE d.rep_id = t.rep_id AND d.brick_id = b.id AND d.occurrence = 0)`;

/** Each slot is planned once. $1–$3 line ids, work patterns, days; gives the places in these lists, from 1 on, of those that are not yet. */
export const UNPLANNED_SLOTS = `
SELECT s.n::int FROM unnest($1::int[], $2::text[], $3::date[]) WITH ORDINALITY AS s (line_id, pattern, local_day, n)
WHERE NOT EXISTS (SELECT 1 FROM delivery.planned_slot p WHERE p.line_id = s.line_id AND p.pattern = s.pattern AND p.local_day = s.local_day)`;
export const MARK_SLOTS = `
INSERT INTO delivery.planned_slot (line_id, pattern, local_day) SELECT * FROM unnest($1::int[], $2::text[], $3::date[]) ON CONFLICT DO NOTHING`;

/** Copies of the tables for one transaction. */
export const FORECAST_TABLES = [
  `CREATE TEMP TABLE forecast_enrolment (LIKE delivery.enrolment INCLUDING ALL) ON COMMIT DROP`,
  `CREATE TEMP TABLE forecast_delivery (LIKE delivery.delivery INCLUDING DEFAULTS INCLUDING IDENTITY,
     CONSTRAINT uq_delivery_occurrence UNIQUE (rep_id, brick_id, occurrence)) ON COMMIT DROP`,
  `CREATE INDEX ON pg_temp.forecast_delivery (rep_id, local_day)`,
];
export const FORECAST_FILL = [
  `INSERT INTO pg_temp.forecast_enrolment SELECT * FROM delivery.enrolment`,
  `INSERT INTO pg_temp.forecast_delivery OVERRIDING SYSTEM VALUE SELECT * FROM delivery.delivery`,
];
