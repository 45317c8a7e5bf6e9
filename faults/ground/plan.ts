import type { Database } from './postgres.js';

/** Deliveries planned more than once for one rep, brick and occurrence (P1). */
export async function plannedTwice(db: Database): Promise<string[]> {
  const [found] = await db.query<{ n: number }>(
    `SELECT coalesce(sum(times - 1), 0)::int AS n
     FROM (SELECT count(*) AS times FROM delivery.delivery GROUP BY rep_id, brick_id, occurrence) d`,
  );
  return found!.n ? [`${found!.n} × planned twice for one rep, brick and occurrence (P1)`] : [];
}
