import { JobQueue } from './job.js';

/** No bell at all: the sweeps alone find the work. For RELAIS_QUEUE=none, and the proof that no bell is needed. */
export class SilentQueue extends JobQueue {
  async ring(): Promise<void> {}
  async check(): Promise<void> {}
}
