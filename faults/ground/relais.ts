import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import type { Children } from './children.js';
import { until } from './pause.js';

/** Folder of everything that was built: this file lies in it, two folders down. */
const BUILT = path.resolve(import.meta.dirname, '../..');
const LAST_WORDS = 20_000;

export type Program = 'api' | 'worker';

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });

export interface StartOptions {
  /** Modules loaded before the program, such as a clock that is wrong. */
  preload?: string[];
}

/** A process as an operator starts it, from the built files, with nothing of the tester's own settings. */
export class RelaisProcess {
  /** The end of what it wrote to stdout and stderr. */
  output = '';
  /** Code or signal once it has ended; null while it runs. */
  ended: string | null = null;
  private readonly exited: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (this.output = (this.output + chunk).slice(-LAST_WORDS)));
    this.exited = new Promise((resolve) =>
      child.once('exit', (code, signal) => {
        this.ended = String(code ?? signal);
        resolve();
      }),
    );
  }

  /** @param file below the folder of what was built. A process group of its own, so that Ctrl-C reaches only this run, which ends it. */
  static async run(
    children: Children,
    file: string,
    env: Record<string, string>,
    { preload = [] }: StartOptions = {},
  ): Promise<RelaisProcess> {
    const port = env.PORT ?? String(await freePort());
    const { PATH, HOME, LANG } = process.env;
    const imports = preload.flatMap((module) => ['--import', path.join(BUILT, module)]);
    const child = children.spawn(process.execPath, ['--enable-source-maps', ...imports, path.join(BUILT, file)], {
      cwd: path.resolve(BUILT, '..'),
      env: { PATH, HOME, LANG, PORT: port, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    return new RelaisProcess(child, `http://127.0.0.1:${port}`);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Waits until the door answers. @throws Error with its last words when it does not. */
  async answers(withinMs = 60_000): Promise<this> {
    const asked = () =>
      fetch(`${this.url}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
        (response) => response.ok,
        () => false,
      );
    if (!(await until(async () => this.ended !== null || (await asked()), { withinMs })) || this.ended !== null)
      throw new Error(`a process does not answer (${this.ended ?? `nothing within ${withinMs} ms`}):\n${this.output}`);
    return this;
  }

  /** Waits for its end by itself. @throws Error with its last words when that is not a good one. */
  async finished(): Promise<void> {
    await this.exited;
    if (this.ended !== '0') throw new Error(`a process ended with ${this.ended}:\n${this.output}`);
  }

  /** Waits until it has written this. */
  async says(words: string): Promise<void> {
    const said = () => this.output.includes(words) || this.ended !== null;
    if (!(await until(said, { withinMs: 60_000 })) || this.ended !== null)
      throw new Error(`a process did not say "${words}":\n${this.output}`);
  }

  /** Sends a signal. */
  signal(name: NodeJS.Signals): void {
    if (this.ended === null) this.child.kill(name);
  }

  /** Sends a signal and waits for the end. @returns the exit code, or the signal's name. */
  async stop(name: NodeJS.Signals = 'SIGTERM'): Promise<string> {
    this.signal(name);
    await this.exited;
    return this.ended!;
  }
}
