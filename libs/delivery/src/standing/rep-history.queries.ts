import { Injectable } from '@nestjs/common';
import { askedAs, BrickVersions, wordingFor, type BrickKind } from '@relais/editorial';
import { readCursor, repsInScope, writeCursor, type Scope } from '@relais/network';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { AnswerRoute } from '../entities/answer.entity.js';
import type { DeliveryState } from '../entities/delivery.entity.js';

/** One thing a person received, and what they answered. */
export interface ReceivedBrick {
  deliveryId: string;
  line: { slug: string; name: Record<string, string> };
  brick: { slug: string; kind: BrickKind; title: string };
  /** 0: the first time; then its repeats. */
  occurrence: number;
  state: DeliveryState;
  reason: string | null;
  dueAt: Date;
  /** When it reached its state; null while it waits. */
  settledAt: Date | null;
  answer: {
    at: Date;
    route: AnswerRoute;
    correct: boolean | null;
    /** Texts of the options chosen. */
    choices: string[];
    text: string | null;
  } | null;
}

export interface RepHistory {
  received: ReceivedBrick[];
  next: string | null;
}

/** How a person is doing. */
export interface RepSummary {
  received: number;
  answered: number;
  graded: number;
  right: number;
  /** Bricks answered right so often that they no longer come. */
  retired: number;
  /** What they no longer want: "all", or slugs of lines. */
  optedOut: string[];
  /** Nothing is sent to the address: the reason. */
  suppressed: string | null;
}

interface Row {
  deliveryId: string;
  versionId: number;
  lineSlug: string;
  lineName: Record<string, string>;
  brickSlug: string;
  occurrence: number;
  state: DeliveryState;
  reason: string | null;
  dueAt: Date;
  settledAt: Date | null;
  day: string;
  at: Date | null;
  route: AnswerRoute | null;
  correct: boolean | null;
  choices: string[] | null;
  text: string | null;
}

/** What one person received and answered, under the scope of whoever asks. */
@Injectable()
export class RepHistoryQueries {
  constructor(
    private readonly db: DataSource,
    private readonly versions: BrickVersions,
  ) {}

  /** The latest first; nothing for a person out of scope. @param locale of the reader. @throws Invalid `list.cursor` */
  async history(
    scope: Scope,
    repId: number,
    locale: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<RepHistory> {
    const condition = repsInScope(scope, 'r', 3);
    const n = 2 + condition.parameters.length;
    const before = cursor === undefined ? null : dayOfCursor(cursor);
    const found = await rows<Row>(
      this.db,
      `SELECT d.id AS "deliveryId", d.version_id AS "versionId", l.slug AS "lineSlug", l.name AS "lineName", b.slug AS "brickSlug", d.occurrence, d.state, d.reason,
              d.due_at AS "dueAt", d.settled_at AS "settledAt", d.local_day::text AS day,
              a.answered_at AS at, a.route, a.correct, a.choices, a.text
       FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id AND ${condition.sql}
       JOIN editorial.line l ON l.id = d.line_id JOIN editorial.brick b ON b.id = d.brick_id
       LEFT JOIN delivery.answer a ON a.delivery_id = d.id
       WHERE d.rep_id = $1 ${before ? `AND (d.local_day, d.id) < ($${n + 1}::date, $${n + 2}::bigint)` : ''}
       ORDER BY d.local_day DESC, d.id DESC LIMIT $2`,
      [repId, limit + 1, ...condition.parameters, ...(before ?? [])],
    );
    const page = found.slice(0, limit);
    const bricks = await this.versions.read([...new Set(page.map(({ versionId }) => versionId))]);
    const received = page.map((row): ReceivedBrick => {
      const brick = askedAs(bricks.get(row.versionId)!, row.occurrence);
      const { wording } = wordingFor(brick, locale);
      const textOf = (id: string) => wording.options.find((option) => option.id === id)?.text ?? id;
      return {
        deliveryId: row.deliveryId,
        line: { slug: row.lineSlug, name: row.lineName },
        brick: { slug: row.brickSlug, kind: brick.kind, title: wording.title },
        occurrence: row.occurrence,
        state: row.state,
        reason: row.reason,
        dueAt: row.dueAt,
        settledAt: row.settledAt,
        answer: row.at && {
          at: row.at,
          route: row.route!,
          correct: row.correct,
          choices: row.choices!.map(textOf),
          text: row.text,
        },
      };
    });
    const last = page.at(-1);
    const more = found.length > page.length && last;
    return { received, next: more ? writeCursor([last.day, last.deliveryId, 0]) : null };
  }

  /** Sums of one person; zeros for one out of scope. */
  async summary(scope: Scope, repId: number): Promise<RepSummary> {
    const condition = repsInScope(scope, 'r', 2);
    const [summary] = await rows<RepSummary>(
      this.db,
      `SELECT (SELECT count(*)::int FROM delivery.delivery d WHERE d.rep_id = r.id AND d.state = 'accepted') AS received,
              a.answered, a.graded, a."right",
              (SELECT count(*)::int FROM delivery.review v WHERE v.rep_id = r.id AND v.due_on IS NULL) AS retired,
              ARRAY(SELECT o.topic FROM delivery.opt_out o WHERE o.rep_id = r.id ORDER BY 1) AS "optedOut",
              (SELECT s.reason FROM delivery.suppression s WHERE s.address = r.email) AS suppressed
       FROM network.rep r,
            LATERAL (SELECT count(a.delivery_id)::int AS answered, count(a.correct)::int AS graded, count(*) FILTER (WHERE a.correct)::int AS "right"
                     FROM delivery.delivery d JOIN delivery.answer a ON a.delivery_id = d.id WHERE d.rep_id = r.id) a
       WHERE r.id = $1 AND ${condition.sql}`,
      [repId, ...condition.parameters],
    );
    return summary ?? { received: 0, answered: 0, graded: 0, right: 0, retired: 0, optedOut: [], suppressed: null };
  }
}

function dayOfCursor(cursor: string): [string, string] {
  const [day, id] = readCursor(cursor, 2) as [string, string, number];
  // A cursor somebody made up finds nothing; it must not make the database stumble.
  return [/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : '0001-01-01', /^\d{1,18}$/.test(id) ? id : '0']; // prettier-ignore
}
