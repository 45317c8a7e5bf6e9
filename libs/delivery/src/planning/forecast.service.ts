import { Injectable } from '@nestjs/common';
import { NotFound, rows, toLocal } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { MembershipService } from './membership.service.js';
import { FORECAST, FORECAST_FILL, FORECAST_TABLES } from './plan-statements.js';
import { PlanningService } from './planning.service.js';

/** One delivery that would be planned. */
export interface ForecastEntry {
  rep: string;
  email: string;
  partner: string;
  brick: string;
  occurrence: number;
  /** UTC instant, ISO 8601. */
  dueAt: string;
  /** Wall time in the rep's zone, YYYY-MM-DD HH:MM. */
  local: string;
  zone: string;
}

const DAY_MS = 86_400_000;

/**
 * Answers "what would be sent to whom and when" by running the real planner, day after day, on copies of its tables that
 * vanish with the transaction: nothing is written and no live row is locked. It supposes that nobody answers meanwhile.
 */
@Injectable()
export class ForecastService {
  constructor(
    private readonly db: DataSource,
    private readonly membership: MembershipService,
    private readonly planning: PlanningService,
  ) {}

  /**
   * @param from first instant; @param days how many days from there.
   * @returns what the line would send in [from, from + days), in order of time.
   * @throws NotFound `line.unknown` when there is no active line of that name.
   */
  async forecast(lineSlug: string, from: Date, days: number): Promise<ForecastEntry[]> {
    const lines = await this.membership.activeLines();
    const line = lines.find((l) => l.slug === lineSlug);
    if (!line)
      throw new NotFound(
        'line.unknown',
        `There is no active line "${lineSlug}". Active: ${lines.map((l) => l.slug).join(', ') || 'none'}.`,
      );
    const start = from.getTime();
    const end = start + days * DAY_MS;
    return this.db.transaction(async (db) => {
      for (const sql of [...FORECAST_TABLES, ...FORECAST_FILL]) await rows(db, sql);
      await this.planning.planWindows(db, FORECAST, lines, { now: start, until: end });
      return this.read(db, line.id, from, new Date(end));
    });
  }

  private async read(db: EntityManager, lineId: number, from: Date, to: Date): Promise<ForecastEntry[]> {
    const found = await rows<Omit<ForecastEntry, 'dueAt' | 'local'> & { at: Date }>(
      db,
      `SELECT r.external_id AS rep, r.email, p.external_id AS partner, b.slug AS brick, d.occurrence, d.due_at AS at, r.time_zone AS zone
       FROM ${FORECAST.delivery} d
       JOIN network.rep r ON r.id = d.rep_id JOIN network.partner p ON p.id = r.partner_id JOIN editorial.brick b ON b.id = d.brick_id
       WHERE d.line_id = $1 AND d.due_at >= $2 AND d.due_at < $3 AND d.state = 'planned'
       ORDER BY d.due_at, r.external_id, b.position`,
      [lineId, from, to],
    );
    return found.map(({ at, ...entry }) => {
      const local = toLocal(at.getTime(), entry.zone);
      return { ...entry, dueAt: at.toISOString(), local: `${local.date} ${local.time}` };
    });
  }
}
