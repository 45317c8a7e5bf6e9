import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from './person.js';

/** What was done, to whom. Details name no secret and no text of an answer. */
export interface AuditNote {
  action: string;
  /** Kind and id, such as account:7. */
  subject?: string;
  detail?: Record<string, unknown>;
}

/** One line of the trail as people read it. */
export interface AuditLine {
  id: string;
  at: Date;
  actor: { kind: string; id: number | null; name: string | null };
  action: string;
  subject: string | null;
  detail: Record<string, unknown>;
  address: string | null;
}

export interface AuditFilter {
  limit: number;
  /** `id` of the last line of the part before. */
  before?: string;
  action?: string;
  subject?: string;
}

/** The trail of what people did to accounts and sessions. */
@Injectable()
export class AuditService {
  constructor(private readonly db: DataSource) {}

  /** @param em of the transaction in which the thing is done: either both are there or neither. */
  async note(actor: Actor, { action, subject, detail = {} }: AuditNote, em?: EntityManager): Promise<void> {
    await rows(
      em ?? this.db,
      `INSERT INTO network.audit_entry (actor_kind, actor_id, action, subject, detail, address) VALUES ($1, $2, $3, $4, $5, $6)`,
      [actor.kind, actor.id, action, subject ?? null, detail, actor.address],
    );
  }

  /** Newest first. */
  async list({ limit, before, action, subject }: AuditFilter): Promise<AuditLine[]> {
    return rows<AuditLine>(
      this.db,
      `SELECT e.id, e.at, json_build_object('kind', e.actor_kind, 'id', e.actor_id, 'name', coalesce(a.name, nullif(trim(r.first_name || ' ' || r.last_name), ''))) AS actor,
              e.action, e.subject, e.detail, e.address
       FROM network.audit_entry e
       LEFT JOIN network.account a ON e.actor_kind = 'account' AND a.id = e.actor_id
       LEFT JOIN network.rep r ON e.actor_kind = 'rep' AND r.id = e.actor_id
       WHERE ($2::bigint IS NULL OR e.id < $2) AND ($3::text IS NULL OR e.action = $3) AND ($4::text IS NULL OR e.subject = $4)
       ORDER BY e.id DESC LIMIT $1`,
      [limit, before ?? null, action ?? null, subject ?? null],
    );
  }
}
