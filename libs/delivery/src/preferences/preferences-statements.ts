/** The SQL of what reps wish to receive. */

/** The rep of a mail, and its line. $1 delivery. */
export const WISHES = `
SELECT r.id AS "repId", r.first_name AS "firstName", r.locale, r.email, r.time_zone AS "timeZone", l.slug, l.name, now() AS "readAt",
       ARRAY(SELECT o.topic FROM delivery.opt_out o WHERE o.rep_id = r.id ORDER BY o.topic) AS out
FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id JOIN editorial.line l ON l.id = d.line_id WHERE d.id = $1`;

/** The same of a person who is signed in: no mail, so no line of one. $1 rep. */
export const OWN_WISHES = `
SELECT r.id AS "repId", r.first_name AS "firstName", r.locale, r.email, r.time_zone AS "timeZone", NULL AS slug, NULL AS name, now() AS "readAt",
       ARRAY(SELECT o.topic FROM delivery.opt_out o WHERE o.rep_id = r.id ORDER BY o.topic) AS out
FROM network.rep r WHERE r.id = $1`;

/** The lines a rep hears: those of the enrolments, and the mail's own. $1 rep, $2 slug of the mail's line, or null. */
export const LISTENED = `
SELECT l.slug, l.name FROM editorial.line l
WHERE l.slug = $2 OR (l.status <> 'draft' AND EXISTS (SELECT 1 FROM delivery.enrolment e WHERE e.line_id = l.id AND e.rep_id = $1))
ORDER BY l.id`;

/** The pause a rep has asked for that is not over. $1 rep, $2 the rep's date. */
export const PAUSE = `
SELECT until_day::text AS until FROM delivery.absence
WHERE rep_id = $1 AND source = 'page' AND from_day <= $2 AND until_day >= $2 ORDER BY until_day DESC LIMIT 1`;

export const STOP = `INSERT INTO delivery.opt_out (rep_id, topic, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`;

/** A complaint is such a wish too; a mailbox that does not exist is none. $1 rep, $2 address. */
export const RESUME = `
WITH heard AS (DELETE FROM delivery.suppression WHERE address = $2 AND reason = 'complaint') DELETE FROM delivery.opt_out WHERE rep_id = $1`;

/** Sets which of the shown lines are received. $1 rep, $2 slugs shown, $3 slugs wanted. */
export const CHOOSE = `
WITH wanted AS (DELETE FROM delivery.opt_out WHERE rep_id = $1 AND topic = ANY ($3::text[]) AND topic <> 'all')
INSERT INTO delivery.opt_out (rep_id, topic, source)
SELECT $1, s.slug, 'page' FROM unnest($2::text[]) AS s (slug) WHERE s.slug <> ALL ($3::text[])
ON CONFLICT DO NOTHING`;

/**
 * A pause from today on; another one before it ends yesterday. What somebody else wrote down for today stays at least as long.
 * $1 rep, $2 the rep's date, $3 last day.
 */
export const PAUSE_UNTIL = `
WITH before AS (
  UPDATE delivery.absence SET until_day = $2::date - 1 WHERE rep_id = $1 AND source = 'page' AND from_day < $2::date AND until_day >= $2::date
)
INSERT INTO delivery.absence (rep_id, from_day, until_day, source) VALUES ($1, $2, $3, 'page')
ON CONFLICT (rep_id, from_day) DO UPDATE
SET until_day = CASE WHEN absence.source = 'page' THEN excluded.until_day WHEN absence.until_day IS NULL THEN NULL
                     ELSE greatest(absence.until_day, excluded.until_day) END`;

/** Ends the rep's own pause. $1 rep, $2 the rep's date. */
export const END_PAUSE = `
WITH begun AS (
  UPDATE delivery.absence SET until_day = $2::date - 1 WHERE rep_id = $1 AND source = 'page' AND from_day < $2::date AND until_day >= $2::date
)
DELETE FROM delivery.absence WHERE rep_id = $1 AND source = 'page' AND from_day >= $2::date`;
