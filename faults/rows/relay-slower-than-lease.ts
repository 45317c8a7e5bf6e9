import { LEASE_SECONDS } from '../../libs/delivery/src/sending/retry.rules.js';
import type { Place } from '../ground/ground.js';
import { makeDue } from '../ground/network.js';
import { pause } from '../ground/pause.js';
import { takeStock } from '../ground/stock.js';
import { allEnd } from '../ground/time.js';
import type { Outcome, Row } from '../row.js';

/** A lease, and the sweep after it (every 15 s). */
const PAST_THE_LEASE_MS = LEASE_SECONDS * 1_000 + 20_000;
/** An answer this slow is one the product itself waits for: up to 10 minutes after the dot. */
const ONE_SLOW_ANSWER_MS = PAST_THE_LEASE_MS + 5_000;

/**
 * A relay that takes its time, as those do that throttle: a batch lasts longer than a lease, in real time. The worker lives all
 * along, so nothing may be taken from it, counted as a crash or sent again.
 */
export const relaySlowerThanLease: Row = {
  name: 'relay-slower-than-lease',
  what: 'relay so slow that a batch, and one message of it, take longer than the lease of the living worker, in real time',
  promises: 'P12, P14',
  beside: true,
  async run(ground) {
    const place = await ground.place(this.name);
    return waitForTheRelay(place).finally(() => place.close());
  },
};

async function waitForTheRelay(place: Place): Promise<Outcome> {
  const { db, sink } = place;
  await makeDue(db, 60);
  await sink.behave({
    delay: { kept: [8_000, 8_000] },
    slow: { to: 'rep3@', at: 'kept', ms: ONE_SLOW_ANSWER_MS },
  });
  const worker = await place.start('worker', { SMTP_URL: sink.url('pool=2') });
  await sink.reaches(1, 20_000);
  await pause(PAST_THE_LEASE_MS);
  const [counted] = await db.query<{ crashes: number; rows: number }>(
    'SELECT sum(crashes)::int AS crashes, count(*) FILTER (WHERE crashes > 0)::int AS rows FROM delivery.delivery',
  );
  const broken: string[] = [];
  if (counted!.rows)
    broken.push(
      `${counted!.rows} × taken from a worker that lives and counted as a crash: three of those quarantine a mail that harmed nobody (P12)`,
    );
  await sink.behave({});
  await allEnd(db, sink, { patienceMs: 60_000, abandonedMs: Infinity });
  const stock = await takeStock(db, sink);
  if (stock.duplicated) broken.push(`${stock.duplicated} × sent twice though nothing had failed`);
  const doubts = await db.query<{ id: string; reason: string; crashes: number }>(
    'SELECT id, reason, crashes FROM delivery.delivery WHERE ambiguous > 0 ORDER BY id',
  );
  if (worker.ended) broken.push('the worker ended by itself');
  return {
    killed: `nothing: 2 connections, 8 s a mail, one mail ${ONE_SLOW_ANSWER_MS / 1_000} s`,
    stock,
    broken: [...broken, ...stock.breaches],
    notes: doubts.map(({ id, reason, crashes }) => `in doubt: delivery ${id}, ${reason}, ${crashes} crashes`),
  };
}
