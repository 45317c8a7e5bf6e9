import { Injectable } from '@nestjs/common';
import { JobQueue, rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import { notesDue } from '../delivery.jobs.js';
import { TELL, UNTOLD } from './retraction-statements.js';

/** Longer than any answer is under way. */
const AGAIN_AFTER_MINUTES = 15;
/** A correction is still worth reading after a fortnight's absence of the relay or the rep. */
const NOTE_EXPIRES_DAYS = 14;

/** Tells those who answered a quiz that it was taken back or corrected: once per rep and retraction. */
@Injectable()
export class RetractionsService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: JobQueue,
  ) {}

  /** Writes the notes that are missing. Safe to run twice or at once. @returns number of notes written. */
  async tell(): Promise<number> {
    let written = 0;
    for (const { id } of await rows<{ id: number }>(this.db, UNTOLD, [AGAIN_AFTER_MINUTES])) {
      const [told] = await rows<{ count: number }>(this.db, TELL, [id, NOTE_EXPIRES_DAYS]);
      written += told?.count ?? 0;
    }
    if (written) await this.jobs.ring(notesDue, [{}]);
    return written;
  }
}
