import { Inject, Injectable, Logger } from '@nestjs/common';
import { MAIL_TRANSPORT, rows, type MailTransport, type SendResult } from '@relais/platform';
import type { PublishedBrick } from '@relais/editorial';
import { DataSource } from 'typeorm';
import { ClaimedMails, type Claimed } from './claimed-mails.js';
import { MailComposer } from './mail-composer.js';
import { BATCH, CRASHES_BEFORE_HELD } from './retry.rules.js';
import { EXPIRE, RECOVER } from './sending-statements.js';
import { Settlements, type Claim } from './settlements.js';

/**
 * Mails in hand for each connection: one is being sent, the others are composed and marked meanwhile, many in one statement. What is
 * marked when a process dies counts as ambiguous, so it is no more than that.
 */
const LANES = 4;

/** Wait of a delivery whose line is paused: it is looked at again, and sent once the line goes on. */
const PAUSED_WAIT_SECONDS = 60;

/** Wait of a delivery that was in hand when everything was paused; while the pause lasts nothing is taken in hand. */
const STOPPED_WAIT_SECONDS = 5;

/** What became of a batch; when to take the next, in milliseconds; null: nothing is to be had for now. */
interface Sent {
  sent: number;
  againMs: number | null;
}

/** Sends what is due by "commit before the dot": no mail leaves without a mark, no mark is lost. */
@Injectable()
export class SendingService {
  private readonly log = new Logger(SendingService.name);
  private suspectInHand = false;

  constructor(
    private readonly db: DataSource,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    private readonly composer: MailComposer,
    private readonly settlements: Settlements,
    private readonly claimed: ClaimedMails,
  ) {}

  /** Number of deliveries that are due now, counted up to `limit`. */
  async due(limit: number): Promise<number> {
    const [found] = await rows<{ count: number }>(
      this.db,
      `SELECT count(*)::int AS count FROM (SELECT 1 FROM delivery.delivery WHERE state = 'planned' AND wake_at <= now() LIMIT $1) d`,
      [limit],
    );
    return found?.count ?? 0;
  }

  /** Is a delivery due, or on its way? */
  async unsettled(): Promise<boolean> {
    const found = await rows(
      this.db,
      `SELECT 1 FROM delivery.delivery WHERE state IN ('claimed', 'sending') OR (state = 'planned' AND wake_at <= now()) LIMIT 1`,
    );
    return found.length > 0;
  }

  /**
   * Claims and sends batches until nothing is due or `signal` asks to stop. Any number may run at once, anywhere.
   * @returns number of deliveries handled.
   */
  async sendDue(signal?: AbortSignal): Promise<number> {
    let handled = 0;
    while (!signal?.aborted) {
      let { sent, againMs } = await this.sendBatch(false, signal);
      if (againMs === null) ({ sent, againMs } = await this.sendSuspect(signal));
      if (againMs === null) break;
      handled += sent;
      if (againMs > 0) await new Promise((resolve) => setTimeout(resolve, againMs));
    }
    return handled;
  }

  /** Takes back what dead workers held and ends what waited too long. @returns number of deliveries taken back. */
  async recover(): Promise<number> {
    const back = await rows(this.db, RECOVER, [CRASHES_BEFORE_HELD]);
    await rows(this.db, EXPIRE);
    if (back.length) this.log.warn(`Took back ${back.length} deliveries from a worker that is gone`);
    return back.length;
  }

  /**
   * Sends one delivery that was in hand when a process died. Only one at a time in each process: with two in hand the crash of one
   * would count against the other, and three such crashes hold it.
   */
  private async sendSuspect(signal?: AbortSignal): Promise<Sent> {
    if (this.suspectInHand) return { sent: 0, againMs: null };
    this.suspectInHand = true;
    try {
      return await this.sendBatch(true, signal);
    } finally {
      this.suspectInHand = false;
    }
  }

  private async sendBatch(suspects: boolean, signal?: AbortSignal): Promise<Sent> {
    const { claims, againMs } = await this.claimed.claim(suspects ? 1 : BATCH, suspects);
    if (!claims.length) return { sent: 0, againMs };
    const letGo = this.claimed.hold(claims);
    try {
      await this.sendClaimed(claims, signal);
    } finally {
      letGo();
    }
    return { sent: claims.length, againMs };
  }

  private async sendClaimed(claims: Claim[], signal?: AbortSignal): Promise<void> {
    const { ready: today, later } = await this.claimed.admit(await this.claimed.read(claims));
    const ready: Claimed[] = [];
    const ends: Promise<void>[] = later.map(({ mail, wait, reason }) => this.wait(mail, reason, wait));
    for (const mail of today) {
      if (mail.verdict) ends.push(this.end(mail, mail.verdict));
      else if (mail.lineStatus !== 'active') ends.push(this.wait(mail, 'late.line-paused', PAUSED_WAIT_SECONDS));
      else ready.push(mail);
    }
    const bricks = await this.composer.prepare(ready);
    const holds = this.claimed.justRead();
    let begun = 0;
    const next = () => (holds() || signal?.aborted ? ready[begun++] : undefined);
    let trouble: string | null = null;
    let spoke = false;
    const lanes = Array.from({ length: Math.min(ready.length, this.transport.connections * LANES) }, async () => {
      for (let mail = next(); mail; mail = next()) {
        // A worker that stops hands back what it has not begun, so that another can send it at once.
        if (signal?.aborted) ends.push(this.wait(mail, null, 0));
        else {
          const result = await this.send(mail, bricks);
          if (result?.outcome === 'relay') trouble = result.reason;
          else if (result) spoke = true;
        }
      }
    });
    await Promise.all(lanes);
    await Promise.all(ends);
    if (!spoke && trouble === null) await this.claimed.unasked();
    else if (!signal?.aborted) await this.claimed.heard(spoke ? null : trouble);
    const rest = ready.slice(begun); // what was read of them is old by now
    if (rest.length) await this.sendClaimed(rest, signal);
  }

  /** @returns what the relay said; null: it was not asked. */
  private async send(mail: Claimed, bricks: Map<number, PublishedBrick>): Promise<SendResult | null> {
    let raw: Buffer;
    try {
      raw = this.composer.compose(mail, bricks);
    } catch (error) {
      // One mail that cannot be written must not keep the others: it waits for a person, with the reason.
      await this.settlements.settle({
        ...mail,
        state: 'held',
        reason: `held.${(error as Error).message}`.slice(0, 300),
        wait: null,
        ambiguous: false,
        attempts: 0,
      });
      return null;
    }
    const mark = this.settlements.mark(mail);
    const envelope = { from: this.composer.senderOf(mail), to: mail.email };
    const result = await this.transport.send({ raw, envelope }, mark.beforeDot);
    if (result.outcome === 'withdrawn') await this.withdraw(mail);
    else await this.settlements.conclude(mail, await mark.written, result);
    return result.outcome === 'withdrawn' ? null : result;
  }

  /** The row said no at the dot: find out why and write that; a row that is another worker's now is left alone. */
  private async withdraw(mail: Claimed): Promise<void> {
    const [now] = await this.claimed.read([mail]);
    if (!now) return;
    const uncount = now.attempts > mail.attempts ? -1 : 0; // marked, and withdrawn when its mark was old: no attempt
    if (now.verdict) return this.end(now, now.verdict, uncount);
    if (now.paused) return this.wait(now, 'late.sending-paused', STOPPED_WAIT_SECONDS, uncount);
    const reason = now.lineStatus === 'active' ? 'late.lease-lost' : 'late.line-paused';
    await this.wait(now, reason, PAUSED_WAIT_SECONDS, uncount);
  }

  private end(claim: Claim, verdict: string, attempts: 0 | -1 = 0): Promise<void> {
    const [state, reason] = verdict.split(':') as [string, string];
    return this.settlements.settle({
      id: claim.id,
      fence: claim.fence,
      state,
      reason,
      wait: null,
      ambiguous: false,
      attempts,
    });
  }

  private wait(claim: Claim, reason: string | null, seconds: number, attempts: 0 | -1 = 0): Promise<void> {
    return this.settlements.settle({
      id: claim.id,
      fence: claim.fence,
      state: 'planned',
      reason,
      wait: seconds,
      ambiguous: false,
      attempts,
    });
  }
}
