import { median, type Finding } from '../findings.js';
import { AnswerField } from '../ground/answer-field.js';
import type { Spent } from '../ground/cpu.js';
import type { Ground } from '../ground/ground.js';
import { Load, openDoor } from '../ground/http.js';
import { openSink } from '../ground/sink.js';
import { World } from '../ground/world.js';
import { writeYesterday } from '../ground/yesterday.js';
import type { Sizes } from '../options.js';
import { planAll } from './fan-out.js';
import { sendDue, smtpTo } from './mail.js';

/** Takes a sample of the work in a network of some size. */
type Sample = () => Promise<Spent>;
type Pair = { few: Spent; many: Spent };

/**
 * How the time for everybody grows from a small network to a large one: the exponent of N, 1 when ten times the reps take ten
 * times as long. Fan-out is taken whole; of sending and answering a sample of the same size is taken in both networks.
 */
export async function measureSlope(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const take of [fanOut, sending, answers]) findings.push(await take(ground, sizes));
  return findings;
}

async function fanOut(ground: Ground, sizes: Sizes): Promise<Finding> {
  const open = async (reps: number) => {
    const world = await World.open(ground, { name: 'slope-fan-out', reps });
    await world.enrol();
    const plan = async () => {
      await world.forgetDeliveries();
      return planAll(world);
    };
    return { world, sample: plan };
  };
  return slope('fan-out', sizes, open, 0);
}

async function sending(ground: Ground, sizes: Sizes): Promise<Finding> {
  const sink = await openSink(ground);
  const sample = Math.floor(sizes.fewReps / 2);
  const open = async (reps: number) => {
    const world = await World.open(ground, { name: 'slope-mail', reps, env: smtpTo(sink) });
    return { world, sample: () => sendDue(world, sink, sample, reps - sample) };
  };
  try {
    return await slope('sending', sizes, open, 1);
  } finally {
    await sink.stop();
  }
}

async function answers(ground: Ground, sizes: Sizes): Promise<Finding> {
  const load = await Load.open(ground);
  const sample = Math.floor(sizes.fewReps / 2);
  const open = async (reps: number) => {
    const world = await World.open(ground, { name: 'slope-answers', reps });
    await world.enrol();
    const before = await writeYesterday(world);
    const door = await openDoor(ground, world);
    ground.own(door.stop);
    const field = new AnswerField(ground, world, load, door, before);
    return { world, sample: () => field.answer('html', sample), stop: door.stop };
  };
  try {
    return await slope('answers', sizes, open, 1);
  } finally {
    await load.stop();
  }
}

interface Taken {
  world: World;
  sample: Sample;
  stop?: () => Promise<void>;
}

/** @param sampled 1: the work is a sample of fixed size, so that its time grows by one power of N less than the whole. */
async function slope(
  of: string,
  { fewReps, reps, rounds }: Sizes,
  open: (reps: number) => Promise<Taken>,
  sampled: 0 | 1,
): Promise<Finding> {
  const few = await open(fewReps);
  const many = await open(reps);
  try {
    await few.sample();
    await many.sample();
    const pairs: Pair[] = [];
    for (let round = 0; round < Math.max(2, rounds - 1); round++)
      pairs.push({ few: await few.sample(), many: await many.sample() });
    const exponent = (pick: (spent: Spent) => number | null) =>
      median(
        pairs.map(
          (pair) => sampled + Math.log((pick(pair.many) ?? NaN) / (pick(pair.few) ?? NaN)) / Math.log(reps / fewReps),
        ),
      );
    const byCpu = exponent(({ cpu }) => cpu);
    return {
      measure: `slope, ${of}`,
      unit: 'exponent',
      baseline: null,
      product: exponent(({ seconds }) => seconds),
      ratio: null,
      byCpu: Number.isFinite(byCpu) ? byCpu : null,
      floor: 1.1,
      target: 1.02,
      better: 'less',
      note: `time for all, from ${fewReps} to ${reps} reps`,
      rounds: pairs,
    };
  } finally {
    for (const { stop, world } of [few, many]) {
      await stop?.();
      await world.close();
    }
  }
}
