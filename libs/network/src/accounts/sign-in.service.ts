import { Injectable } from '@nestjs/common';
import { RateLimits, rows, SignInNeeded } from '@relais/platform';
import { DataSource } from 'typeorm';
import { readEmail } from '../fields/email.rules.js';
import { Refusal } from '../fields/refusal.js';
import { BrowserMarks } from './browser-marks.js';
import type { SessionStage } from './entities/session.entity.js';
import { PER_ACCOUNT, PER_ACCOUNT_AND_ADDRESS, PER_ADDRESS, PER_KNOWN_BROWSER } from './limits.js';
import { Passwords } from './passwords.js';
import { NOBODY, type Caller } from './person.js';
import { SignInRecords } from './sign-in-records.js';

/** A session that was opened: the token for its cookie, how far it goes, and the mark of a known browser. */
export interface OpenedSession {
  token: string;
  stage: SessionStage;
  /** For a cookie of 180 days; null for reps. */
  browser: string | null;
}

interface Found {
  id: number;
  passwordHash: string | null;
  demo: boolean;
  factorOn: boolean;
  factorRequired: boolean;
}

/** Signs staff in by e-mail and password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly db: DataSource,
    private readonly passwords: Passwords,
    private readonly limits: RateLimits,
    private readonly marks: BrowserMarks,
    private readonly records: SignInRecords,
  ) {}

  /**
   * Opens a session, or the first half of one where a second factor is asked for. An unknown address, a wrong password, a lost
   * account: the same answer in the same time (P40).
   * @param mark of a browser that was signed in before, from its cookie.
   * @throws SignInNeeded `sign-in.refused`; TooMany
   */
  async signIn(email: string, password: string, caller: Caller, mark?: string): Promise<OpenedSession> {
    const read = readEmail(email.trim());
    const address = read instanceof Refusal ? email : read;
    const account = await this.find(address);
    const spent = await this.spend(address, caller, account !== null && this.marks.isOf(mark, account.id));
    const right = await this.passwords.check(password, account?.passwordHash ?? null);
    if (!account || !right || (account.demo && this.marks.demoOff)) {
      await this.records.refused(NOBODY(caller), account?.id ?? null);
      throw new SignInNeeded('sign-in.refused', 'The address or the password is not right.');
    }
    // Right passwords are not what is counted.
    await spent();
    const stage: SessionStage = account.factorOn ? 'second-factor' : account.factorRequired ? 'enrol' : 'open';
    const token = await this.records.opened({ kind: 'account', id: account.id }, stage, caller, 'password');
    return { token, stage, browser: this.marks.make(account.id) };
  }

  private async spend(email: string, caller: Caller, known: boolean): Promise<() => Promise<void>> {
    const pair = `${email} ${caller.address}`;
    await this.limits.spend(PER_ADDRESS, caller.address);
    const perAccount = known ? PER_KNOWN_BROWSER : PER_ACCOUNT;
    if (!known) await this.limits.spend(PER_ACCOUNT_AND_ADDRESS, pair);
    await this.limits.spend(perAccount, email);
    return async () => {
      await this.limits.refund(PER_ADDRESS, caller.address);
      await this.limits.forgive(PER_ACCOUNT_AND_ADDRESS, pair);
      await this.limits.refund(perAccount, email);
    };
  }

  private async find(email: string): Promise<Found | null> {
    const [found] = await rows<Found>(
      this.db,
      `SELECT id, password_hash AS "passwordHash", demo, totp_confirmed_at IS NOT NULL AS "factorOn", second_factor_required AS "factorRequired"
       FROM network.account WHERE email = $1 AND status = 'active'`,
      [email],
    );
    return found ?? null;
  }
}
