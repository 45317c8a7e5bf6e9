import { STANDS } from '@relais/editorial';

/** The SQL of telling those who answered a quiz that its answer no longer holds. */

/**
 * Retractions to tell of: each at once, and once more $1 minutes later, for answers that were being recorded at that moment. Whoever
 * answers the old question after that is told by its page.
 */
export const UNTOLD = `
SELECT t.id FROM editorial.retraction t LEFT JOIN delivery.told_retraction d ON d.retraction_id = t.id
WHERE d.retraction_id IS NULL OR (d.told_at < t.at + make_interval(mins => $1) AND now() >= t.at + make_interval(mins => $1))
ORDER BY t.id`;

/**
 * One note for each rep who was graded by a version and variant that no longer holds, about the last of those answers. $1 retraction,
 * $2 days after which the note is not sent any more.
 * The line leads to the answers by an index; its other bricks are read past, once for each retraction.
 */
export const TELL = `
WITH told AS (
  INSERT INTO delivery.note (retraction_id, delivery_id, rep_id, about, expires_at)
  SELECT DISTINCT ON (a.rep_id) t.id, a.delivery_id, a.rep_id, 'retracted', now() + make_interval(days => $2)
  FROM editorial.retraction t
  JOIN editorial.brick b ON b.id = t.brick_id
  JOIN editorial.brick_version v ON v.brick_id = b.id AND v.number <= t.until_version
  JOIN delivery.answer a ON a.line_id = b.line_id AND a.brick_id = b.id AND a.version_id = v.id AND a.correct IS NOT NULL
  JOIN network.rep r ON r.id = a.rep_id AND r.status = 'active'
  WHERE t.id = $1 AND ${STANDS}
    AND (t.variants IS NULL OR a.occurrence % (1 + coalesce(jsonb_array_length(v.question->'variants'), 0)) = ANY (t.variants))
  ORDER BY a.rep_id, a.answered_at DESC
  ON CONFLICT ON CONSTRAINT uq_note_retraction DO NOTHING
  RETURNING 1
), done AS (
  INSERT INTO delivery.told_retraction (retraction_id) VALUES ($1)
  ON CONFLICT (retraction_id) DO UPDATE SET told_at = now()
)
SELECT count(*)::int AS count FROM told`;
