import type { Place } from '../ground/ground.js';
import { makeAccepted, makeDue } from '../ground/network.js';
import { pause } from '../ground/pause.js';
import type { Database } from '../ground/postgres.js';
import { takeStock } from '../ground/stock.js';
import { allEnd } from '../ground/time.js';
import { Visitors } from '../ground/visitors.js';
import type { Outcome, Row } from '../row.js';

/** Empties every table of the queue in PostgreSQL. @returns how many rows there were. */
export async function emptyQueue(db: Database): Promise<number> {
  const tables = await db.query<{ name: string; n: number }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
  );
  let rows = 0;
  for (const { name } of tables) rows += (await db.query(`DELETE FROM ${name} RETURNING 1`)).length;
  return rows;
}

/** Empties the queue's tables, then drops them, while mails go out and answers come in. */
export const queueEmptied: Row = {
  name: 'queue-dropped-postgres',
  what: 'the tables of the queue in PostgreSQL emptied, then dropped, while mails go out',
  promises: 'P9, P10, P14',
  async run(ground) {
    const place = await ground.place(this.name);
    return emptyAndDrop(place).finally(() => place.close());
  },
};

async function emptyAndDrop(place: Place): Promise<Outcome> {
  const { db, sink, chance, ground } = place;
  const [first] = await makeAccepted(db, 2);
  await makeDue(db, 250);
  await sink.behave({ delay: { kept: [60, 120] } });
  const [door, worker] = await Promise.all([
    place.start('api'),
    place.start('worker', { SMTP_URL: sink.url('pool=4') }),
  ]);
  await door.answers();
  await sink.reaches(5, 20_000);
  const emptied: number[] = [];
  for (let i = 0; i < 3; i++) {
    emptied.push(await emptyQueue(db));
    await pause(chance.between(200, 700));
  }
  await db.query('DROP SCHEMA bullmq CASCADE');
  await makeDue(db, 30);
  const visitors = new Visitors([door.url], ground.secret);
  const replies = [await visitors.open(first!), await visitors.answer(first!, 'b'), await visitors.answer(first!, 'b')];
  await allEnd(db, sink);
  const broken = replies.every(({ status }) => status === 200)
    ? []
    : [`the API answers ${replies.map(({ status }) => status).join(', ')} without its queue (P10)`];
  const slowest = Math.round(Math.max(...replies.map(({ ms }) => ms)));
  if (worker.ended) broken.push('the worker ended when its queue was dropped (P9)');
  await db.query('DELETE FROM challenges.point');
  await db.query('DELETE FROM delivery.answer');
  await db.query(`DELETE FROM delivery.delivery WHERE id IN (SELECT id FROM delivery.delivery ORDER BY id LIMIT 2)`);
  const stock = await takeStock(db, sink);
  return {
    killed: `queue emptied × 3 (${emptied.join(', ')} rows), dropped × 1`,
    stock,
    broken: [...broken, ...stock.breaches, ...place.deaths()],
    notes: [`API without its queue: longest answer ${slowest} ms`],
  };
}
