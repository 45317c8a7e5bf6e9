import { Injectable } from '@nestjs/common';
import { Clock, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { isStale } from './staleness.rules.js';

/** Any fixed number: one process at a time counts. */
const TALLY_LOCK = 7_316_160;
/** Days counted in one go, so that a tick ends soon. */
const AT_ONCE = 20;

// Every day since the first delivery, with when its sums were made. Identities grow with time, so the lowest tells the first day, nearly.
const DAYS = `
SELECT day::date::text AS day, day::date - current_date AS age, extract(epoch FROM now() - t.made_at)::float AS "madeSecondsAgo", coalesce(t.took_ms, 0) AS "tookMs"
  FROM generate_series((SELECT local_day - 7 FROM delivery.delivery ORDER BY id LIMIT 1), current_date + 2, '1 day') AS day
  LEFT JOIN delivery.tally_day AS t ON t.local_day = day::date ORDER BY day DESC`;

// Everything of one day in one reading: deliveries with the answers they got.
const COUNT = `
INSERT INTO delivery.tally (local_day, line_id, brick_id, again, state, reason, deliveries, ambiguous, answered, graded, correct)
SELECT d.local_day, d.line_id, d.brick_id, d.occurrence > 0, d.state, coalesce(regexp_replace(d.reason, ':.*', ''), ''),
       count(*), count(*) FILTER (WHERE d.ambiguous > 0), count(a.delivery_id), count(a.correct), count(*) FILTER (WHERE a.correct)
  FROM delivery.delivery AS d LEFT JOIN delivery.answer AS a ON a.delivery_id = d.id
 WHERE d.local_day = $1 GROUP BY 1, 2, 3, 4, 5, 6`;

const CHOICES = `
INSERT INTO delivery.choice_tally (version_id, local_day, occurrence, choice, answers)
SELECT a.version_id, d.local_day, a.occurrence, choice, count(*)
  FROM delivery.delivery AS d JOIN delivery.answer AS a ON a.delivery_id = d.id CROSS JOIN LATERAL unnest(a.choices) AS choice
 WHERE d.local_day = $1 GROUP BY 1, 2, 3, 4`;

/**
 * Keeps sums by day and brick, so that calendars, progress and results read a few rows however many reps there are. The sums are always
 * what a count would give at the moment they were made.
 */
@Injectable()
export class TalliesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Makes the sums of days that are due for it, the latest first. @param all every day, however fresh. @returns how many days. */
  async refresh(all = false): Promise<number> {
    return this.db.transaction(async (em) => {
      const [lock] = await rows<{ won: boolean }>(em, 'SELECT pg_try_advisory_xact_lock($1) AS won', [TALLY_LOCK]);
      if (!lock!.won) return 0;
      const days = await rows<{ day: string; age: number; madeSecondsAgo: number | null; tookMs: number }>(em, DAYS);
      const due = days.filter((day) => all || isStale(day)).slice(0, all ? undefined : AT_ONCE);
      for (const { day } of due) await this.count(em, day); // one statement a day: a bounded piece of work each
      return due.length;
    });
  }

  private async count(em: EntityManager, day: string): Promise<void> {
    const start = this.clock.monotonic();
    await rows(em, 'DELETE FROM delivery.tally WHERE local_day = $1', [day]);
    await rows(em, 'DELETE FROM delivery.choice_tally WHERE local_day = $1', [day]);
    await rows(em, COUNT, [day]);
    await rows(em, CHOICES, [day]);
    const took = Math.round(this.clock.monotonic() - start);
    await rows(
      em,
      `INSERT INTO delivery.tally_day (local_day, made_at, took_ms) VALUES ($1, now(), $2) ON CONFLICT (local_day) DO UPDATE SET made_at = excluded.made_at, took_ms = excluded.took_ms`,
      [day, took],
    );
  }
}
