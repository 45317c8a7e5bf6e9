import { createHash } from 'node:crypto';
import type { ImapFlow } from 'imapflow';
import { MOST_INBOUND_BYTES } from './inbound-door.js';
import type { ImapSource } from './imap-url.js';

/** What stands behind the mailbox. Places (`origin`) name a mail for good: mailbox, UIDVALIDITY and UID. */
export interface FetchedMail {
  /** Those of these places whose mails were taken in before. */
  taken(origins: string[]): Promise<Set<string>>;
  /** Takes a mail; resolves once what it says is committed. */
  receive(raw: Buffer, envelope: { from: null; to: string[]; origin: string }): Promise<unknown>;
  /** Writes down that the mail at this place is larger than what is taken in. */
  passOver(origin: string): Promise<unknown>;
}

export interface ImapInboxOptions {
  /** Larger mails are passed over. Default {@link MOST_INBOUND_BYTES}. */
  mostBytes?: number;
  /** Longest wait until the mailbox is looked into again, in milliseconds; the server tells of new mail before. Default 30 s. */
  pollMs?: number;
}

/** Mails that stay in the mailbox are looked at for so long; each is taken in once. */
const DAYS_LOOKED_BACK = 30;
const ASKED_AT_ONCE = 500;

/**
 * One connection to a mailbox. Whatever happens between two steps, the mail is taken in once: its place is written down with what it says, and
 * a mail that is moved or marked too late is known by it.
 */
export class ImapInbox {
  /** UIDs done with on this connection: copies of mails that were taken in from elsewhere have no place of their own. */
  private readonly done = new Set<number>();
  private wake: () => void = () => {};

  private constructor(
    private readonly client: ImapFlow,
    private readonly source: ImapSource,
    private readonly mail: FetchedMail,
    private readonly options: ImapInboxOptions,
  ) {
    client.on('exists', () => this.wake());
    client.on('close', () => this.wake());
    client.on('error', () => this.wake()); // the command under way fails with it
  }

  /** Connects and opens the mailbox. Errors name no password. */
  static async open(source: ImapSource, mail: FetchedMail, options: ImapInboxOptions = {}): Promise<ImapInbox> {
    // Loaded by those who read a mailbox only: with what it stands on it is 15 MB of a worker's memory.
    const { ImapFlow } = await import('imapflow');
    const client = new ImapFlow({
      host: source.host,
      port: source.port,
      secure: source.tls === 'implicit',
      doSTARTTLS: source.tls === 'implicit' ? undefined : source.tls === 'required',
      tls: { rejectUnauthorized: source.checkCertificate },
      auth: { user: source.user, pass: source.pass() },
      logger: false,
      disableAutoEnable: true,
      autoIdleDelay: 500,
      connectionTimeout: 30_000,
      greetingTimeout: 30_000,
      socketTimeout: 5 * 60_000,
    });
    const inbox = new ImapInbox(client, source, mail, options);
    try {
      await client.connect();
      if (source.moveTo !== null) await client.mailboxCreate(source.moveTo); // says so where it is there already
      await client.mailboxOpen(source.mailbox);
      return inbox;
    } catch (error) {
      client.close();
      throw told(error, source);
    }
  }

  /**
   * Takes in what is new. A mail that cannot be taken in now stays for the next time and keeps no other.
   * @returns number of mails taken in. @throws when the connection is lost.
   */
  async drain(report: (reason: string) => void): Promise<number> {
    let count = 0;
    try {
      for (const { uid, origin, known, size } of await this.waiting()) {
        if (!this.client.usable) throw new Error('The connection is lost');
        if (!known) {
          try {
            if (!(await this.takeIn(uid, origin, size))) continue; // gone meanwhile
            count += 1;
          } catch (error) {
            if (!this.client.usable) throw error;
            report(told(error, this.source).message);
            continue;
          }
        }
        await this.putAway(uid);
      }
    } catch (error) {
      throw told(error, this.source);
    }
    return count;
  }

  /** Resolves when the server tells of a new mail, the time is over, the connection is lost, or `signal` asks to stop. */
  async wait(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.wake(), this.options.pollMs ?? 30_000);
      const stop = () => this.wake();
      this.wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        this.wake = () => {};
        resolve();
      };
      signal.addEventListener('abort', stop);
      if (signal.aborted || !this.client.usable) this.wake();
    });
    if (!this.client.usable) throw new Error('The connection to the mailbox is lost');
    if (!signal.aborted) await this.client.noop();
  }

  async close(): Promise<void> {
    const timer = setTimeout(() => this.client.close(), 2_000);
    await this.client.logout().catch(() => undefined);
    clearTimeout(timer);
    this.client.close();
  }

  private async waiting(): Promise<{ uid: number; origin: string; known: boolean; size: number }[]> {
    const since = new Date(Date.now() - DAYS_LOOKED_BACK * 86_400_000);
    const found = await this.client.search(this.source.moveTo === null ? { since } : { all: true }, { uid: true });
    const fresh = (found || []).filter((uid) => !this.done.has(uid));
    const waiting = [];
    for (let i = 0; i < fresh.length; i += ASKED_AT_ONCE) {
      const uids = fresh.slice(i, i + ASKED_AT_ONCE);
      const taken = await this.mail.taken(uids.map((uid) => this.originOf(uid)));
      const sizes = new Map<number, number>();
      for await (const { uid, size } of this.client.fetch(uids, { uid: true, size: true }, { uid: true }))
        sizes.set(uid, size ?? 0);
      for (const uid of uids) {
        const origin = this.originOf(uid);
        if (sizes.has(uid)) waiting.push({ uid, origin, known: taken.has(origin), size: sizes.get(uid)! });
      }
    }
    return waiting;
  }

  /** @returns false: it is no longer there. */
  private async takeIn(uid: number, origin: string, size: number): Promise<boolean> {
    if (size > (this.options.mostBytes ?? MOST_INBOUND_BYTES)) {
      await this.mail.passOver(origin);
      return true;
    }
    const message = await this.client.fetchOne(uid, { uid: true, source: true }, { uid: true });
    if (!message || !message.source) return false;
    await this.mail.receive(message.source, { from: null, to: [], origin });
    return true;
  }

  private async putAway(uid: number): Promise<void> {
    await this.client.messageFlagsAdd([uid], ['\\Seen'], { uid: true });
    if (this.source.moveTo !== null) await this.client.messageMove([uid], this.source.moveTo, { uid: true });
    this.done.add(uid);
  }

  private originOf(uid: number): string {
    const { user, host, port, mailbox } = this.source;
    const place = createHash('sha256').update(`${user}@${host}:${port}/${mailbox}`).digest('hex').slice(0, 16);
    const opened = this.client.mailbox;
    return `imap:${place}:${opened ? opened.uidValidity : 0}:${uid}`;
  }
}

/** What went wrong, in words without the password, whoever repeated it. */
function told(error: unknown, { pass, user }: ImapSource): Error {
  const { message, responseText } = error as Error & { responseText?: string };
  const text = [message, responseText].filter(Boolean).join(': ').slice(0, 300);
  return new Error(text.replaceAll(pass(), '***').replaceAll(user, '***'));
}
