import { Injectable } from '@nestjs/common';
import { Forbidden, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { readEmail } from '../fields/email.rules.js';
import { Refusal } from '../fields/refusal.js';
import { AuditService } from './audit.service.js';
import { NOBODY, type Caller } from './person.js';
import type { StaffRole } from './roles.rules.js';
import { SignInRecords } from './sign-in-records.js';
import { BrowserMarks } from './browser-marks.js';
import type { OpenedSession } from './sign-in.service.js';

/** What the identity provider vouches for. */
export interface OutsideIdentity {
  /** Issuer and subject. */
  id: string;
  email: string | undefined;
  emailVerified: boolean;
  name: string | undefined;
  locale?: string;
}

/** Finds the account of somebody an OpenID Connect provider vouches for. */
@Injectable()
export class OutsideIdentityService {
  constructor(
    private readonly db: DataSource,
    private readonly records: SignInRecords,
    private readonly audit: AuditService,
    private readonly marks: BrowserMarks,
  ) {}

  /**
   * The account that came with this identity before, else the one of its verified address; without one, a new account where a role
   * for such is set. An account with a second factor of ours is still asked for it.
   * @throws Forbidden `oidc.unverified`, `oidc.unknown`
   */
  async signIn(identity: OutsideIdentity, newAccounts: StaffRole | null, caller: Caller): Promise<OpenedSession> {
    const account = (await this.known(identity)) ?? (await this.byEmail(identity, newAccounts, caller));
    const stage = account.factorOn ? 'second-factor' : 'open';
    const token = await this.records.opened({ kind: 'account', id: account.id }, stage, caller, 'oidc');
    return { token, stage, browser: this.marks.make(account.id) };
  }

  private async known({ id }: OutsideIdentity): Promise<{ id: number; factorOn: boolean } | null> {
    const [account] = await rows<{ id: number; factorOn: boolean; active: boolean }>(
      this.db,
      `SELECT id, totp_confirmed_at IS NOT NULL AS "factorOn", status = 'active' AS active FROM network.account WHERE outside_id = $1`,
      [id],
    );
    if (account && !account.active) throw unknown();
    return account ?? null;
  }

  private async byEmail(
    identity: OutsideIdentity,
    newAccounts: StaffRole | null,
    caller: Caller,
  ): Promise<{ id: number; factorOn: boolean }> {
    const email = readEmail(identity.email ?? '');
    // An address nobody has checked may be anybody's.
    if (!identity.emailVerified || email instanceof Refusal)
      throw new Forbidden('oidc.unverified', 'The provider does not vouch for your e-mail address.');
    return this.db.transaction(async (em) => {
      const [bound] = await rows<{ id: number; factorOn: boolean }>(
        em,
        `UPDATE network.account SET outside_id = $2, updated_at = now() WHERE email = $1 AND status = 'active' AND outside_id IS NULL AND NOT demo
         RETURNING id, totp_confirmed_at IS NOT NULL AS "factorOn"`,
        [email, identity.id],
      );
      if (bound) {
        await this.audit.note(NOBODY(caller), { action: 'oidc-bound', subject: `account:${bound.id}` }, em);
        return bound;
      }
      if (newAccounts === null) throw unknown();
      const [made] = await rows<{ id: number }>(
        em,
        `INSERT INTO network.account (email, name, roles, outside_id) VALUES ($1, $2, ARRAY[$3], $4) ON CONFLICT DO NOTHING RETURNING id`,
        [email, identity.name?.slice(0, 200) || email, newAccounts, identity.id],
      );
      if (!made) throw unknown();
      await this.audit.note(NOBODY(caller), { action: 'oidc-account', subject: `account:${made.id}` }, em);
      return { id: made.id, factorOn: false };
    });
  }
}

const unknown = () => new Forbidden('oidc.unknown', 'There is no account of your address here. Ask a programme admin for one.'); // prettier-ignore
