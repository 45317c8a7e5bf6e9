import { availableParallelism } from 'node:os';
import { ScoringService } from '@relais/challenges';
import { expectWork } from '../findings.js';
import { until } from './child.js';
import { BRICKS, POINTS, RIGHT, WRONG } from './content.js';
import { spent, type Spent } from './cpu.js';
import { settle } from './database.js';
import type { Ground } from './ground.js';
import { request, type Load, type Loaded, type Server } from './http.js';
import { linksAfter, type Linked } from './links.js';
import type { World } from './world.js';

/** People answer by the page's form and get a page; programs send and get JSON. */
export type Medium = 'html' | 'json';

/** Answers a job tells a worker of, when thousands come in a second. */
const TOLD = 500;

/** Of every three answers two are right. */
export const isRight = (i: number): boolean => i % 3 !== 0;

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

  /** Has `count` people answer, and checks answers and points. Points of answers given as JSON are written after them, and counted in. */
  async answer(medium: Medium, count: number): Promise<Loaded> {
    const { ids, ...result } = await this.send(medium, count);
    const scored = medium === 'json' ? await this.score(ids) : { seconds: 0, cpu: 0 };
    await this.check();
    const cpu = result.cpu === null || scored.cpu === null ? null : result.cpu + scored.cpu;
    return { ...result, seconds: result.seconds + scored.seconds, cpu };
  }

  /** As pages, while a worker works. `behind`: seconds from the last answer until everything has been taken note of. */
  async withWorker(pid: number, count: number): Promise<Loaded & { behind: number }> {
    const result = await this.send('html', count, { alsoPids: [pid] });
    const start = performance.now();
    const pending = `SELECT 1 FROM delivery.answer WHERE reviewed_at IS NULL LIMIT 1`;
    await until('every answer is reviewed', async () => (await this.world.query(pending)).length === 0, 120_000);
    await this.check();
    return { ...result, behind: (performance.now() - start) / 1000 };
  }

  /**
   * Answers as JSON at `rate` a second while other work goes on, which `begin` starts once everything is prepared. Points are not
   * waited for: who takes note of answers beside it gives them.
   */
  async atRate(rate: number, count: number, begin: () => Promise<void>): Promise<Loaded> {
    const { ids, ...result } = await this.send('json', count, { rate, begin });
    await this.score(ids);
    await this.check();
    return result;
  }

  private async send(
    medium: Medium,
    count: number,
    { alsoPids = [], rate, begin }: { alsoPids?: number[]; rate?: number; begin?: () => Promise<void> } = {},
  ): Promise<Loaded & { ids: number[] }> {
    const { world } = this;
    const links = await this.deliver(count);
    const write = medium === 'html' ? form : json;
    const requests = links.map(({ token }, i) => write(token, isRight(i)));
    await world.countBoards(); // as the worker's clock does
    await settle(world.url);
    await begin?.();
    const result = await this.load.run({ port: this.door.port, requests, rate }, [
      this.door.pid,
      this.ground.serverPid,
      ...alsoPids,
    ]);
    expectWork('responses', result.statuses, { 200: count });
    this.given += count;
    this.right += links.filter((_, i) => isRight(i)).length;
    return { ...result, ids: links.map(({ id }) => id) };
  }

  /** The next brick, sent to `count` reps. */
  private async deliver(count: number): Promise<Linked[]> {
    this.brick++;
    if (this.brick === BRICKS) throw new Error('there are not enough bricks for so many rounds');
    const [last] = await this.world.query<{ id: string }>('SELECT coalesce(max(id), 0) AS id FROM delivery.delivery');
    await this.world.writeDeliveries(this.brick, count, 'accepted');
    const links = await linksAfter(this.world, last!.id);
    expectWork('deliveries to answer', links.length, count);
    return links;
  }

  /** One answer for each, graded as it had to be; the points of the right ones, once, and sums that are their sum. */
  private async check(): Promise<void> {
    const [answers] = await this.world.query(
      'SELECT count(*)::int AS given, (count(*) FILTER (WHERE correct))::int AS right FROM delivery.answer',
    );
    expectWork('answers', answers, { given: this.given, right: this.right });
    const [points] = await this.world.query(
      `SELECT count(*)::int AS awards, coalesce(sum(points), 0)::int AS points,
              (SELECT sum(points)::int FROM challenges.standing) AS standings FROM challenges.point`,
    );
    const sum = this.right * POINTS;
    expectWork('points', points, { awards: this.right, points: sum, standings: sum });
  }

  /** What the worker does when it is told of answers: several groups at a time, here as many as there are cores. */
  private score(ids: number[]): Promise<Spent> {
    const scoring = this.world.get(ScoringService);
    let at = 0;
    const next = async (): Promise<void> => {
      while (at < ids.length) await scoring.score(ids.slice(at, (at += TOLD)).map(String));
    };
    return spent(
      this.world.pids,
      async () => void (await Promise.all(Array.from({ length: availableParallelism() }, next))),
    );
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
