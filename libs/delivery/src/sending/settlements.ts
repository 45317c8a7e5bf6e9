import { Inject, Injectable } from '@nestjs/common';
import { Batcher, prepared, type SendResult } from '@relais/platform';
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
  /** An attempt that ended before its dot still counts. */
  counted: boolean;
}

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
  ) {
    this.dots = new Batcher((claims) => this.commitDots(claims));
    this.ends = new Batcher((ends) => this.write(ends));
  }

  /** Commits "about to be accepted". @returns false: not ours any more, or not to be sent any more; the mail must not leave. */
  beforeDot(claim: Claim): Promise<boolean> {
    return this.dots.submit(claim);
  }

  settle(end: Settlement): Promise<void> {
    return this.ends.submit(end);
  }

  /** Writes what the relay's answer means for the delivery, and for an address at which nobody is. */
  async conclude(
    mail: Claim & { email: string; attempts: number },
    result: Exclude<SendResult, { outcome: 'withdrawn' }>,
  ): Promise<void> {
    await this.settle(this.judge(mail, mail.attempts, result));
    if (result.outcome === 'refused') await this.refusals.heed(mail.email, result);
  }

  /** Puts the relay's answer into the terms of a delivery (P14 to P16). */
  judge(claim: Claim, attempts: number, result: Exclude<SendResult, { outcome: 'withdrawn' }>): Settlement {
    const base = { id: claim.id, fence: claim.fence, wait: null, ambiguous: false, counted: false };
    switch (result.outcome) {
      case 'accepted':
        return { ...base, state: 'accepted', reason: null };
      case 'refused':
        // Before the message itself no dot was committed, so the attempt has not been counted yet.
        return {
          ...base,
          state: 'refused',
          reason: `refused.${result.code}: ${result.response}`.slice(0, 300),
          counted: result.stage !== 'message',
        };
      case 'deferred': {
        const counted = result.stage !== 'message';
        return {
          ...base,
          state: 'planned',
          reason: `late.deferred-${result.code}: ${result.response}`.slice(0, 300),
          wait: retryWaitSeconds(attempts + 1, this.random()),
          counted,
        };
      }
      case 'relay':
        return {
          ...base,
          state: 'planned',
          reason: `late.relay: ${result.reason}`.slice(0, 300),
          wait: RELAY_TROUBLE_SECONDS,
        };
      case 'ambiguous':
        return {
          ...base,
          state: 'planned',
          reason: `late.ambiguous-attempt: ${result.reason}`.slice(0, 300),
          wait: retryWaitSeconds(attempts + 1, this.random()),
          ambiguous: true,
        };
    }
  }

  private async commitDots(claims: Claim[]): Promise<boolean[]> {
    const list = JSON.stringify(claims.map(({ id, fence }) => ({ id, fence })));
    const free = await prepared<{ id: string }>(this.db, BEFORE_DOT, [list, LEASE_SECONDS]);
    const may = new Set(free.map((r) => r.id));
    return claims.map((c) => may.has(c.id));
  }

  private async write(ends: Settlement[]): Promise<void[]> {
    const list = ends.map(({ id, fence, state, reason, wait, ambiguous, counted }) => ({
      id,
      fence,
      state,
      reason,
      wait,
      ambiguous,
      counted,
    }));
    await prepared(this.db, SETTLE, [JSON.stringify(list)]);
    return ends.map(() => undefined);
  }
}
