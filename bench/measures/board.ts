import { Redis } from 'ioredis';
import { betweenCounts, BoardsQueries, BoardsService, ChallengesQueries, type BoardView } from '@relais/challenges';
import { expectWork, figure, times, type Finding, type LeftOut, type Round } from '../findings.js';
import { CHALLENGE } from '../ground/content.js';
import { spent } from '../ground/cpu.js';
import type { Ground } from '../ground/ground.js';
import { analyse, quickly } from '../ground/network.js';
import { hasRedis, NO_REDIS, openRedis } from '../ground/redis.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';

const PAGE = 50;
/** Pages of the board that are asked for, from the top. */
const PAGES = 40;
/** Lookups of one round: long enough for CPU to be told apart, which Linux counts in hundredths of a second. */
const LOOKUPS = 2_000;
const ROUNDS = 9;
/** Rounds of each side before anything is measured: until both run compiled and the pages that are looked at are at hand. */
const WARM_UPS = 2;
const KEY = 'board';

interface Place {
  rep: number;
  /** Places before the page that is asked for. */
  after: number;
  cursor: string | null;
}

/** A person's own rank and a page of fifty names, against the rank and fifty members of a sorted set of Redis. */
export async function measureBoard(ground: Ground, sizes: Sizes): Promise<(Finding | LeftOut)[]> {
  const { scored } = sizes;
  const world = await World.open(ground, { name: 'board', reps: scored });
  await writeStandings(world);
  const { id } = await world.get(ChallengesQueries).find(CHALLENGE);
  const counted = await spent(world.pids, () => world.get(BoardsService).refresh(id));
  const rest = betweenCounts(counted.seconds * 1000);
  const fresh = figure(
    {
      measure: 'board, freshness',
      unit: 's',
      better: 'less',
      floor: 60,
      target: 5,
      note: `counting took ${counted.seconds.toFixed(1)} s; a point waits for a count to begin, at most ${(rest / 1000).toFixed(1)} s and a second, and to end`,
    },
    [rest / 1000 + 1 + counted.seconds],
  );
  if (!hasRedis()) return [{ measure: 'board', why: NO_REDIS }, fresh];

  const redis = await openRedis(ground);
  const client = new Redis(redis.url);
  try {
    await fillSet(client, scored);
    const cursors = await cursorsOf(world);
    const places = Array.from({ length: LOOKUPS }, (_, i): Place => {
      const page = i % cursors.length;
      return { rep: 1 + ((i * 7919) % scored), after: page * PAGE, cursor: cursors[page]! };
    });
    for (let round = 0; round < WARM_UPS; round++) {
      await lookUp(world, id, places);
      await lookUpInRedis(client, places);
    }
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const baseline = await spent([process.pid, redis.pid], () => lookUpInRedis(client, places));
      const product = await spent(world.pids, () => lookUp(world, id, places));
      rounds.push({ things: LOOKUPS, baseline, product });
    }
    await check(world, id, places.slice(0, 20));
    const note = `${scored} people; own rank and a page with names, against ZREVRANK and ZREVRANGE; time, not rate`;
    return [times({ measure: 'board', unit: 'ms', floor: 2, target: 1, note }, rounds), fresh];
  } finally {
    client.disconnect();
    await redis.stop();
    await world.close();
  }
}

/** Everybody has points and a mean time of their own, many share their points. */
async function writeStandings(world: World): Promise<void> {
  await quickly(world.url, async (client) => {
    await client.query(
      `INSERT INTO challenges.standing (challenge_id, rep_id, listed, partner_id, points, awards, elapsed_ms)
       SELECT c.id, r.id, true, r.partner_id, 10 * (1 + r.id % 97), 1 + r.id % 97, (1 + r.id % 97) * (60000 + (r.id::bigint * 7919) % 600000)
       FROM challenges.challenge c CROSS JOIN network.rep r ORDER BY r.id`,
    );
  });
  await analyse(world.url, ['challenges.standing']);
}

async function fillSet(client: Redis, scored: number): Promise<void> {
  const AT_ONCE = 10_000;
  for (let from = 1; from <= scored; from += AT_ONCE) {
    const members: (string | number)[] = [];
    for (let rep = from; rep < from + AT_ONCE && rep <= scored; rep++) members.push(10 * (1 + (rep % 97)), rep);
    await client.zadd(KEY, ...members);
  }
}

/** Cursors of the first pages, as a reader collects them. */
async function cursorsOf(world: World): Promise<(string | null)[]> {
  const cursors: (string | null)[] = [null];
  while (cursors.length < PAGES) {
    const { next } = await world.get(BoardsQueries).page(CHALLENGE, 'rep', { limit: PAGE, cursor: cursors.at(-1) });
    if (!next) break;
    cursors.push(next);
  }
  return cursors;
}

async function lookUp(world: World, id: number, places: Place[]): Promise<void> {
  const boards = world.get(BoardsQueries);
  for (const { rep, cursor } of places) {
    const [own, page] = await Promise.all([
      boards.own(id, rep),
      boards.page(CHALLENGE, 'rep', { limit: PAGE, cursor }),
    ]);
    if (!own || page.entries.length !== PAGE) expectWork('a page of the board', page.entries.length, PAGE);
  }
}

async function lookUpInRedis(client: Redis, places: Place[]): Promise<void> {
  for (const { rep, after } of places) {
    const [rank, page] = await Promise.all([
      client.zrevrank(KEY, String(rep)),
      client.zrevrange(KEY, after, after + PAGE - 1, 'WITHSCORES'),
    ]);
    if (rank === null || page.length !== 2 * PAGE) expectWork('a page of Redis', page.length, 2 * PAGE);
  }
}

/** Ranks equal a plain count over the standings; pages are in order. */
async function check(world: World, id: number, places: Place[]): Promise<void> {
  const boards = world.get(BoardsQueries);
  for (const { rep, cursor } of places) {
    const [better] = await world.query<{ rank: number }>(
      `SELECT 1 + count(*)::int AS rank FROM challenges.standing s, challenges.standing own
       WHERE own.rep_id = $1 AND (s.points > own.points OR (s.points = own.points AND s.elapsed_ms / s.awards < own.elapsed_ms / own.awards))`,
      [rep],
    );
    expectWork(`rank of rep ${rep}`, (await boards.own(id, rep))?.rank, better!.rank);
    const page: BoardView = await boards.page(CHALLENGE, 'rep', { limit: PAGE, cursor });
    const ranks = page.entries.map((entry) => entry.rank);
    expectWork(
      'order of a page',
      ranks,
      [...ranks].sort((a, b) => a - b),
    );
  }
}
