import type { LoadResult, LoadWork } from '../processes/load.js';
import { Child, freePort, until } from './child.js';
import { spent, type Spent } from './cpu.js';
import type { Ground } from './ground.js';
import type { World } from './world.js';

export const CONNECTIONS = 64;

/** A process that answers HTTP. */
export interface Server {
  port: number;
  pid: number;
  stop(): Promise<void>;
}

/** The door as an operator starts it, on the world's database. */
export async function openDoor(ground: Ground, world: World, env: Record<string, string> = {}): Promise<Server> {
  const port = await freePort();
  const settings = { ...world.settings, RELAIS_QUEUE: 'bullmq', PORT: String(port), ...env };
  const child = Child.built(ground, 'apps/api/src/main.js', settings);
  await until('the door answers', () => child.alive() && answers(port));
  return { port, pid: child.pid, stop: child.stop };
}

/** The worker as an operator starts it, on the world's database. */
export async function openWorker(
  ground: Ground,
  world: World,
): Promise<{ pid: number; alive: () => true; stop: () => Promise<void> }> {
  const child = Child.built(ground, 'apps/worker/src/main.js', { ...world.settings, RELAIS_QUEUE: 'bullmq' });
  return { pid: child.pid, alive: () => child.alive(), stop: child.stop };
}

/** A server of the bench that stands for a raw limit. */
export async function openBare(ground: Ground, file: string, env: Record<string, string> = {}): Promise<Server> {
  const child = Child.built(ground, `bench/processes/${file}.js`, env);
  const { port } = await child.message<{ port: number }>();
  return { port, pid: child.pid, stop: child.stop };
}

/** What came of a load, and what it took; CPU is that of the server and the database, not of the client. */
export type Loaded = LoadResult & Spent;

/** The client, in a process of its own. */
export class Load {
  private constructor(private readonly child: Child) {}

  static async open(ground: Ground): Promise<Load> {
    const child = Child.built(ground, 'bench/processes/load.js', {});
    await child.message();
    return new Load(child);
  }

  /** @param pids processes whose CPU counts. @throws Error when a connection breaks. */
  async run(work: Omit<LoadWork, 'connections'>, pids: number[]): Promise<Loaded> {
    const { result, cpu } = await spent(pids, () =>
      this.child.ask<LoadResult | { error: string }>({ ...work, connections: CONNECTIONS }),
    );
    if ('error' in result) throw new Error(`the load could not be carried: ${result.error}`);
    return { ...result, cpu };
  }

  stop = (): Promise<void> => this.child.stop();
}

/** A request as it goes over the wire. */
export function request(method: string, path: string, headers: Record<string, string>, body = ''): string {
  const all: Record<string, string> = { host: 'learn.kelvane.example', connection: 'keep-alive', ...headers };
  if (body) all['content-length'] = String(Buffer.byteLength(body));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
}
