import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../errors/errors.js';
import type { JobDefinition, QueueName } from './job.js';

export type JobHandler<Payload> = (payload: Payload, signal: AbortSignal) => Promise<unknown>;

/** Which service method each job wakes. Filled on one page, asked by the workers. */
@Injectable()
export class JobRoutes {
  private readonly log = new Logger('Jobs');
  private readonly handlers = new Map<string, { queue: QueueName; handle: JobHandler<never> }>();

  /** @throws Error when the job has a handler already. */
  on<Payload>(job: JobDefinition<Payload>, handle: JobHandler<Payload>): this {
    if (this.handlers.has(job.name)) throw new Error(`${job.name} has two handlers`);
    this.handlers.set(job.name, { queue: job.queue, handle: handle as JobHandler<never> });
    return this;
  }

  /**
   * Runs the handler of `name`. A job that nobody knows, or whose payload makes no sense any more, is logged and dropped: it
   * can do no harm and the row it spoke of is found by the sweep.
   * @throws whatever else the handler throws, so that the queue records it as failed.
   */
  async run(name: string, payload: unknown, signal: AbortSignal): Promise<void> {
    const route = this.handlers.get(name);
    if (!route) return this.log.warn(`${name}: no such job`);
    try {
      await route.handle(payload as never, signal);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.warn(`${name}: ${error.code} ${error.message}`);
    }
  }
}
