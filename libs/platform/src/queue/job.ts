/** Queues are named for how long a job may wait, not for a feature. */
export type QueueName = 'fast' | 'mail' | 'bulk';

/**
 * A kind of job: a value in the lib that states the fact. The payload carries ids only; whoever handles it reads the rows.
 * Running a job twice, late, or never must be harmless: rows decide, a sweep finds what no job woke.
 */
export interface JobDefinition<Payload> {
  name: string;
  queue: QueueName;
  /** Phantom: ties a handler's parameter to the payload. */
  readonly payload?: Payload;
}

/** One waiting job as a queue keeps it. */
export interface Ring<Payload = unknown> {
  job: JobDefinition<Payload>;
  payload: Payload;
}

export function defineJob<Payload>(definition: { name: string; queue: QueueName }): JobDefinition<Payload> {
  return definition;
}

/** The doorbell. Ring after the commit, never inside the transaction. */
export abstract class JobQueue {
  /** Rings for each payload. Never throws and never waits long: a bell that cannot ring is logged, the sweep comes anyway. */
  abstract ring<Payload>(job: JobDefinition<Payload>, payloads: Payload[]): Promise<void>;
  /** Can it be reached? For /readyz. */
  abstract check(): Promise<void>;
}
