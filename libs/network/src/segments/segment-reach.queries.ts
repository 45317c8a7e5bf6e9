import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { repsInScope, type Scope } from '../accounts/scope.rules.js';
import { compileAnyOf } from './segment-sql.rules.js';
import type { SegmentRule } from './segment.rules.js';
import type { ListedRep } from './segments.queries.js';

/** Whom rules mean right now. */
export interface SegmentReach {
  /** Active reps. */
  reps: number;
  /** false: counting took too long, this is the database's estimate. */
  exact: boolean;
  /** The first by id; fewer than asked for when finding them took too long. */
  sample: (ListedRep & { repId: number })[];
}

const REPS = `network.rep AS r JOIN network.partner AS p ON p.id = r.partner_id`;
/** Longer than this nobody waits while building a rule. */
const PATIENCE_MS = 2_000;
const CANCELLED = '57014';

/** Counts for rules that are being built: every keystroke asks, so no question may run for long. */
@Injectable()
export class SegmentReachQueries {
  constructor(private readonly db: DataSource) {}

  /** Reps in any of the rules, within the scope of whoever asks. @param rules as `parseSegmentRule` gave them. */
  async of(rules: readonly SegmentRule[], scope: Scope, { sample = 10 } = {}): Promise<SegmentReach> {
    const compiled = compileAnyOf(rules);
    const seen = repsInScope(scope, 'r', compiled.parameters.length + 1);
    const where = `r.status = 'active' AND (${compiled.sql}) AND ${seen.sql}`;
    const parameters = [...compiled.parameters, ...seen.parameters];
    const counted = await this.within<{ reps: number }>(`SELECT count(*)::int AS reps FROM ${REPS} WHERE ${where}`, parameters); // prettier-ignore
    const listed = await this.within<SegmentReach['sample'][number]>(
      `SELECT r.id AS "repId", r.external_id AS id, trim(r.first_name || ' ' || r.last_name) AS name, r.email, p.external_id AS partner, p.name AS "partnerName"
         FROM ${REPS} WHERE ${where} ORDER BY r.external_id LIMIT $${parameters.length + 1}`,
      [...parameters, sample],
    );
    const reps = counted ? counted[0]!.reps : await this.estimate(`SELECT 1 FROM ${REPS} WHERE ${where}`, parameters);
    return { reps, exact: counted !== null, sample: listed ?? [] };
  }

  /** Rows of a statement, or null when it did not end in time. */
  private async within<Row>(sql: string, parameters: unknown[]): Promise<Row[] | null> {
    return this.db
      .transaction(async (em) => {
        await em.query(`SET LOCAL statement_timeout = ${PATIENCE_MS}`);
        return rows<Row>(em, sql, parameters);
      })
      .catch((error: { code?: string }) => {
        if (error.code === CANCELLED) return null;
        throw error;
      });
  }

  private async estimate(sql: string, parameters: unknown[]): Promise<number> {
    const [row] = await rows<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(this.db, `EXPLAIN (FORMAT JSON) ${sql}`, parameters); // prettier-ignore
    return row!['QUERY PLAN'][0].Plan['Plan Rows'];
  }
}
