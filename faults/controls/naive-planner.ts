import pg from 'pg';

/** Plans whoever has no delivery yet: correct for one planner, and wrong for two unless a unique key decides. */
const PLAN = `
INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at)
SELECT r.id, b.line_id, b.id, b.version_id, current_date, now(), now() + interval '7 days', now() + interval '30 days', now()
FROM network.rep r, editorial.brick b
WHERE b.slug = 'first' AND NOT EXISTS (SELECT 1 FROM delivery.delivery d WHERE d.rep_id = r.id AND d.brick_id = b.id AND d.occurrence = 0)`;

/** Two planners at once, neither of which sees what the other has not committed. @returns how many of them were turned away. */
export async function planTwice(databaseUrl: string): Promise<number> {
  const planners = [1, 2].map(() => new pg.Client({ connectionString: databaseUrl, application_name: 'faults' }));
  let refused = 0;
  try {
    await Promise.all(planners.map((planner) => planner.connect()));
    await Promise.all(planners.map((planner) => planner.query('BEGIN')));
    const [first, second] = planners as [pg.Client, pg.Client];
    await first.query(PLAN);
    const other = second.query(PLAN); // with the key it waits for the first one to commit
    await new Promise((resolve) => setTimeout(resolve, 300));
    await first.query('COMMIT');
    await other.then(
      () => second.query('COMMIT'),
      async () => {
        refused++;
        await second.query('ROLLBACK');
      },
    );
  } finally {
    await Promise.all(planners.map((planner) => planner.end()));
  }
  return refused;
}
