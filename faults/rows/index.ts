import type { Row } from '../row.js';
import { clients } from './clients.js';
import { poison, unsendable } from './poison.js';
import { controls } from './controls.js';
import { postgresKilled } from './postgres-killed.js';
import { queueEmptied } from './queue-emptied.js';
import { redisGone } from './redis-gone.js';
import { relaySlowerThanLease } from './relay-slower-than-lease.js';
import { relayTroubles } from './relay-troubles.js';
import { scanner, submittingPage } from './scanner.js';
import { twoAndTwo } from './two-and-two.js';
import { workerFrozen, workerFrozenAtTheDot } from './worker-frozen.js';
import { workerKilled } from './worker-killed.js';
import { workerTerminated } from './worker-terminated.js';

/** The fault table, in the order it runs. */
export const ROWS: Row[] = [
  relaySlowerThanLease,
  workerFrozenAtTheDot,
  postgresKilled,
  ...workerKilled,
  workerFrozen,
  workerTerminated,
  twoAndTwo,
  ...poison,
  unsendable,
  relayTroubles,
  redisGone,
  queueEmptied,
  clients,
  scanner,
  ...controls,
  submittingPage,
];
