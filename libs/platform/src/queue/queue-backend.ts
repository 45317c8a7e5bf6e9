import { createPostgresBackend, runMigrations, setDefaultBackendFactory, type ConnectionOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

/** Where BullMQ keeps its jobs. */
export interface QueueBackend {
  kind: 'postgres' | 'redis';
  /** For workers: waits for the backend as long as it takes. */
  connection: ConnectionOptions;
  /** For producers: fails at once when the backend is away. */
  producer: ConnectionOptions;
  close(): Promise<void>;
}

/**
 * Redis when `redisUrl` is given, otherwise the application's own PostgreSQL. Call it before any queue or worker is made.
 * @throws Error when Redis may throw jobs away (a maxmemory policy other than noeviction, P43).
 */
export async function openQueueBackend(options: { redisUrl?: string; databaseUrl: string }): Promise<QueueBackend> {
  return options.redisUrl ? openRedis(options.redisUrl) : openPostgres(options.databaseUrl);
}

async function openRedis(url: string): Promise<QueueBackend> {
  setDefaultBackendFactory();
  // Workers wait for a Redis that is away; producers must not keep a request waiting.
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  const producer = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
  for (const redis of [connection, producer]) redis.on('error', () => {}); // BullMQ reports it
  await refuseEviction(connection);
  const close = async () => {
    connection.disconnect();
    producer.disconnect();
  };
  return {
    kind: 'redis',
    connection: connection as unknown as ConnectionOptions,
    producer: producer as unknown as ConnectionOptions,
    close,
  };
}

async function refuseEviction(redis: Redis): Promise<void> {
  const policy = await Promise.race([
    redis.config('GET', 'maxmemory-policy').catch(() => []), // managed Redis may forbid CONFIG: then nobody can tell
    new Promise<string[]>((resolve) => setTimeout(() => resolve([]), 3_000)),
  ]);
  const value = (policy as string[])[1];
  if (value && value !== 'noeviction') {
    redis.disconnect();
    throw new Error(
      `REDIS_URL: this Redis may throw jobs away (maxmemory-policy ${value}). Set maxmemory-policy to noeviction.`,
    );
  }
}

async function openPostgres(url: string): Promise<QueueBackend> {
  // Every worker pins one connection for LISTEN; BullMQ needs its schema first in the search path.
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    keepAlive: true,
    application_name: 'relais',
    options: '-c search_path=bullmq,public',
  });
  pool.setMaxListeners(0);
  pool.on('error', () => {}); // an idle connection was lost: the pool makes another
  const client = await pool.connect();
  try {
    await runMigrations(client as never);
  } finally {
    client.release();
  }
  setDefaultBackendFactory(createPostgresBackend as never);
  const connection = pool as unknown as ConnectionOptions;
  return { kind: 'postgres', connection, producer: connection, close: () => pool.end() };
}
