import type { Place } from '../ground/ground.js';
import { makeDue } from '../ground/network.js';
import { pause } from '../ground/pause.js';
import { takeStock } from '../ground/stock.js';
import { allEnd, statesOf } from '../ground/time.js';
import type { Outcome, Row } from '../row.js';

/** The product's own promise. */
const DRAINS_WITHIN_MS = 25_000;

/** Tells workers to stop while mails go out, as every deployment does: nothing is left in anybody's hands, nothing in doubt. */
export const workerTerminated: Row = {
  name: 'worker-terminated',
  what: 'worker told to stop (SIGTERM) while mails go out',
  promises: 'P14, P42',
  async run(ground) {
    const place = await ground.place(this.name);
    return terminate(place, place.sizes.round === 'long' ? 20 : 3).finally(() => place.close());
  },
};

async function terminate(place: Place, times: number): Promise<Outcome> {
  const { db, sink, chance } = place;
  const broken: string[] = [];
  const drained: number[] = [];
  await makeDue(db, 100 * times);
  await sink.behave({ delay: { dot: [0, 20], kept: [10, 80] } });
  for (let i = 0; i < times; i++) {
    const worker = await place.start('worker');
    await sink.reaches(sink.accepted + chance.between(5, 60), 20_000);
    await pause(chance.between(0, 40));
    const started = performance.now();
    const ended = await worker.stop('SIGTERM');
    drained.push(performance.now() - started);
    if (ended !== '0') broken.push(`a worker that was told to stop ended with ${ended} (P42)`);
    const { claimed = 0, sending = 0 } = await statesOf(db);
    if (claimed + sending > 0) broken.push(`${claimed + sending} × left in the hands of a worker that stopped (P42)`);
  }
  const longest = Math.max(...drained);
  if (longest > DRAINS_WITHIN_MS) broken.push(`stopping took ${Math.round(longest)} ms (P42)`);
  await place.start('worker');
  await allEnd(db, sink);
  const stock = await takeStock(db, sink);
  if (stock.ambiguous)
    broken.push(`${stock.ambiguous} attempts in doubt, though every worker could finish its own (P42)`);
  return {
    killed: `worker SIGTERM × ${times}`,
    stock,
    broken: [...broken, ...stock.breaches],
    notes: [`drained in ${drained.map((ms) => `${(ms / 1000).toFixed(1)} s`).join(', ')}`],
  };
}
