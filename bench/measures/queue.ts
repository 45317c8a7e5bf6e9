import { deliveriesDue, PlanningService } from '@relais/delivery';
import { JobQueue } from '@relais/platform';
import { rates, type Finding, type LeftOut, type Round } from '../findings.js';
import { until } from '../ground/child.js';
import { spent, type Spent } from '../ground/cpu.js';
import { settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { hasRedis, NO_REDIS, openRedis } from '../ground/redis.js';
import { openSink, type Sink } from '../ground/sink.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';
import { bells } from './fan-out.js';
import { checkSent, smtpTo } from './mail.js';

/**
 * The whole way from the tick to the last settled mail, woken by bells: BullMQ on PostgreSQL against BullMQ on Redis. No clock
 * runs beside it, so that only the bells wake the work.
 */
export async function measureQueue(ground: Ground, sizes: Sizes): Promise<(Finding | LeftOut)[]> {
  if (!hasRedis()) return [{ measure: 'queue', why: NO_REDIS }];
  const redis = await openRedis(ground);
  const sink = await openSink(ground);
  const { mails } = sizes;
  const open = (name: string, env: Record<string, string>) =>
    World.open(ground, { name, reps: mails, worker: true, env: { ...smtpTo(sink), RELAIS_QUEUE: 'bullmq', ...env } });
  try {
    const rounds: Round[] = [];
    for (let round = 0; round < Math.max(2, sizes.rounds - 1); round++) {
      // Opened in turn: BullMQ knows one kind of backend at a time in a process.
      const onRedis = await open('queue-redis', { REDIS_URL: redis.url });
      const baseline = await runWhole(onRedis, sink);
      await onRedis.close();
      const onPostgres = await open('queue-postgres', {});
      const product = await runWhole(onPostgres, sink);
      await onPostgres.close();
      rounds.push({ things: mails, baseline, product });
    }
    const note = `tick to last settled mail, ${mails} mails; bells on PostgreSQL against bells on Redis`;
    return [rates({ measure: 'queue', unit: 'mails/s', floor: 0.7, target: 0.95, note }, rounds)];
  } finally {
    await sink.stop();
    await redis.stop();
  }
}

/** Plans one brick for everybody and waits until each is sent; the second time, so that nothing is cold. */
async function runWhole(world: World, sink: Sink): Promise<Spent> {
  await world.enrol();
  await once(world, sink);
  return once(world, sink);
}

async function once(world: World, sink: Sink): Promise<Spent> {
  await world.forgetDeliveries();
  await settle(world.url);
  const before = sink.count();
  const jobs = world.get(JobQueue);
  const result = await spent(world.pids, async () => {
    await world.get(PlanningService).plan((count) => jobs.ring(deliveriesDue, bells(count)));
    await until('every mail is sent', () => sink.count() >= before + world.reps, 120_000);
    const open = `SELECT 1 FROM delivery.delivery WHERE state <> 'accepted' LIMIT 1`;
    await until('every delivery is settled', async () => (await world.query(open)).length === 0, 30_000);
  });
  await checkSent(world, sink, before, world.reps);
  return result;
}
