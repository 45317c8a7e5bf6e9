import { deliveriesDue, PlanningService } from '@relais/delivery';
import { JobQueue } from '@relais/platform';
import { expectWork, figure, type Finding } from '../findings.js';
import { settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { openSink, type Sink } from '../ground/sink.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';
import { bells } from './fan-out.js';
import { smtpTo } from './mail.js';

/** From the tick to the first mail at the sink, while the rest is still being planned: it must not depend on how many there are. */
export async function measureFirstMail(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const sink = await openSink(ground);
  try {
    const findings: Finding[] = [];
    for (const reps of [sizes.fewReps, sizes.reps]) {
      const { first, planned } = await firstMail(ground, sink, reps);
      const note = `${reps} reps, all planned after ${planned.toFixed(1)} s; ${sink.name}`;
      findings.push(
        figure({ measure: `first mail, ${reps}`, unit: 's', better: 'less', floor: 5, target: 1, note }, [first]),
      );
    }
    return findings;
  } finally {
    await sink.stop();
  }
}

/** @returns seconds from the tick to the first mail, and to the end of planning. What is left over is not sent. */
async function firstMail(ground: Ground, sink: Sink, reps: number): Promise<{ first: number; planned: number }> {
  const env = { ...smtpTo(sink), RELAIS_QUEUE: 'bullmq' };
  const world = await World.open(ground, { name: 'first-mail', reps, worker: true, env });
  try {
    await world.enrol();
    await settle(world.url);
    const jobs = world.get(JobQueue);
    const before = sink.count();
    const start = performance.now();
    const planning = world.get(PlanningService).plan((count) => jobs.ring(deliveriesDue, bells(count)));
    const first = ((await sink.firstAfter(before)) - start) / 1000;
    expectWork('deliveries planned', await planning, reps);
    return { first, planned: (performance.now() - start) / 1000 };
  } finally {
    await world.close(); // the worker hands back what it has not begun
  }
}
