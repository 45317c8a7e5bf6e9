import { spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { Redis } from 'ioredis';
import { end, type Children } from './children.js';
import { freePort } from './relais.js';

/**
 * Why rows about Redis are left out here; undefined: they are not.
 * @throws Error when RELAIS_REQUIRE_REDIS says that there must be one.
 */
export function missingRedis(): string | undefined {
  if (spawnSync('redis-server', ['--version']).status === 0) return undefined;
  if (process.env.RELAIS_REQUIRE_REDIS) throw new Error('RELAIS_REQUIRE_REDIS is set, but there is no redis-server');
  return 'no redis-server on this machine';
}

/** A Redis of one row. It keeps nothing on disk: killed and started again it is empty. */
export class RedisServer {
  private child?: ChildProcess;

  private constructor(
    private readonly children: Children,
    private readonly dir: string,
    private readonly port: number,
  ) {}

  static async start(children: Children, dir: string): Promise<RedisServer> {
    mkdirSync(dir, { recursive: true });
    const redis = new RedisServer(children, dir, await freePort());
    await redis.restart();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Forgets everything at once. @returns how many keys there were. */
  async flush(): Promise<number> {
    const client = new Redis(this.url, { retryStrategy: () => null });
    client.on('error', () => {});
    try {
      const keys = await client.dbsize();
      await client.flushall();
      return keys;
    } finally {
      client.disconnect();
    }
  }

  async kill(): Promise<void> {
    if (this.child) await end(this.child);
  }

  /** Stops it where it is, as a machine that hangs: connections stay open and nothing answers. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  async restart(): Promise<void> {
    const settings = { port: this.port, bind: '127.0.0.1', dir: this.dir, save: '', 'maxmemory-policy': 'noeviction' };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.child = this.children.spawn('redis-server', args, { stdio: 'ignore', detached: true });
    const client = new Redis(this.url, { retryStrategy: () => 50, maxRetriesPerRequest: null });
    client.on('error', () => {});
    await client.ping();
    client.disconnect();
  }
}
