import type { Place } from '../ground/ground.js';
import { makeDue } from '../ground/network.js';
import { until } from '../ground/pause.js';
import type { RelaisProcess } from '../ground/relais.js';
import { takeStock } from '../ground/stock.js';
import { allEnd, leasesLapse } from '../ground/time.js';
import type { Outcome, Row } from '../row.js';
import type { Stage } from '../sink/habits.js';

const MAILS = 60;
/** More than the product allows a delivery; the row ends when it is held. */
const MOST_CRASHES = 6;

/** A mail that cannot even be addressed: no process dies, so none may be blamed, and the others go out at once. */
export const unsendable: Row = {
  name: 'poison-address',
  what: 'one delivery whose recipient is no address',
  promises: 'P12, P15',
  async run(ground) {
    const place = await ground.place(this.name);
    const { db, sink } = place;
    try {
      await db.query(`UPDATE network.rep SET email = 'not an address' WHERE email LIKE 'rep7@%'`);
      await makeDue(db, MAILS);
      const worker = await place.start('worker');
      const others = await sink.reaches(MAILS - 1, 30_000);
      const ended = async () =>
        (await db.query(`SELECT 1 FROM delivery.delivery WHERE state IN ('planned', 'claimed', 'sending')`)).length ===
        0;
      const broken = (await until(ended, { withinMs: 10_000 }))
        ? []
        : ['it stays in hand until its lease ends, which counts as a crash of the worker (P12)'];
      if (!others) broken.push(`only ${sink.accepted} of the ${MAILS - 1} others went out within 30 s (P12)`);
      await worker.stop('SIGTERM');
      const [row] = await db.query<{ state: string; reason: string }>(
        `SELECT d.state, d.reason FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.email = 'not an address'`,
      );
      return {
        killed: 'nothing: a recipient that is no address',
        broken: [...broken, ...place.deaths([worker])],
        notes: [`the culprit: ${row!.state}, ${row!.reason ?? 'no reason'}`],
      };
    } finally {
      await place.close();
    }
  },
};

/** The process that handles one delivery dies each time. At the dot, where the relay knows of it; and earlier, where it does not. */
export const poison: Row[] = (['dot', 'rcpt'] as const).map((at) => ({
  name: `poison-${at}`,
  what: `one delivery takes its worker down each time, at the ${at === 'dot' ? 'dot' : 'recipient'}`,
  promises: 'P12, P14',
  async run(ground) {
    const place = await ground.place(this.name);
    return crashOn(place, at).finally(() => place.close());
  },
}));

async function crashOn(place: Place, at: Stage): Promise<Outcome> {
  const { db, sink } = place;
  await makeDue(db, MAILS);
  // A relay of ordinary slowness: the others are in the worker's hands when it dies.
  await sink.behave({ delay: { kept: [250, 400] }, troubles: [{ at, act: 'hang', to: 'rep7@', tell: true }] });
  let worker: RelaisProcess;
  let crashes = 0;
  sink.onTrouble = () => {
    crashes++;
    worker.signal('SIGKILL');
  };
  const state = async () =>
    (
      await db.query<{ state: string; reason: string; settled: boolean; crashes: number }>(
        `SELECT d.state, d.reason, d.settled_at IS NOT NULL AS settled, d.crashes FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.email LIKE 'rep7@%'`,
      )
    )[0]!;
  while (crashes < MOST_CRASHES && (await state()).state !== 'held') {
    worker = await place.start('worker');
    const before = crashes;
    await until(async () => crashes > before || (await state()).state === 'held', { withinMs: 60_000 });
    if (crashes === before) break;
    await worker.stop('SIGKILL');
    await db.deserted();
    await leasesLapse(db);
    // The next worker takes it back before it sends anything.
  }
  await allEnd(db, sink);
  const culprit = await state();
  const stock = await takeStock(db, sink);
  const broken: string[] = [];
  if (culprit.state !== 'held')
    broken.push(`the delivery is ${culprit.state} after ${crashes} crashes, not held (P12)`);
  else if (!culprit.settled || !/crash/.test(culprit.reason)) broken.push('held without evidence (P12)');
  if (crashes > 3) broken.push(`it took ${crashes} crashes to hold it, not 3 (P12)`);
  const others = (stock.states.held ?? 0) - (culprit.state === 'held' ? 1 : 0);
  if (others > 0)
    broken.push(`${others} × held with it, though they had done nothing: they were in hand when it crashed (P12)`);
  return {
    killed: `worker SIGKILL × ${crashes}`,
    stock,
    broken: [...broken, ...stock.breaches, ...place.deaths()],
    notes: [`the culprit: ${culprit.state}, ${culprit.reason}`],
  };
}
