import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Job } from 'bullmq';
import { queueName } from './bullmq.queue.js';
import { JobRoutes } from './job-routes.js';

/** Hands every job of a queue to the routing table; knows no job by name. */
abstract class RoutedProcessor extends WorkerHost implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();

  constructor(private readonly routes: JobRoutes) {
    super();
  }

  process(job: Job): Promise<void> {
    return this.routes.run(job.name, job.data, this.stopping.signal);
  }

  /** Tells running handlers to come to an end; BullMQ then waits for them. */
  beforeApplicationShutdown(): void {
    this.stopping.abort();
  }
}

@Injectable()
@Processor(queueName('fast'), { concurrency: 20 })
export class FastProcessor extends RoutedProcessor {
  constructor(routes: JobRoutes) {
    super(routes);
  }
}

/** Two at a time: while one batch is being claimed the other keeps the relay's connections busy. */
@Injectable()
@Processor(queueName('mail'), { concurrency: 2, lockDuration: 60_000 })
export class MailProcessor extends RoutedProcessor {
  constructor(routes: JobRoutes) {
    super(routes);
  }
}

@Injectable()
@Processor(queueName('bulk'), { concurrency: 1 })
export class BulkProcessor extends RoutedProcessor {
  constructor(routes: JobRoutes) {
    super(routes);
  }
}

export const PROCESSORS = [FastProcessor, MailProcessor, BulkProcessor];
