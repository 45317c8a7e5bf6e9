import { Injectable } from '@nestjs/common';
import { Clock, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ChallengesQueries } from '../challenges.queries.js';
import { rosterStatement, type KnownSegment } from './roster-statements.js';

/** Reps of one statement: an answer that is scored meanwhile may have to wait for it, so it has to be short. */
const RANGE = 50_000;
/** A tick spends about this long on rosters; the boards come after. */
const SLICE_MS = 500;

/*
 * Pace: a roster is called every few seconds, but takes at most a fiftieth of the time; a challenge that ended a day ago
 * changes seldom.
 */
const DUE = `
SELECT c.id, b.roster_at::text AS seen
FROM challenges.challenge c LEFT JOIN challenges.board_refresh b ON b.challenge_id = c.id
WHERE b.roster_at IS NULL OR b.roster_at < now() - greatest(
  CASE WHEN c.ends_at < now() - interval '1 day' THEN interval '1 hour' ELSE interval '2 seconds' END,
  b.roster_took_ms * 50 * interval '1 millisecond')
ORDER BY b.roster_at NULLS FIRST, c.id`;

/** One calling of a roster, range after range. */
interface Walk {
  challengeId: number;
  /** Rep id. */
  from: number;
  tookMs: number;
  changes: number;
  done: boolean;
}

/**
 * Who belongs on the boards of a challenge: goes through the reps and writes down where enrolments, statuses, partners or
 * segments have changed since the last time.
 */
@Injectable()
export class RosterService {
  private readonly underWay = new Map<number, Walk>();

  constructor(
    private readonly db: DataSource,
    private readonly challenges: ChallengesQueries,
    private readonly clock: Clock,
  ) {}

  /** Calls the whole roster of a challenge now. Twice changes nothing. @returns how many standings were added or changed. */
  async call(challengeId: number): Promise<number> {
    const walk = begin(challengeId);
    while (!walk.done) await this.step(walk);
    return walk.changes;
  }

  /** Calls the rosters that are due, for about half a second; what is left over goes on at the next tick. */
  async callDue(): Promise<void> {
    const until = this.clock.monotonic() + SLICE_MS;
    for (const { id, seen } of await rows<{ id: number; seen: string | null }>(this.db, DUE)) {
      if (!this.underWay.has(id) && (await this.claim(id, seen))) this.underWay.set(id, begin(id));
    }
    for (const walk of this.underWay.values()) {
      this.underWay.delete(walk.challengeId); // should a step fail, the roster is due again after the usual time
      do await this.step(walk);
      while (!walk.done && this.clock.monotonic() < until);
      if (!walk.done) this.underWay.set(walk.challengeId, walk);
      if (this.clock.monotonic() >= until) break;
    }
  }

  /** Of the workers that saw the roster last called at `seen`, one gets it. */
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

  private async step(walk: Walk): Promise<void> {
    const start = this.clock.monotonic();
    const challenge = await this.challenges.read(walk.challengeId);
    const to = walk.from + RANGE - 1;
    const { sql, parameters } = rosterStatement(challenge, await readSegments(this.db), walk.from, to);
    const [result] = await rows<{ changes: number; last: boolean }>(this.db, sql, parameters);
    walk.changes += result!.changes;
    walk.from = to + 1;
    walk.tookMs += this.clock.monotonic() - start;
    walk.done = result!.last;
    if (walk.done) await this.note(walk);
  }

  private async note({ challengeId, tookMs }: Walk): Promise<void> {
    await rows(
      this.db,
      `INSERT INTO challenges.board_refresh AS b (challenge_id, roster_at, roster_took_ms) VALUES ($1, now(), $2)
       ON CONFLICT (challenge_id) DO UPDATE SET roster_at = excluded.roster_at, roster_took_ms = excluded.roster_took_ms`,
      [challengeId, Math.round(tookMs)],
    );
  }
}

function begin(challengeId: number): Walk {
  return { challengeId, from: 1, tookMs: 0, changes: 0, done: false };
}

/** Every segment of the network: each is a team on the board by segment. */
export function readSegments(db: DataSource | EntityManager): Promise<KnownSegment[]> {
  return rows<KnownSegment>(db, 'SELECT slug, rule FROM network.segment ORDER BY slug');
}
