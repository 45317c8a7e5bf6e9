import { LEASE_SECONDS } from '../../libs/delivery/src/sending/retry.rules.js';
import type { Place } from '../ground/ground.js';
import { makeDue } from '../ground/network.js';
import { pause, until } from '../ground/pause.js';
import { takeStock } from '../ground/stock.js';
import { allEnd, leasesLapse } from '../ground/time.js';
import type { Outcome, Row } from '../row.js';

/** Long enough for a woken process to go on with everything it had in its hands. */
const AFTERMATH_MS = 4_000;
/** Time that passes for a statement under way at the moment of the freeze to end in the database. */
const SETTLING_MS = 300;

/** Freezes a worker in the middle of its mails, lets its leases lapse, lets another do the work, and wakes it again. */
export const workerFrozen: Row = {
  name: 'worker-frozen',
  what: 'worker stopped (SIGSTOP) past its leases while mails go out, then woken (SIGCONT)',
  promises: 'P14, P15',
  async run(ground) {
    const place = await ground.place(this.name);
    return freezeAndWake(place, place.sizes.round === 'long' ? 10 : 2).finally(() => place.close());
  },
};

async function freezeAndWake(place: Place, rounds: number): Promise<Outcome> {
  const { db, sink, chance } = place;
  const untouched: string[] = [];
  let sending = 0;
  await sink.behave({ delay: { dot: [0, 20], kept: [20, 120] } });
  for (let round = 0; round < rounds; round++) {
    await makeDue(db, 150);
    const frozen = await place.start('worker');
    await sink.reaches(sink.accepted + chance.between(10, 60), 20_000);
    frozen.signal('SIGSTOP');
    await pause(SETTLING_MS);
    const held = await db.query<{ id: string; state: string }>(
      `SELECT id, state FROM delivery.delivery WHERE state IN ('claimed', 'sending')`,
    );
    untouched.push(...held.filter(({ state }) => state === 'claimed').map(({ id }) => id));
    sending += held.filter(({ state }) => state === 'sending').length;
    await leasesLapse(db);
    const other = await place.start('worker');
    await allEnd(db, sink);
    frozen.signal('SIGCONT');
    await pause(AFTERMATH_MS);
    await Promise.all([frozen.stop('SIGKILL'), other.stop('SIGKILL')]);
    await db.deserted();
  }
  await place.start('worker');
  await allEnd(db, sink);
  const stock = await takeStock(db, sink);
  const copies = new Map<string, number>();
  for (const { delivery } of sink.copies()) copies.set(delivery, (copies.get(delivery) ?? 0) + 1);
  const twice = untouched.filter((id) => (copies.get(id) ?? 0) > 1);
  if (twice.length)
    stock.breaches.push(`${twice.length} × sent again by the woken worker, which had only claimed them (P14)`);
  return {
    killed: `worker SIGSTOP and SIGCONT × ${rounds}`,
    stock,
    broken: [...stock.breaches, ...place.deaths()],
    notes: [`held by the stopped: ${untouched.length} claimed, ${sending} between commit and answer`],
  };
}

/** Stopped for so long a worker has lost its leases; the one that is started then looks for lost ones at once. */
const PAST_THE_LEASE_MS = LEASE_SECONDS * 1_000 + 5_000;

/**
 * The narrowest place: stopped between the commit of `sending` and the dot, in real time. The commit is held up by a row lock,
 * the worker is stopped while it waits, the lock is released: the database has said yes, the worker has not heard it.
 */
export const workerFrozenAtTheDot: Row = {
  name: 'worker-frozen-at-the-dot',
  what: 'worker stopped between its commit and its dot for longer than the lease, in real time',
  promises: 'P14',
  beside: true,
  async run(ground) {
    const place = await ground.place(this.name);
    return freezeAtTheDot(place).finally(() => place.close());
  },
};

async function freezeAtTheDot(place: Place): Promise<Outcome> {
  const { db, sink } = place;
  await makeDue(db, 60);
  await sink.behave({ delay: { kept: [150, 250] } });
  const frozen = await place.start('worker');
  await sink.reaches(5, 20_000);
  const release = await lockClaimed(place);
  const waits = () =>
    db
      .query(`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%SET state = ''sending''%'`)
      .then((rows) => rows.length > 0);
  const caught = await until(waits, { withinMs: 10_000, everyMs: 10 });
  const before = await idsIn(place, 'sending');
  frozen.signal('SIGSTOP');
  await release();
  await pause(SETTLING_MS);
  const committed = (await idsIn(place, 'sending')).filter((id) => !before.includes(id));
  if (!caught || committed.length === 0) throw new Error('the worker was not caught between its commit and its dot');
  await pause(PAST_THE_LEASE_MS);
  await place.start('worker');
  await until(async () => (await idsIn(place, 'sending')).length + (await idsIn(place, 'claimed')).length === 0, {
    withinMs: 45_000,
    everyMs: 250,
  });
  await allEnd(db, sink);
  frozen.signal('SIGCONT');
  await pause(AFTERMATH_MS);
  const stock = await takeStock(db, sink);
  const copies = sink.copies();
  const twice = committed.filter((id) => copies.filter(({ delivery }) => delivery === id).length > 1);
  if (twice.length)
    stock.breaches.push(
      `${twice.length} × let the dot go ${Math.round(PAST_THE_LEASE_MS / 1000)} s after the commit, though the lease had ended and another had sent the mail`,
    );
  return {
    killed: 'worker SIGSTOP and SIGCONT × 1',
    stock,
    broken: [...stock.breaches, ...place.deaths()],
    notes: [`stopped with ${committed.length} mails committed and their dots not sent`],
  };
}

const idsIn = async (place: Place, state: string): Promise<string[]> =>
  (await place.db.query<{ id: string }>('SELECT id FROM delivery.delivery WHERE state = $1', [state])).map((r) => r.id);

/** Locks every claimed row, as a slow transaction would. @returns what releases them. */
async function lockClaimed({ db }: Place): Promise<() => Promise<void>> {
  const client = await db.connect();
  await client.query('BEGIN');
  await client.query(`SELECT 1 FROM delivery.delivery WHERE state = 'claimed' FOR UPDATE`);
  return async () => {
    await client.query('COMMIT');
    client.release();
  };
}
