import { fork, spawn, type ChildProcess, type ForkOptions, type SpawnOptions } from 'node:child_process';

/** Every process this run has started. Nothing else is ever signalled, and none of these is left behind. */
export class Children {
  private readonly running = new Set<ChildProcess>();
  private closed = false;

  spawn(command: string, args: string[], options: SpawnOptions): ChildProcess {
    this.refuseLate();
    return this.keep(spawn(command, args, options));
  }

  fork(file: string, args: string[], options: ForkOptions): ChildProcess {
    this.refuseLate();
    return this.keep(fork(file, args, options));
  }

  /** Ends them all at once, for good; SIGKILL reaches stopped processes too. */
  async endAll(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.running].map((child) => end(child)));
  }

  /** A row that is still under way when the run ends must not start anything more. */
  private refuseLate(): void {
    if (this.closed) throw new Error('the run is ending');
  }

  private keep(child: ChildProcess): ChildProcess {
    this.running.add(child);
    child.once('exit', () => this.running.delete(child));
    child.once('error', () => this.running.delete(child));
    return child;
  }
}

/** Kills a process and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
