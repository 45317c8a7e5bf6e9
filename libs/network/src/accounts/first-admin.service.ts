import { Injectable } from '@nestjs/common';
import { Conflict, RateLimits, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { AccountsQueries } from './accounts.queries.js';
import { refuseWeak } from './account-passwords.service.js';
import { AccountTools } from './account-tools.js';
import { textsOf } from './accounts.service.js';
import { readEmail } from '../fields/email.rules.js';
import { Refusal } from '../fields/refusal.js';
import { TOKENS_PER_ADDRESS } from './limits.js';
import { NOBODY, type Caller } from './person.js';
import { issueToken, useToken } from './single-use-tokens.js';
import { Invalid } from '@relais/platform';

export interface FirstAdmin {
  email: string;
  name: string;
  password: string;
  locale?: string;
}

/** The way in while there is nobody to let anybody in: a link that works once, printed where the operator reads. */
@Injectable()
export class FirstAdminService {
  constructor(
    private readonly db: DataSource,
    private readonly accounts: AccountsQueries,
    private readonly limits: RateLimits,
    private readonly tools: AccountTools,
  ) {}

  /** A fresh link, the ones before being worth nothing; null: there is an admin. */
  async link(): Promise<string | null> {
    if (await this.accounts.hasAdmin()) return null;
    const token = await this.db.transaction(async (em) => {
      await rows(em, `DELETE FROM network.single_use_token WHERE purpose = 'first-admin'`);
      return issueToken(em, 'first-admin', {});
    });
    return this.tools.mails.link('first-admin', token);
  }

  /** Makes the first admin. @throws Gone `link.over`; Invalid; Conflict `first-admin.there` */
  async create(token: string, given: FirstAdmin, caller: Caller): Promise<void> {
    await this.limits.spend(TOKENS_PER_ADDRESS, caller.address);
    const email = readEmail(given.email.trim());
    if (email instanceof Refusal)
      throw new Invalid('account.invalid', 'The account has faults:', [{ where: 'email', what: email.reason, fix: email.fix }]); // prettier-ignore
    const { name, locale } = textsOf({ name: given.name, locale: given.locale ?? 'en' });
    refuseWeak('password', given.password, { email, name: name! });
    const hash = await this.tools.passwords.hash(given.password);
    await this.db.transaction(async (em) => {
      await useToken(em, ['first-admin'], token);
      if (await this.accounts.hasAdmin())
        throw new Conflict('first-admin.there', 'There is a programme admin already, who can invite you.');
      const [made] = await rows<{ id: number }>(
        em,
        // Somebody of this address may have been invited and not come: they come now.
        `INSERT INTO network.account (email, name, locale, roles, password_hash) VALUES ($1, $2, $3, '{programme-admin}', $4)
         ON CONFLICT (email) DO UPDATE SET name = excluded.name, locale = excluded.locale, roles = excluded.roles, partner_id = NULL,
           status = 'active', password_hash = excluded.password_hash, updated_at = now() RETURNING id`,
        [email, name, locale, hash],
      );
      await this.tools.audit.note(NOBODY(caller), { action: 'first-admin', subject: `account:${made!.id}` }, em);
    });
  }
}
