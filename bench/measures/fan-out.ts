import pg from 'pg';
import { deliveriesDue, PlanningService, SENDING_BATCH } from '@relais/delivery';
import { JobQueue } from '@relais/platform';
import { expectWork, figure, rates, type Finding, type Round } from '../findings.js';
import { spent, type Spent } from '../ground/cpu.js';
import { copyIn, copyOut, settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { historyRows, writeHistory } from '../ground/history.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';

/** What a plan writes; the other columns have defaults, for COPY as well. */
export const PLANNED_COLUMNS =
  'rep_id, line_id, brick_id, version_id, occurrence, local_day, due_at, expires_at, answer_until, wake_at, reason';
const TABLE = 'delivery.delivery';
const BARE = 'public.bare_delivery';
/** Bells the worker rings at most. */
const BELLS = 8;

/**
 * From the tick to N deliveries on disk and the bell rung, against COPY of the same rows into the same table, with all its keys.
 * Further lines: against a table that has the columns and indexes but no foreign keys, with reps who have weeks behind them,
 * and what a tick costs that finds nothing to plan.
 */
export async function measureFanOut(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const { reps } = sizes;
  const world = await World.open(ground, { name: 'fan-out', reps, env: { RELAIS_QUEUE: 'bullmq' } });
  await world.enrol();
  await planAll(world); // the first plan of a process is not measured: nothing is compiled yet
  const planned = await copyOut(world.url, `SELECT ${PLANNED_COLUMNS} FROM ${TABLE} ORDER BY id`);
  await world.query(`CREATE TABLE ${BARE} (LIKE ${TABLE} INCLUDING ALL)`);

  const keyed: Round[] = [];
  const bare: Round[] = [];
  const idle: number[] = [];
  for (let round = 0; round < Math.max(3, sizes.rounds); round++) {
    await world.forgetDeliveries();
    const withKeys = await copyAll(world, TABLE, planned);
    await checkRows(world, 0);
    await world.query(`TRUNCATE ${BARE}`);
    const without = await copyAll(world, BARE, planned);
    await world.forgetDeliveries();
    const product = await planAll(world);
    await checkRows(world, 0);
    keyed.push({ things: reps, baseline: withKeys, product });
    bare.push({ things: reps, baseline: without, product });
    idle.push((await planNothing(world)).seconds * 1000);
  }
  const note = `${reps} reps; COPY into the same table, with its foreign keys`;
  const findings = [
    rates({ measure: 'fan-out', unit: 'rows/s', floor: 0.4, target: 0.6, note }, keyed),
    rates({ measure: 'fan-out, no keys', unit: 'rows/s', note: 'COPY into a table without foreign keys' }, bare),
    figure(
      { measure: 'fan-out, idle tick', unit: 'ms', better: 'less', note: 'a tick that finds nothing to plan' },
      idle,
    ),
  ];
  let behind = 0;
  for (const depth of sizes.histories) {
    await writeHistory(world, depth, behind);
    behind = depth;
    findings.push(await withHistory(world, depth, planned));
  }
  await world.close();
  return findings;
}

async function withHistory(world: World, depth: number, planned: Buffer[]): Promise<Finding> {
  const rounds: Round[] = [];
  for (let round = 0; round < 2; round++) {
    const baseline = await copyAll(world, TABLE, await historyRows(world, depth, planned));
    await checkRows(world, depth);
    await forgetToday(world);
    const product = await planAll(world);
    await checkRows(world, depth);
    await forgetToday(world);
    rounds.push({ things: world.reps, baseline, product });
  }
  const note = `each rep has ${depth} deliveries and reviews behind them`;
  return rates({ measure: `fan-out, history ${depth}`, unit: 'rows/s', note }, rounds);
}

/** Plans and rings as the worker's tick does, one delivery for every rep. */
export async function planAll(world: World): Promise<Spent> {
  const plan = await tick(world);
  expectWork('deliveries planned', plan.result, world.reps);
  return plan;
}

async function planNothing(world: World): Promise<Spent> {
  const plan = await tick(world);
  expectWork('deliveries planned again', plan.result, 0);
  return plan;
}

async function tick(world: World): Promise<Spent & { result: number }> {
  await settle(world.url);
  const jobs = world.get(JobQueue);
  const ring = (count: number) => jobs.ring(deliveriesDue, bells(count));
  return spent(world.pids, () => world.get(PlanningService).plan(ring));
}

/** As many bells as the worker's clock rings for so many deliveries. */
export function bells(count: number): Record<string, never>[] {
  return Array.from({ length: Math.min(Math.ceil(count / SENDING_BATCH), BELLS) }, () => ({}));
}

async function copyAll(world: World, table: string, chunks: Buffer[]): Promise<Spent> {
  await settle(world.url);
  const client = new pg.Client(world.url);
  await client.connect();
  try {
    return await spent(world.pids, () => copyIn(client, `${table} (${PLANNED_COLUMNS})`, chunks));
  } finally {
    await client.end();
  }
}

/** One delivery for every rep today, and as many before as were put there. */
async function checkRows(world: World, history: number): Promise<void> {
  const { reps } = world;
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
