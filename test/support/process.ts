import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { queueSettings } from './queue.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

export type ProcessKind = 'standalone' | 'api' | 'worker';

/** Builds what is newer than the last build; every journey begins with it. */
export function build(): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
}

/** Nothing of the tester's own settings reaches the processes under test. */
function environment(env: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG } = process.env;
  const world = env.DATABASE_URL ?? env.RELAIS_DATA_DIR;
  return { PATH, HOME, LANG, ...(world && queueSettings(world, {})), ...env };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

/** A process of Relais as an operator starts it, from the built files. */
export class RelaisProcess {
  output = '';
  private exited: Promise<number | string>;

  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {
    child.stdout!.on('data', (chunk: Buffer) => (this.output += chunk));
    child.stderr!.on('data', (chunk: Buffer) => (this.output += chunk));
    this.exited = new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal ?? 'gone')));
  }

  private static spawn(kind: ProcessKind, env: Record<string, string>): RelaisProcess {
    const child = spawn(process.execPath, startArguments(kind), {
      cwd: ROOT,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RelaisProcess(child, `http://localhost:${env.PORT}`);
  }

  /** Starts it and waits for its end: for starts that must fail. */
  static async run(kind: ProcessKind, env: Record<string, string>): Promise<{ code: number | string; output: string }> {
    const started = RelaisProcess.spawn(kind, env);
    return { code: await started.exited, output: started.output };
  }

  /** Starts it and waits until it is ready: for a door /readyz, for a worker its first second. */
  static async start(kind: ProcessKind, env: Record<string, string>): Promise<RelaisProcess> {
    const started = RelaisProcess.spawn(kind, { PORT: String(await freePort()), ...env });
    if (kind === 'worker') await new Promise((resolve) => setTimeout(resolve, 1_000));
    else await started.ready();
    return started;
  }

  /** Sends the signal and gives the exit code (or the signal's name). */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | string> {
    this.child.kill(signal);
    return this.exited;
  }

  private async ready(): Promise<void> {
    let ended: number | string | null = null;
    void this.exited.then((code) => (ended = code));
    const until = Date.now() + 60_000;
    while (Date.now() < until && ended === null) {
      const up = await fetch(`${this.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (up) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not ready (${ended ?? 'no answer in 60 s'}):\n${this.output}`);
  }
}

/** What `npm run start…` gives to Node. */
function startArguments(kind: ProcessKind): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return scripts[kind === 'standalone' ? 'start' : `start:${kind}`]!.split(' ').slice(2);
}

/** Runs a command line to its end. */
export function relais(
  args: string[],
  env: Record<string, string>,
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--enable-source-maps', 'dist/apps/cli/src/main.js', ...args],
    {
      cwd: ROOT,
      env: environment(env),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return { status, stdout, stderr };
}

/** Asks until the answer satisfies, 30 s at most; then fails with the last answer. */
export async function until<T>(ask: () => Promise<T>, satisfied: (answer: T) => boolean, ms = 30_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`still not so after ${ms} ms: ${JSON.stringify(answer)?.slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
