import { Injectable } from '@nestjs/common';
import type { Line } from '@relais/editorial';
import { rows, toLocal } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { DEFAULT_CAP, LATE_AFTER_SECONDS, MAIL_EXPIRES_DAYS, PLANNING_HORIZON_MS } from './cap.rules.js';
import { dueDays, type DueDay, type DueSlot } from './due-slots.rules.js';
import { MembershipService } from './membership.service.js';
import { PLANNING_LOCK } from './planning-lock.js';
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

/** Reps planned in one transaction. Small enough that the first mails of a million leave while the rest is being planned. */
const REPS_A_TURN = 5_000;

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
    await rows(db, enrolStatement(to, member.sql), [
      new Date(now),
      zones,
      today,
      lines.map((line) => line.id),
      ...member.parameters,
    ]);
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
    const range = await this.range(db, to, turn);
    if (!range) return 0;
    const member = await this.membership.condition(lines, 'l.id', PLAN_PARAMETERS + 1);
    const statement = planStatement(to, member.sql, occasion);
    const windows = [slots.map((s) => s.lineId), slots.map((s) => s.pattern), slots.map((s) => new Date(s.dueAt))];
    const limits = [DEFAULT_CAP.day, DEFAULT_CAP.week, MAIL_EXPIRES_DAYS, LATE_AFTER_SECONDS];
    let total = 0;
    for (let first = range.first; first <= range.last; first += REPS_A_TURN) {
      const reps = [first, first + REPS_A_TURN - 1];
      const parameters = [new Date(now), sentOn, ...windows, ...reps, ...limits, date, ...member.parameters];
      const [made] = await rows<{ count: number }>(db, statement, parameters);
      total += made?.count ?? 0;
      if (made?.count) await planned(made.count);
    }
    return total;
  }

  /** The ids between which those are found whom the turn may concern; null: nobody. */
  private async range(db: EntityManager, to: Ledger, { occasion, sentOn, slots }: Turn): Promise<Range | null> {
    const [found] = await (occasion === 'welcome'
      ? rows<Found>(db, welcomed(to), [sentOn, [...new Set(slots.map((s) => s.lineId))]])
      : rows<Found>(db, EVERYBODY));
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

interface Range {
  first: number;
  last: number;
}
type Found = { [End in keyof Range]: number | null };

const slotColumns = (slots: DueSlot[]): unknown[] => [
  slots.map((s) => s.lineId),
  slots.map((s) => s.pattern),
  slots.map((s) => s.day),
];
