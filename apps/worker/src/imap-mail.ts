import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { InboundService } from '@relais/delivery';
import { Env, ImapInbox, parseImapUrl, type FetchedMail, type ImapSource } from '@relais/platform';
import { DataSource } from 'typeorm';

/** Any fixed number: one worker of several fetches. */
const FETCHING_LOCK = 7_316_030;
const NEXT_TRY_FOR_LOCK_MS = 15_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** Fetches mail from the mailbox of RELAIS_IMAP_URL, where the settings name one. */
@Injectable()
export class ImapMail implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('IMAP');
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly env: Env,
    private readonly inbound: InboundService,
    private readonly db: DataSource,
  ) {}

  onApplicationBootstrap(): void {
    const { RELAIS_IMAP_URL: url } = this.env;
    if (url !== undefined) this.running = this.run(parseImapUrl(url));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(source: ImapSource): Promise<void> {
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      let wait = NEXT_TRY_FOR_LOCK_MS;
      try {
        await this.whileAlone((alone) => this.fetch(source, alone, () => (failures = 0)));
      } catch (error) {
        if (signal.aborted) break;
        wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
        failures += 1;
        this.log.warn(`${(error as Error).message}; next try in ${Math.round(wait / 1000)} s`);
      }
      await sleep(wait, signal);
    }
  }

  /** Runs `work` while this worker, of all, holds the lock. `alone` rejects once the lock may be lost with its connection. */
  private async whileAlone(work: (alone: () => Promise<unknown>) => Promise<void>): Promise<void> {
    const runner = this.db.createQueryRunner();
    try {
      const [turn] = (await runner.query('SELECT pg_try_advisory_lock($1) AS won', [FETCHING_LOCK])) as {
        won: boolean;
      }[];
      if (!turn?.won) return;
      try {
        await work(() => runner.query('SELECT 1'));
      } finally {
        await runner.query('SELECT pg_advisory_unlock($1)', [FETCHING_LOCK]).catch(() => undefined);
      }
    } finally {
      await runner.release();
    }
  }

  private async fetch(source: ImapSource, alone: () => Promise<unknown>, connected: () => void): Promise<void> {
    const { signal } = this.stopping;
    const inbox = await ImapInbox.open(source, this.mail());
    this.log.log(`Fetches mail from ${source.mailbox} at ${source.host}`);
    try {
      while (!signal.aborted) {
        await inbox.drain((reason) => this.log.error(`A mail could not be taken in: ${reason}`));
        connected();
        await inbox.wait(signal);
        if (!signal.aborted) await alone();
      }
    } finally {
      await inbox.close();
    }
  }

  private mail(): FetchedMail {
    return {
      taken: (origins) => this.inbound.taken(origins),
      receive: (raw, envelope) => this.inbound.receive(raw, envelope),
      passOver: (origin) => this.inbound.passOver(origin),
    };
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, signal.aborted ? 0 : ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
