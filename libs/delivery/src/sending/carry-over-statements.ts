/** The SQL of mails whose day is over. */

/** Absences of these reps and closures of their companies that are not long over. $1 rep ids. */
export const AWAY = `
SELECT a.rep_id AS "repId", a.from_day::text AS from, a.until_day::text AS until
FROM delivery.absence a WHERE a.rep_id = ANY ($1::int[]) AND coalesce(a.until_day, 'infinity') >= current_date - 1
UNION ALL
SELECT r.id, c.from_day::text, c.until_day::text
FROM network.rep r JOIN delivery.closure c ON c.partner_id = r.partner_id
WHERE r.id = ANY ($1::int[]) AND coalesce(c.until_day, 'infinity') >= current_date - 1`;

/**
 * Gives mails back to the planner: no relay has heard of them, so their bricks are candidates again, in their order and under the cap. $1 claims as
 * JSON.
 */
export const UNPLAN = `
DELETE FROM delivery.delivery d USING jsonb_to_recordset($1::jsonb) AS m (id bigint, fence int)
WHERE d.id = m.id AND d.fence = m.fence AND d.state = 'claimed' AND d.attempts = 0 AND d.ambiguous = 0`;

/** The time of an absence is not taken from the time a mail may be sent and answered in. $1 claims as JSON. */
export const HOLD_OPEN = `
UPDATE delivery.delivery d SET expires_at = greatest(d.expires_at, now() + interval '3 days'), answer_until = greatest(d.answer_until, now() + interval '6 days')
FROM jsonb_to_recordset($1::jsonb) AS m (id bigint, fence int)
WHERE d.id = m.id AND d.fence = m.fence AND d.state = 'claimed'`;

/**
 * Moves mails to today as far as the cap has room, the oldest first. Under the planner's lock: both count the same places.
 * $1 claims with the rep's date as JSON, $2 and $3 the cap a day and a week. Gives the ids that were moved.
 */
export const REDATE = `
WITH late AS (
  SELECT d.id, d.rep_id, m.today, row_number() OVER (PARTITION BY d.rep_id ORDER BY d.due_at, d.id) AS turn
  FROM jsonb_to_recordset($1::jsonb) AS m (id bigint, fence int, today date)
  JOIN delivery.delivery d ON d.id = m.id AND d.fence = m.fence AND d.state = 'claimed'
), taken AS (
  SELECT w.rep_id, count(*) FILTER (WHERE d.local_day = w.today) AS day, count(*) AS week
  FROM (SELECT DISTINCT rep_id, today FROM late) w
  JOIN delivery.delivery d ON d.rep_id = w.rep_id AND d.state NOT IN ('cancelled', 'suppressed', 'expired')
    AND d.local_day BETWEEN date_trunc('week', w.today)::date AND date_trunc('week', w.today)::date + 6
  WHERE d.id NOT IN (SELECT id FROM late)
  GROUP BY w.rep_id
)
UPDATE delivery.delivery d SET local_day = l.today
FROM late l LEFT JOIN taken t ON t.rep_id = l.rep_id
WHERE d.id = l.id AND l.turn <= least($2 - coalesce(t.day, 0), $3 - coalesce(t.week, 0))
RETURNING d.id`;
