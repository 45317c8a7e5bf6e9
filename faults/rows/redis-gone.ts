import type { Place } from '../ground/ground.js';
import { makeAccepted, makeDue } from '../ground/network.js';
import { pause, until } from '../ground/pause.js';
import { missingRedis, type RedisServer } from '../ground/redis.js';
import { takeStock } from '../ground/stock.js';
import { allEnd } from '../ground/time.js';
import { Latencies, Visitors } from '../ground/visitors.js';
import type { Outcome, Row } from '../row.js';

/** A request that takes longer than this while Redis is away has waited for it. */
const UNAFFECTED_MS = 1_500;
const EVERY_MS = 30;

/** Empties, kills, freezes and restarts Redis while mails go out and people read and answer. */
export const redisGone: Row = {
  name: 'redis-gone',
  what: 'Redis emptied, killed, frozen and started empty while mails go out and answers come in',
  promises: 'P9, P10, P14',
  missing: missingRedis,
  async run(ground) {
    const place = await ground.place(this.name);
    return troubleRedis(place, await place.redis()).finally(() => place.close());
  },
};

async function troubleRedis(place: Place, redis: RedisServer): Promise<Outcome> {
  const { db, sink, chance, ground } = place;
  const env = { REDIS_URL: redis.url };
  const answerable = await makeAccepted(db, 200);
  await makeDue(db, 160);
  await sink.behave({ delay: { kept: [100, 200] } });
  const url = { SMTP_URL: sink.url('pool=3') };
  const [door] = await Promise.all([place.start('api', env), place.start('worker', { ...env, ...url })]);
  await door.answers();
  await sink.reaches(5, 20_000);
  const traffic = new Traffic(new Visitors([door.url], ground.secret), answerable);
  const running = traffic.run();
  await pause(1_500);
  const keys: number[] = [];
  for (let i = 0; i < 3; i++) {
    traffic.phase = 'emptied';
    keys.push(await redis.flush());
    await pause(chance.between(300, 800));
  }
  traffic.phase = 'killed';
  await redis.kill();
  await makeDue(db, 10);
  const ready = await fetch(`${door.url}/readyz`).then(({ status }) => status);
  await pause(3_000);
  traffic.phase = 'started again, empty';
  await redis.restart();
  await pause(1_000);
  traffic.phase = 'frozen';
  redis.freeze();
  await makeDue(db, 10);
  await pause(4_000);
  redis.thaw();
  traffic.phase = 'thawed';
  await pause(1_000);
  traffic.stop = true;
  await running;
  await redis.kill();
  const cold = await startWithout(place, env, answerable.at(-1)!);
  await allEnd(db, sink);
  await redis.restart();
  const broken = [...traffic.breaches(), ...cold.broken];
  await db.query('DELETE FROM challenges.point');
  await db.query('DELETE FROM delivery.answer');
  await db.query('DELETE FROM delivery.delivery WHERE id = ANY ($1::bigint[])', [answerable]);
  const stock = await takeStock(db, sink);
  return {
    killed: `Redis emptied × 3 (${keys.join(', ')} keys), SIGKILL × 2, SIGSTOP × 1`,
    stock,
    broken: [...broken, ...stock.breaches, ...place.deaths()],
    notes: [...traffic.notes(), cold.note, `/readyz while Redis is away: ${ready}`],
  };
}

/** A door and a worker that start while there is no Redis: the door must answer, the worker must send. */
async function startWithout(place: Place, env: Record<string, string>, delivery: string) {
  const { db, sink, ground } = place;
  const already = sink.accepted;
  await makeDue(db, 20);
  const started = performance.now();
  const [door] = await Promise.all([place.start('api', env), place.start('worker', env)]);
  const up = await door.answers(30_000).then(
    () => true,
    () => false,
  );
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const broken = up ? [] : ['a door started without Redis does not answer within 30 s (P10)'];
  if (up && (await new Visitors([door.url], ground.secret).open(delivery)).status !== 200)
    broken.push('a door started without Redis does not show a page (P10)');
  if (!(await until(() => sink.accepted > already, { withinMs: 30_000 })))
    broken.push('nothing is sent within 30 s of a worker start without Redis (P9)');
  return { broken, note: `started without Redis: the door answered after ${seconds} s` };
}

/** Reads a page, then answers one, again and again. */
class Traffic {
  phase = 'quiet';
  stop = false;
  private readonly latencies = new Latencies();

  constructor(
    private readonly visitors: Visitors,
    private readonly deliveries: string[],
  ) {}

  async run(): Promise<void> {
    for (let i = 0; !this.stop; i++) {
      const id = this.deliveries[i % this.deliveries.length]!;
      const phase = this.phase;
      this.latencies.note(`GET, ${phase}`, await this.visitors.open(id));
      this.latencies.note(`POST, ${phase}`, await this.visitors.answer(id, 'b'));
      await pause(EVERY_MS);
    }
  }

  breaches(): string[] {
    return [...this.latencies.entries()].flatMap(({ phase, failed, max }) => [
      ...(failed ? [`${failed} × no answer from the API (${phase}, P10)`] : []),
      ...(max > UNAFFECTED_MS ? [`the API took ${max} ms (${phase}, P10)`] : []),
    ]);
  }

  notes(): string[] {
    return [...this.latencies.entries()].map(
      ({ phase, requests, p50, p99, max }) =>
        `API, ${phase}: ${requests} requests, median ${p50} ms, 99th percentile ${p99} ms, longest ${max} ms`,
    );
  }
}
