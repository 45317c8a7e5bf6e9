import { PAUSED } from '@relais/platform';

/** The SQL of sending: every change of a delivery's state while it is on its way. */

/**
 * Takes deliveries in hand for $2 seconds. The fence grows, so whoever held one before can write no more. The version is the
 * brick's current one: what was corrected between plan and sending goes out corrected. Not so where a copy may be out already:
 * its page has to go on asking what that copy asks. @param due the ids, locked.
 */
const take = (due: string): string => `
WITH due AS (${due})
UPDATE delivery.delivery d
SET state = 'claimed', fence = d.fence + 1, lease_until = now() + make_interval(secs => $2),
    version_id = CASE WHEN d.ambiguous > 0 THEN d.version_id ELSE b.version_id END,
    reason = CASE WHEN d.reason IS NULL AND d.due_at < now() - interval '2 minutes' THEN 'late.backlog' ELSE d.reason END
FROM due, editorial.brick b
WHERE d.id = due.id AND b.id = d.brick_id
RETURNING d.id, d.fence`;

const DUE = `d.state = 'planned' AND d.wake_at <= now() AND CASE WHEN $3 THEN d.crashes > 0 ELSE d.crashes = 0 END`;

/** Up to $1 that are due. One that took a process down before is taken alone ($3), so that it takes no other with it. */
export const CLAIM = take(
  `SELECT d.id FROM delivery.delivery d WHERE ${DUE} ORDER BY d.wake_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
);

/** For a relay with rates: up to $1 that are due and whose gateway they go to; $2 is not used, $3 as for CLAIM. Locks them. */
export const LOOK = `
SELECT d.id, lower(substring(r.email FROM '[^@]*$')) AS domain FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id
WHERE ${DUE} AND $2::int > 0 ORDER BY d.wake_at LIMIT $1 FOR UPDATE OF d SKIP LOCKED`;
/** $1 ids as JSON, of those locked by LOOK. */
export const CLAIM_THESE = take(`SELECT id::bigint FROM jsonb_array_elements_text($1::jsonb) AS given (id)`);
/** They wait until their domain has room. $1 JSON of ids and milliseconds. */
export const POSTPONE = `
UPDATE delivery.delivery d SET wake_at = now() + make_interval(secs => m."waitMs" / 1000), reason = coalesce(d.reason, 'late.rate-of-domain')
FROM jsonb_to_recordset($1::jsonb) AS m (id bigint, "waitMs" float8) WHERE d.id = m.id`;

/** What ends a delivery at the last moment (P8); null: nothing does. Over d, r, l, b and the membership condition. */
const ineligible = (member: string): string => `
CASE WHEN d.expires_at < now() THEN 'expired:expired.not-sent-in-time'
     WHEN r.status <> 'active' THEN 'cancelled:cancelled.rep-' || r.status
     WHEN b.status = 'withdrawn' THEN 'cancelled:cancelled.brick-withdrawn'
     WHEN EXISTS (SELECT 1 FROM delivery.opt_out o WHERE o.rep_id = d.rep_id AND o.topic IN ('all', l.slug)) THEN 'suppressed:suppressed.opted-out'
     WHEN EXISTS (SELECT 1 FROM delivery.suppression s WHERE s.address = r.email) THEN 'suppressed:suppressed.address'
     WHEN NOT ${member} THEN 'cancelled:cancelled.left-the-segment' END`;

/** All that composing and judging one mail needs. $1 ids as JSON; the membership's parameters follow. A paused line's wait. */
export const readForSending = (member: string): string => `
SELECT d.id, d.fence, d.version_id AS "versionId", d.occurrence, d.attempts, d.answer_until AS "answerUntil", d.rep_id AS "repId",
       d.due_at AS "dueAt", d.local_day::text AS "localDay", now() AS "readAt", r.time_zone AS "timeZone",
       l.slug AS "lineSlug", l.name AS "lineName", l.locale AS "lineLocale", l.status AS "lineStatus", ${PAUSED} AS paused, v.why,
       r.email, r.first_name AS "firstName", r.last_name AS "lastName", r.locale, p.name AS "partnerName",
       ${ineligible(member)} AS verdict
FROM delivery.delivery d
JOIN network.rep r ON r.id = d.rep_id
JOIN network.partner p ON p.id = r.partner_id
JOIN editorial.line l ON l.id = d.line_id
JOIN editorial.brick b ON b.id = d.brick_id
LEFT JOIN delivery.review v ON v.rep_id = d.rep_id AND v.brick_id = d.brick_id AND v.occurrence = d.occurrence
WHERE d.id IN (SELECT m.id::bigint FROM jsonb_array_elements_text($1::jsonb) AS m (id)) AND d.state IN ('claimed', 'sending')`;

/**
 * Commit before the dot: only a row that is still ours, in time, and whose rep may still be written to, lets its mail go. Asked
 * again for a mail that has waited since, it changes the lease alone.
 * $1 claims as JSON, $2 seconds of the lease. Gives the ids that may.
 */
export const BEFORE_DOT = `
UPDATE delivery.delivery d
SET state = 'sending', attempts = d.attempts + (d.state = 'claimed')::int, lease_until = now() + make_interval(secs => $2::int)
FROM jsonb_to_recordset($1::jsonb) AS m (id bigint, fence int), network.rep r, editorial.brick b, editorial.line l
WHERE d.id = m.id AND d.fence = m.fence AND d.state IN ('claimed', 'sending') AND d.lease_until > now()
  AND r.id = d.rep_id AND r.status = 'active' AND b.id = d.brick_id AND b.status = 'published' AND l.id = d.line_id AND l.status = 'active'
  AND NOT EXISTS (SELECT 1 FROM delivery.opt_out o WHERE o.rep_id = d.rep_id AND o.topic IN ('all', l.slug))
  AND NOT EXISTS (SELECT 1 FROM delivery.suppression s WHERE s.address = r.email) AND NOT ${PAUSED}
RETURNING d.id`;

/**
 * Writes what became of attempts. $1 settlements as JSON: `wait` in seconds until the next try (null: an end), `ambiguous` whether the
 * attempt counts as such, `attempts` the correction of their number.
 * A retry that would come after the mail has expired is the end.
 */
export const SETTLE = `
UPDATE delivery.delivery d
SET state = CASE WHEN m.wait IS NULL THEN m.state WHEN now() + make_interval(secs => m.wait) > d.expires_at THEN 'expired' ELSE 'planned' END,
    reason = CASE WHEN m.state <> 'accepted' THEN coalesce(m.reason, d.reason)
                  WHEN d.reason IS NULL AND d.due_at < now() - interval '2 minutes' THEN 'late.slow-relay' ELSE d.reason END,
    wake_at = CASE WHEN m.wait IS NULL THEN d.wake_at ELSE now() + make_interval(secs => m.wait) END,
    ambiguous = d.ambiguous + m.ambiguous::int, attempts = d.attempts + m.attempts, lease_until = NULL,
    settled_at = CASE WHEN m.wait IS NULL OR now() + make_interval(secs => m.wait) > d.expires_at THEN now() END
FROM jsonb_to_recordset($1::jsonb) AS m (id bigint, fence int, state text, reason text, wait int, ambiguous boolean, attempts int)
WHERE d.id = m.id AND d.fence = m.fence AND d.state IN ('claimed', 'sending')`;

/** What is in the hands of a worker that lives stays there. $1 claims as JSON, $2 seconds of the lease. */
export const RENEW = `
UPDATE delivery.delivery d SET lease_until = now() + make_interval(secs => $2)
FROM jsonb_to_recordset($1::jsonb) AS m (id bigint, fence int)
WHERE d.id = m.id AND d.fence = m.fence AND d.state IN ('claimed', 'sending') AND d.lease_until > now()`;

/**
 * Takes back what a dead or frozen worker held. A dot that was allowed may have been sent: such an attempt is ambiguous.
 * $1 crashes before a delivery is held.
 */
export const RECOVER = `
UPDATE delivery.delivery
SET ambiguous = ambiguous + (state = 'sending')::int, crashes = crashes + 1, fence = fence + 1, lease_until = NULL,
    state = CASE WHEN crashes + 1 >= $1 THEN 'held' ELSE 'planned' END,
    reason = CASE WHEN crashes + 1 >= $1 THEN 'held.crashed-' || (crashes + 1) || '-times'
                  WHEN state = 'sending' THEN 'late.ambiguous-attempt' ELSE coalesce(reason, 'late.worker-lost') END,
    settled_at = CASE WHEN crashes + 1 >= $1 THEN now() END,
    wake_at = now()
WHERE state IN ('claimed', 'sending') AND lease_until < now()
RETURNING id`;

/** Ends what waited too long. */
export const EXPIRE = `
UPDATE delivery.delivery SET state = 'expired', reason = coalesce(reason, 'expired.not-sent-in-time'), settled_at = now()
WHERE state = 'planned' AND wake_at <= now() AND expires_at < now()`;
