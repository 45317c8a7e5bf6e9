import { Injectable } from '@nestjs/common';
import { Clock, rows } from '@relais/platform';
import { DataSource } from 'typeorm';

/** How a line is doing. */
export interface LineOverview {
  slug: string;
  name: Record<string, string>;
  enrolled: number;
  planned: number;
  accepted: number;
  answered: number;
  graded: number;
  correct: number;
}

export interface DeliveryOverview {
  lines: LineOverview[];
  /** The next planned deliveries, if any are written down yet. */
  next: { at: Date; count: number } | null;
  /** Number of deliveries by state. */
  states: Record<string, number>;
}

/** An overview is kept at least so long, in milliseconds, and this many times as long as counting it took. */
const KEPT_MS = 1_000;
const KEPT_TIMES = 20;

/** Reads for people who want to know how things stand. */
@Injectable()
export class DeliveryQueries {
  private kept: { overview: Promise<DeliveryOverview>; until: number } | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * How lines and deliveries stand. Everything is counted, so it is counted once for all who ask about the same time, and so
   * rarely that counting takes a twentieth of a connection at most.
   */
  overview(): Promise<DeliveryOverview> {
    const now = this.clock.monotonic();
    if (this.kept && now < this.kept.until) return this.kept.overview;
    const kept = { overview: this.count(), until: Infinity };
    this.kept = kept;
    void kept.overview.then(
      () => (kept.until = this.clock.monotonic() + Math.max(KEPT_MS, KEPT_TIMES * (this.clock.monotonic() - now))),
      () => (kept.until = 0),
    );
    return kept.overview;
  }

  private async count(): Promise<DeliveryOverview> {
    const [lines, states, next] = await Promise.all([
      rows<LineOverview>(
        this.db,
        // Each count on its own table first: joined together they would multiply.
        `SELECT l.slug, l.name, coalesce(e.n, 0)::int AS enrolled, coalesce(d.planned, 0)::int AS planned, coalesce(d.accepted, 0)::int AS accepted,
                coalesce(a.answered, 0)::int AS answered, coalesce(a.graded, 0)::int AS graded, coalesce(a.correct, 0)::int AS correct
         FROM editorial.line l
         LEFT JOIN (SELECT line_id, count(*) AS n FROM delivery.enrolment GROUP BY line_id) e ON e.line_id = l.id
         LEFT JOIN (SELECT line_id, count(*) FILTER (WHERE state IN ('planned', 'claimed', 'sending')) AS planned, count(*) FILTER (WHERE state = 'accepted') AS accepted
                    FROM delivery.delivery GROUP BY line_id) d ON d.line_id = l.id
         LEFT JOIN (SELECT line_id, count(*) AS answered, count(correct) AS graded, count(*) FILTER (WHERE correct) AS correct
                    FROM delivery.answer GROUP BY line_id) a ON a.line_id = l.id
         ORDER BY l.id`,
      ),
      rows<{ state: string; count: number }>(
        this.db,
        `SELECT state, count(*)::int AS count FROM delivery.delivery GROUP BY state`,
      ),
      rows<{ at: Date; count: number }>(
        this.db,
        `SELECT due_at AS at, count(*)::int AS count FROM delivery.delivery WHERE state = 'planned' GROUP BY due_at ORDER BY due_at LIMIT 1`,
      ),
    ]);
    return { lines, next: next[0] ?? null, states: Object.fromEntries(states.map((s) => [s.state, s.count])) };
  }
}
