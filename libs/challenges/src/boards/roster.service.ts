import { Injectable } from '@nestjs/common';
import { Clock, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ChallengesQueries } from '../challenges.queries.js';
import { rosterStatement, type KnownSegment } from './roster-statements.js';

/** Reps of one statement: an answer that is scored meanwhile waits for it, so it has to be short. */
const RANGE = 50_000;

/** Who belongs on the boards of a challenge: calls the roster and notes what has changed since the last time. */
@Injectable()
export class RosterService {
  constructor(
    private readonly db: DataSource,
    private readonly challenges: ChallengesQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings the standings of a challenge in line with enrolments, statuses, partners and segments. Twice changes nothing.
   * @returns how many standings were added or changed.
   */
  async call(challengeId: number): Promise<number> {
    const start = this.clock.monotonic();
    const challenge = await this.challenges.read(challengeId);
    const segments = await readSegments(this.db);
    const [last] = await rows<{ id: number }>(this.db, 'SELECT coalesce(max(id), 0) AS id FROM network.rep');
    let changes = 0;
    for (let from = 1; from <= last!.id; from += RANGE) {
      const { sql, parameters } = rosterStatement(challenge, segments, from, from + RANGE - 1);
      const [result] = await rows<{ changes: number }>(this.db, sql, parameters);
      changes += result!.changes;
    }
    const took = Math.round(this.clock.monotonic() - start);
    // The longer it took, the longer until the next time: see boards.service.ts.
    await rows(
      this.db,
      `INSERT INTO challenges.board_refresh AS b (challenge_id, roster_at, roster_took_ms) VALUES ($1, now(), $2)
       ON CONFLICT (challenge_id) DO UPDATE SET roster_at = excluded.roster_at, roster_took_ms = excluded.roster_took_ms`,
      [challengeId, took],
    );
    return changes;
  }

  /**
   * Of the workers that saw the roster last called at `seen`, one gets it. Should that one end half-way, it is due again
   * after the usual time.
   */
  async claim(challengeId: number, seen: string | null): Promise<boolean> {
    const claimed = await rows(
      this.db,
      `INSERT INTO challenges.board_refresh AS b (challenge_id, roster_at) VALUES ($1, now())
       ON CONFLICT (challenge_id) DO UPDATE SET roster_at = excluded.roster_at WHERE b.roster_at IS NOT DISTINCT FROM $2::timestamptz
       RETURNING 1`,
      [challengeId, seen],
    );
    return claimed.length > 0;
  }
}

/** Every segment of the network: each is a team on the board by segment. */
export function readSegments(db: DataSource | EntityManager): Promise<KnownSegment[]> {
  return rows<KnownSegment>(db, 'SELECT slug, rule FROM network.segment ORDER BY slug');
}
