import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { setMaxListeners } from 'node:events';

/** Something that runs on a clock. */
export interface Tick {
  name: string;
  /** Milliseconds between the end of one run and the start of the next. */
  every: number;
  run(signal: AbortSignal): Promise<unknown>;
}

/**
 * Runs ticks with timers of this process. They need no queue: were the schedule kept in Redis, an emptied Redis would stop
 * the clock for good. Every worker ticks; each tick is safe to run twice at once, or takes a lock of its own.
 */
@Injectable()
export class Ticker implements BeforeApplicationShutdown {
  private readonly log = new Logger('Ticks');
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor() {
    setMaxListeners(0, this.stopping.signal); // one for each tick that rests
  }

  start(ticks: Tick[]): void {
    for (const tick of ticks) {
      const loop = this.loop(tick);
      this.running.add(loop);
      void loop.finally(() => this.running.delete(loop));
    }
  }

  /** No new run begins; resolves when the running ones have ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  /** Before the mail and the database go. */
  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  private async loop(tick: Tick): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await tick.run(signal);
      } catch (error) {
        // The next run tries again; a database that is away comes back.
        if (!signal.aborted) this.log.error(`${tick.name}: ${(error as Error).message}`);
      }
      await sleep(tick.every, signal);
    }
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
