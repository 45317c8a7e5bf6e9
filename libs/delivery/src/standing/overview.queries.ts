import { Injectable } from '@nestjs/common';
import { repsInScope, type Scope } from '@relais/network';
import { addDays, Clock, type LocalDate, rows } from '@relais/platform';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';

/** What goes out on a line within the next 24 hours. */
export interface LineToday {
  slug: string;
  name: Record<string, string>;
  planned: number;
  firstAt: Date;
  lastAt: Date;
}

/** Something a person should look at. */
export interface Attention {
  code: 'held' | 'refused' | 'overdue' | 'suppressed';
  count: number;
}

/** How things stand in the part of the network somebody sees. */
export interface Overview {
  asOf: Date;
  /** Active people, and how many of them are enrolled in a line. */
  people: { active: number; enrolled: number };
  /** The next 24 hours, by line. */
  today: LineToday[];
  /** The last seven days. */
  participation: { sent: number; answered: number; graded: number; right: number; repsAnswering: number };
  /** The last fourteen days by UTC date, today last: what reached people, and what came back. */
  days: { day: LocalDate; sent: number; answered: number }[];
  attention: Attention[];
}

/** So long an overview is shown again: at a million people its counts take seconds, and they change by the second anyway. */
const KEPT_MS = 60_000;
const WEEK = `now() - interval '7 days'`;
const DAYS = 14;
const FORTNIGHT = `(now() AT TIME ZONE 'UTC')::date - ${DAYS - 1}`;

/** Counts for the first screen of the console and of the portal, under the scope of whoever asks. */
@Injectable()
export class OverviewQueries {
  private readonly kept: LRUCache<string, Overview>;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {
    const perf = { now: () => clock.monotonic() };
    // Who asks while the counts are taken waits for the same ones; who asks later gets the last ones while new ones are taken.
    this.kept = new LRUCache({
      max: 500,
      ttl: KEPT_MS,
      ttlResolution: 0,
      perf,
      allowStale: true,
      fetchMethod: (key) => this.count(JSON.parse(key) as Scope),
    });
  }

  async read(scope: Scope): Promise<Overview> {
    return (await this.kept.fetch(JSON.stringify(scope)))!;
  }

  private async count(scope: Scope): Promise<Overview> {
    const { sql, parameters } = repsInScope(scope, 'r', 1);
    // The whole network needs no look at every person to know that they belong to it.
    const of = (table: string) => (scope.kind === 'network' ? '' : `JOIN network.rep r ON r.id = ${table}.rep_id AND ${sql}`); // prettier-ignore
    const given = scope.kind === 'network' ? [] : parameters;
    const read = <Row>(statement: string) => rows<Row>(this.db, statement, given);
    const [people, enrolled, today, sent, answers, answered, troubles, suppressed] = await Promise.all([
      read<{ n: number }>(`SELECT count(*)::int AS n FROM network.rep r WHERE r.status = 'active' AND ${sql}`),
      read<{ n: number }>(`SELECT count(DISTINCT e.rep_id)::int AS n FROM delivery.enrolment e ${of('e')}`),
      read<LineToday>(
        `SELECT l.slug, l.name, d.planned, d."firstAt", d."lastAt" FROM editorial.line l JOIN
           (SELECT d.line_id, count(*)::int AS planned, min(d.wake_at) AS "firstAt", max(d.wake_at) AS "lastAt" FROM delivery.delivery d ${of('d')}
            WHERE d.state = 'planned' AND d.wake_at < now() + interval '24 hours' GROUP BY d.line_id) d ON d.line_id = l.id ORDER BY d."firstAt", l.id`,
      ),
      read<OfDay & { week: number }>(
        `SELECT (d.settled_at AT TIME ZONE 'UTC')::date::text AS day, count(*)::int AS n, count(*) FILTER (WHERE d.settled_at > ${WEEK})::int AS week
         FROM delivery.delivery d ${of('d')} WHERE d.state = 'accepted' AND d.settled_at > ${FORTNIGHT} GROUP BY 1`,
      ),
      read<{ answered: number; graded: number; right: number; reps: number }>(
        // By line, since that is how the index of answers begins.
        `SELECT count(*)::int AS answered, count(a.correct)::int AS graded, count(*) FILTER (WHERE a.correct)::int AS "right", count(DISTINCT a.rep_id)::int AS reps
         FROM delivery.answer a ${of('a')} WHERE a.line_id = ANY (ARRAY(SELECT id FROM editorial.line)) AND a.answered_at > ${WEEK}`,
      ),
      read<OfDay>(
        `SELECT (a.answered_at AT TIME ZONE 'UTC')::date::text AS day, count(*)::int AS n
         FROM delivery.answer a ${of('a')} WHERE a.line_id = ANY (ARRAY(SELECT id FROM editorial.line)) AND a.answered_at > ${FORTNIGHT} GROUP BY 1`,
      ),
      read<{ code: Attention['code']; n: number }>(
        `SELECT CASE WHEN d.state = 'planned' THEN 'overdue' ELSE d.state END AS code, count(*)::int AS n FROM delivery.delivery d ${of('d')}
         WHERE (d.state IN ('held', 'refused') AND d.settled_at > ${WEEK}) OR (d.state = 'planned' AND d.wake_at < now() - interval '15 minutes') GROUP BY 1`,
      ),
      read<{ n: number }>(
        `SELECT count(*)::int AS n FROM delivery.suppression s JOIN network.rep r ON r.email = s.address WHERE r.status = 'active' AND ${sql}`,
      ),
    ]);
    const week = answers[0]!;
    const attention = [...troubles, { code: 'suppressed' as const, n: suppressed[0]!.n }]
      .map(({ code, n }) => ({ code, count: n }))
      .filter(({ count }) => count > 0);
    const asOf = this.clock.now();
    return {
      asOf,
      people: { active: people[0]!.n, enrolled: enrolled[0]!.n },
      today,
      participation: {
        sent: sent.reduce((sum, { week: n }) => sum + n, 0),
        answered: week.answered,
        graded: week.graded,
        right: week.right,
        repsAnswering: week.reps,
      },
      days: lastDays(asOf).map((day) => ({ day, sent: numberOf(sent, day), answered: numberOf(answered, day) })),
      attention,
    };
  }
}

interface OfDay {
  day: LocalDate;
  n: number;
}

const numberOf = (counts: OfDay[], day: LocalDate): number => counts.find((one) => one.day === day)?.n ?? 0;

/** The dates of the last days, the latest last. */
function lastDays(now: Date): LocalDate[] {
  const today = now.toISOString().slice(0, 10);
  return Array.from({ length: DAYS }, (_, i) => addDays(today, i + 1 - DAYS));
}
