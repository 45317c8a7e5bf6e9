import { rows } from '@relais/platform';
import type { QueryRunner } from 'typeorm';

/**
 * Runs a statement that notes faults in `staged_fault`, then marks the rows they are about as rejected.
 * @returns how many rows were not marked before.
 */
export async function refuse(run: QueryRunner, noteFaults: string, parameters: unknown[] = []): Promise<number> {
  await run.query(noteFaults, parameters);
  const [marked] = await rows<{ n: number }>(
    run.manager,
    `WITH marked AS (
       UPDATE staged_person s SET rejected = true FROM (SELECT DISTINCT line FROM staged_fault) f
       WHERE f.line = s.line AND NOT s.rejected RETURNING 1)
     SELECT count(*)::int AS n FROM marked`,
  );
  return marked?.n ?? 0;
}
