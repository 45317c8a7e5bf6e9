import type { Row } from '../row.js';
import { clients } from './clients.js';
import { poison } from './poison.js';
import { postgresKilled } from './postgres-killed.js';
import { queueEmptied } from './queue-emptied.js';
import { redisGone } from './redis-gone.js';
import { relaySlowerThanLease } from './relay-slower-than-lease.js';
import { relayTroubles } from './relay-troubles.js';
import { twoAndTwo } from './two-and-two.js';
import { workerFrozen, workerFrozenAtTheDot } from './worker-frozen.js';
import { workerKilled } from './worker-killed.js';

/** The fault table, in the order it runs. */
export const ROWS: Row[] = [
  relaySlowerThanLease,
  workerFrozenAtTheDot,
  ...workerKilled,
  workerFrozen,
  twoAndTwo,
  ...poison,
  relayTroubles,
  redisGone,
  queueEmptied,
  clients,
  postgresKilled,
];
