import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import { Child, freePort } from './child.js';
import type { Ground } from './ground.js';

/** Is a Redis server installed? */
export const hasRedis = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** Why a measure was left out where there is none. */
export const NO_REDIS = 'there is no redis-server on this machine';

/** A Redis that keeps nothing on disk: the fastest there is. */
export async function openRedis(ground: Ground): Promise<{ url: string; pid: number; stop: () => Promise<void> }> {
  const port = await freePort();
  const dir = mkdtempSync(path.join(ground.folder, 'redis-'));
  const settings = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
  const child = Child.program(ground, 'redis-server', [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    ...settings,
  ]);
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => {}); // not up yet
  await client.ping();
  client.disconnect();
  return { url, pid: child.pid, stop: child.stop };
}
