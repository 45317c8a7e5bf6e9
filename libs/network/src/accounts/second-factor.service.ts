import { Injectable } from '@nestjs/common';
import { Clock, Conflict, digestOf, freshToken, Invalid, RateLimits, rows, Sealing } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from './audit.service.js';
import { PER_SECOND_FACTOR } from './limits.js';
import { actorOf, type Caller, type Person } from './person.js';
import { newTotpSecret, stepOfCode, totpUri } from './totp.rules.js';

const SEAL = 'totp';
const RECOVERY_CODES = 10;
/** No letter or digit that is taken for another. */
const READABLE = /[^abcdefghjkmnpqrstuvwxyz23456789]/g;

/** What an authenticator app needs. */
export interface Enrolment {
  secret: string;
  /** For a QR code. */
  uri: string;
}

interface Kept {
  secret: string | null;
  confirmed: boolean;
}

/** The second factor: codes of an authenticator app (TOTP), and recovery codes for the day the phone is lost. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly db: DataSource,
    private readonly sealing: Sealing,
    private readonly limits: RateLimits,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Begins: a fresh secret that is not in force before a code of it was shown. @throws Conflict `second-factor.on` */
  async enrol(person: Person): Promise<Enrolment> {
    const secret = newTotpSecret();
    const begun = await rows(
      this.db,
      `UPDATE network.account SET totp_secret = $2 WHERE id = $1 AND totp_confirmed_at IS NULL RETURNING id`,
      [person.id, this.sealing.seal(SEAL, secret)],
    );
    if (!begun.length) throw new Conflict('second-factor.on', 'A second factor is set up already. Turn it off first.');
    return { secret, uri: totpUri(secret, person.email, 'Relais') };
  }

  /** Puts it in force with a first code, and gives the recovery codes, once. @throws Invalid `second-factor.code` */
  async confirm(person: Person, code: string, caller: Caller): Promise<string[]> {
    await this.limits.spend(PER_SECOND_FACTOR, String(person.id));
    return this.db.transaction(async (em) => {
      const kept = await this.read(em, person.id);
      if (kept.confirmed) throw new Conflict('second-factor.on', 'A second factor is set up already.');
      await this.takeCode(em, person.id, kept, code);
      await rows(em, `UPDATE network.account SET totp_confirmed_at = now(), updated_at = now() WHERE id = $1`, [person.id]); // prettier-ignore
      await this.audit.note(
        actorOf(person, caller),
        { action: 'second-factor-on', subject: `account:${person.id}` },
        em,
      );
      return this.renewCodes(em, person.id);
    });
  }

  /** Takes one code for a sign-in or an important change. @throws Invalid `second-factor.code`; TooMany */
  async take(accountId: number, code: string): Promise<void> {
    await this.limits.spend(PER_SECOND_FACTOR, String(accountId));
    await this.db.transaction(async (em) => this.takeCode(em, accountId, await this.read(em, accountId), code));
    await this.limits.forgive(PER_SECOND_FACTOR, String(accountId));
  }

  /** Takes a recovery code, once. @throws Invalid `second-factor.code`; TooMany */
  async takeRecovery(accountId: number, code: string): Promise<void> {
    await this.limits.spend(PER_SECOND_FACTOR, String(accountId));
    const taken = await rows(
      this.db,
      `UPDATE network.recovery_code SET used_at = now() WHERE account_id = $1 AND hash = $2 AND used_at IS NULL RETURNING hash`,
      [accountId, digestOf(`${accountId} ${code.toLowerCase().replace(/[\s-]/g, '')}`)],
    );
    if (!taken.length) throw wrongCode('recoveryCode');
    await this.limits.forgive(PER_SECOND_FACTOR, String(accountId));
  }

  /** New recovery codes; the ones before are worth nothing from then on. */
  async renew(person: Person, caller: Caller): Promise<string[]> {
    if (!person.secondFactor.on) throw new Conflict('second-factor.off', 'No second factor is set up.');
    return this.db.transaction(async (em) => {
      await this.audit.note(actorOf(person, caller), { action: 'recovery-codes-renewed', subject: `account:${person.id}` }, em); // prettier-ignore
      return this.renewCodes(em, person.id);
    });
  }

  /** Turns it off: by its owner with a code, or by an admin for somebody who lost the phone. */
  async turnOff(accountId: number, by: Person, caller: Caller): Promise<void> {
    await this.db.transaction(async (em) => {
      await rows(
        em,
        `UPDATE network.account SET totp_secret = NULL, totp_confirmed_at = NULL, updated_at = now() WHERE id = $1`,
        [accountId],
      );
      await rows(em, 'DELETE FROM network.recovery_code WHERE account_id = $1', [accountId]);
      await this.audit.note(actorOf(by, caller), { action: 'second-factor-off', subject: `account:${accountId}` }, em);
    });
  }

  private async read(em: EntityManager, accountId: number): Promise<Kept> {
    const [kept] = await rows<Kept>(
      em,
      `SELECT totp_secret AS secret, totp_confirmed_at IS NOT NULL AS confirmed FROM network.account WHERE id = $1 FOR UPDATE`,
      [accountId],
    );
    return kept ?? { secret: null, confirmed: false };
  }

  private async takeCode(em: EntityManager, accountId: number, { secret }: Kept, code: string): Promise<void> {
    const opened = secret === null ? null : this.sealing.open(SEAL, secret);
    const step = opened === null ? null : stepOfCode(opened, code, this.clock.now().getTime());
    if (step === null) throw wrongCode('code');
    // A code is good once: who read it over a shoulder, or replays the request, comes too late.
    const fresh = await rows(
      em,
      `UPDATE network.account SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2 RETURNING id`,
      [accountId, step],
    );
    if (!fresh.length) throw wrongCode('code');
  }

  private async renewCodes(em: EntityManager, accountId: number): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode());
    await rows(em, 'DELETE FROM network.recovery_code WHERE account_id = $1', [accountId]);
    await rows(em, 'INSERT INTO network.recovery_code (account_id, hash) SELECT $1, unnest($2::text[])', [
      accountId,
      codes.map((code) => digestOf(`${accountId} ${code.replaceAll('-', '')}`)),
    ]);
    return codes;
  }
}

/** Sixteen letters and digits in four groups: some 79 bits. */
function recoveryCode(): string {
  let letters = '';
  while (letters.length < 16) letters += freshToken().replace(READABLE, '');
  return letters.slice(0, 16).replace(/(.{4})(?=.)/g, '$1-');
}

function wrongCode(where: 'code' | 'recoveryCode'): Invalid {
  return new Invalid('second-factor.code', 'This code is not right.', [
    { where, what: 'is not right, or was used already', fix: where === 'code' ? 'wait for the next code of your app' : 'use another of your recovery codes' }, // prettier-ignore
  ]);
}
