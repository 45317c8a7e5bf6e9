import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import type { Ground } from './ground.js';

/** Folder of everything that was built. */
const BUILT = path.resolve(import.meta.dirname, '../..');
const ENDS_WITHIN_MS = 10_000;

/** A process of the bench's own. It ends with the bench, however that ends. */
export class Child {
  private readonly exited: Promise<void>;
  private words = '';
  private readonly forget: () => void;

  private constructor(
    private readonly process: ChildProcess,
    readonly stop: () => Promise<void>,
    ground: Ground,
  ) {
    this.exited = new Promise((resolve) => process.once('exit', () => resolve()));
    process.stderr?.on('data', (chunk: Buffer) => (this.words = (this.words + chunk).slice(-4_000)));
    const kill = () => void process.kill('SIGKILL');
    globalThis.process.once('exit', kill);
    this.forget = () => void globalThis.process.off('exit', kill);
    this.stop = ground.own(() => this.end());
  }

  /** Starts a foreign program. */
  static program(ground: Ground, command: string, args: string[], options: SpawnOptions = {}): Child {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    return new Child(child, async () => {}, ground);
  }

  /**
   * Starts a built file of the project.
   * @param file below the folder of what was built, such as `apps/api/src/main.js`.
   * @param env all the settings it gets beside PATH, HOME and LANG.
   */
  static built(ground: Ground, file: string, env: Record<string, string>): Child {
    const { PATH, HOME, LANG } = process.env;
    if (ground.profiles) mkdirSync(ground.profiles, { recursive: true });
    const profile = ground.profiles ? ['--cpu-prof', '--cpu-prof-dir', path.resolve(ground.profiles)] : [];
    const args = [...flagsOf(file), ...profile, path.join(BUILT, file)];
    return Child.program(ground, process.execPath, args, {
      cwd: path.resolve(BUILT, '..'),
      env: { PATH, HOME, LANG, ...env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** @returns true while it runs. @throws Error with its last words when it has ended. */
  alive(): true {
    if (this.process.exitCode === null && this.process.signalCode === null) return true;
    throw this.ended();
  }

  get output(): NodeJS.ReadableStream {
    return this.process.stdout!;
  }

  /** Its next message; fails when it ends before. */
  message<T>(): Promise<T> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(this.ended());
      this.process.once('exit', ended);
      this.process.once('message', (message) => {
        this.process.off('exit', ended);
        resolve(message as T);
      });
    });
  }

  /** Gives it work and waits for what came of it. */
  ask<T>(work: object): Promise<T> {
    const answer = this.message<T>();
    this.process.send!(work);
    return answer;
  }

  /** Listens to all its messages. */
  onMessage(heard: (message: unknown) => void): void {
    this.process.on('message', heard);
  }

  private ended(): Error {
    return new Error(`${this.process.spawnargs.join(' ').slice(0, 200)} ended:\n${this.words}`);
  }

  private async end(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.forget();
    const late = setTimeout(() => this.process.kill('SIGKILL'), ENDS_WITHIN_MS);
    this.process.kill('SIGTERM');
    await this.exited;
    clearTimeout(late);
    this.forget();
  }
}

/** The flags of Node with which `npm run start…` starts this file. */
function flagsOf(file: string): string[] {
  const { scripts } = JSON.parse(readFileSync(path.resolve(BUILT, '../package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const start = Object.values(scripts).find(
    (script) => script.startsWith('exec node ') && script.endsWith(`dist/${file}`),
  );
  return start ? start.split(' ').slice(2, -1) : ['--enable-source-maps'];
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** Asks until it is so. @throws Error with `what` when it is not within `ms`. */
export async function until(what: string, satisfied: () => Promise<boolean> | boolean, ms = 60_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await satisfied())) {
    if (performance.now() > end) throw new Error(`${what}: still not so after ${ms / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
