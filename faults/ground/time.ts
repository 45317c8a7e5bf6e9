import { pause } from './pause.js';
import type { Database } from './postgres.js';
import type { Sink } from './sink.js';

/** As if the time of every lease had passed. For claims of processes that are dead or stopped. */
export async function leasesLapse(db: Database): Promise<number> {
  const lapsed = await db.query(
    `UPDATE delivery.delivery SET lease_until = now() - interval '1 second' WHERE state IN ('claimed', 'sending') RETURNING 1`,
  );
  return lapsed.length;
}

/** As if the wait before every next attempt had passed. */
export async function waitsPass(db: Database): Promise<void> {
  await db.query(`UPDATE delivery.delivery SET wake_at = now() WHERE state = 'planned' AND wake_at > now()`);
}

export const statesOf = async (db: Database): Promise<Record<string, number>> => {
  const rows = await db.query<{ state: string; n: number }>(
    'SELECT state, count(*)::int AS n FROM delivery.delivery GROUP BY state ORDER BY state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
};

/** The longest a living worker may take to find work by itself (sweeps run every 15 s), with room for a busy machine. */
const PATIENCE_MS = 45_000;
/** A claim that has not moved for so long while the relay is quick belongs to nobody alive. */
const ABANDONED_MS = 3_000;

/**
 * Waits until every delivery has ended, letting waits pass and abandoned leases lapse.
 * @param abandonedMs Infinity where the relay is slow and every worker lives.
 * @returns false when nothing moved any more for `patienceMs` and some had not ended.
 */
export async function allEnd(
  db: Database,
  sink: Sink,
  { patienceMs = PATIENCE_MS, abandonedMs = ABANDONED_MS } = {},
): Promise<boolean> {
  let seen = '';
  let since = performance.now();
  for (;;) {
    const states = await statesOf(db);
    const open = (states.planned ?? 0) + (states.claimed ?? 0) + (states.sending ?? 0);
    if (open === 0) return true;
    const now = `${JSON.stringify(states)} ${sink.accepted}`;
    if (now !== seen) since = performance.now();
    seen = now;
    const still = performance.now() - since;
    if (still > patienceMs) return false;
    if (still > abandonedMs) await leasesLapse(db);
    await waitsPass(db);
    await pause(200);
  }
}
