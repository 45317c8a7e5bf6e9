/** The SQL of the gate between due mails and the relay. */

/** Whether everything is paused; for a condition in a statement that lets mails go. */
export const PAUSED = 'EXISTS (SELECT 1 FROM platform.mail_pause)';

/** How things stand. $1 relay. */
export const STANDING = `
SELECT p.since, p.because, coalesce(r.troubles, 0) AS troubles, r.last_trouble AS "lastTrouble", r.shut_until AS "shutUntil",
       greatest(0, extract(epoch FROM r.shut_until - now()) * 1000)::int AS "shutMs"
FROM (SELECT $1::text AS name) AS wanted
LEFT JOIN platform.relay r ON r.name = wanted.name
LEFT JOIN platform.mail_pause p ON true`;

/** One worker tries the relay after its rest. $1 relay, $2 seconds it has for that. */
export const PROBE = `
UPDATE platform.relay SET probing_until = now() + make_interval(secs => $2::int)
WHERE name = $1 AND coalesce(probing_until, '-infinity') < now()
RETURNING name`;

/** Whoever was to try the relay had nothing for it: the next one may. $1 relay. */
export const UNASKED = `UPDATE platform.relay SET probing_until = NULL WHERE name = $1 AND probing_until IS NOT NULL`;

/** One more trouble. $1 relay, $2 what it was, $3 seconds of rest by number of troubles, as JSON; the last one for all that follow. */
export const TROUBLE = `
INSERT INTO platform.relay AS r (name, troubles, last_trouble) VALUES ($1, 1, $2)
ON CONFLICT (name) DO UPDATE
SET troubles = r.troubles + 1, last_trouble = $2, probing_until = NULL,
    shut_until = now() + make_interval(secs => ($3::jsonb ->> least(r.troubles + 1, jsonb_array_length($3::jsonb) - 1))::int)`;

/** The relay speaks again. $1 relay. */
export const SPOKE = `UPDATE platform.relay SET troubles = 0, shut_until = NULL, probing_until = NULL WHERE name = $1 AND troubles > 0`;

export const PAUSE = `INSERT INTO platform.mail_pause (because) VALUES ($1) ON CONFLICT (one) DO NOTHING RETURNING since`;
export const RESUME = `DELETE FROM platform.mail_pause RETURNING since`;

/** The buckets of the relay and of these domains, under a lock on the relay's: two workers count one after the other. $1 relay, $2 domains. */
export const LOCK_PACE = `
INSERT INTO platform.pace AS p (relay, domain, tokens, at) VALUES ($1, '', 'infinity', 0)
ON CONFLICT (relay, domain) DO UPDATE SET tokens = p.tokens
RETURNING extract(epoch FROM clock_timestamp()) * 1000 AS now`;
export const READ_PACE = `SELECT domain, tokens, at FROM platform.pace WHERE relay = $1 AND (domain = '' OR domain = ANY ($2::text[]))`;

/** $1 relay, $2 buckets as JSON. */
export const WRITE_PACE = `
INSERT INTO platform.pace (relay, domain, tokens, at)
SELECT $1, b.domain, b.tokens, b.at FROM jsonb_to_recordset($2::jsonb) AS b (domain text, tokens float8, at float8)
ON CONFLICT (relay, domain) DO UPDATE SET tokens = excluded.tokens, at = excluded.at`;
