import { Injectable } from '@nestjs/common';
import type { Line } from '@relais/editorial';
import { rows, toLocal } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { DEFAULT_CAP, LATE_AFTER_SECONDS, MAIL_EXPIRES_DAYS, PLANNING_HORIZON_MS } from './cap.rules.js';
import { dueDays, type DueDay, type DueSlot } from './due-slots.rules.js';
import { MembershipService } from './membership.service.js';
import { PLANNING_LOCK } from './planning-lock.js';
import { inTurns, type Pace, type RepRange } from './rep-turns.js';
import {
  ENROL_PARAMETERS,
  EVERYBODY,
  enrolStatement,
  LIVE,
  MARK_SLOTS,
  PLAN_PARAMETERS,
  planStatement,
  UNPLANNED_SLOTS,
  welcomed,
  type Ledger,
} from './plan-statements.js';
import { SlotsAhead } from './slots-ahead.js';
import { PATTERNS, readPattern, type WorkPattern } from './work-pattern.rules.js';

/** Turns under way at once: reps of different turns share nothing, and two cores of a database plan almost twice as many as one. */
const LANES = 2;
/** Reps planned in one transaction. The first are few, so that the first mails of a million leave while the rest is being planned. */
const PLANNING: Pace = { start: 500, most: 5_000, lanes: LANES };
/** Reps looked through for new listeners in one transaction: what the database puts together for them fits into its memory. */
const ENROLLING: Pace = { start: 50_000, most: 50_000, lanes: LANES };

const TAKE_TURN = {
  skip: 'SELECT won, clock_timestamp() AS now FROM pg_try_advisory_lock($1) AS won',
  wait: 'SELECT true AS won, clock_timestamp() AS now FROM pg_advisory_lock($1)',
};

/** Told after each committed turn how many deliveries it made, so that sending can begin. */
type Planned = (count: number) => void | Promise<void>;

/** Decides which brick goes to whom and when, and writes it down as deliveries. */
@Injectable()
export class PlanningService {
  private readonly ahead = new SlotsAhead();

  constructor(
    private readonly db: DataSource,
    private readonly membership: MembershipService,
  ) {}

  /**
   * Enrols whoever a line speaks to and plans every window that is open or opens within the horizon, once. Running it
   * again, or twice at once, adds nothing.
   * @param ifBusy when another planner is at work: skip, because it does the same, or wait for it to end.
   * @returns number of deliveries planned.
   */
  async plan(planned: Planned = () => {}, ifBusy: 'skip' | 'wait' = 'skip'): Promise<number> {
    const lock = this.db.createQueryRunner();
    try {
      const [turn] = (await lock.query(TAKE_TURN[ifBusy], [PLANNING_LOCK])) as { won: boolean; now: Date }[];
      if (!turn?.won) return 0;
      try {
        return await this.planNow(turn.now.getTime(), planned);
      } finally {
        await lock.query('SELECT pg_advisory_unlock($1)', [PLANNING_LOCK]);
      }
    } finally {
      await lock.release();
    }
  }

  private async planNow(now: number, planned: Planned): Promise<number> {
    const db = this.db.manager;
    const lines = await this.membership.activeLines();
    return this.planWindows(db, LIVE, lines, { now, until: now + PLANNING_HORIZON_MS }, planned);
  }

  /**
   * Enrols everybody whom a line speaks to and who is not enrolled yet, then plans the welcomes of today and every window that is open at
   * `now` or opens before `until` (epoch milliseconds) and has not been planned.
   */
  async planWindows(
    db: EntityManager,
    to: Ledger,
    lines: Line[],
    { now, until }: { now: number; until: number },
    planned: Planned = () => {},
  ): Promise<number> {
    const patterns = await this.patterns(db);
    await this.enrol(db, to, { lines, patterns, now });
    let total = await this.welcome(db, to, { lines, patterns, now }, planned);
    for (const day of dueDays(this.ahead.near(lines, patterns, now, until), now, until)) {
      const slots = to === LIVE ? await this.unplanned(day.slots) : day.slots;
      if (!slots.length) continue;
      total += await this.planTurn(db, to, { ...day, slots, lines, occasion: 'slot', now }, planned);
      if (to === LIVE) await rows(db, MARK_SLOTS, slotColumns(slots));
    }
    return total;
  }

  /** The work patterns of active reps: some hundreds, however many reps there are. */
  private async patterns(db: EntityManager): Promise<WorkPattern[]> {
    const found = await rows<{ key: string }>(db, PATTERNS);
    return found.map(({ key }) => readPattern(key));
  }

  private async enrol(db: EntityManager, to: Ledger, { lines, patterns, now }: Known): Promise<void> {
    const member = await this.membership.condition(lines, 'l.id', ENROL_PARAMETERS + 1);
    const zones = [...new Set(patterns.map(({ zone }) => zone))];
    const today = zones.map((zone) => toLocal(now, zone).date);
    const ids = lines.map((line) => line.id);
    const statement = enrolStatement(to, member.sql);
    await this.inTurns(to, await this.everybody(db), ENROLLING, async ({ first, last }) => {
      await rows(db, statement, [new Date(now), zones, today, ids, first, last, ...member.parameters]);
    });
  }

  /** Plans the first brick of today's enrolments on lines that begin at enrolment. */
  private async welcome(
    db: EntityManager,
    to: Ledger,
    { lines, patterns, now }: Known,
    planned: Planned,
  ): Promise<number> {
    const welcoming = lines.filter((line) => line.start === 'enrolment');
    const slots = welcoming.flatMap(({ id: lineId }) =>
      patterns.map(({ key: pattern, zone }): DueSlot => {
        const day = toLocal(now, zone).date;
        return { lineId, pattern, zone, day, dueAt: now, closesAt: Infinity };
      }),
    );
    let total = 0;
    for (const day of dueDays(slots, now, Infinity))
      total += await this.planTurn(db, to, { ...day, lines, occasion: 'welcome', now }, planned);
    return total;
  }

  private async planTurn(db: EntityManager, to: Ledger, turn: Turn, planned: Planned): Promise<number> {
    const { lines, date, sentOn, slots, occasion, now } = turn;
    const member = await this.membership.condition(lines, 'l.id', PLAN_PARAMETERS + 1);
    const statement = planStatement(to, member.sql, occasion);
    const windows = [slots.map((s) => s.lineId), slots.map((s) => s.pattern), slots.map((s) => new Date(s.dueAt))];
    const limits = [DEFAULT_CAP.day, DEFAULT_CAP.week, MAIL_EXPIRES_DAYS, LATE_AFTER_SECONDS];
    const range = occasion === 'welcome' ? await this.welcomed(db, to, turn) : await this.everybody(db);
    let total = 0;
    await this.inTurns(to, range, PLANNING, async ({ first, last }) => {
      const parameters = [new Date(now), sentOn, ...windows, first, last, ...limits, date, ...member.parameters];
      const [made] = await rows<{ count: number }>(db, statement, parameters);
      total += made?.count ?? 0;
      if (made?.count) await planned(made.count);
    });
    return total;
  }

  /** A forecast has one lane: its copies are seen on one connection only. */
  private async inTurns(
    to: Ledger,
    range: RepRange | null,
    pace: Pace,
    work: (turn: RepRange) => Promise<void>,
  ): Promise<void> {
    if (range) await inTurns(range, to === LIVE ? pace : { ...pace, lanes: 1 }, work);
  }

  private everybody(db: EntityManager): Promise<RepRange | null> {
    return this.range(db, EVERYBODY);
  }

  private welcomed(db: EntityManager, to: Ledger, { sentOn, slots }: Turn): Promise<RepRange | null> {
    return this.range(db, welcomed(to), [sentOn, [...new Set(slots.map((s) => s.lineId))]]);
  }

  private async range(db: EntityManager, sql: string, parameters: unknown[] = []): Promise<RepRange | null> {
    const [found] = await rows<{ [End in keyof RepRange]: number | null }>(db, sql, parameters);
    const { first = null, last = null } = found ?? {};
    return first === null || last === null ? null : { first, last };
  }

  private async unplanned(slots: DueSlot[]): Promise<DueSlot[]> {
    const open = await rows<{ n: number }>(this.db, UNPLANNED_SLOTS, slotColumns(slots));
    return open.map(({ n }) => slots[n - 1]!);
  }
}

/** Whose windows are looked for, and when. */
interface Known {
  lines: Line[];
  patterns: WorkPattern[];
  /** Epoch milliseconds. */
  now: number;
}

/** What is planned in one go. */
interface Turn extends DueDay {
  lines: Line[];
  occasion: 'slot' | 'welcome';
  /** Epoch milliseconds. */
  now: number;
}

const slotColumns = (slots: DueSlot[]): unknown[] => [
  slots.map((s) => s.lineId),
  slots.map((s) => s.pattern),
  slots.map((s) => s.day),
];
