import { ScoringService } from '@relais/challenges';
import { expectWork, figure, rates, type Finding, type Round } from '../findings.js';
import { BRICKS, POINTS, RIGHT, WRONG } from '../ground/content.js';
import { until } from '../ground/child.js';
import { settle } from '../ground/database.js';
import type { Ground } from '../ground/ground.js';
import { tokensFor } from '../ground/links.js';
import { Load, openBare, openDoor, openWorker, request, type Loaded, type Server } from '../ground/http.js';
import { World } from '../ground/world.js';
import { writeYesterday } from '../ground/yesterday.js';
import type { Sizes } from '../options.js';

/** Answers that warm a server up. */
const WARM_UP = 2_000;
/** Of every three answers two are right. */
const isRight = (i: number): boolean => i % 3 !== 0;

/** People answer by the page's form and get a page; programs send and get JSON. */
type Medium = 'html' | 'json';

/**
 * POST /a/<token> through the door as it is in production (own process, signed link, once only, graded, scored, on disk before
 * its 200), each answer to a delivery of its own, against bare Fastify with one INSERT a request.
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
    const pages: Round[] = [];
    const json: Round[] = [];
    const latencies: number[] = [];
    for (let round = 0; round < sizes.rounds; round++) {
      const baseline = await bareAnswers(ground, world, load, bare, answers);
      const product = await field.answer('html', answers);
      pages.push({ things: answers, baseline, product });
      latencies.push(product.p99);
      json.push({ things: answers, baseline, product: await field.answer('json', answers) });
    }
    const [some] = pages.map(({ product }) => product as Loaded);
    const size = `${(some!.bytes / 1024).toFixed(1)} KB`;
    const worker = await openWorker(ground, world);
    const together = await field.withWorker(worker.pid, answers);
    await worker.stop();
    const note = `64 connections, ${sizes.reps} reps; form in, page of ${size} out, points written before it`;
    return [
      rates({ measure: 'answers', unit: 'answers/s', floor: 0.6, target: 1, note }, pages),
      figure(
        { measure: 'answers, p99', unit: 'ms', better: 'less', floor: 40, target: 15, note: 'of the above, saturated' },
        latencies,
      ),
      rates({ measure: 'answers, JSON', unit: 'answers/s', note: 'JSON in, JSON out; points follow' }, json),
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

/** Deliveries that wait for answers, and what is known of those that were given. Each call takes the reps' next brick. */
export class AnswerField {
  private brick = 0;
  private given: number;
  private right: number;

  /** @param before answers that were there before the measure, and how many of them are right. */
  constructor(
    private readonly ground: Ground,
    private readonly world: World,
    private readonly load: Load,
    private readonly door: Server,
    before: { given: number; right: number },
  ) {
    this.given = before.given;
    this.right = before.right;
  }

  /** Has `count` people answer, and checks answers and points. */
  async answer(medium: Medium, count: number): Promise<Loaded> {
    const result = await this.send(medium, count);
    await this.check(medium === 'html');
    return result;
  }

  /** As pages, while a worker works. `behind`: seconds from the last answer until everything has been taken note of. */
  async withWorker(pid: number, count: number): Promise<Loaded & { behind: number }> {
    const result = await this.send('html', count, [pid]);
    const start = performance.now();
    const pending = `SELECT 1 FROM delivery.answer WHERE reviewed_at IS NULL LIMIT 1`;
    await until('every answer is reviewed', async () => (await this.world.query(pending)).length === 0, 120_000);
    await this.check(true);
    return { ...result, behind: (performance.now() - start) / 1000 };
  }

  private async send(medium: Medium, count: number, alsoPids: number[] = []): Promise<Loaded> {
    const { world } = this;
    const ids = await this.deliver(count);
    const write = medium === 'html' ? form : json;
    const requests = tokensFor(ids).map((token, i) => write(token, isRight(i)));
    await world.countBoards(); // as the worker's clock does
    await settle(world.url);
    const result = await this.load.run({ port: this.door.port, requests }, [
      this.door.pid,
      this.ground.serverPid,
      ...alsoPids,
    ]);
    expectWork('responses', result.statuses, { 200: count });
    this.given += count;
    this.right += ids.filter((_, i) => isRight(i)).length;
    return result;
  }

  /** The next brick, sent to `count` reps. @returns delivery ids. */
  private async deliver(count: number): Promise<number[]> {
    this.brick++;
    if (this.brick === BRICKS) throw new Error('there are not enough bricks for so many rounds');
    const [last] = await this.world.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM delivery.delivery');
    await this.world.writeDeliveries(this.brick, count, 'accepted');
    const found = await this.world.query<{ id: string }>('SELECT id FROM delivery.delivery WHERE id > $1 ORDER BY id', [
      last!.id,
    ]);
    expectWork('deliveries to answer', found.length, count);
    return found.map(({ id }) => Number(id));
  }

  /** One answer for each, graded as it had to be; the points of the right ones, once, and sums that are their sum. */
  private async check(scored: boolean): Promise<void> {
    const [answers] = await this.world.query(
      'SELECT count(*)::int AS given, (count(*) FILTER (WHERE correct))::int AS right FROM delivery.answer',
    );
    expectWork('answers', answers, { given: this.given, right: this.right });
    if (!scored) await this.scoreRest();
    const [points] = await this.world.query(
      `SELECT count(*)::int AS awards, coalesce(sum(points), 0)::int AS points,
              (SELECT sum(points)::int FROM challenges.standing) AS standings FROM challenges.point`,
    );
    const sum = this.right * POINTS;
    expectWork('points', points, { awards: this.right, points: sum, standings: sum });
  }

  /** Points of answers given as JSON are the worker's work. */
  private async scoreRest(): Promise<void> {
    const scoring = this.world.get(ScoringService);
    for (let found = 1; found > 0;) found = await scoring.scoreMissed();
  }
}

function form(token: string, right: boolean): string {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html,application/xhtml+xml' };
  return request('POST', `/a/${token}`, headers, `choice=${right ? RIGHT : WRONG}`);
}

function json(token: string, right: boolean): string {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return request('POST', `/a/${token}`, headers, JSON.stringify({ choice: [right ? RIGHT : WRONG] }));
}
