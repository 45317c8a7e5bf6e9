import { Injectable, Logger } from '@nestjs/common';
import { GatedMail, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { Leases } from '../../sending/leases.js';
import { CRASHES_BEFORE_HELD, LEASE_SECONDS } from '../../sending/retry.rules.js';
import { Refusals } from '../../sending/refusals.js';
import { Settlements, type Claim, type Settlement } from '../../sending/settlements.js';
import { NoteMaker, type NoteToSend } from './note-maker.js';
import { CLAIM_NOTES, NOTE_BEFORE_DOT, RECOVER_NOTES, RENEW_NOTES, SETTLE_NOTE } from './note-statements.js';

const BATCH = 20;
const WITHDRAWN_WAIT_SECONDS = 60;

/** Sends the notes that answer received mails, by the same "commit before the dot" as deliveries: none is lost, none doubled without a mark. */
@Injectable()
export class NotesService {
  private readonly log = new Logger('Notes');
  private readonly leases = new Leases((claims) => rows(this.db, RENEW_NOTES, [claims, LEASE_SECONDS]));
  private suspectInHand = false;

  constructor(
    private readonly db: DataSource,
    private readonly post: GatedMail,
    private readonly maker: NoteMaker,
    private readonly settlements: Settlements,
    private readonly refusals: Refusals,
  ) {}

  /** Takes back what lost workers held, then sends until nothing is due. Any number may run at once. @returns number of notes handled. */
  async sendDue(signal?: AbortSignal): Promise<number> {
    await rows(this.db, RECOVER_NOTES, [CRASHES_BEFORE_HELD]);
    let handled = 0;
    for (let batch = 1; batch > 0 && !signal?.aborted; handled += batch) {
      batch = (await this.sendBatch(BATCH, false)) || (await this.sendSuspect());
    }
    return handled;
  }

  /** One at a time in each process, as for deliveries: another's crash must not count against it. */
  private async sendSuspect(): Promise<number> {
    if (this.suspectInHand) return 0;
    this.suspectInHand = true;
    try {
      return await this.sendBatch(1, true);
    } finally {
      this.suspectInHand = false;
    }
  }

  private async sendBatch(size: number, suspects: boolean): Promise<number> {
    const most = await this.post.room(size, 'note');
    if (most === 0) return 0;
    const claims = await rows<Claim>(this.db, CLAIM_NOTES, [most, LEASE_SECONDS, suspects]);
    if (!claims.length) {
      await this.post.unasked();
      return 0;
    }
    const letGo = this.leases.hold(claims);
    try {
      await Promise.all((await this.maker.read(claims)).map((note) => this.send(note)));
    } finally {
      letGo();
    }
    return claims.length;
  }

  private async send(note: NoteToSend): Promise<void> {
    const claim = { id: note.noteId, fence: note.fence };
    const end = (state: string, reason: string | null, wait: number | null = null): Promise<void> =>
      this.settle({ ...claim, state, reason, wait, ambiguous: false, attempts: 0 });
    if (note.verdict) return end(note.verdict, null);
    let mail;
    try {
      mail = await this.maker.make(note);
    } catch (error) {
      this.log.error(`Note ${note.noteId} cannot be written: ${(error as Error).message}`);
      return end('held', `held.${(error as Error).message}`.slice(0, 300));
    }
    let marked = false;
    const result = await this.post.send(mail, 'note', async () => (marked = await this.beforeDot(claim)));
    if (result.outcome === 'not yet') return end('planned', 'late.rate', Math.ceil(result.waitMs / 1000));
    // Whoever said no at the dot (another worker's claim, a suppression) is found out by the next claim.
    if (result.outcome === 'withdrawn') return end('planned', 'late.withdrawn', WITHDRAWN_WAIT_SECONDS);
    await this.settle(this.settlements.judge({ ...claim, attempts: note.attempts }, marked, result));
    if (result.outcome === 'refused') await this.refusals.heed(note.email, result);
  }

  private async beforeDot({ id, fence }: Claim): Promise<boolean> {
    return (await rows(this.db, NOTE_BEFORE_DOT, [id, fence, LEASE_SECONDS])).length > 0;
  }

  private async settle({ id, fence, state, reason, wait, ambiguous, attempts }: Settlement): Promise<void> {
    await rows(this.db, SETTLE_NOTE, [id, fence, state, reason, wait, ambiguous, attempts]);
  }
}
