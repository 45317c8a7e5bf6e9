import path from 'node:path';
import type { Env } from '../config/env.js';
import { settleSecret } from '../config/secret.js';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.js';
import { inspectServer } from './server-check.js';

/** What a process of Relais stands on: a database that answers, and the secret of the links. */
export interface Runtime {
  databaseUrl: string;
  secret: string;
  /** Ends the embedded database, if this process is the last to use it. Call it after everything else. */
  close(): Promise<void>;
}

/**
 * Settles the secret, starts the embedded database where no other is named, and refuses unsafe servers (P43).
 * @throws Error with a reason a person can act on.
 */
export async function openRuntime(env: Env): Promise<Runtime> {
  const secret = settleSecret(env);
  if (env.DATABASE_URL) {
    await inspectServer(env.DATABASE_URL);
    return { databaseUrl: env.DATABASE_URL, secret, close: async () => {} };
  }
  const server = await startEmbeddedPostgres({ dataDir: path.join(env.RELAIS_DATA_DIR, 'pg') });
  return { databaseUrl: server.url, secret, close: () => server.stop() };
}
