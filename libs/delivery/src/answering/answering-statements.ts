/** The SQL of opening and answering. One statement serves all that arrives while the last one is under way. */

/**
 * What a page or a grading needs to know of deliveries, with the answer if there is one. $1 ids as JSON. OFFSET 0: each is one
 * look into the index, whatever the statistics say.
 */
export const OPEN = `
SELECT d.id, d.rep_id AS "repId", d.line_id AS "lineId", d.brick_id AS "brickId", coalesce(a.version_id, d.version_id) AS "versionId", d.occurrence,
       d.state, d.answer_until AS "answerUntil", d.answer_until < now() AS late, b.status AS "brickStatus", b.version_id AS "currentVersionId", l.slug AS "lineSlug", l.name AS "lineName",
       l.locale AS "lineLocale", r.first_name AS "firstName", r.last_name AS "lastName", r.locale, r.time_zone AS "timeZone", p.name AS "partnerName",
       v.why, a.choices, a.text, a.correct, a.answered_at AS "answeredAt"
FROM jsonb_array_elements_text($1::jsonb) AS given (id)
CROSS JOIN LATERAL (SELECT * FROM delivery.delivery d WHERE d.id = given.id::bigint OFFSET 0) d
JOIN network.rep r ON r.id = d.rep_id
JOIN network.partner p ON p.id = r.partner_id
JOIN editorial.line l ON l.id = d.line_id
JOIN editorial.brick b ON b.id = d.brick_id
LEFT JOIN delivery.review v ON v.rep_id = d.rep_id AND v.brick_id = d.brick_id AND v.occurrence = d.occurrence
LEFT JOIN delivery.answer a ON a.delivery_id = d.id`;

/**
 * The answer of record. The first one wins; whoever comes later gets the first one's row back. Time, grade and elapsed time are
 * the server's (P29). A delivery that was never sent cannot be answered.
 * $1 answers as JSON: delivery id, choices, text, grade, route, version graded. Gives those that it wrote.
 */
export const RECORD = `
WITH given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS g (id bigint, choices jsonb, text text, correct boolean, route text, "versionId" int)
), recorded AS (
  INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, text, correct, route, elapsed_ms)
  SELECT d.id, d.rep_id, d.line_id, d.brick_id, g."versionId", d.occurrence,
         ARRAY(SELECT jsonb_array_elements_text(g.choices)), g.text, g.correct, g.route,
         greatest(0, extract(epoch FROM now() - coalesce(d.settled_at, d.due_at)) * 1000)::bigint
  FROM given g
  JOIN delivery.delivery d ON d.id = g.id AND d.state IN ('sending', 'accepted', 'planned', 'claimed') AND d.answer_until >= now()
  ON CONFLICT (delivery_id) DO NOTHING
  RETURNING delivery_id, answered_at
)
SELECT delivery_id AS id, answered_at AS "answeredAt" FROM recorded`;

/** Answers that another request recorded first. $1 delivery ids. */
export const RECORDED = `
SELECT delivery_id AS id, choices, text, correct, answered_at AS "answeredAt", false AS fresh FROM delivery.answer WHERE delivery_id = ANY ($1::bigint[])`;

/** How the answers to one poll version spread over its options. $1 version id. */
export const SHARES = `
SELECT choice AS id, count(*)::int AS count FROM delivery.answer a CROSS JOIN LATERAL unnest(a.choices) AS choice WHERE a.version_id = $1 GROUP BY choice`;

/** Each rep's oldest brick that was sent and waits for an answer. $1 JSON list of [rep id, the delivery just answered]. */
export const NEXT = `
SELECT g.rep_id AS "repId", g.after, n.id, n."versionId", n.occurrence, n."answerUntil", r.locale
FROM (SELECT (pair ->> 0)::int AS rep_id, (pair ->> 1)::bigint AS after FROM jsonb_array_elements($1::jsonb) AS pair) g
JOIN network.rep r ON r.id = g.rep_id
CROSS JOIN LATERAL (
  SELECT d.id, d.version_id AS "versionId", d.occurrence, d.answer_until AS "answerUntil"
  FROM delivery.delivery d
  JOIN editorial.brick b ON b.id = d.brick_id AND b.status = 'published'
  WHERE d.rep_id = g.rep_id AND d.id <> g.after AND d.state = 'accepted' AND d.answer_until > now()
    AND (SELECT true FROM delivery.answer a WHERE a.delivery_id = d.id) IS NULL
  ORDER BY d.due_at, d.id LIMIT 1) n`;
