import { expectWork, figure, type Finding, type LeftOut } from '../findings.js';
import { until } from '../ground/child.js';
import { settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { openWorker } from '../ground/http.js';
import { peakMegabytes } from '../ground/memory.js';
import { openSink, type Sink } from '../ground/sink.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';
import { smtpTo } from './mail.js';

/** Mails that leave at most before memory is read; the plan is always whole. */
const MOST_MAILS = 100_000;
const PATIENCE_MS = 900_000;

/**
 * The most memory a worker process has in use while it plans one brick for everybody and sends it as fast as it can, in a small
 * network and in a large one.
 */
export async function measureMemory(ground: Ground, { fewReps, reps }: Sizes): Promise<(Finding | LeftOut)[]> {
  const sink = await openSink(ground);
  try {
    const few = await peakOf(ground, sink, fewReps);
    const many = await peakOf(ground, sink, reps);
    if (few === null || many === null) return [{ measure: 'memory', why: 'there is no /proc on this machine' }];
    const sent = Math.min(reps, MOST_MAILS);
    return [
      figure(
        {
          measure: 'memory',
          unit: 'MB',
          better: 'less',
          floor: 256,
          target: 160,
          note: `peak of a worker that plans for ${reps} reps and sends ${sent} mails`,
        },
        [many],
      ),
      figure(
        {
          measure: 'memory, growth',
          unit: 'x',
          better: 'less',
          floor: 1.3,
          target: 1.1,
          note: `of that peak, from ${few.toFixed(0)} MB with ${fewReps} reps`,
        },
        [many / few],
      ),
    ];
  } finally {
    await sink.stop();
  }
}

async function peakOf(ground: Ground, sink: Sink, reps: number): Promise<number | null> {
  const world = await World.open(ground, { name: 'memory', reps, env: smtpTo(sink) });
  try {
    await world.enrol();
    await settle(world.url);
    const before = sink.count();
    const worker = await openWorker(ground, world);
    await until(
      'mails have left',
      () => worker.alive() && sink.count() - before >= Math.min(reps, MOST_MAILS),
      PATIENCE_MS,
    );
    const planned = async () => Number((await world.query('SELECT count(*) AS n FROM delivery.delivery'))[0]!.n);
    await until('everybody is planned', async () => (await planned()) >= reps, PATIENCE_MS);
    const peak = peakMegabytes(worker.pid);
    expectWork('deliveries planned', await planned(), reps);
    await worker.stop();
    return peak;
  } finally {
    await world.close();
  }
}
