/** Limits of a {@link Batcher}. */
export interface BatcherOptions {
  /** Most items of one flush; more are split. Default 500. */
  max?: number;
  /** Flushes in flight at once. Default 1. */
  concurrency?: number;
  /**
   * So many waiting items leave at once when a flush is free, in the middle of a turn of the event loop. Callers that come in one
   * burst, all answered by one flush, come in one burst again: then the server of the flush rests while they are read, and they
   * while it works. Default: none does.
   */
  eager?: number;
}

interface Waiting<T, R> {
  item: T;
  resolve: (result: R) => void;
  reject: (reason: unknown) => void;
}

/**
 * Group commit: whatever is submitted while a flush is in flight goes out together in the next one. A single statement for many
 * items costs little more than one for one, so throughput grows with load while each caller still learns its own result only
 * after its item was flushed. An idle batcher flushes at the end of the current turn of the event loop; nobody waits for a timer.
 */
export class Batcher<T, R> {
  private readonly max: number;
  private readonly concurrency: number;
  private readonly eager: number;
  private waiting: Waiting<T, R>[] = [];
  private inFlight = 0;
  private scheduled = false;
  private idle: (() => void)[] = [];

  /**
   * @param flush handles the items of one group and resolves to their results in the same order and number. When it rejects, the
   *   items of this group are rejected with the same reason and the others are not affected.
   */
  constructor(
    private readonly flush: (items: T[]) => Promise<readonly R[]>,
    options: BatcherOptions = {},
  ) {
    this.max = options.max ?? 500;
    this.concurrency = options.concurrency ?? 1;
    this.eager = options.eager ?? Infinity;
    if (!(this.max >= 1 && this.concurrency >= 1 && this.eager >= 1))
      throw new RangeError('max, concurrency and eager of a batcher must be at least 1');
  }

  /** Adds an item to the next group and resolves to its result once that group was flushed. */
  submit(item: T): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (this.waiting.length >= this.eager) this.flushWaiting();
      else this.schedule();
    });
  }

  /** Resolves when nothing is waiting or in flight. */
  async drain(): Promise<void> {
    if (this.inFlight > 0 || this.waiting.length > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  private schedule(): void {
    if (this.scheduled || this.inFlight >= this.concurrency) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.flushWaiting();
    });
  }

  private flushWaiting(): void {
    while (this.waiting.length > 0 && this.inFlight < this.concurrency) void this.run(this.waiting.splice(0, this.max));
  }

  private async run(group: Waiting<T, R>[]): Promise<void> {
    this.inFlight++;
    try {
      const results = await this.flush(group.map(({ item }) => item));
      if (results.length !== group.length)
        throw new Error(`A flush of ${group.length} items gave ${results.length} results`);
      group.forEach(({ resolve }, i) => resolve(results[i]!));
    } catch (reason) {
      for (const { reject } of group) reject(reason);
    } finally {
      this.inFlight--;
    }
    if (this.waiting.length > 0) this.schedule();
    else if (this.inFlight === 0) for (const resolve of this.idle.splice(0)) resolve();
  }
}
