import pg from 'pg';
import { deliveriesDue, PlanningService, SENDING_BATCH } from '@relais/delivery';
import { JobQueue } from '@relais/platform';
import { compared, expectWork, type Finding } from '../findings.js';
import { copyIn, copyOut, settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { analyse, quickly } from '../ground/network.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';

/** What a plan writes; the other columns have defaults, for COPY as well. */
const COLUMNS =
  'rep_id, line_id, brick_id, version_id, occurrence, local_day, due_at, expires_at, answer_until, wake_at, reason';
const TABLE = 'delivery.delivery';
const BARE = 'public.bare_delivery';
/** Bells the worker rings at most. */
const BELLS = 8;

/**
 * From the tick to N deliveries on disk and the bell rung, against COPY of the same rows into the same table, with all its keys.
 * A further line tells how it compares with COPY into a table that has the columns and indexes but no foreign keys.
 */
export async function measureFanOut(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const world = await World.open(ground, { name: 'fan-out', reps: sizes.reps, env: { RELAIS_QUEUE: 'bullmq' } });
  await world.enrol();
  await planAll(world, sizes.reps); // the first plan of a process is not measured: nothing is compiled yet
  const planned = await copyOut(world.url, `SELECT ${COLUMNS} FROM ${TABLE} ORDER BY id`);
  await world.query(`CREATE TABLE ${BARE} (LIKE ${TABLE} INCLUDING ALL)`);

  const rounds: { baseline: number; bare: number; product: number }[] = [];
  for (let round = 0; round < Math.max(3, sizes.rounds); round++) {
    await world.forgetDeliveries();
    const baseline = await copyAll(world, TABLE, planned, sizes.reps);
    await world.query(`TRUNCATE ${BARE}`);
    const bare = await copyAll(world, BARE, planned, sizes.reps);
    await world.forgetDeliveries();
    rounds.push({ baseline, bare, product: await planAll(world, sizes.reps) });
  }
  const finding = { measure: 'fan-out', unit: 'rows/s', better: 'more' } as const;
  const findings = [
    compared(
      { ...finding, floor: 0.4, target: 0.6, note: `${sizes.reps} reps; COPY into the same table, keys and all` },
      rounds,
    ),
    compared(
      { ...finding, measure: 'fan-out, no keys', note: 'COPY into a table without foreign keys' },
      rounds.map(({ bare, product }) => ({ baseline: bare, product })),
    ),
  ];
  for (const [i, depth] of sizes.histories.entries()) {
    await writeHistory(world, depth, sizes.histories[i - 1] ?? 0);
    const history: { baseline: number; product: number }[] = [];
    for (let round = 0; round < 2; round++) {
      const [rest] = await copyable(world, depth, planned, sizes.reps);
      const baseline = await copyAll(world, TABLE, rest!, sizes.reps, depth);
      await forgetToday(world);
      history.push({ baseline, product: await planAll(world, sizes.reps, depth) });
      await forgetToday(world);
    }
    const note = `each rep has ${depth} deliveries and reviews behind them`;
    findings.push(compared({ ...finding, measure: `fan-out, history ${depth}`, note }, history));
  }
  await world.close();
  return findings;
}

/** Plans and rings as the worker's tick does. @returns deliveries a second. */
export async function planAll(world: World, reps: number, history = 0): Promise<number> {
  await settle(world.url);
  const jobs = world.get(JobQueue);
  const ring = (count: number) =>
    jobs.ring(
      deliveriesDue,
      Array.from({ length: Math.min(Math.ceil(count / SENDING_BATCH), BELLS) }, () => ({})),
    );
  const start = performance.now();
  const count = await world.get(PlanningService).plan(ring);
  const seconds = (performance.now() - start) / 1000;
  expectWork('deliveries planned', count, reps);
  await checkRows(world, reps, history);
  return reps / seconds;
}

async function copyAll(world: World, table: string, chunks: Buffer[], reps: number, history = 0): Promise<number> {
  await settle(world.url);
  const client = new pg.Client(world.url);
  await client.connect();
  try {
    const seconds = await copyIn(client, `${table} (${COLUMNS})`, chunks);
    if (table === TABLE) await checkRows(world, reps, history);
    return reps / seconds;
  } finally {
    await client.end();
  }
}

/** One delivery for every rep today, and as many before as were put there. */
async function checkRows(world: World, reps: number, history: number): Promise<void> {
  const [found] = await world.query(
    `SELECT count(*)::int AS "all", (count(*) FILTER (WHERE state = 'planned'))::int AS planned,
            (count(DISTINCT rep_id) FILTER (WHERE state = 'planned'))::int AS reps FROM ${TABLE}`,
  );
  expectWork('rows after a fan-out', found, { all: reps * (history + 1), planned: reps, reps });
}

async function forgetToday(world: World): Promise<void> {
  await world.query(`DELETE FROM ${TABLE} WHERE state = 'planned'`);
  await world.query('DELETE FROM delivery.planned_slot');
  await world.query(`VACUUM ${TABLE}`);
}

/** Deliveries of the weeks before, five a week, each with the review of a brick that comes back in three months. */
export async function writeHistory(world: World, depth: number, already: number): Promise<void> {
  if (already === 0) await world.forgetDeliveries();
  await world.query(`DELETE FROM ${TABLE} WHERE state = 'planned'`);
  await world.query('DELETE FROM delivery.planned_slot');
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
  await analyse(world.url, [TABLE, 'delivery.review']);
}

/** The rows of the first plan, for the brick that is next after a history. */
async function copyable(world: World, depth: number, planned: Buffer[], reps: number): Promise<Buffer[][]> {
  const bricks = await world.query<{ id: number; version: number }>(
    'SELECT id, version_id AS version FROM editorial.brick ORDER BY position',
  );
  const [first, next] = [bricks[0]!, bricks[depth]!];
  const text = Buffer.concat(planned).toString('utf8');
  const moved = text.replaceAll(
    new RegExp(`^(\\d+\t\\d+\t)${first.id}\t${first.version}\t`, 'gm'),
    `$1${next.id}\t${next.version}\t`,
  );
  expectWork('rows to copy', moved.split('\n').length - 1, reps);
  return [[Buffer.from(moved)]];
}
