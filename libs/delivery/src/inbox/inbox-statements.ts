/** The SQL of what one person finds in the inbox. */

/** What waits for an answer, oldest first. $1 rep, $2 most. */
export const WAITING = `
SELECT d.id, d.answer_until AS "answerUntil" FROM delivery.delivery d
JOIN editorial.brick b ON b.id = d.brick_id AND b.status = 'published'
WHERE d.rep_id = $1 AND d.state = 'accepted' AND d.answer_until > now()
  AND NOT EXISTS (SELECT 1 FROM delivery.answer a WHERE a.delivery_id = d.id)
ORDER BY d.due_at, d.id LIMIT $2`;

/** What was answered, or can no longer be; the latest first. $1 rep, $2 most, $3 those before this delivery, or null. */
export const DONE = `
SELECT d.id, d.answer_until AS "answerUntil" FROM delivery.delivery d
LEFT JOIN delivery.answer a ON a.delivery_id = d.id
WHERE d.rep_id = $1 AND (a.delivery_id IS NOT NULL OR (d.state = 'accepted' AND d.answer_until <= now()))
  AND ($3::bigint IS NULL OR d.id < $3::bigint)
ORDER BY d.id DESC LIMIT $2`;

/** One delivery of this person. $1 rep, $2 delivery. */
export const OWN_DELIVERY = `
SELECT d.id, d.answer_until AS "answerUntil" FROM delivery.delivery d WHERE d.id = $2 AND d.rep_id = $1`;

/** $1 rep. Gives the moment, for this person's date: the zones of the database may be older than ours. */
export const NOW_AND_ZONE = `SELECT now() AS now, r.time_zone AS zone FROM network.rep r WHERE r.id = $1`;

/**
 * Days in a row on which a brick came and at least one was answered, counted back from the last; days without bricks do not count,
 * and today does not break the row while it lasts. $1 rep, $2 today.
 */
export const STREAK = `
SELECT count(*)::int AS days
FROM (SELECT day.answered, count(*) FILTER (WHERE NOT day.answered) OVER (ORDER BY day.local_day DESC) AS missed
      FROM (SELECT d.local_day, bool_or(a.delivery_id IS NOT NULL) AS answered
            FROM delivery.delivery d LEFT JOIN delivery.answer a ON a.delivery_id = d.id
            WHERE d.rep_id = $1 AND (d.state = 'accepted' OR a.delivery_id IS NOT NULL) GROUP BY d.local_day) day
      WHERE day.answered OR day.local_day < $2) counted
WHERE answered AND missed = 0`;
