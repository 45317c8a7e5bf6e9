import { expectWork, figure, rates, type Finding, type Round } from '../findings.js';
import type { Ground } from '../ground/ground.js';
import { Load, openBare, openDoor, request, type Loaded } from '../ground/http.js';
import { linksAfter } from '../ground/links.js';
import { World } from '../ground/world.js';
import type { Sizes } from '../options.js';

const WARM_UP = 3_000;

/**
 * GET /a/<token>: the page of a brick, each link once, against a NestJS route on Fastify that does nothing. A further line is
 * HEAD, which is what many link scanners send.
 */
export async function measureOpening(ground: Ground, sizes: Sizes): Promise<Finding[]> {
  const { openings } = sizes;
  const world = await World.open(ground, { name: 'opening', reps: openings });
  await world.enrol();
  await world.writeDeliveries(1, openings, 'accepted');
  const nothing = await openBare(ground, 'bare-nest');
  const door = await openDoor(ground, world);
  const load = await Load.open(ground);
  const paths = (await linksAfter(world, 0)).map(({ token }) => `/a/${token}?choice=b`);
  const open = async (port: number, pids: number[], method: 'GET' | 'HEAD', count = openings): Promise<Loaded> => {
    const requests = paths.slice(0, count).map((path) => request(method, path, { accept: 'text/html' }));
    const result = await load.run({ port, requests }, pids);
    expectWork('opened links', result.statuses, { 200: count });
    return result;
  };
  try {
    const pids = [door.pid, ground.serverPid];
    for (const [port, method] of [
      [nothing.port, 'GET'],
      [door.port, 'GET'],
      [door.port, 'HEAD'],
    ] as const)
      await open(port, [], method, Math.min(WARM_UP, openings));
    const opened: Round[] = [];
    const heads: Round[] = [];
    const latencies: number[] = [];
    for (let round = 0; round < sizes.rounds; round++) {
      const baseline = await open(nothing.port, [nothing.pid], 'GET');
      const product = await open(door.port, pids, 'GET');
      latencies.push(product.p99);
      opened.push({ things: openings, baseline, product });
      heads.push({ things: openings, baseline, product: await open(door.port, pids, 'HEAD') });
    }
    await checkUntouched(world);
    const size = ((opened[0]!.product as Loaded).bytes / 1024).toFixed(1);
    const note = `64 connections; page of ${size} KB against a route that does nothing`;
    return [
      rates({ measure: 'opening', unit: 'pages/s', floor: 0.4, target: 0.6, note }, opened),
      figure({ measure: 'opening, p99', unit: 'ms', better: 'less', note: 'of the above, saturated' }, latencies),
      rates({ measure: 'opening, HEAD', unit: 'requests/s', note: 'headers only: no SQL' }, heads),
    ];
  } finally {
    for (const { stop } of [load, nothing, door]) await stop();
    await world.close();
  }
}

/** Opening a link changes nothing (P20). */
async function checkUntouched(world: World): Promise<void> {
  const [found] = await world.query(
    `SELECT (SELECT count(*) FROM delivery.answer)::int AS answers, (SELECT count(*) FROM delivery.opt_out)::int AS "optOuts",
            (SELECT count(*) FROM delivery.delivery WHERE state <> 'accepted')::int AS changed`,
  );
  expectWork('rows after opening links', found, { answers: 0, optOuts: 0, changed: 0 });
}
