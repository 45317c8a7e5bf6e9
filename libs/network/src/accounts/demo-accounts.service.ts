import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from './password.rules.js';
import { Passwords } from './passwords.js';

/** One account a role, all with the documented password. The partner admin is the one of the demo's first company. */
const ACCOUNTS = [
  ['admin@kelvane.example', 'Ada Programme', '{programme-admin}'],
  ['manager@kelvane.example', 'Marc Channel', '{channel-manager}'],
  ['author@kelvane.example', 'Anna Author', '{author}'],
  ['coach@kelvane.example', 'Carl Coach', '{coach}'],
  ['auditor@kelvane.example', 'Aude Auditor', '{auditor}'],
] as const;

/** The accounts of the demo. They are made with its data and never otherwise. */
@Injectable()
export class DemoAccountsService {
  constructor(
    private readonly db: DataSource,
    private readonly passwords: Passwords,
  ) {}

  /** Makes them where they are missing; call it with the demo's data only. */
  async create(): Promise<void> {
    const hash = await this.passwords.hash(DEMO_PASSWORD);
    await this.db.transaction(async (em) => {
      await rows(
        em,
        `INSERT INTO network.account (email, name, roles, password_hash, demo)
         SELECT email, name, roles::text[], $4, true FROM unnest($1::text[], $2::text[], $3::text[]) AS a(email, name, roles) ON CONFLICT (email) DO NOTHING`,
        [ACCOUNTS.map((a) => a[0]), ACCOUNTS.map((a) => a[1]), ACCOUNTS.map((a) => a[2]), hash],
      );
      await rows(
        em,
        `INSERT INTO network.account (email, name, locale, roles, partner_id, password_hash, demo)
         SELECT 'partner@kelvane.example', 'Paul Partner', 'fr', '{partner-admin}', p.id, $1, true FROM network.partner p
         WHERE p.parent_id IS NULL ORDER BY p.external_id LIMIT 1 ON CONFLICT (email) DO NOTHING`,
        [hash],
      );
    });
  }
}
