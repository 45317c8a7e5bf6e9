import { rows } from '@relais/platform';
import type { EntityManager } from 'typeorm';
import type { LocalName } from '../entities/local-name.js';
import { tally, type Tally } from './tally.js';

/** A tier or a channel type; the place in the list is its position. */
export interface NamedCode {
  code: string;
  name: LocalName;
}

/** The codes that people may carry. */
export interface NetworkCodes {
  tiers: NamedCode[];
  channelTypes: NamedCode[];
}

/** Defines tiers, and channel types, where there is none of the kind yet: a new database takes those of its content folder. */
export async function defineFirstCodes(manager: EntityManager, codes: NetworkCodes): Promise<void> {
  const [has] = await rows<{ tiers: boolean; channelTypes: boolean }>(
    manager,
    `SELECT EXISTS (SELECT FROM network.tier) AS tiers, EXISTS (SELECT FROM network.channel_type) AS "channelTypes"`,
  );
  if (!has?.tiers) await defineCodes(manager, 'tier', codes.tiers);
  if (!has?.channelTypes) await defineCodes(manager, 'channel_type', codes.channelTypes);
}

/** Makes the table say what the list says, in its order; what the list does not name stays, behind it. */
export async function defineCodes(
  manager: EntityManager,
  table: 'tier' | 'channel_type',
  list: readonly NamedCode[],
): Promise<Tally> {
  const entries = list.map((entry, i) => ({ ...entry, position: i + 1 }));
  const written = await rows<{ created: boolean }>(
    manager,
    `INSERT INTO network.${table} AS t (code, name, position)
     SELECT d.code, d.name, d.position FROM jsonb_to_recordset($1::jsonb) AS d(code text, name jsonb, position int)
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, position = excluded.position
       WHERE (t.name, t.position) IS DISTINCT FROM (excluded.name, excluded.position)
     RETURNING xmax = 0 AS created`, // xmax is 0 on a row that this statement inserted
    [JSON.stringify(entries)],
  );
  // Behind the listed ones and in their old order: `at_least` has to mean one order only.
  await manager.query(
    `UPDATE network.${table} t SET position = o.position
     FROM (SELECT code, $2::int + row_number() OVER (ORDER BY position, code) AS position FROM network.${table} WHERE code <> ALL($1::text[])) o
     WHERE o.code = t.code AND t.position <> o.position`,
    [entries.map((entry) => entry.code), entries.length],
  );
  return tally(written, entries.length);
}
