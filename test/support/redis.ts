import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './process.js';

/** Is a Redis server installed? CI must have one (RELAIS_REQUIRE_REDIS); elsewhere its tests are left out, and say so. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis && process.env.RELAIS_REQUIRE_REDIS)
  throw new Error('RELAIS_REQUIRE_REDIS is set, but there is no redis-server');

/** `describe` for tests that need Redis. */
export const describeWithRedis: typeof describe = hasRedis
  ? describe
  : (((name: string, tests: () => void) =>
      describe.skip(`${name} (left out: no redis-server on this machine)`, tests)) as typeof describe);

/** A Redis of its own for one test file. */
export class TestRedis {
  private constructor(
    readonly url: string,
    private child: ChildProcess,
    private readonly dir: string,
    private readonly args: string[],
  ) {}

  static async start(...extra: string[]): Promise<TestRedis> {
    const port = await freePort();
    const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-redis-'));
    const args = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      dir,
      '--save',
      '',
      '--maxmemory-policy',
      'noeviction',
      ...extra,
    ];
    const redis = new TestRedis(
      `redis://127.0.0.1:${port}`,
      spawn('redis-server', args, { stdio: 'ignore' }),
      dir,
      args,
    );
    await redis.ready();
    return redis;
  }

  /** Forgets everything. */
  async flush(): Promise<void> {
    const client = new Redis(this.url);
    await client.flushall();
    client.disconnect();
  }

  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.child.on('exit', resolve));
    this.child.kill('SIGKILL');
    await gone;
  }

  async restart(): Promise<void> {
    this.child = spawn('redis-server', this.args, { stdio: 'ignore' });
    await this.ready();
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const client = new Redis(this.url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    client.on('error', () => {});
    await client.ping();
    client.disconnect();
  }
}
