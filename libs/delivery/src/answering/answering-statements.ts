/** The SQL of opening and answering. One statement serves all that arrives while the last one is under way. */

/**
 * What a page or a grading needs to know of a delivery; over d and the tables of SURROUNDINGS. Only repeats have a reason, and only for
 * them it is looked for: joined, the reasons of all would be read through by a plan from the time when there were none.
 */
const VIEW = `
d.id, d.rep_id AS "repId", d.line_id AS "lineId", d.brick_id AS "brickId", d.occurrence, d.answer_until AS "answerUntil", d.answer_until < now() AS late,
b.status AS "brickStatus", b.version_id AS "currentVersionId", l.slug AS "lineSlug", l.name AS "lineName", l.locale AS "lineLocale",
r.first_name AS "firstName", r.last_name AS "lastName", r.locale, r.time_zone AS "timeZone", p.name AS "partnerName",
CASE WHEN d.occurrence > 0 THEN (SELECT v.why FROM delivery.review v WHERE v.rep_id = d.rep_id AND v.brick_id = d.brick_id AND v.occurrence = d.occurrence) END AS why`;

const SURROUNDINGS = `
JOIN editorial.brick b ON b.id = d.brick_id
JOIN network.rep r ON r.id = d.rep_id
JOIN network.partner p ON p.id = r.partner_id
JOIN editorial.line l ON l.id = d.line_id`;

/** Each is one look into the index, whatever the statistics say. */
const delivery = (id: string): string =>
  `CROSS JOIN LATERAL (SELECT * FROM delivery.delivery d WHERE d.id = ${id} OFFSET 0) d`;

/** Deliveries as their pages show them, with the answer if there is one. $1 ids as JSON. */
export const OPEN = `
SELECT ${VIEW}, coalesce(a.version_id, d.version_id) AS "versionId", a.choices, a.text, a.correct, a.answered_at AS "answeredAt"
FROM jsonb_array_elements_text($1::jsonb) AS given (id)
${delivery('given.id::bigint')}
${SURROUNDINGS}
LEFT JOIN delivery.answer a ON a.delivery_id = d.id`;

/**
 * The answer of record, and what its page shows with it. Writes nothing where there is an answer already, where it is too late,
 * where the brick was taken back or where the delivery asks something else than what was graded; a delivery that was never sent
 * cannot be answered. Time and elapsed time are the server's (P29). The condition is one CASE: taken one by one its parts
 * make the planner expect a single row.
 * $1 answers as JSON: delivery id, version and occurrence graded, choices, text, grade, route. Gives those that it wrote.
 */
export const RECORD = `
WITH asked AS MATERIALIZED (
  SELECT ${VIEW}, d.version_id AS "versionId", coalesce(d.settled_at, d.due_at) AS since, d.choices, d.text, d.correct, d.route
  FROM (
    SELECT d.*, g.choices, g.text, g.correct, g.route
    FROM jsonb_to_recordset($1::jsonb) AS g (id bigint, "versionId" int, occurrence int, choices text[], text text, correct boolean, route text)
    ${delivery('g.id')}
    WHERE CASE WHEN d.version_id = g."versionId" AND d.occurrence = g.occurrence AND d.answer_until >= now()
               THEN d.state IN ('sending', 'accepted', 'planned', 'claimed') END
    OFFSET 0
  ) d
  ${SURROUNDINGS}
  WHERE b.status <> 'withdrawn'
), recorded AS (
  INSERT INTO delivery.answer (delivery_id, rep_id, line_id, brick_id, version_id, occurrence, choices, text, correct, route, elapsed_ms)
  SELECT id, "repId", "lineId", "brickId", "versionId", occurrence, choices, text, correct, route,
         greatest(0, extract(epoch FROM now() - since) * 1000)::bigint
  FROM asked
  ON CONFLICT (delivery_id) DO NOTHING
  RETURNING delivery_id, answered_at
)
SELECT id, "repId", "lineId", "brickId", "versionId", occurrence, "answerUntil", late, "brickStatus", "currentVersionId", "lineSlug", "lineName", "lineLocale",
       "firstName", "lastName", locale, "timeZone", "partnerName", why, answered_at AS "answeredAt"
FROM recorded JOIN asked ON id = delivery_id`;

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
