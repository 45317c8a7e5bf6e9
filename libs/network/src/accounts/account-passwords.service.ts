import { Injectable } from '@nestjs/common';
import { Gone, Invalid, NotFound, RateLimits, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { readEmail } from '../fields/email.rules.js';
import { Refusal } from '../fields/refusal.js';
import { LINKS_PER_ADDRESS, LINKS_PER_EMAIL, PER_ACCOUNT_AND_ADDRESS, TOKENS_PER_ADDRESS } from './limits.js';
import { passwordFault } from './password.rules.js';
import type { Caller, Person } from './person.js';
import { AccountTools } from './account-tools.js';
import { issueToken, useToken } from './single-use-tokens.js';

interface Holder {
  id: number;
  email: string;
  name: string;
  passwordHash: string | null;
  demo: boolean;
}

/** Passwords: chosen with an invitation, changed, forgotten and chosen anew. */
@Injectable()
export class AccountPasswordsService {
  constructor(
    private readonly db: DataSource,
    private readonly limits: RateLimits,
    private readonly tools: AccountTools,
  ) {}

  /** Changes it; every other session of the account ends. @throws Invalid `password.wrong`, `password.weak` */
  async change(person: Person, current: string, next: string, caller: Caller): Promise<void> {
    await this.limits.spend(PER_ACCOUNT_AND_ADDRESS, `${person.email} ${caller.address}`);
    const holder = await this.holder(this.db, person.id);
    this.tools.marks.refuseDemo(holder.demo);
    if (!(await this.tools.passwords.check(current, holder.passwordHash)))
      throw new Invalid('password.wrong', 'The password is not right.', [{ where: 'current', what: 'is not right' }]);
    await this.limits.forgive(PER_ACCOUNT_AND_ADDRESS, `${person.email} ${caller.address}`);
    refuseWeak('next', next, holder);
    const hash = await this.tools.passwords.hash(next);
    await this.db.transaction(async (em) => {
      await this.set(em, person.id, hash, { kind: 'account', id: person.id, address: caller.address }, 'changed');
      await this.tools.sessions.revokeAll(person, person.sessionId, em);
    });
  }

  /** Whether this is the person's password: asked before what cannot be undone. @throws Invalid `password.wrong`; TooMany */
  async demand(person: Person, password: string, caller: Caller): Promise<void> {
    const key = `${person.email} ${caller.address}`;
    await this.limits.spend(PER_ACCOUNT_AND_ADDRESS, key);
    const { passwordHash } = await this.holder(this.db, person.id);
    if (!(await this.tools.passwords.check(password, passwordHash)))
      throw new Invalid('password.wrong', 'The password is not right.', [{ where: 'password', what: 'is not right' }]);
    await this.limits.forgive(PER_ACCOUNT_AND_ADDRESS, key);
  }

  /** Mails a link to choose a new one, if the address is an account's; what the asker sees tells nothing (P40). */
  async forgotten(email: string, caller: Caller): Promise<void> {
    await this.limits.spend(LINKS_PER_ADDRESS, caller.address);
    await this.limits.spend(LINKS_PER_EMAIL, email.trim().toLowerCase());
    this.tools.mails.afterwards(async () => {
      const address = readEmail(email.trim());
      if (address instanceof Refusal) return;
      const [account] = await rows<{ id: number; name: string; address: string; locale: string }>(
        this.db,
        `SELECT id, name, email AS address, locale FROM network.account WHERE email = $1 AND status = 'active' AND NOT demo`,
        [address],
      );
      if (!account) return;
      const token = await issueToken(this.db, 'reset', { accountId: account.id });
      await this.tools.mails.send({ kind: 'reset', token, to: account });
    });
  }

  /**
   * Chooses a password by the link of an invitation or of a reset; every session of the account ends. The link is used up only if
   * the password is taken.
   * @throws Gone `link.over`; Invalid `password.weak`; TooMany
   */
  async choose(token: string, password: string, caller: Caller): Promise<{ email: string }> {
    await this.limits.spend(TOKENS_PER_ADDRESS, caller.address);
    return this.db.transaction(async (em) => {
      const { accountId } = await useToken(em, ['invite', 'reset'], token);
      const holder = await this.holder(em, accountId!).catch(() => {
        throw new Gone('link.over', 'This link was used already, or its time is over. Ask for a new one.');
      });
      refuseWeak('password', password, holder);
      const hash = await this.tools.passwords.hash(password);
      await this.set(em, holder.id, hash, { kind: 'account', id: holder.id, address: caller.address }, 'chosen');
      // Another link that still lies in the mailbox would let its reader choose again.
      await rows(em, `UPDATE network.single_use_token SET used_at = now() WHERE account_id = $1 AND used_at IS NULL`, [
        holder.id,
      ]);
      await this.tools.sessions.revokeAll({ kind: 'account', id: holder.id }, null, em);
      return { email: holder.email };
    });
  }

  private async set(
    em: EntityManager,
    id: number,
    hash: string,
    actor: Parameters<AccountTools['audit']['note']>[0],
    how: 'changed' | 'chosen',
  ): Promise<void> {
    await rows(em, 'UPDATE network.account SET password_hash = $2, updated_at = now() WHERE id = $1', [id, hash]);
    await this.tools.audit.note(actor, { action: `password-${how}`, subject: `account:${id}` }, em);
  }

  private async holder(db: DataSource | EntityManager, id: number): Promise<Holder> {
    const [holder] = await rows<Holder>(
      db,
      `SELECT id, email, name, password_hash AS "passwordHash", demo FROM network.account WHERE id = $1 AND status = 'active'`,
      [id],
    );
    if (!holder) throw new NotFound('account.unknown', 'There is no such account.');
    return holder;
  }
}

/** @throws Invalid `password.weak` naming the field */
export function refuseWeak(where: string, password: string, person: { email: string; name: string }): void {
  const fault = passwordFault(password, person);
  if (fault)
    throw new Invalid('password.weak', 'Choose another password.', [{ where, what: fault, fix: 'use a few words that do not belong together' }]); // prettier-ignore
}
