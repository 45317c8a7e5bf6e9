import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

const names = new Map<string, string>();

/**
 * Runs a statement that each connection plans once and keeps: those of the answer path and of the boards take several times
 * as long to plan as to run.
 * @param sql one of a small number of texts; a connection keeps each as long as it lives. A list goes in as JSON: the length of
 *   an array would be known to the planner, which then plans anew each time.
 */
export async function prepared<Row>(db: DataSource, sql: string, parameters: unknown[]): Promise<Row[]> {
  const runner = db.createQueryRunner();
  try {
    const client = (await runner.connect()) as Client;
    return (await client.query({ name: nameOf(sql), text: sql, values: parameters })).rows as Row[];
  } finally {
    await runner.release();
  }
}

/** The connection of `pg` behind TypeORM, as far as it is used here. */
interface Client {
  query(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = `relais_${createHash('sha256').update(sql).digest('hex').slice(0, 16)}`;
    names.set(sql, name);
  }
  return name;
}
