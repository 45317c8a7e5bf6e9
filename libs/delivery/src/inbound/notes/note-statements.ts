import { PAUSED } from '@relais/platform';
import { STANDS } from '@relais/editorial';
import { REPLIED_COLUMNS, REPLIED_TABLES } from '../inbound-statements.js';

/** The SQL of notes: the mails that answer received ones, or tell of a retraction. */

/**
 * Writes a note down, beside the received mail it answers, unless its reader has had enough: the same was said about this delivery within
 * twelve hours, or $6 notes were written within a day. Two machines that answer each other come to rest so.
 * $1 digest, $2 delivery, $3 rep, $4 about, $5 detail, $6 notes a day.
 */
export const WRITE_NOTE = `
INSERT INTO delivery.note (digest, delivery_id, rep_id, about, detail, expires_at)
SELECT $1, $2::bigint, $3::int, $4, $5::jsonb, now() + interval '2 days'
WHERE NOT EXISTS (SELECT 1 FROM delivery.note n
                  WHERE n.rep_id = $3::int AND n.delivery_id = $2::bigint AND n.about = $4 AND n.created_at > now() - interval '12 hours')
  AND (SELECT count(*) FROM delivery.note n WHERE n.rep_id = $3::int AND n.digest IS NOT NULL AND n.created_at > now() - interval '1 day') < $6
ON CONFLICT (digest) DO NOTHING`;

/** Takes up to $1 notes that are due, for $2 seconds; one that took a process down before is taken alone ($3). */
export const CLAIM_NOTES = `
WITH due AS (
  SELECT id FROM delivery.note
  WHERE state = 'planned' AND wake_at <= now() AND CASE WHEN $3 THEN crashes > 0 ELSE crashes = 0 END
  ORDER BY wake_at LIMIT $1 FOR UPDATE SKIP LOCKED
)
UPDATE delivery.note n SET state = 'claimed', fence = n.fence + 1, lease_until = now() + make_interval(secs => $2)
FROM due WHERE n.id = due.id
RETURNING n.id, n.fence`;

/** A retraction that holds no longer, over t and b of the note's. */
const OVER = `t.id IS NOT NULL AND NOT ${STANDS}`;
/** Nobody asked for a note of a retraction: who wants nothing of the line gets none. Over n and l. */
const UNWANTED = `n.retraction_id IS NOT NULL AND EXISTS (SELECT 1 FROM delivery.opt_out o WHERE o.rep_id = n.rep_id AND o.topic IN ('all', l.slug))`;
const RETRACTED_TABLES = `
LEFT JOIN editorial.retraction t ON t.id = n.retraction_id
LEFT JOIN editorial.brick b ON b.id = t.brick_id`;

/** All that one note says and to whom. $1 ids. `verdict`: the state that ends it at the last moment; null: nothing does. */
export const READ_NOTES = `
SELECT n.id AS "noteId", n.fence, n.attempts, n.digest, n.retraction_id AS "retractionId", n.about, n.detail, a.answered_at AS "answeredAt",
       CASE WHEN n.expires_at < now() OR (${OVER}) THEN 'expired' WHEN r.status <> 'active' THEN 'suppressed'
            WHEN EXISTS (SELECT 1 FROM delivery.suppression s WHERE s.address = r.email) OR (${UNWANTED}) THEN 'suppressed' END AS verdict,
       ${REPLIED_COLUMNS}
FROM delivery.note n JOIN delivery.delivery d ON d.id = n.delivery_id
${REPLIED_TABLES}${RETRACTED_TABLES}
WHERE n.id = ANY ($1::bigint[]) AND n.state = 'claimed'`;

/** Commit before the dot, as for deliveries: only a note that is still ours leaves. $1 id, $2 fence, $3 seconds of the lease. */
export const NOTE_BEFORE_DOT = `
UPDATE delivery.note n SET state = 'sending', attempts = n.attempts + 1, lease_until = now() + make_interval(secs => $3)
FROM network.rep r, delivery.delivery d, editorial.line l
WHERE n.id = $1 AND n.fence = $2 AND n.state = 'claimed' AND n.lease_until > now() AND r.id = n.rep_id AND r.status = 'active'
  AND d.id = n.delivery_id AND l.id = d.line_id AND NOT (${UNWANTED})
  AND NOT EXISTS (SELECT 1 FROM editorial.retraction t JOIN editorial.brick b ON b.id = t.brick_id WHERE t.id = n.retraction_id AND ${OVER})
  AND NOT EXISTS (SELECT 1 FROM delivery.suppression s WHERE s.address = r.email) AND NOT ${PAUSED}
RETURNING n.id`;

/** What became of an attempt. $1 id, $2 fence, $3 state, $4 reason, $5 seconds until the next try (null: an end), $6 ambiguous, $7 correction of the attempts. */
export const SETTLE_NOTE = `
UPDATE delivery.note
SET state = CASE WHEN $5::int IS NULL THEN $3 WHEN now() + make_interval(secs => $5::int) > expires_at THEN 'expired' ELSE 'planned' END,
    reason = CASE WHEN $3 = 'accepted' THEN reason ELSE coalesce($4, reason) END,
    wake_at = CASE WHEN $5::int IS NULL THEN wake_at ELSE now() + make_interval(secs => $5::int) END,
    ambiguous = ambiguous + $6::boolean::int, attempts = attempts + $7::int, lease_until = NULL,
    settled_at = CASE WHEN $5::int IS NULL OR now() + make_interval(secs => $5::int) > expires_at THEN now() END
WHERE id = $1 AND fence = $2 AND state IN ('claimed', 'sending')`;

/** What is in the hands of a worker that lives stays there. $1 claims as JSON, $2 seconds of the lease. */
export const RENEW_NOTES = `
UPDATE delivery.note n SET lease_until = now() + make_interval(secs => $2)
FROM jsonb_to_recordset($1::jsonb) AS m (id bigint, fence int)
WHERE n.id = m.id AND n.fence = m.fence AND n.state IN ('claimed', 'sending') AND n.lease_until > now()`;

/** Takes back what a lost worker held, and ends what waited too long. $1 crashes before a note is held. */
export const RECOVER_NOTES = `
UPDATE delivery.note
SET ambiguous = ambiguous + (state = 'sending')::int, crashes = crashes + 1, fence = fence + 1, lease_until = NULL, wake_at = now(),
    state = CASE WHEN crashes + 1 >= $1 THEN 'held' ELSE 'planned' END,
    reason = CASE WHEN crashes + 1 >= $1 THEN 'held.crashed-' || (crashes + 1) || '-times' ELSE coalesce(reason, 'late.worker-lost') END,
    settled_at = CASE WHEN crashes + 1 >= $1 THEN now() END
WHERE state IN ('claimed', 'sending') AND lease_until < now()`;
