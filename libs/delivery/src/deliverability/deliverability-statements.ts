/** The SQL of deliverability: what became of mails at each mail domain of the reps. */

/**
 * Deliveries due in the last $1 days that were offered to a relay at least once, with the domain they go to. The domain is that of the
 * rep's address today: an address that was corrected takes its history with it.
 */
const RECENT = `
recent AS (
  SELECT d.id, d.state, d.reason, d.ambiguous, d.due_at, d.settled_at, r.partner_id, split_part(r.email, '@', -1) AS domain
  FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id
  WHERE d.due_at >= now() - make_interval(days => $1) AND d.due_at <= now() AND d.attempts > 0
)`;

/** Reports that came back about them; their words count only where the report was proven or needs no proof. */
const REPORTED = `
reported AS (
  SELECT s.domain, i.delivery_id, i.nature, i.detail->>'kind' AS kind, i.detail->>'diagnostic' AS diagnostic
  FROM delivery.inbound_message i JOIN recent s ON s.id = i.delivery_id
  WHERE i.received_at >= now() - make_interval(days => $1) AND i.nature IN ('bounce', 'complaint', 'delayed') AND i.outcome <> 'unproven'
)`;

/**
 * One row a domain. A delivery with several reports of a kind counts once. A reply of the receiver stays with the delivery until the next
 * attempt says something else, so \`late.deferred-\` on an accepted one means that it was put off before. $1 days.
 */
export const FIGURES = `
WITH ${RECENT}, ${REPORTED},
sent AS (
  SELECT domain, count(*)::int AS sent, count(*) FILTER (WHERE state = 'accepted')::int AS accepted,
         count(*) FILTER (WHERE state IN ('planned', 'claimed', 'sending') AND reason LIKE 'late.deferred-%')::int AS waiting,
         count(*) FILTER (WHERE state = 'accepted' AND reason LIKE 'late.deferred-%')::int AS "acceptedLate",
         count(*) FILTER (WHERE state = 'expired' AND reason LIKE 'late.deferred-%')::int AS expired,
         count(*) FILTER (WHERE state = 'refused')::int AS refused, sum(ambiguous)::int AS ambiguous,
         round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - due_at)) FILTER (WHERE state = 'accepted'))::int AS "medianSeconds"
  FROM recent GROUP BY domain
),
told AS (
  SELECT domain, count(DISTINCT delivery_id) FILTER (WHERE nature = 'bounce' AND kind = 'hard')::int AS hard,
         count(DISTINCT delivery_id) FILTER (WHERE nature = 'bounce' AND kind IN ('soft', 'forwarded'))::int AS soft,
         count(DISTINCT delivery_id) FILTER (WHERE nature = 'bounce' AND kind = 'policy')::int AS policy,
         count(DISTINCT delivery_id) FILTER (WHERE nature = 'bounce' AND kind = 'unknown')::int AS unclear,
         count(DISTINCT delivery_id) FILTER (WHERE nature = 'complaint')::int AS complaints,
         count(DISTINCT delivery_id) FILTER (WHERE nature = 'delayed')::int AS delayed
  FROM reported GROUP BY domain
),
companies AS (
  SELECT domain, count(*)::int AS partners, (array_agg(name ORDER BY mails DESC, name))[:5] AS "partnerNames"
  FROM (SELECT s.domain, p.name, count(*) AS mails FROM recent s JOIN network.partner p ON p.id = s.partner_id GROUP BY s.domain, p.id) used
  GROUP BY domain
)
SELECT s.*, coalesce(t.hard, 0) AS hard, coalesce(t.soft, 0) AS soft, coalesce(t.policy, 0) AS policy, coalesce(t.unclear, 0) AS unclear,
       coalesce(t.complaints, 0) AS complaints, coalesce(t.delayed, 0) AS delayed, c.partners, c."partnerNames"
FROM sent s JOIN companies c USING (domain) LEFT JOIN told t USING (domain)
ORDER BY s.sent DESC, s.domain`;

/**
 * What the receivers said, grouped by reason: what differs from mail to mail (addresses, numbers of queues, times) is left out of the
 * comparison, and each group shows one of its replies as it came. At most $2 groups a domain, the largest first. $1 days.
 */
export const REPLIES = `
WITH ${RECENT}, ${REPORTED},
said AS (
  SELECT domain, CASE WHEN state = 'refused' THEN 'refused' ELSE 'deferred' END AS kind, substr(reason, strpos(reason, ': ') + 2) AS reply
  FROM recent
  WHERE reason LIKE 'refused.%: %' OR reason LIKE 'late.deferred-%: %'
  UNION ALL
  SELECT domain, CASE nature WHEN 'delayed' THEN 'delayed' ELSE 'bounced' END, diagnostic
  FROM reported WHERE nature IN ('bounce', 'delayed') AND diagnostic IS NOT NULL
),
alike AS (
  SELECT domain, kind, reply, substring(reply FROM '^\\d{3}(?:[ -]+#?\\d\\.\\d{1,3}\\.\\d{1,3})?') AS code
  FROM said
),
grouped AS (
  SELECT domain, kind, max(reply) AS reply, count(*)::int AS count
  FROM alike
  GROUP BY domain, kind, code,
           regexp_replace(regexp_replace(substr(reply, coalesce(length(code), 0) + 1), '<?[^\\s<>]+@[^\\s<>]+>?', '@', 'g'), '[^\\s]*\\d[^\\s]*', '#', 'g')
)
SELECT domain, kind, reply, count
FROM (SELECT *, row_number() OVER (PARTITION BY domain ORDER BY count DESC, reply) AS place FROM grouped) ranked
WHERE place <= $2
ORDER BY domain, place`;
