import { Injectable } from '@nestjs/common';
import { addDays, rows, toLocal } from '@relais/platform';
import { DataSource } from 'typeorm';
import { spacingPolicies, type ReviewState, type SpacingCode } from '../rules/spacing/index.js';

interface Unreviewed {
  deliveryId: string;
  repId: number;
  brickId: number;
  occurrence: number;
  correct: boolean;
  answeredAt: Date;
  spacing: SpacingCode;
  zone: string;
  state: ReviewState | null;
}

/** Answers that the spacing has not taken note of, oldest first, one per rep and brick. Ungraded ones need no note. */
const UNREVIEWED = `
SELECT DISTINCT ON (a.rep_id, a.brick_id) a.delivery_id AS "deliveryId", a.rep_id AS "repId", a.brick_id AS "brickId", a.occurrence, a.correct,
       a.answered_at AS "answeredAt", l.spacing, r.time_zone AS zone, v.state
FROM (SELECT * FROM delivery.answer WHERE reviewed_at IS NULL AND correct IS NOT NULL ORDER BY answered_at LIMIT $1 FOR UPDATE SKIP LOCKED) a
JOIN editorial.line l ON l.id = a.line_id
JOIN network.rep r ON r.id = a.rep_id
LEFT JOIN delivery.review v ON v.rep_id = a.rep_id AND v.brick_id = a.brick_id
ORDER BY a.rep_id, a.brick_id, a.answered_at`;

const NOTE_UNGRADED = `UPDATE delivery.answer SET reviewed_at = now() WHERE reviewed_at IS NULL AND correct IS NULL`;

const NOTE = `
WITH step AS (
  SELECT * FROM unnest($1::bigint[], $2::int[], $3::int[], $4::smallint[], $5::jsonb[], $6::jsonb[], $7::boolean[], $8::date[])
    AS s (delivery_id, rep_id, brick_id, occurrence, state, why, was_right, due_on)
), noted AS (
  UPDATE delivery.answer a SET reviewed_at = now() FROM step s WHERE a.delivery_id = s.delivery_id AND a.reviewed_at IS NULL
  RETURNING a.delivery_id
)
INSERT INTO delivery.review (rep_id, brick_id, occurrence, state, why, was_right, due_on)
SELECT s.rep_id, s.brick_id, s.occurrence, s.state, s.why, s.was_right, s.due_on FROM step s JOIN noted n USING (delivery_id)
ON CONFLICT (rep_id, brick_id) DO UPDATE
SET occurrence = excluded.occurrence, state = excluded.state, why = excluded.why, was_right = excluded.was_right, due_on = excluded.due_on, updated_at = now()
WHERE review.occurrence < excluded.occurrence`;

const BATCH = 1_000;

/** Turns graded answers into the next date of each quiz brick, by the line's spacing policy. */
@Injectable()
export class ReviewingService {
  constructor(private readonly db: DataSource) {}

  /**
   * Takes note of every answer that has not been noted. Safe to run twice or at once: an answer counts once.
   * @returns number of answers noted.
   */
  async review(): Promise<number> {
    await rows(this.db, NOTE_UNGRADED);
    let noted = 0;
    for (let batch = 1; batch > 0; noted += batch) batch = await this.reviewBatch();
    return noted;
  }

  private reviewBatch(): Promise<number> {
    return this.db.transaction(async (db) => {
      const answers = await rows<Unreviewed>(db, UNREVIEWED, [BATCH]);
      if (!answers.length) return 0;
      const steps = answers.map((answer) => {
        const on = toLocal(answer.answeredAt.getTime(), answer.zone).date;
        const step = spacingPolicies[answer.spacing].next(answer.state, { right: answer.correct, on });
        return { ...step, dueOn: step.dueInDays === null ? null : addDays(on, step.dueInDays) };
      });
      await rows(db, NOTE, [
        answers.map((a) => a.deliveryId),
        answers.map((a) => a.repId),
        answers.map((a) => a.brickId),
        answers.map((a) => a.occurrence + 1),
        steps.map((s) => JSON.stringify(s.state)),
        steps.map((s) => JSON.stringify(s.why)),
        answers.map((a) => a.correct),
        steps.map((s) => s.dueOn),
      ]);
      return answers.length;
    });
  }
}
