import { Injectable } from '@nestjs/common';
import { Conflict, Invalid, NotFound, rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { readEmail } from '../fields/email.rules.js';
import { readLocale } from '../fields/locale.rules.js';
import { Refusal, type Reading } from '../fields/refusal.js';
import { readLine, refuseControl, trimSpace } from '../fields/text.rules.js';
import { AccountTools } from './account-tools.js';
import type { Actor } from './person.js';
import { rolesFault, type StaffRole } from './roles.rules.js';
import { issueToken } from './single-use-tokens.js';

export interface NewAccount {
  email: string;
  name: string;
  locale?: string;
  roles: StaffRole[];
  partnerId?: number | null;
  secondFactorRequired?: boolean;
}

export interface AccountChange {
  name?: string;
  locale?: string;
  roles?: StaffRole[];
  partnerId?: number | null;
  status?: 'active' | 'disabled';
  secondFactorRequired?: boolean;
}

/** Every column a change may touch. */
interface Kept extends Required<AccountChange> {
  id: number;
  email: string;
  demo: boolean;
  factorOn: boolean;
}

/** Any fixed number: changes that could remove the last programme admin follow each other. */
const ADMIN_LOCK = 7_316_011;

/** Lets people in and out: programme admins do it, and the operator from the command line. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly db: DataSource,
    private readonly tools: AccountTools,
  ) {}

  /**
   * Makes an account and mails its invitation; gives the link of it too, for the command line.
   * @throws Conflict `account.exists`; Invalid `account.invalid`
   */
  async invite(given: NewAccount, actor: Actor): Promise<{ id: number; link: string }> {
    const email = field('email', readEmail(given.email.trim()));
    const { name, locale } = textsOf({ name: given.name, locale: given.locale ?? 'en' });
    const { id, token } = await this.db.transaction(async (em) => {
      await this.refuseRoles(em, given.roles, given.partnerId ?? null);
      const [made] = await rows<{ id: number }>(
        em,
        `INSERT INTO network.account (email, name, locale, roles, partner_id, second_factor_required) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (email) DO NOTHING RETURNING id`,
        [email, name, locale, given.roles, given.partnerId ?? null, given.secondFactorRequired ?? false],
      );
      if (!made) throw new Conflict('account.exists', `There is an account of ${email} already.`, [{ where: 'email', what: 'has an account already' }]); // prettier-ignore
      const detail = { email, roles: given.roles };
      await this.tools.audit.note(actor, { action: 'account-invited', subject: `account:${made.id}`, detail }, em);
      return { id: made.id, token: await issueToken(em, 'invite', { accountId: made.id }) };
    });
    this.mail(token, { name: name!, address: email, locale: locale! });
    return { id, link: this.tools.mails.link('invite', token) };
  }

  /** Sends another invitation; the links before are worth nothing. @throws NotFound, Conflict `account.joined` */
  async inviteAgain(id: number, actor: Actor): Promise<{ link: string }> {
    const [account] = await rows<{ name: string; address: string; locale: string; joined: boolean }>(
      this.db,
      `SELECT name, email AS address, locale, password_hash IS NOT NULL AS joined FROM network.account WHERE id = $1 AND status = 'active'`,
      [id],
    );
    if (!account) throw new NotFound('account.unknown', 'There is no such account.');
    if (account.joined)
      throw new Conflict('account.joined', 'This person has a password; “forgotten password” makes a new one.');
    const token = await this.db.transaction(async (em) => {
      await rows(em, `UPDATE network.single_use_token SET used_at = now() WHERE account_id = $1 AND used_at IS NULL`, [id]); // prettier-ignore
      await this.tools.audit.note(actor, { action: 'account-invited', subject: `account:${id}` }, em);
      return issueToken(em, 'invite', { accountId: id });
    });
    this.mail(token, account);
    return { link: this.tools.mails.link('invite', token) };
  }

  /**
   * Changes what is given. Sessions follow at once: they read roles anew with every request.
   * @throws NotFound `account.unknown`; Invalid `account.invalid`; Conflict `account.last-admin`, `demo.fixed`
   */
  async update(id: number, change: AccountChange, actor: Actor): Promise<void> {
    const texts = textsOf(change);
    await this.db.transaction(async (em) => {
      await rows(em, 'SELECT pg_advisory_xact_lock($1)', [ADMIN_LOCK]);
      const kept = await this.lock(em, id);
      this.tools.marks.refuseDemo(kept.demo);
      const next = { ...kept, ...defined(change), ...defined(texts) };
      // A change of role alone leaves no company behind.
      if (change.roles && change.partnerId === undefined && !change.roles.includes('partner-admin')) next.partnerId = null; // prettier-ignore
      await this.refuseRoles(em, next.roles, next.partnerId);
      await rows(
        em,
        `UPDATE network.account SET name = $2, locale = $3, roles = $4, partner_id = $5, status = $6, second_factor_required = $7, updated_at = now() WHERE id = $1`,
        [id, next.name, next.locale, next.roles, next.partnerId, next.status, next.secondFactorRequired],
      );
      await this.refuseNoAdmin(em);
      const locked = next.status === 'disabled' || (next.secondFactorRequired && !kept.factorOn && !kept.secondFactorRequired); // prettier-ignore
      if (locked) await this.tools.sessions.revokeAll({ kind: 'account', id }, null, em);
      const detail = { ...defined(change), name: undefined };
      await this.tools.audit.note(actor, { action: 'account-changed', subject: `account:${id}`, detail }, em);
    });
  }

  /** Removes the account with its sessions and links. @throws NotFound, Conflict `account.last-admin`, `demo.fixed` */
  async remove(id: number, actor: Actor): Promise<void> {
    await this.db.transaction(async (em) => {
      await rows(em, 'SELECT pg_advisory_xact_lock($1)', [ADMIN_LOCK]);
      this.tools.marks.refuseDemo((await this.lock(em, id)).demo);
      await rows(em, 'DELETE FROM network.account WHERE id = $1', [id]);
      await this.refuseNoAdmin(em);
      await this.tools.audit.note(actor, { action: 'account-removed', subject: `account:${id}` }, em);
    });
  }

  private mail(token: string, to: { name: string; address: string; locale: string }): void {
    this.tools.mails.afterwards(() => this.tools.mails.send({ kind: 'invite', token, to }));
  }

  private async lock(em: EntityManager, id: number): Promise<Kept> {
    const [kept] = await rows<Kept>(
      em,
      `SELECT id, email, name, locale, roles, partner_id AS "partnerId", status, second_factor_required AS "secondFactorRequired", demo,
              totp_confirmed_at IS NOT NULL AS "factorOn" FROM network.account WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!kept) throw new NotFound('account.unknown', 'There is no such account.');
    return kept;
  }

  private async refuseRoles(em: EntityManager, roles: StaffRole[], partnerId: number | null): Promise<void> {
    const fault = rolesFault(roles, partnerId !== null);
    if (fault) throw invalid(fault.includes('needs a partner') ? 'partnerId' : 'roles', fault);
    if (partnerId === null) return;
    const found = await rows(em, 'SELECT 1 FROM network.partner WHERE id = $1', [partnerId]);
    if (!found.length) throw invalid('partnerId', 'is not a partner');
  }

  /** Nobody could let anybody in any more: only the command line could mend that. */
  private async refuseNoAdmin(em: EntityManager): Promise<void> {
    const sql = `SELECT EXISTS (SELECT 1 FROM network.account WHERE status = 'active' AND 'programme-admin' = ANY (roles)) AS left`;
    const [admins] = await rows<{ left: boolean }>(em, sql);
    if (!admins!.left) throw new Conflict('account.last-admin', 'This is the last programme admin. Make another one first.'); // prettier-ignore
  }
}

function invalid(where: string, what: string, fix?: string): Invalid {
  return new Invalid('account.invalid', 'The account has faults:', [{ where, what, ...(fix && { fix }) }]);
}

function field(where: string, read: Reading): string {
  if (read instanceof Refusal) throw invalid(where, read.reason, read.fix);
  return read;
}

/** Name and locale as they are stored. @throws Invalid `account.invalid` */
export function textsOf({ name, locale }: { name?: string; locale?: string }): { name?: string; locale?: string } {
  const trimmed = name === undefined ? undefined : trimSpace(name);
  if (trimmed === '') throw invalid('name', 'is empty', 'write the name of the person');
  const control = trimmed === undefined ? null : refuseControl(trimmed);
  if (control) throw invalid('name', control.reason, control.fix);
  return {
    ...(trimmed !== undefined && { name: field('name', readLine(trimmed)) }),
    ...(locale !== undefined && { locale: field('locale', readLocale(locale)) }),
  };
}

const defined = <T extends object>(given: T): Partial<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
