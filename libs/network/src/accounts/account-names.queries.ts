import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';

/** An account as colleagues see it. */
export interface AccountName {
  id: number;
  /** null: removed since. */
  name: string | null;
}

/** Names of accounts that other rooms remember by id. */
@Injectable()
export class AccountNamesQueries {
  constructor(private readonly db: DataSource) {}

  /** One statement for all; an id that does not exist (any more) gives a name of null. */
  async of(ids: readonly (number | null)[]): Promise<Map<number, AccountName>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    const found = wanted.length
      ? await rows<AccountName>(this.db, 'SELECT id, name FROM network.account WHERE id = ANY ($1)', [wanted])
      : [];
    const names = new Map(found.map((account) => [account.id, account.name]));
    return new Map(wanted.map((id) => [id, { id, name: names.get(id) ?? null }]));
  }
}
