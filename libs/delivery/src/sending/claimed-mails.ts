import { Injectable } from '@nestjs/common';
import { Clock, MailGate, prepared, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { MembershipService } from '../planning/membership.service.js';
import { CarryOver, type Admitted, type Timed } from './carry-over.js';
import type { MailToSend } from './mail-composer.js';
import { Leases } from './leases.js';
import { LEASE_SECONDS } from './retry.rules.js';
import { CLAIM, CLAIM_THESE, LOOK, POSTPONE, readForSending, RENEW } from './sending-statements.js';
import type { Claim } from './settlements.js';

/** A claimed mail with all that composing and judging it needs. */
export type Claimed = MailToSend & Timed & { lineStatus: string; paused: boolean };

/** What was taken in hand; when to ask again, in milliseconds; null: there is nothing to be had for now. */
export interface Taken {
  claims: Claim[];
  againMs: number | null;
}

/** Longer than this nobody waits here: the clock rings every second. */
const LONGEST_WAIT_MS = 1_000;
/** Deliveries looked at for each one that the relay has room for, so that a slow domain does not hide the others. */
const LOOK_AHEAD = 20;
/** What was read longer ago is read again before it is sent: people move, pause and leave while a slow relay works on a batch. */
const READING_HOLDS_MS = 30_000;

/** Takes due deliveries in hand as the gate allows, and reads them as they are at the last moment. */
@Injectable()
export class ClaimedMails {
  private readonly leases = new Leases((claims) => rows(this.db, RENEW, [claims, LEASE_SECONDS]));

  constructor(
    private readonly db: DataSource,
    private readonly membership: MembershipService,
    private readonly carryOver: CarryOver,
    private readonly gate: MailGate,
    private readonly clock: Clock,
  ) {}

  /** Takes up to `size` that are due. @param suspects those that took a process down, or the others. */
  async claim(size: number, suspects: boolean): Promise<Taken> {
    const { most } = await this.gate.open(size, 'brick');
    if (most === 0) return { claims: [], againMs: null };
    const taken = this.gate.paced ? await this.claimPaced(most, suspects) : await this.claimAll(most, suspects);
    if (!taken.claims.length) await this.gate.unasked();
    return taken;
  }

  /** Keeps the leases of claims until the returned function is called. */
  hold(claims: readonly Claim[]): () => void {
    return this.leases.hold(claims);
  }

  /** Whether a relay answered, or what was wrong; see `MailGate.heard`. */
  heard(trouble: string | null): Promise<void> {
    return this.gate.heard(trouble);
  }

  /** No relay was asked; see `MailGate.unasked`. */
  unasked(): Promise<void> {
    return this.gate.unasked();
  }

  private async claimAll(most: number, suspects: boolean): Promise<Taken> {
    const claims = await prepared<Claim>(this.db, CLAIM, [most, LEASE_SECONDS, suspects]);
    return { claims, againMs: claims.length ? 0 : null };
  }

  /** The room of relay and domains is taken together with the deliveries: a worker that dies wastes some, none is taken twice. */
  private claimPaced(most: number, suspects: boolean): Promise<Taken> {
    const { relay } = this.gate.rates;
    const look = relay ? Math.min(most, relay.burst * LOOK_AHEAD) : most;
    return this.db.transaction(async (transaction) => {
      const due = await rows<{ id: string; domain: string }>(transaction, LOOK, [look, LEASE_SECONDS, suspects]);
      if (!due.length) return { claims: [], againMs: null };
      const verdicts = await this.gate.admit(
        transaction,
        due.map(({ domain }) => domain),
        'brick',
      );
      const go: string[] = [];
      const later: { id: string; waitMs: number }[] = [];
      let againMs = 0;
      due.forEach(({ id }, i) => {
        const verdict = verdicts[i]!;
        if (verdict.may === 'go') go.push(id);
        else if (verdict.may === 'wait for the domain') later.push({ id, waitMs: verdict.waitMs });
        else againMs = verdict.waitMs;
      });
      if (later.length) await rows(transaction, POSTPONE, [JSON.stringify(later)]);
      const claims = go.length ? await rows<Claim>(transaction, CLAIM_THESE, [JSON.stringify(go), LEASE_SECONDS]) : [];
      return { claims, againMs: againMs > LONGEST_WAIT_MS && !claims.length ? null : againMs };
    });
  }

  /** Those of the claimed that are still ours, as they are now. */
  async read(claims: Claim[]): Promise<Claimed[]> {
    const member = await this.membership.condition(await this.membership.activeLines(), 'd.line_id', 2);
    const found = await prepared<Claimed>(this.db, readForSending(`(l.status <> 'active' OR ${member.sql})`), [
      JSON.stringify(claims.map((c) => c.id)),
      ...member.parameters,
    ]);
    const fences = new Map(claims.map(({ id, fence }) => [id, fence]));
    return found.filter(({ id, fence }) => fences.get(id) === fence);
  }

  /** Whether what has just been read may still be acted upon, each time the returned function is asked. */
  justRead(): () => boolean {
    const readAt = this.clock.monotonic();
    return () => this.clock.monotonic() - readAt < READING_HOLDS_MS;
  }

  /** Parts those that may leave today from those whose day is over. */
  admit(mails: Claimed[]): Promise<Admitted<Claimed>> {
    return this.carryOver.admit(mails);
  }
}
