import { expectWork, figure, rates, type Finding, type Round } from '../findings.js';
import { AnswerField, isRight } from '../ground/answer-field.js';
import { RIGHT, WRONG } from '../ground/content.js';
import { settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import {
  CONNECTIONS,
  Load,
  openBare,
  openDoor,
  openWorker,
  request,
  type Loaded,
  type Server,
} from '../ground/http.js';
import { World } from '../ground/world.js';
import { writeYesterday } from '../ground/yesterday.js';
import type { Sizes } from '../options.js';

/** Answers that warm a server up: until then much of what it runs is not compiled, which a door that stays up soon is. */
const WARM_UP = 10_000;

/**
 * POST /a/<token> through the door as it is in production (own process, signed link, once only, graded, scored, on disk before
 * its 200), each answer to a delivery of its own, against bare Fastify with one INSERT a request. Both take and give JSON; what
 * turns answers given as JSON into points runs after them, in the time counted. A further line is what people get: a form in,
 * and the page with the result, the points, the standing and the next brick out.
 */
export async function measureAnswers(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const { answers } = sizes;
  const world = await World.open(ground, { name: 'answers', reps: sizes.reps });
  await world.enrol();
  const yesterday = await writeYesterday(world);
  await world.query('CREATE TABLE public.bare_answer (LIKE delivery.answer INCLUDING ALL)');
  const bare = await openBare(ground, 'bare-fastify', { DATABASE_URL: world.url, POOL: '32' });
  const door = await openDoor(ground, world);
  const load = await Load.open(ground);
  const field = new AnswerField(ground, world, load, door, yesterday);
  try {
    await bareAnswers(ground, world, load, bare, WARM_UP);
    for (const medium of ['html', 'json'] as const) await field.answer(medium, Math.min(WARM_UP, answers));
    const json: Round[] = [];
    const pages: Round[] = [];
    for (let round = 0; round < sizes.rounds; round++) {
      const baseline = await bareAnswers(ground, world, load, bare, answers);
      json.push({ things: answers, baseline, product: await field.answer('json', answers) });
      pages.push({ things: answers, baseline, product: await field.answer('html', answers) });
    }
    await world.pauseLine(); // the worker's clock is on: it must not plan and send meanwhile
    const worker = await openWorker(ground, world);
    const together = await field.withWorker(worker.pid, answers);
    await worker.stop();
    return [
      ...inJson(json, sizes),
      ...asPages(pages),
      figure(
        {
          measure: 'answers with worker',
          unit: 'answers/s',
          better: 'more',
          note: 'pages, while a worker takes note of each',
        },
        [answers / together.seconds],
      ),
      figure(
        {
          measure: 'answers, worker behind',
          unit: 's',
          better: 'less',
          note: 'from the last answer to the last review',
        },
        [together.behind],
      ),
    ];
  } finally {
    for (const { stop } of [load, bare, door]) await stop();
    await world.close();
  }
}

function inJson(rounds: Round[], { reps }: Sizes): Finding[] {
  const note = `${CONNECTIONS} connections, ${reps} reps; JSON in, JSON out; points written after them, in the time counted`;
  return [
    rates({ measure: 'answers', unit: 'answers/s', floor: 0.6, target: 1, note }, rounds),
    figure(
      { measure: 'answers, p99', unit: 'ms', better: 'less', floor: 40, target: 15, note: 'of the above, saturated' },
      latencies(rounds),
    ),
  ];
}

function asPages(rounds: Round[]): Finding[] {
  const size = `${((rounds[0]!.product as Loaded).bytes / 1024).toFixed(1)} KB`;
  const note = `the same as a form; points, standing and next brick on the page of ${size} that answers`;
  return [
    rates({ measure: 'answers, page', unit: 'answers/s', note }, rounds),
    figure(
      { measure: 'answers, page, p99', unit: 'ms', better: 'less', note: 'of the above, saturated' },
      latencies(rounds),
    ),
  ];
}

const latencies = (rounds: Round[]): number[] => rounds.map(({ product }) => (product as Loaded).p99);

async function bareAnswers(ground: Ground, world: World, load: Load, bare: Server, count: number): Promise<Loaded> {
  await world.query('TRUNCATE public.bare_answer');
  await settle(world.url);
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const requests = Array.from({ length: count }, (_, i) =>
    request('POST', `/a/${i + 1}`, headers, JSON.stringify({ choice: [isRight(i) ? RIGHT : WRONG] })),
  );
  const result = await load.run({ port: bare.port, requests }, [bare.pid, ground.serverPid]);
  expectWork('responses of bare Fastify', result.statuses, { 200: count });
  const [rows] = await world.query('SELECT count(*)::int AS answers FROM public.bare_answer');
  expectWork('rows of bare Fastify', rows, { answers: count });
  return result;
}
