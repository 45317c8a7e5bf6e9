import type { Place } from '../ground/ground.js';
import { makeDue } from '../ground/network.js';
import { pause } from '../ground/pause.js';
import { takeStock } from '../ground/stock.js';
import { allEnd, leasesLapse } from '../ground/time.js';
import type { Outcome } from '../row.js';

/** Time of the relay around the dot, so that kills fall before, into and after the moment that counts. */
export const SLOW_DOT = { delay: { dot: [0, 4], kept: [2, 25] } } satisfies Parameters<Place['sink']['behave']>[0];
/** A sender that has not sent anything for so long is killed all the same. */
const IDLE_MS = 20_000;

export interface KillPlan {
  /** The sender's program below the folder of what was built. */
  program: string;
  env?: Record<string, string>;
  mails: number;
  kills: number;
}

/** Lets mails go out while their sender is killed again and again, each time followed by another, and takes stock. */
export async function killSenders(place: Place, { program, env = {}, mails, kills }: KillPlan): Promise<Outcome> {
  const { db, sink, chance } = place;
  await makeDue(db, mails);
  await sink.behave(SLOW_DOT);
  const held = { claimed: 0, sending: 0 };
  for (let left = kills; left > 0; left--) {
    const sender = await place.run(program, env);
    const remaining = Math.max(0, mails - sink.accepted);
    // Further on by a random share, so that all kills fall while mails go out.
    await sink.reaches(
      sink.accepted + chance.between(1, Math.max(1, Math.floor((1.6 * remaining) / (left + 1)))),
      IDLE_MS,
    );
    await pause(chance.between(0, 40));
    await sender.stop('SIGKILL');
    await db.deserted();
    const [now] = await db.query<typeof held>(
      `SELECT count(*) FILTER (WHERE state = 'claimed')::int AS claimed, count(*) FILTER (WHERE state = 'sending')::int AS sending FROM delivery.delivery`,
    );
    held.claimed += now!.claimed;
    held.sending += now!.sending;
    await leasesLapse(db);
  }
  await place.run(program, env);
  await allEnd(db, sink);
  const stock = await takeStock(db, sink);
  const notes = [`held by the killed: ${held.claimed} claimed, ${held.sending} between commit and answer`];
  if (stock.states.held) stock.breaches.push(`${stock.states.held} × held, though no delivery is at fault (P12)`);
  return {
    killed: `sender SIGKILL × ${kills}`,
    stock,
    broken: [...stock.breaches, ...place.deaths()],
    notes,
  };
}
