/** The SQL of received mails. */

/** What became of a mail received before. $1 digest. */
export const KNOWN = `
SELECT nature, outcome, delivery_id AS "deliveryId" FROM delivery.inbound_message WHERE digest = $1`;

/** The delivery a report names, if its mail has left. $1 id. */
export const REPORTED = `
SELECT d.id, d.rep_id AS "repId", r.email
FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id
WHERE d.id = $1 AND (d.attempts > 0 OR d.state = 'accepted')`;

/** Writes what a mail was and what became of it; gives nothing for one that is there already. $1 digest, $2 nature, $3 outcome, $4 delivery, $5 rep, $6 detail, $7 origin. */
export const KEEP = `
INSERT INTO delivery.inbound_message (digest, nature, outcome, delivery_id, rep_id, detail, origin)
VALUES ($1, $2, $3, $4::bigint, $5::int, $6::jsonb, $7)
ON CONFLICT DO NOTHING
RETURNING 1`;

/** One reply of a rep at a time: two that come together must not both find that nobody was asked. $1 rep. */
export const LOCK = `SELECT pg_advisory_xact_lock(7316020, $1)`;

/** What became of the mail that was fetched from this place. $1 origin. */
export const KNOWN_ORIGINS = `SELECT origin FROM delivery.inbound_message WHERE origin = ANY ($1::text[])`;

/** When mails to this address bounced without a reason to give it up. $1 rep, $2 address, $3 days. */
export const COUNTED = `
SELECT received_at AS at FROM delivery.inbound_message
WHERE rep_id = $1 AND outcome = 'counted' AND detail->>'address' = $2 AND received_at > now() - make_interval(days => $3)`;

/**
 * Stops mail to an address: what is planned ends now, what is in a worker's hands ends at its dot. A complaint outlives other reasons.
 * $1 address, $2 reason, $3 source, $4 detail, $5 why the deliveries end.
 */
export const SUPPRESS = `
WITH suppressed AS (
  INSERT INTO delivery.suppression (address, reason, source, detail) VALUES ($1, $2, $3, $4::jsonb)
  ON CONFLICT (address) DO UPDATE SET reason = excluded.reason, source = excluded.source, detail = excluded.detail, at = excluded.at
  WHERE suppression.reason <> 'complaint'
)
UPDATE delivery.delivery d SET state = 'suppressed', reason = $5, settled_at = now()
FROM network.rep r
WHERE r.email = $1 AND d.rep_id = r.id AND d.state = 'planned'`;

/** $1 rep. */
export const STOP_EVERYTHING = `
INSERT INTO delivery.opt_out (rep_id, topic, source) VALUES ($1, 'all', 'complaint') ON CONFLICT DO NOTHING`;

/** $1 rep, $2 topic. Stops by reply; the planner and the dot of every mail ask for it. */
export const OPT_OUT = `INSERT INTO delivery.opt_out (rep_id, topic, source) VALUES ($1, $2, 'reply') ON CONFLICT DO NOTHING`;

/** A delivery somebody replied to and who that is, over d (delivery.delivery) and `REPLIED_TABLES`. */
export const REPLIED_COLUMNS = `
       d.id, d.rep_id AS "repId", r.email, r.locale, r.time_zone AS "timeZone", r.first_name AS "firstName", r.last_name AS "lastName",
       p.name AS "partnerName", l.slug AS "lineSlug", l.name AS "lineName", coalesce(a.version_id, d.version_id) AS "versionId", d.occurrence,
       d.answer_until AS "answerUntil", a.delivery_id IS NOT NULL AS answered`;
export const REPLIED_TABLES = `
JOIN network.rep r ON r.id = d.rep_id
JOIN network.partner p ON p.id = r.partner_id
JOIN editorial.line l ON l.id = d.line_id
LEFT JOIN delivery.answer a ON a.delivery_id = d.id`;

/** The delivery a reply is about, if its mail has left. $1 id. */
export const REPLIED = `SELECT ${REPLIED_COLUMNS} FROM delivery.delivery d ${REPLIED_TABLES}
WHERE d.id = $1::bigint AND (d.attempts > 0 OR d.state = 'accepted')`;
