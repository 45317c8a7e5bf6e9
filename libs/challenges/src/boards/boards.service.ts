import { Injectable } from '@nestjs/common';
import { Clock, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { BOARD_KINDS } from '../entities/board.entity.js';
import { betweenCounts } from './board-pace.rules.js';
import { snapshotSql } from './board-statements.js';
import { RosterService } from './roster.service.js';

/** Any fixed number: the advisory locks of board refreshes, with the challenge's id. */
const REFRESH_LOCK = 7_316_010;

/** Boards that were never counted, or have changed; the longest ago first. */
const CHANGED = `
SELECT c.id, c.slug, b.took_ms AS "tookMs", (extract(epoch FROM now() - b.as_of) * 1000)::float8 AS "ageMs"
FROM challenges.challenge c LEFT JOIN challenges.board_refresh b ON b.challenge_id = c.id
WHERE b.as_of IS NULL OR EXISTS (SELECT 1 FROM challenges.board_change x WHERE x.challenge_id = c.id)
ORDER BY b.as_of NULLS FIRST, c.id`;

/** A changed board and its last count; null: there was none. */
interface Changed {
  id: number;
  slug: string;
  tookMs: number | null;
  ageMs: number | null;
}

/** A board of more people than this is cleaned up after. */
const CLEANED_FROM = 100_000;

export interface Refreshed {
  challenge: string;
  tookMs: number;
}

/** Keeps the snapshots of the boards up to date. Any number of workers may do so at the same time. */
@Injectable()
export class BoardsService {
  constructor(
    private readonly db: DataSource,
    private readonly roster: RosterService,
    private readonly clock: Clock,
  ) {}

  /** One tick: calls the rosters that are due and counts the boards that have changed. Meant for every second. */
  async refreshAll(): Promise<Refreshed[]> {
    await this.roster.callDue();
    const refreshed: Refreshed[] = [];
    for (const { id, slug, ...last } of await rows<Changed>(this.db, CHANGED)) {
      if (last.ageMs !== null && last.ageMs < betweenCounts(last.tookMs ?? 0)) continue;
      const tookMs = await this.refresh(id);
      if (tookMs !== null) refreshed.push({ challenge: slug, tookMs });
    }
    return refreshed;
  }

  /**
   * Counts the boards of a challenge anew, in one transaction, unless the snapshot already holds everything or another worker
   * is at it.
   * @returns how long it took in milliseconds; null when there was nothing to do.
   */
  async refresh(challengeId: number): Promise<number | null> {
    const start = this.clock.monotonic();
    const counted = await this.db.transaction(async (tx) => {
      if (!(await this.begin(tx, challengeId))) return null;
      await tx.query('DELETE FROM challenges.board_page WHERE challenge_id = $1', [challengeId]);
      const places: number[] = [];
      for (const by of BOARD_KINDS) {
        const [board] = await rows<{ places: number }>(tx, snapshotSql(by), [challengeId]);
        places.push(board!.places);
      }
      const took = Math.round(this.clock.monotonic() - start);
      // now() is when the transaction began: whatever was committed before it has been counted.
      await tx.query(
        `INSERT INTO challenges.board_refresh AS b (challenge_id, as_of, took_ms, people, partners, segments) VALUES ($1, now(), $2, $3, $4, $5)
         ON CONFLICT (challenge_id) DO UPDATE SET as_of = excluded.as_of, took_ms = excluded.took_ms,
           people = excluded.people, partners = excluded.partners, segments = excluded.segments`,
        [challengeId, took, ...places],
      );
      return { took, people: places[0]! };
    });
    // The pages of the last snapshot, tens of megabytes on a large board, are to be used again by the next one: the
    // server's own cleaning comes once a minute.
    if (counted && counted.people > CLEANED_FROM) await this.db.query('VACUUM (SKIP_LOCKED) challenges.board_page');
    return counted && counted.took;
  }

  /**
   * Takes the changes that are known away before anything is counted: what comes later stays for the next time, so nothing
   * is ever missed.
   */
  private async begin(tx: EntityManager, challengeId: number): Promise<boolean> {
    const [lock] = await rows<{ free: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1, $2) AS free', [
      REFRESH_LOCK,
      challengeId,
    ]);
    if (!lock!.free) return false;
    const [state] = await rows<{ changes: number; counted: boolean }>(
      tx,
      `WITH taken AS (DELETE FROM challenges.board_change WHERE challenge_id = $1 RETURNING 1)
       SELECT (SELECT count(*) FROM taken)::int AS changes,
              EXISTS (SELECT 1 FROM challenges.board_refresh b WHERE b.challenge_id = $1 AND b.as_of IS NOT NULL) AS counted`,
      [challengeId],
    );
    if (state!.changes === 0 && state!.counted) return false;
    await tx.query(`SELECT set_config('work_mem', '128MB', true)`); // a million places are sorted without touching the disk
    return true;
  }
}
