import { Inject, Injectable } from '@nestjs/common';
import { Batcher, Clock, prepared, type SendResult } from '@relais/platform';
import { DataSource } from 'typeorm';
import { LEASE_SECONDS, RELAY_TROUBLE_SECONDS, retryWaitSeconds } from './retry.rules.js';
import { Refusals } from './refusals.js';
import { BEFORE_DOT, SETTLE } from './sending-statements.js';

/** A claim on a delivery: worth something while the row still carries this fence. */
export interface Claim {
  id: string;
  fence: number;
}

/** What is written when an attempt, or the whole delivery, has ended. */
export interface Settlement extends Claim {
  state: string;
  reason: string | null;
  /** Seconds until the next attempt; null: this is the end. */
  wait: number | null;
  ambiguous: boolean;
  /** Correction of the number of attempts: the mark counts one already, see {@link Settlements.judge}. */
  attempts: -1 | 0 | 1;
}

/** A mark that is being written ahead of its dot. */
export interface Mark {
  /** false: the delivery is not ours any more, or not to be sent any more. */
  written: Promise<boolean>;
  /** Asked just before the dot: may the mail leave now? */
  beforeDot: () => Promise<boolean>;
}

/** A mark older than this, in milliseconds, does not let a dot go: the rep may have asked to be left alone since. The row is asked again. */
const MARK_FRESH_MS = 2_000;

/** A mark asked for at the dot itself holds for half a lease: a slow database does not stop the mail, a process that was frozen stops. */
const MARK_LATEST_MS = (LEASE_SECONDS * 1_000) / 2;

export const RANDOM = Symbol('uniform random numbers in [0, 1)');

/** Writes the two marks around the dot. Mails under way at the same time share a statement, so each costs little. */
@Injectable()
export class Settlements {
  private readonly dots: Batcher<Claim, boolean>;
  private readonly ends: Batcher<Settlement, void>;

  constructor(
    private readonly db: DataSource,
    @Inject(RANDOM) private readonly random: () => number,
    private readonly refusals: Refusals,
    private readonly clock: Clock,
  ) {
    this.dots = new Batcher((claims) => this.commitDots(claims));
    this.ends = new Batcher((ends) => this.write(ends));
  }

  /**
   * Begins to commit "about to be accepted", while the mail still waits for its connection: so the marks of many mails share a
   * statement, not only those of the few that stand before their dots at the same moment.
   */
  mark(claim: Claim): Mark {
    const asked = this.clock.monotonic();
    const written = this.ask(claim);
    return { written, beforeDot: () => this.mayLeave(claim, asked, written) };
  }

  /** Writes what became of an attempt; resolves once it is on disk. */
  settle(end: Settlement): Promise<void> {
    return quiet(this.ends.submit(end));
  }

  /**
   * Writes what the relay's answer means for the delivery, and for an address at which nobody is.
   * @param marked whether the mark was written, and the attempt with it.
   */
  async conclude(
    mail: Claim & { email: string; attempts: number },
    marked: boolean,
    result: Exclude<SendResult, { outcome: 'withdrawn' }>,
  ): Promise<void> {
    await this.settle(this.judge(mail, marked, result));
    if (result.outcome === 'refused') await this.refusals.heed(mail.email, result);
  }

  /** Puts the relay's answer into the terms of a delivery (P14 to P16). A no of the relay is an attempt, trouble with the relay is none. */
  judge(
    claim: Claim & { attempts: number },
    marked: boolean,
    result: Exclude<SendResult, { outcome: 'withdrawn' }>,
  ): Settlement {
    const base = { id: claim.id, fence: claim.fence, wait: null, ambiguous: false } as const;
    const counts = marked ? 0 : 1;
    switch (result.outcome) {
      case 'accepted':
        return { ...base, state: 'accepted', reason: null, attempts: counts };
      case 'refused':
        return {
          ...base,
          state: 'refused',
          reason: `refused.${result.code}: ${result.response}`.slice(0, 300),
          attempts: counts,
        };
      case 'deferred':
        return {
          ...base,
          state: 'planned',
          reason: `late.deferred-${result.code}: ${result.response}`.slice(0, 300),
          wait: retryWaitSeconds(claim.attempts + 1, this.random()),
          attempts: counts,
        };
      case 'relay':
        return {
          ...base,
          state: 'planned',
          reason: `late.relay: ${result.reason}`.slice(0, 300),
          wait: RELAY_TROUBLE_SECONDS,
          attempts: marked ? -1 : 0,
        };
      case 'ambiguous':
        return {
          ...base,
          state: 'planned',
          reason: `late.ambiguous-attempt: ${result.reason}`.slice(0, 300),
          wait: retryWaitSeconds(claim.attempts + 1, this.random()),
          ambiguous: true,
          attempts: counts,
        };
    }
  }

  private async mayLeave(claim: Claim, asked: number, written: Promise<boolean>): Promise<boolean> {
    for (let freshMs = MARK_FRESH_MS; await written; freshMs = MARK_LATEST_MS) {
      if (this.clock.monotonic() - asked < freshMs) return true;
      asked = this.clock.monotonic();
      written = this.ask(claim);
    }
    return false;
  }

  private ask(claim: Claim): Promise<boolean> {
    return quiet(this.dots.submit(claim));
  }

  private async commitDots(claims: Claim[]): Promise<boolean[]> {
    const list = JSON.stringify(claims.map(({ id, fence }) => ({ id, fence })));
    const free = await prepared<{ id: string }>(this.db, BEFORE_DOT, [list, LEASE_SECONDS]);
    const may = new Set(free.map((r) => r.id));
    return claims.map((c) => may.has(c.id));
  }

  private async write(ends: Settlement[]): Promise<void[]> {
    const list = ends.map(({ id, fence, state, reason, wait, ambiguous, attempts }) => ({
      id,
      fence,
      state,
      reason,
      wait,
      ambiguous,
      attempts,
    }));
    await prepared(this.db, SETTLE, [JSON.stringify(list)]);
    return ends.map(() => undefined);
  }
}

/** A failure is heard by whoever waits for it, when they come to it; until then it does not end the process. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}
