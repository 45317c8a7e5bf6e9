import { createHash } from 'node:crypto';

/** Databases of the tests' Redis; each world has one of its own, so that no bell rings in another's ear. */
const REDIS_DATABASES = 16_384;

/**
 * The settings of the queue for one world. RELAIS_TEST_QUEUE names the queue of the whole run: none, postgres or redis
 * (`npm run test:queues` runs the suite on each). Unset: what the test would have by itself.
 * @param identity the same for all processes of one world.
 */
export function queueSettings(identity: string, byItself: Record<string, string>): Record<string, string> {
  switch (process.env.RELAIS_TEST_QUEUE) {
    case 'none':
      return { RELAIS_QUEUE: 'none' };
    case 'postgres':
      return { RELAIS_QUEUE: 'bullmq' };
    case 'redis': {
      const number = createHash('sha256').update(identity).digest().readUInt32BE() % REDIS_DATABASES;
      return { RELAIS_QUEUE: 'bullmq', REDIS_URL: `${process.env.RELAIS_TEST_REDIS_URL}/${number}` };
    }
    default:
      return byItself;
  }
}
