import { repsInScope, type Scope } from '@relais/network';
import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { DeliveryState } from '../entities/delivery.entity.js';

/** One delivery, for whoever looks into a send. */
export interface SentDelivery {
  id: string;
  rep: { id: number; name: string; email: string; partner: string };
  occurrence: number;
  state: DeliveryState;
  reason: string | null;
  attempts: number;
  /** Attempts of which nobody can say whether the relay took the mail: this rep may have it twice. */
  ambiguous: number;
  dueAt: Date;
  settledAt: Date | null;
  answeredAt: Date | null;
}

export interface SentFilter {
  brickId: number;
  day: string;
  states?: readonly DeliveryState[];
  /** What stands before the colon of a reason, as the sums say it. */
  reason?: string;
  /** Only possible duplicates. */
  ambiguous?: boolean;
  limit: number;
  /** Id of the last delivery of the part before. */
  after?: string;
}

/** Reads the deliveries of one brick on one day. */
@Injectable()
export class SentDeliveriesQueries {
  constructor(private readonly db: DataSource) {}

  /** In the order they were planned, within the scope of whoever asks. */
  async list(
    { brickId, day, states, reason, ambiguous = false, limit, after }: SentFilter,
    scope: Scope,
  ): Promise<SentDelivery[]> {
    // prettier-ignore
    const seen = repsInScope(scope, 'r', 8);
    return rows<SentDelivery>(
      this.db,
      // The index on the day finds them; the sum keeps the primary key out, which would begin with the oldest delivery of all.
      `SELECT d.id, json_build_object('id', r.id, 'name', trim(r.first_name || ' ' || r.last_name), 'email', r.email, 'partner', p.name) AS rep, d.occurrence, d.state, d.reason,
              d.attempts, d.ambiguous, d.due_at AS "dueAt", d.settled_at AS "settledAt", a.answered_at AS "answeredAt"
         FROM delivery.delivery AS d JOIN network.rep AS r ON r.id = d.rep_id JOIN network.partner AS p ON p.id = r.partner_id
         LEFT JOIN delivery.answer AS a ON a.delivery_id = d.id
        WHERE d.local_day = $1 AND d.brick_id = $2 AND ($3::text[] IS NULL OR d.state = ANY ($3)) AND (NOT $4 OR d.ambiguous > 0) AND d.id > $5
          AND ($7::text IS NULL OR regexp_replace(d.reason, ':.*', '') = $7) AND ${seen.sql}
        ORDER BY d.id + 0 LIMIT $6`,
      [day, brickId, states ?? null, ambiguous, after ?? 0, limit, reason ?? null, ...seen.parameters],
    );
  }
}
