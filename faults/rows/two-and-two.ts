import { plannedTwice } from '../ground/plan.js';
import type { Place } from '../ground/ground.js';
import { pause, until } from '../ground/pause.js';
import { takeStock } from '../ground/stock.js';
import { allEnd } from '../ground/time.js';
import type { Outcome, Row } from '../row.js';

const HOUR_MS = 3_600_000;
const CLOCK = 'faults/ground/shifted-clock.js';

/** Two workers, each also a scheduler, with clocks twelve hours apart; one is killed while both plan and send. */
export const twoAndTwo: Row = {
  name: 'two-schedulers',
  what: 'two schedulers and two workers with clocks 12 h apart, one of them killed',
  promises: 'P1, P2, P3, P4, P6, P14',
  async run(ground) {
    const place = await ground.place(this.name);
    return planAndSend(place).finally(() => place.close());
  },
};

async function planAndSend(place: Place): Promise<Outcome> {
  const { db, sink, chance, sizes } = place;
  const reps = Math.min(sizes.mails, sizes.round === 'long' ? 5_000 : 400);
  await db.query(
    `UPDATE network.rep SET status = 'suspended' WHERE id > (SELECT min(id) FROM network.rep) + $1::int - 1`,
    [reps],
  );
  await db.query(`UPDATE editorial.line SET status = 'active' WHERE slug LIKE 'welcome%'`);
  await sink.behave({ delay: { dot: [0, 4], kept: [2, 25] } });
  const wrong = (hours: number) => ({ FAULT_CLOCK_MS: String(hours * HOUR_MS) });
  const [fast, slow] = await Promise.all([
    place.start('worker', wrong(5), { preload: [CLOCK] }),
    place.start('worker', wrong(-7), { preload: [CLOCK] }),
  ]);
  const killed = chance.next() < 0.5 ? fast : slow;
  // While it plans, or while it sends.
  if (chance.next() < 0.4) await pause(chance.between(200, 2_500));
  else await sink.reaches(chance.between(1, reps), 30_000);
  await pause(chance.between(0, 30));
  await killed.stop('SIGKILL');
  const planned = () => db.query('SELECT 1 FROM delivery.delivery').then((rows) => rows.length >= 2 * reps);
  await until(planned, { withinMs: 30_000, everyMs: 200 });
  await pause(6_000); // one more turn of the planner that is left
  await allEnd(db, sink);
  const stock = await takeStock(db, sink);
  const plan = await comparePlan(place);
  return {
    killed: `1 of 2 workers SIGKILL (the one whose clock was ${killed === fast ? '5 h fast' : '7 h slow'})`,
    stock,
    broken: [...plan, ...(await plannedTwice(db)), ...stock.breaches, ...place.deaths()],
    notes: [`${reps} reps on two lines that welcome them, a cap of two a day`],
  };
}

/** What must be planned, worked out from scratch: the first brick of both welcome lines for each active rep, and nothing else. */
async function comparePlan({ db }: Place): Promise<string[]> {
  const [found] = await db.query<{ missing: number; extra: number }>(
    `WITH wanted AS (
       SELECT r.id AS rep_id, b.id AS brick_id FROM network.rep r, editorial.brick b JOIN editorial.line l ON l.id = b.line_id
       WHERE r.status = 'active' AND l.slug LIKE 'welcome%'
     ), made AS (SELECT rep_id, brick_id FROM delivery.delivery)
     SELECT (SELECT count(*) FROM (SELECT * FROM wanted EXCEPT SELECT * FROM made) m)::int AS missing,
            (SELECT count(*) FROM (SELECT * FROM made EXCEPT SELECT * FROM wanted) e)::int AS extra`,
  );
  return [
    ...(found!.missing ? [`${found!.missing} × not planned (P2)`] : []),
    ...(found!.extra ? [`${found!.extra} × planned for nobody (P2)`] : []),
  ];
}
