import { DataSource, type EntityManager } from 'typeorm';
import { prepared } from '../../database/prepared.js';
import { rows } from '../../database/rows.js';
import { shutSeconds } from './breaker.rules.js';
import {
  LOCK_PACE,
  PAUSE,
  PROBE,
  READ_PACE,
  RESUME,
  SPOKE,
  STANDING,
  TROUBLE,
  UNASKED,
  WRITE_PACE,
} from './gate-statements.js';
import { MAIL_CLASSES, type MailClassName } from './mail-classes.rules.js';
import { admit, type Bucket, type RelayRates, type Verdict } from './rate.rules.js';

/** How sending stands, for people. */
export interface MailStanding {
  /** Everything is paused since then, for this reason. */
  paused: { since: Date; because: string } | null;
  /** The relay, without its password. */
  relay: string;
  /** Troubles with the relay in a row. */
  troubles: number;
  lastTrouble: string | null;
  /** The relay is left alone until then. */
  shutUntil: Date | null;
  rates: RelayRates;
}

/** How many mails may be taken in hand now; and when none, in how many milliseconds to ask again. */
export interface Opening {
  most: number;
  waitMs: number;
}

interface StandingRow {
  since: Date | null;
  because: string | null;
  troubles: number;
  lastTrouble: string | null;
  shutUntil: Date | null;
  shutMs: number;
}

/** For so long one process tries the relay; then another may. */
const PROBE_SECONDS = 15;
const PAUSED_WAIT_MS = 1_000;
/** Rest by number of troubles, for SQL. */
const RESTS = JSON.stringify(Array.from({ length: 20 }, (_, troubles) => shutSeconds(troubles)));

/**
 * What stands between due mails and the relay, the same for every process because it stands in the database: the pause of
 * everything, a relay that is in trouble and left alone for a while, and the rates per relay and recipient domain (P16, P17).
 */
export class MailGate {
  /** Whether the relay was in trouble when last looked at: only then must a success be written down. */
  private troubled = false;

  /** @param relay its name, without password. @param rates mails a second; nothing set: no limit. */
  constructor(
    private readonly db: DataSource,
    readonly relay: string,
    readonly rates: RelayRates,
  ) {}

  /** Whether any rate is set: mails must then ask `admit` one by one. */
  get paced(): boolean {
    const { relay, anyDomain, domains } = this.rates;
    return relay !== undefined || anyDomain !== undefined || Object.keys(domains ?? {}).length > 0;
  }

  /** How many of up to `wanted` mails of a class may be taken in hand now, rates apart. After a rest of the relay: one, in one process. */
  async open(wanted: number, kind: MailClassName): Promise<Opening> {
    const { because, troubles, shutUntil, shutMs } = await this.look();
    if (because !== null && MAIL_CLASSES[kind].pauses) return { most: 0, waitMs: PAUSED_WAIT_MS };
    this.troubled = troubles > 0;
    if (shutMs > 0) return { most: 0, waitMs: shutMs };
    if (shutUntil === null || shutSeconds(troubles) === 0) return { most: wanted, waitMs: 0 };
    const won = await prepared(this.db, PROBE, [this.relay, PROBE_SECONDS]);
    return won.length ? { most: Math.min(1, wanted), waitMs: 0 } : { most: 0, waitMs: PAUSED_WAIT_MS };
  }

  /** Takes the room that these mails, given by recipient domain, need. Part of a transaction of the caller's, which must be short: all workers wait here. */
  async admit(transaction: EntityManager, domains: readonly string[], kind: MailClassName): Promise<Verdict[]> {
    const [clock] = await rows<{ now: number }>(transaction, LOCK_PACE, [this.relay]);
    const found = await rows<{ domain: string } & Bucket>(transaction, READ_PACE, [this.relay, [...new Set(domains)]]);
    const before = new Map(found.map(({ domain, tokens, at }) => [domain, { tokens, at }]));
    const { verdicts, buckets } = admit(before, this.rates, Number(clock!.now), domains, MAIL_CLASSES[kind].owing);
    const changed = [...buckets].filter(([domain, bucket]) => before.get(domain) !== bucket);
    const list = changed.map(([domain, { tokens, at }]) => ({ domain, tokens, at }));
    if (list.length) await rows(transaction, WRITE_PACE, [this.relay, JSON.stringify(list)]);
    return verdicts;
  }

  /**
   * Waits until one mail of this class has its room, for as long as `patienceMs`.
   * @returns 0: it may leave; otherwise in how many milliseconds to ask again.
   */
  async pass(domain: string, kind: MailClassName, patienceMs: number): Promise<number> {
    for (let left = patienceMs; this.paced;) {
      const [verdict] = await this.db.transaction((transaction) => this.admit(transaction, [domain], kind));
      if (verdict!.may === 'go') break;
      const waitMs = Math.max(1, verdict!.waitMs);
      if (waitMs > left) return waitMs;
      left -= waitMs;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    return 0;
  }

  /** Takes note of how the relay behaved with a batch: `trouble` says what was wrong when no mail of it came as far as an SMTP answer. */
  async heard(trouble: string | null): Promise<void> {
    if (trouble !== null) {
      this.troubled = true;
      await rows(this.db, TROUBLE, [this.relay, trouble.slice(0, 300), RESTS]);
    } else if (this.troubled) {
      this.troubled = false;
      await rows(this.db, SPOKE, [this.relay]);
    }
  }

  /**
   * Takes note that what was let through did not come to the relay: nothing was due, or it ended before. After a rest of the relay somebody
   * else may then try it; a look that found nothing must not keep those who have mails.
   */
  async unasked(): Promise<void> {
    if (this.troubled) await rows(this.db, UNASKED, [this.relay]);
  }

  /** Stops everything but sign-in mails, in every process, from the next mail on. @returns false: it was paused already. */
  async pause(because: string): Promise<boolean> {
    return (await rows(this.db, PAUSE, [because])).length > 0;
  }

  /** @returns false: it was not paused. */
  async resume(): Promise<boolean> {
    return (await rows(this.db, RESUME)).length > 0;
  }

  async standing(): Promise<MailStanding> {
    const { since, because, troubles, lastTrouble, shutUntil, shutMs } = await this.look();
    return {
      paused: since && because !== null ? { since, because } : null,
      relay: this.relay,
      troubles,
      lastTrouble: troubles > 0 ? lastTrouble : null,
      shutUntil: shutMs > 0 ? shutUntil : null,
      rates: this.rates,
    };
  }

  private async look(): Promise<StandingRow> {
    const [found] = await prepared<StandingRow>(this.db, STANDING, [this.relay]);
    return found!;
  }
}
