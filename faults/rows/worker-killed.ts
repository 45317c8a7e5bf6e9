import { missingRedis } from '../ground/redis.js';
import type { Row } from '../row.js';
import { killSenders } from './kill-senders.js';

const WORKER = 'apps/worker/src/main.js';
const PROMISES = 'P9, P14, P15';
const WHAT = 'worker killed at random while mails go out';

/** The first line of the fault table, on each queue. */
export const workerKilled: Row[] = [
  {
    name: 'worker-killed-postgres',
    what: `${WHAT}; queue in PostgreSQL`,
    promises: PROMISES,
    async run(ground) {
      const place = await ground.place(this.name);
      return killSenders(place, { program: WORKER, ...place.sizes }).finally(() => place.close());
    },
  },
  {
    name: 'worker-killed-redis',
    what: `${WHAT}; queue in Redis`,
    promises: PROMISES,
    missing: missingRedis,
    async run(ground) {
      const place = await ground.place(this.name);
      const redis = await place.redis();
      const env = { REDIS_URL: redis.url };
      return killSenders(place, { program: WORKER, env, ...place.sizes }).finally(() => place.close());
    },
  },
  {
    name: 'worker-killed-none',
    what: `${WHAT}; no queue`,
    promises: PROMISES,
    async run(ground) {
      const place = await ground.place(this.name);
      const env = { RELAIS_QUEUE: 'none' };
      return killSenders(place, { program: WORKER, env, ...place.sizes }).finally(() => place.close());
    },
  },
];
