import { Injectable } from '@nestjs/common';
import { NotFound, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { likePrefix } from '../listing/listing.rules.js';
import type { StaffRole } from './roles.rules.js';

/** An account as admins see it. */
export interface ListedAccount {
  id: number;
  email: string;
  name: string;
  locale: string;
  roles: StaffRole[];
  partner: { id: number; externalId: string; name: string } | null;
  status: 'active' | 'disabled';
  /** Has a password or came by OpenID Connect: the invitation was taken. */
  joined: boolean;
  secondFactor: { on: boolean; required: boolean };
  demo: boolean;
  lastSignInAt: Date | null;
  createdAt: Date;
}

export interface AccountFilter {
  limit: number;
  /** Beginning of the address or of a word of the name. */
  search?: string;
  role?: StaffRole;
  /** Id of the last account of the part before. */
  after?: number;
}

const COLUMNS = `a.id, a.email, a.name, a.locale, a.roles, a.status, a.demo, a.last_sign_in_at AS "lastSignInAt", a.created_at AS "createdAt",
  CASE WHEN p.id IS NOT NULL THEN json_build_object('id', p.id, 'externalId', p.external_id, 'name', p.name) END AS partner,
  a.password_hash IS NOT NULL OR a.outside_id IS NOT NULL AS joined,
  json_build_object('on', a.totp_confirmed_at IS NOT NULL, 'required', a.second_factor_required) AS "secondFactor"`;
const FROM = 'network.account a LEFT JOIN network.partner p ON p.id = a.partner_id';

/** Reads accounts, for programme admins and auditors. They are few: hundreds, not millions. */
@Injectable()
export class AccountsQueries {
  constructor(private readonly db: DataSource) {}

  async list({ limit, search, role, after }: AccountFilter): Promise<ListedAccount[]> {
    return rows<ListedAccount>(
      this.db,
      `SELECT ${COLUMNS} FROM ${FROM}
       WHERE a.id > $2 AND ($3::text IS NULL OR lower(a.email) LIKE $3 OR lower(a.name) LIKE $3 OR lower(a.name) LIKE '% ' || $3)
         AND ($4::text IS NULL OR $4 = ANY (a.roles))
       ORDER BY a.id LIMIT $1`,
      [limit, after ?? 0, search ? likePrefix(search) : null, role ?? null],
    );
  }

  /** @throws NotFound `account.unknown` */
  async find(id: number): Promise<ListedAccount> {
    const [account] = await rows<ListedAccount>(this.db, `SELECT ${COLUMNS} FROM ${FROM} WHERE a.id = $1`, [id]);
    if (!account) throw new NotFound('account.unknown', 'There is no such account.');
    return account;
  }

  /** Is there somebody who can let others in? */
  async hasAdmin(): Promise<boolean> {
    const sql = `SELECT 1 FROM network.account WHERE status = 'active' AND 'programme-admin' = ANY (roles) AND (password_hash IS NOT NULL OR outside_id IS NOT NULL) LIMIT 1`;
    return (await rows(this.db, sql)).length > 0;
  }

  /** The accounts of the demo, for the greeting. */
  async demo(): Promise<Pick<ListedAccount, 'email' | 'roles'>[]> {
    return rows(this.db, `SELECT email, roles FROM network.account WHERE demo AND status = 'active' ORDER BY id`);
  }
}
