import { Injectable } from '@nestjs/common';
import { rows, toLocal, type LocalDate } from '@relais/platform';
import { DataSource } from 'typeorm';
import { DEFAULT_CAP } from '../planning/cap.rules.js';
import { PLANNING_LOCK } from '../planning/planning-lock.js';
import { isItsEvening, isItsHour, isOverdue, secondsToItsHour, type Dated } from './carry-over.rules.js';
import { AWAY, HOLD_OPEN, REDATE, UNPLAN } from './carry-over-statements.js';
import type { Claim } from './settlements.js';

/** A claimed mail with what decides whether this is still its day. */
export interface Timed extends Claim, Dated {
  repId: number;
  attempts: number;
  timeZone: string;
  /** The database's clock when it was read. */
  readAt: Date;
  verdict: string | null;
}

/** What is to be done with a mail whose day is over: `wait` in seconds. */
export interface PutOff<Mail> {
  mail: Mail;
  wait: number;
  reason: string;
}

export interface Admitted<Mail> {
  /** To be sent now. */
  ready: Mail[];
  /** To be looked at again later. */
  later: PutOff<Mail>[];
}

/** The planner is at work: it is through with a turn of reps within seconds. */
const BUSY_WAIT_SECONDS = 10;

interface Away {
  repId: number;
  from: LocalDate;
  until: LocalDate | null;
}

/**
 * Keeps the cap of a day when mails come late: after days without relay or worker, and after a pause, nobody gets more than on any other day (P7).
 * A mail that nothing was tried for goes back to the planner, which finds its place anew by every rule; one that was tried moves to today when
 * today's cap has room, and so does one of last evening that leaves after midnight.
 */
@Injectable()
export class CarryOver {
  constructor(private readonly db: DataSource) {}

  /** Parts mails that may leave now from those that wait; the ones given back to the planner are in neither. */
  async admit<Mail extends Timed>(mails: Mail[]): Promise<Admitted<Mail>> {
    const away = await this.awayAmong(mails);
    const ready: Mail[] = [];
    const overdue: (Mail & { today: LocalDate })[] = [];
    const later: PutOff<Mail>[] = [];
    // A batch is read at one moment, and many reps share a zone.
    const dates = new Map<string, LocalDate>();
    const untried: Mail[] = [];
    const resting: Mail[] = [];
    for (const mail of mails) {
      const now = mail.readAt.getTime();
      const today = dates.get(mail.timeZone) ?? toLocal(now, mail.timeZone).date;
      dates.set(mail.timeZone, today);
      const absent = (away.get(mail.repId) ?? []).some(
        ({ from, until }) => from <= today && (until === null || today <= until),
      );
      if (mail.verdict || !(absent || isOverdue(mail, today))) ready.push(mail);
      else if (mail.attempts === 0 && (absent || !isItsEvening(mail, now))) untried.push(mail);
      else if (absent) resting.push(mail);
      else if (!isItsHour(mail, now)) later.push(another(mail, 'late.another-day'));
      else overdue.push({ ...mail, today });
    }
    const moved = overdue.length ? await this.redate(overdue) : new Set<string>();
    for (const mail of overdue) {
      if (moved === null) later.push({ mail, wait: BUSY_WAIT_SECONDS, reason: 'late.another-day' });
      else if (moved.has(mail.id)) ready.push(mail);
      else if (mail.attempts === 0) untried.push(mail);
      else later.push(another(mail, 'late.cap'));
    }
    if (untried.length) await rows(this.db, UNPLAN, [claimsOf(untried)]);
    if (resting.length) await rows(this.db, HOLD_OPEN, [claimsOf(resting)]);
    later.push(...resting.map((mail) => another(mail, 'late.absent')));
    return { ready, later };
  }

  /** The ids that found room today; null while the planner, which counts the same cap, is at work. */
  private async redate(mails: (Timed & { today: LocalDate })[]): Promise<Set<string> | null> {
    const list = JSON.stringify(mails.map(({ id, fence, today }) => ({ id, fence, today })));
    return this.db.transaction(async (transaction) => {
      const [turn] = await rows<{ won: boolean }>(transaction, 'SELECT pg_try_advisory_xact_lock($1) AS won', [
        PLANNING_LOCK,
      ]);
      if (!turn?.won) return null;
      const moved = await rows<{ id: string }>(transaction, REDATE, [list, DEFAULT_CAP.day, DEFAULT_CAP.week]);
      return new Set(moved.map(({ id }) => id));
    });
  }

  private async awayAmong(mails: Timed[]): Promise<Map<number, Away[]>> {
    const found = await rows<Away>(this.db, AWAY, [[...new Set(mails.map(({ repId }) => repId))]]);
    const byRep = new Map<number, Away[]>();
    for (const away of found) byRep.set(away.repId, [...(byRep.get(away.repId) ?? []), away]);
    return byRep;
  }
}

/** Its hour on another day. */
const another = <Mail extends Timed>(mail: Mail, reason: string): PutOff<Mail> => ({
  mail,
  wait: secondsToItsHour(mail, mail.readAt.getTime()),
  reason,
});

const claimsOf = (claims: Claim[]): string => JSON.stringify(claims.map(({ id, fence }) => ({ id, fence })));
