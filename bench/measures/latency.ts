import { expectWork, figure, WrongWork, type Finding } from '../findings.js';
import { AnswerField } from '../ground/answer-field.js';
import { until } from '../ground/child.js';
import { BRICKS } from '../ground/content.js';
import type { Ground } from '../ground/ground.js';
import { Load, openDoor, openWorker } from '../ground/http.js';
import { openSink } from '../ground/sink.js';
import { World } from '../ground/world.js';
import { writeYesterday } from '../ground/yesterday.js';
import type { Sizes } from '../options.js';
import { smtpTo } from './mail.js';

/** Answers a second. */
const RATE = 1_000;
const WARM_UP = 2_000;
/** Mails that have left before the first answer comes. */
const UNDER_WAY = 300;
/** Of the line: one that nobody answers here. */
const SENT_BRICK = BRICKS - 1;

/**
 * How long people wait for their answer at a fixed 1,000 answers a second while a worker sends flat out, door, worker, database,
 * sink and client on one machine. The wait is counted from the moment at which an answer was due, so that a queue shows.
 */
export async function measureLatency(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const { answers } = sizes;
  const reps = Math.max(sizes.reps, answers);
  const sink = await openSink(ground);
  const world = await World.open(ground, { name: 'latency', reps, env: smtpTo(sink) });
  const yesterday = await writeYesterday(world);
  const door = await openDoor(ground, world);
  const load = await Load.open(ground);
  const field = new AnswerField(ground, world, load, door, yesterday);
  try {
    await field.answer('json', Math.min(WARM_UP, answers));
    let mailsBefore = 0;
    let stopWorker = async () => {};
    const result = await field.atRate(RATE, answers, async () => {
      await world.writeDeliveries(SENT_BRICK, reps, 'planned');
      const worker = await openWorker(ground, world);
      stopWorker = worker.stop;
      await until('mails leave', () => sink.count() >= UNDER_WAY);
      mailsBefore = sink.count();
    });
    const mails = sink.count() - mailsBefore;
    await checkStillSending(world);
    await stopWorker();
    await checkSent(world, () => sink.count());
    const note = `${RATE} JSON answers a second for ${Math.round(answers / RATE)} s while a worker sends what is due to ${reps} reps`;
    return [
      figure({ measure: 'latency, p99', unit: 'ms', better: 'less', floor: 100, target: 50, note }, [result.p99]),
      figure({ measure: 'latency, p50', unit: 'ms', better: 'less', note: 'of the same' }, [result.p50]),
      figure({ measure: 'latency, mails', unit: 'mails/s', better: 'more', note: 'that left meanwhile' }, [
        mails / result.seconds,
      ]),
    ];
  } finally {
    for (const { stop } of [load, door]) await stop();
    await world.close();
    await sink.stop();
  }
}

/** The worker had enough to do to the end. */
async function checkStillSending(world: World): Promise<void> {
  const left = await world.query(`SELECT 1 FROM delivery.delivery WHERE state = 'planned' LIMIT 1`);
  if (left.length === 0) throw new WrongWork('the worker had sent everything before the last answer; give more --reps');
}

/** Whatever the relay took is written down, once each. */
async function checkSent(world: World, taken: () => number): Promise<void> {
  const [found] = await world.query<{ accepted: number; open: number; ambiguous: number }>(
    `SELECT count(*) FILTER (WHERE d.state = 'accepted')::int AS accepted, count(*) FILTER (WHERE d.state IN ('claimed', 'sending'))::int AS open,
            sum(d.ambiguous)::int AS ambiguous
     FROM delivery.delivery d JOIN editorial.brick b ON b.id = d.brick_id WHERE b.slug LIKE '%-${SENT_BRICK}'`,
  );
  await until('the sink has counted', () => taken() >= found!.accepted, 5_000);
  expectWork(
    'mails',
    { ...found, taken: taken() },
    { accepted: found!.accepted, open: 0, ambiguous: 0, taken: found!.accepted },
  );
}
