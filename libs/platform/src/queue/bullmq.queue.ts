import { Logger } from '@nestjs/common';
import { Queue } from 'bullmq';
import { JobQueue, type JobDefinition, type QueueName } from './job.js';
import type { QueueBackend } from './queue-backend.js';

export const QUEUE_NAMES: readonly QueueName[] = ['fast', 'mail', 'bulk'];

/** A bell that has not rung by then will not: nobody waits for the queue longer (milliseconds). */
const PATIENCE_MS = 2_000;
/** Jobs of one call to the queue. */
const CHUNK = 1_000;

/** Rings through BullMQ. Jobs are not retried by the queue: rows decide, the sweep rings again. */
export class BullmqQueue extends JobQueue {
  private readonly log = new Logger('Queue');
  private readonly queues = new Map<QueueName, Queue>();

  constructor(private readonly backend: QueueBackend) {
    super();
    for (const name of QUEUE_NAMES) {
      const queue = new Queue(queueName(name), {
        connection: backend.producer,
        defaultJobOptions: { attempts: 1, removeOnComplete: { count: 200 }, removeOnFail: { count: 200 } },
      });
      queue.on('error', () => {}); // what fails is logged where it is rung
      this.queues.set(name, queue);
    }
  }

  async ring<Payload>(job: JobDefinition<Payload>, payloads: Payload[]): Promise<void> {
    const queue = this.queues.get(job.queue)!;
    try {
      for (let at = 0; at < payloads.length; at += CHUNK) {
        const jobs = payloads.slice(at, at + CHUNK).map((data) => ({ name: job.name, data }));
        await withinPatience(queue.addBulk(jobs));
      }
    } catch (error) {
      this.log.warn(`${job.name} could not be rung (${(error as Error).message}); the sweep will find the work`);
    }
  }

  async check(): Promise<void> {
    await withinPatience(this.queues.get('fast')!.getJobCounts('waiting'));
  }

  /** Jobs that wait or run, by queue: for /metrics. */
  async depth(): Promise<Record<string, number>> {
    const counts = await Promise.all(
      QUEUE_NAMES.map(
        async (name) =>
          [name, await this.queues.get(name)!.getJobCountByTypes('waiting', 'active', 'delayed')] as const,
      ),
    );
    return Object.fromEntries(counts);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close().catch(() => {})));
  }
}

/** BullMQ's own name of a queue; "relais-" keeps it apart from others in the same Redis. */
export const queueName = (name: QueueName): string => `relais-${name}`;

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from the queue in ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  work.catch(() => {}); // it may fail after we stopped waiting
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer!);
  }
}
