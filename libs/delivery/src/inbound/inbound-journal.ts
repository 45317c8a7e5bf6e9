import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { NoteAbout } from '../entities/note.entity.js';
import {
  outcomeOf,
  type InboundEntry,
  type InboundNature,
  type InboundOutcome,
  type InboundResult,
} from './inbound-outcome.js';
import { KEEP, KNOWN, KNOWN_ORIGINS, LOCK } from './inbound-statements.js';
import { WRITE_NOTE } from './notes/note-statements.js';

/** More notes than this within a day nobody gets: a person does not write so many replies, a machine does. */
export const NOTES_A_DAY = 10;

/** A note to be written down beside the mail it answers. */
export interface NoteToWrite {
  about: NoteAbout;
  detail: Record<string, string | null>;
}

/** The received mails: what each was and what became of it. */
@Injectable()
export class InboundJournal {
  constructor(private readonly db: DataSource) {}

  /** What became of this mail when it was received before; null: it is new. */
  async known(digest: string): Promise<InboundOutcome | null> {
    const [row] = await rows<{ nature: InboundNature; outcome: InboundResult; deliveryId: string | null }>(
      this.db,
      KNOWN,
      [digest],
    );
    return row ? { ...row, duplicate: true } : null;
  }

  /** Those of these places whose mails were received before. */
  async knownOrigins(origins: string[]): Promise<Set<string>> {
    const found = await rows<{ origin: string }>(this.db, KNOWN_ORIGINS, [origins]);
    return new Set(found.map(({ origin }) => origin));
  }

  /** Writes down a mail that leads nowhere. */
  async note(digest: string, nature: InboundNature, origin: string | null): Promise<InboundOutcome> {
    return this.keep({ digest, nature, outcome: 'noted', deliveryId: null, repId: null, detail: {}, origin });
  }

  /** Writes an entry in one transaction with its note and with what `effects` writes, or nothing when it is there already. */
  async keep(
    entry: InboundEntry,
    note: NoteToWrite | null = null,
    effects?: (transaction: EntityManager) => Promise<void>,
  ): Promise<InboundOutcome> {
    const { digest, nature, outcome, deliveryId, repId, detail, origin } = entry;
    return this.db.transaction(async (transaction) => {
      if (repId !== null) await rows(transaction, LOCK, [repId]);
      const columns = [digest, nature, outcome, deliveryId, repId, JSON.stringify(detail), origin];
      const kept = (await rows(transaction, KEEP, columns)).length > 0;
      if (kept) await effects?.(transaction);
      if (kept && note) {
        const written = [digest, deliveryId, repId, note.about, JSON.stringify(note.detail), NOTES_A_DAY];
        await rows(transaction, WRITE_NOTE, written);
      }
      return outcomeOf({ nature, outcome, deliveryId, duplicate: !kept });
    });
  }
}
