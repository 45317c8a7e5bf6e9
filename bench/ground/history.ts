import { expectWork } from '../findings.js';
import { analyse, quickly } from './network.js';
import type { World } from './world.js';

/**
 * Deliveries of the weeks before, five a week, each with the review of a brick that comes back in three months.
 * @param depth how many each rep has in the end. @param already how many each rep has now.
 */
export async function writeHistory(world: World, depth: number, already: number): Promise<void> {
  if (already === 0) await world.forgetDeliveries();
  await quickly(world.url, async (client) => {
    await client.query(
      `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, attempts, settled_at)
       SELECT r.id, b.line_id, b.id, b.version_id, d.day, d.day, d.day + 7, d.day + 30, d.day, 'accepted', 1, d.day
       FROM (SELECT *, row_number() OVER (ORDER BY position) AS n FROM editorial.brick) b
       CROSS JOIN LATERAL (SELECT date_trunc('week', now())::date - 7 * ($1::int / 5 + 1 - (b.n / 5)::int) + (b.n % 5)::int AS day) d
       CROSS JOIN network.rep r
       WHERE b.n > $2 AND b.n <= $1 ORDER BY b.n, r.id`,
      [depth, already],
    );
    await client.query(
      `INSERT INTO delivery.review (rep_id, brick_id, occurrence, state, why, was_right, due_on)
       SELECT rep_id, brick_id, 1, '{"right": 1}', '{"code": "right", "days": 90}', true, current_date + 90
       FROM delivery.delivery ORDER BY rep_id, brick_id
       ON CONFLICT DO NOTHING`,
    );
  });
  await analyse(world.url, ['delivery.delivery', 'delivery.review']);
}

/** The rows of a first plan, as rows of the brick that is next after a history. */
export async function historyRows(world: World, depth: number, planned: Buffer[]): Promise<Buffer[]> {
  const bricks = await world.query<{ id: number; version: number }>(
    'SELECT id, version_id AS version FROM editorial.brick ORDER BY position',
  );
  const [first, next] = [bricks[0]!, bricks[depth]!];
  const moved = Buffer.concat(planned)
    .toString('utf8')
    .replaceAll(new RegExp(`^(\\d+\t\\d+\t)${first.id}\t${first.version}\t`, 'gm'), `$1${next.id}\t${next.version}\t`);
  expectWork('rows to copy', moved.split('\n').length - 1, world.reps);
  return [Buffer.from(moved)];
}
