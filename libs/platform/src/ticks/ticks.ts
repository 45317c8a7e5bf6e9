import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { setMaxListeners } from 'node:events';

/** Something that runs on a clock. */
export interface Tick {
  name: string;
  /** Milliseconds between the end of one run and the start of the next. */
  every: number;
  /**
   * At most this share of the time goes into running, so that what has much to look through leaves the database to others: a run that took long
   * is followed by a longer rest, of a minute at most.
   */
  share?: number;
  /**
   * Its first run is at the start. Those of the others come within their rest, each at another moment, so that a worker that starts in the
   * morning's rush does not begin with everything at once.
   */
  prompt?: boolean;
  run(signal: AbortSignal): Promise<unknown>;
}

/** How long a stop waits for runs that have begun, in milliseconds. */
const STOP_MS = 15_000;
const LONGEST_REST_MS = 60_000;
const LONGEST_FIRST_REST_MS = 10_000;

/**
 * Runs ticks with timers of this process. They need no queue: were the schedule kept in Redis, an emptied Redis would stop
 * the clock for good. Every worker ticks; each tick is safe to run twice at once, or takes a lock of its own.
 */
@Injectable()
export class Ticker implements BeforeApplicationShutdown {
  private readonly log = new Logger('Ticks');
  private readonly stopping = new AbortController();
  /** With their names. */
  private readonly running = new Map<Promise<void>, string>();

  constructor() {
    setMaxListeners(0, this.stopping.signal); // one for each tick that rests
  }

  start(ticks: Tick[]): void {
    for (const tick of ticks) {
      const loop = this.loop(tick);
      this.running.set(loop, tick.name);
      void loop.finally(() => this.running.delete(loop));
    }
  }

  /** No new run begins; resolves when the running ones have ended, or have taken too long. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const patience = new AbortController();
    const ended = Promise.all(this.running.keys()).then(() => patience.abort());
    await Promise.race([ended, sleep(STOP_MS, patience.signal)]);
    if (this.running.size) this.log.warn(`Did not wait for: ${[...this.running.values()].join(', ')}`);
  }

  /** Before the mail and the database go. */
  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  private async loop(tick: Tick): Promise<void> {
    const { signal } = this.stopping;
    await sleep(firstRestOf(tick, Math.random()), signal);
    while (!signal.aborted) {
      const began = performance.now();
      try {
        await tick.run(signal);
      } catch (error) {
        // The next run tries again; a database that is away comes back.
        if (!signal.aborted) this.log.error(`${tick.name}: ${(error as Error).message}`);
      }
      await sleep(restOf(tick, performance.now() - began), signal);
    }
  }
}

/** Milliseconds from the start of the process to the first run. @param chance from 0 to 1. */
export function firstRestOf({ every, prompt = false }: Pick<Tick, 'every' | 'prompt'>, chance: number): number {
  return prompt ? 0 : Math.min(every, LONGEST_FIRST_REST_MS) * (0.25 + 0.75 * chance);
}

/** Milliseconds to rest after a run that took so many. */
export function restOf({ every, share = 1 }: Pick<Tick, 'every' | 'share'>, took: number): number {
  return Math.max(every, Math.min(took * (1 / share - 1), LONGEST_REST_MS));
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms === 0) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
