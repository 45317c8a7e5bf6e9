import type { DataSource, EntityManager } from 'typeorm';

/** Something that runs one SQL statement and gives its rows. */
export type Query = <Row = Record<string, unknown>>(sql: string, parameters?: unknown[]) => Promise<Row[]>;

/**
 * Runs `sql` and gives its rows, whatever the verb: TypeORM gives [rows, count] for UPDATE and DELETE and rows for the rest.
 * @param db a data source, or the entity manager of a transaction.
 */
export async function rows<Row = Record<string, unknown>>(
  db: DataSource | EntityManager,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  const result: unknown = await db.query(sql, parameters);
  const tuple =
    Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number';
  return (tuple ? (result as [Row[], number])[0] : result) as Row[];
}
