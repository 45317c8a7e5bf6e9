/** The SQL of absences. */

/** $1 external ids of reps, $2 from, $3 until, $4 source, $5 notes: each a list of one entry per absence. The same first day again: the later word counts. */
export const ADD_ABSENCES = `
INSERT INTO delivery.absence (rep_id, from_day, until_day, source, note)
SELECT DISTINCT ON (r.id, a.from_day) r.id, a.from_day, a.until_day, a.source, a.note
FROM unnest($1::text[], $2::date[], $3::date[], $4::text[], $5::text[]) WITH ORDINALITY AS a (who, from_day, until_day, source, note, n)
JOIN network.rep r ON r.external_id = a.who
ORDER BY r.id, a.from_day, a.n DESC
ON CONFLICT (rep_id, from_day) DO UPDATE SET until_day = excluded.until_day, source = excluded.source, note = excluded.note`;

/** The same for companies. */
export const ADD_CLOSURES = `
INSERT INTO delivery.closure (partner_id, from_day, until_day, source, note)
SELECT DISTINCT ON (p.id, a.from_day) p.id, a.from_day, a.until_day, a.source, a.note
FROM unnest($1::text[], $2::date[], $3::date[], $4::text[], $5::text[]) WITH ORDINALITY AS a (who, from_day, until_day, source, note, n)
JOIN network.partner p ON p.external_id = a.who
ORDER BY p.id, a.from_day, a.n DESC
ON CONFLICT (partner_id, from_day) DO UPDATE SET until_day = excluded.until_day, source = excluded.source, note = excluded.note`;

/** Those of these ids that nobody has. $1 ids. */
export const UNKNOWN_REPS = `SELECT w.who FROM unnest($1::text[]) AS w (who) WHERE NOT EXISTS (SELECT 1 FROM network.rep r WHERE r.external_id = w.who)`;
export const UNKNOWN_PARTNERS = `SELECT w.who FROM unnest($1::text[]) AS w (who) WHERE NOT EXISTS (SELECT 1 FROM network.partner p WHERE p.external_id = w.who)`;

/** Absences that are not over on $1, of everybody or of $2 (rep) or $3 (partner: its closures and its people's absences), soonest first, at most $4. */
export const LIST_ABSENCES = `
SELECT * FROM (
  SELECT 'partner' AS kind, p.external_id AS who, p.name, c.from_day::text AS from, c.until_day::text AS until, c.source, c.note
  FROM delivery.closure c JOIN network.partner p ON p.id = c.partner_id
  WHERE $2::text IS NULL AND ($3::text IS NULL OR p.external_id = $3) AND coalesce(c.until_day, 'infinity') >= $1::date
  UNION ALL
  SELECT 'rep', r.external_id, concat_ws(' ', nullif(r.first_name, ''), nullif(r.last_name, '')), a.from_day::text, a.until_day::text, a.source, a.note
  FROM delivery.absence a JOIN network.rep r ON r.id = a.rep_id JOIN network.partner p ON p.id = r.partner_id
  WHERE ($2::text IS NULL OR r.external_id = $2) AND ($3::text IS NULL OR p.external_id = $3) AND coalesce(a.until_day, 'infinity') >= $1::date
) a ORDER BY "from", kind, who LIMIT $4`;

/** $1 external id, $2 first day. */
export const REMOVE_ABSENCE = `
DELETE FROM delivery.absence a USING network.rep r WHERE r.id = a.rep_id AND r.external_id = $1 AND a.from_day = $2 RETURNING 1`;
export const REMOVE_CLOSURE = `
DELETE FROM delivery.closure c USING network.partner p WHERE p.id = c.partner_id AND p.external_id = $1 AND c.from_day = $2 RETURNING 1`;
