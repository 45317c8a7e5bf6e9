import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { Retraction } from './retraction.entity.js';

/** What is taken back of a version, as far as it still stands. */
export type StandingRetraction = Pick<Retraction, 'id' | 'kind' | 'reason' | 'at'> & { currentVersionId: number };

@Injectable()
export class RetractionsQueries {
  constructor(private readonly db: DataSource) {}

  /**
   * The latest retraction that stands for a version and variant of a quiz; null: what it says still holds. A withdrawal ends when the
   * brick is published again.
   */
  async standing(versionId: number, variant: number): Promise<StandingRetraction | null> {
    const [found] = await rows<StandingRetraction>(
      this.db,
      `SELECT t.id, t.kind, t.reason, t.at, b.version_id AS "currentVersionId"
         FROM editorial.brick_version AS v
         JOIN editorial.brick AS b ON b.id = v.brick_id
         JOIN editorial.retraction AS t ON t.brick_id = b.id AND t.until_version >= v.number
        WHERE v.id = $1 AND (t.variants IS NULL OR $2::smallint = ANY (t.variants)) AND ${STANDS}
        ORDER BY t.id DESC LIMIT 1`,
      [versionId, variant],
    );
    return found ?? null;
  }
}

/** Whether a retraction still stands, over t (editorial.retraction) and b (its brick). */
export const STANDS = `(t.kind = 'withdrawn') = (b.status = 'withdrawn')`;
