import { mailAddress } from './address.rules.js';
import type { DkimSigner } from './dkim.js';
import type { MailTransport, OutgoingMail, SendResult } from './mail-transport.js';
import { SmtpConnection, type Answers } from './smtp-connection.js';
import { wireContent } from './smtp-content.rules.js';
import { openConnection, RelayTrouble } from './smtp-opening.js';
import { offer, transact, type Ending, type Transaction } from './smtp-transaction.js';
import { describeSmtp, type SmtpTarget } from './smtp-url.js';

interface Job extends Transaction {
  resolve: (result: SendResult) => void;
  reject: (reason: unknown) => void;
  tries: number;
}

/** A connection of the pool. */
interface Line {
  connection: SmtpConnection;
  /** Messages that were begun on it. */
  begun: number;
  idleTimer?: NodeJS.Timeout;
}

/** A message offered together with the dot of the one before. `job` is unset once it has gone elsewhere. */
interface Early {
  job?: Job;
  offered: Promise<Answers>;
  patience: NodeJS.Timeout;
}

/**
 * Connections that a message may use up, itself untouched, before that counts as trouble with the relay. A relay that takes five messages a
 * connection turns away every fifth that was offered early, and some of them again.
 */
const MAX_TRIES = 8;
/** How long a message that was offered early waits for the one before it, in milliseconds; then it takes another connection. */
const PATIENCE = 2_000;
const STOPPING = 'this process is stopping';

/**
 * Sends through one relay over a pool of connections that are opened when needed, used again and closed when idle.
 *
 * When the relay pipelines, the next waiting message is offered together with the dot of the one before, so that a message takes
 * one round trip. A connection that turns out to be stale before anything was sent on it is replaced without a word.
 */
export class SmtpTransport implements MailTransport {
  readonly connections: number;
  private readonly queue: Job[] = [];
  private readonly opening = new Set<SmtpConnection>();
  private readonly lines = new Set<Line>();
  private readonly idle: Line[] = [];
  private limit: number;
  private closing?: () => void;

  /** @param signer signs every mail; a mail that cannot be signed does not leave */
  constructor(
    private readonly target: SmtpTarget,
    private readonly signer?: DkimSigner,
  ) {
    this.connections = target.pool;
    this.limit = target.pool;
  }

  async send({ raw, envelope }: OutgoingMail, beforeDot: () => Promise<boolean>): Promise<SendResult> {
    const checked = { from: envelope.from === '' ? '' : mailAddress(envelope.from), to: mailAddress(envelope.to) };
    const content = wireContent(this.signer ? await this.signer.sign(raw) : raw);
    return new Promise((resolve, reject) => {
      this.queue.push({ content, envelope: checked, beforeDot, resolve, reject, tries: 0 });
      this.pump();
    });
  }

  async probe(): Promise<{ ok: true } | { ok: false; reason: string }> {
    if (this.lines.size > 0) return { ok: true };
    const connection = new SmtpConnection(this.target.timeouts);
    try {
      await openConnection(connection, this.target);
      connection.quit();
      return { ok: true };
    } catch (error) {
      return { ok: false, reason: this.describe(error) };
    }
  }

  async close(graceMs = 20_000): Promise<void> {
    const gone = new Promise<void>((resolve) => (this.closing = resolve));
    this.failWaiting(STOPPING);
    for (const { connection } of this.idle.splice(0)) connection.quit();
    const deadline = setTimeout(() => {
      for (const connection of this.opening) connection.destroy(STOPPING);
      for (const { connection } of this.lines) connection.destroy(STOPPING);
    }, graceMs);
    if (this.lines.size + this.opening.size > 0) await gone;
    clearTimeout(deadline);
  }

  /** Gives waiting messages to idle connections and opens new ones up to the limit. */
  private pump(): void {
    if (this.closing) {
      this.failWaiting(STOPPING);
      if (this.lines.size + this.opening.size === 0) this.closing();
      return;
    }
    while (this.queue.length > 0 && this.idle.length > 0) void this.serve(this.idle.pop()!);
    while (this.opening.size < this.queue.length && this.opening.size + this.lines.size < this.limit) void this.open();
  }

  private async open(): Promise<void> {
    const connection = new SmtpConnection(this.target.timeouts);
    this.opening.add(connection);
    try {
      await openConnection(connection, this.target);
    } catch (error) {
      this.opening.delete(connection);
      if (this.lines.size > 0) this.crowded();
      else if (this.opening.size === 0) this.failWaiting(this.describe(error));
      if (this.closing) this.pump();
      return;
    }
    this.opening.delete(connection);
    const line: Line = { connection, begun: 0 };
    this.lines.add(line);
    connection.onClosed(() => {
      this.lines.delete(line);
      this.unpark(line);
      this.pump();
    });
    if (connection.alive) void this.serve(line);
  }

  /** Sends waiting messages over one connection until there are none or it is gone. */
  private async serve(line: Line): Promise<void> {
    const { connection } = line;
    clearTimeout(line.idleTimer);
    let job = this.queue.shift();
    let offered = job && offer(connection, job);
    let doubtful = false;
    while (job && offered) {
      const used = line.begun++ > 0;
      let early: Early | undefined;
      try {
        const ending = await transact(connection, job, await offered, () => (early = this.offerNext(line)), doubtful);
        doubtful = ending.doubtful === true;
        this.finish(job, ending, used);
      } catch (reason) {
        job.reject(reason);
      }
      clearTimeout(early?.patience);
      if (early && !early.job) connection.destroy('the relay was slow and expects a message that went elsewhere');
      job = early ? early.job : this.mayGoOn(line) ? this.queue.shift() : undefined;
      offered = early?.offered ?? (job && offer(connection, job));
      if (!early) doubtful = false;
    }
    if (connection.alive) this.park(line);
  }

  private offerNext(line: Line): Early | undefined {
    const job = line.connection.pipelining && this.mayGoOn(line) ? this.queue.shift() : undefined;
    if (!job) return undefined;
    const patience = setTimeout(() => {
      early.job = undefined;
      this.queue.unshift(job);
      this.pump();
    }, PATIENCE);
    const early: Early = { job, offered: offer(line.connection, job), patience };
    return early;
  }

  private mayGoOn({ connection, begun }: Line): boolean {
    return connection.alive && begun < this.target.messagesPerConnection && !this.closing;
  }

  private finish(job: Job, { result, untouched }: Ending, used: boolean): void {
    // A connection that served before may have been closed by the relay for its age: that is no trouble, a new one will do.
    if (untouched && used && !this.closing && ++job.tries < MAX_TRIES) this.queue.unshift(job);
    else job.resolve(result);
    if (untouched) this.pump();
  }

  private park(line: Line): void {
    if (!this.mayGoOn(line)) return line.connection.quit();
    this.idle.push(line);
    line.idleTimer = setTimeout(() => {
      this.unpark(line);
      line.connection.quit();
    }, this.target.timeouts.idle).unref();
  }

  private unpark(line: Line): void {
    clearTimeout(line.idleTimer);
    const at = this.idle.indexOf(line);
    if (at >= 0) this.idle.splice(at, 1);
  }

  private crowded(): void {
    this.limit = this.lines.size;
    setTimeout(() => {
      this.limit = this.target.pool;
      this.pump();
    }, this.target.timeouts.crowded).unref();
  }

  private failWaiting(reason: string): void {
    for (const job of this.queue.splice(0)) job.resolve({ outcome: 'relay', reason });
  }

  private describe(error: unknown): string {
    const reason = error instanceof RelayTrouble ? error.message : String(error);
    return `${describeSmtp(this.target)}: ${reason}`;
  }
}
