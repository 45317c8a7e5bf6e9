import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import {
  outcomeOf,
  type InboundEntry,
  type InboundNature,
  type InboundOutcome,
  type InboundResult,
} from './inbound-outcome.js';
import { KEEP, KNOWN, LOCK } from './inbound-statements.js';

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

  /** Writes down a mail that leads nowhere. */
  async note(digest: string, nature: InboundNature): Promise<InboundOutcome> {
    return outcomeOf(await this.keep({ digest, nature, outcome: 'noted', deliveryId: null, repId: null, detail: {} }));
  }

  /**
   * Writes an entry, together with what `effects` writes, or nothing when it is there already.
   * @returns what became of it, and whether the person may be written to about it.
   */
  async keep(
    entry: InboundEntry,
    effects?: (transaction: EntityManager) => Promise<void>,
  ): Promise<InboundOutcome & { note: boolean }> {
    const { digest, nature, outcome, deliveryId, repId, detail } = entry;
    return this.db.transaction(async (transaction) => {
      if (deliveryId) await rows(transaction, LOCK, [deliveryId]);
      const [kept] = await rows<{ note: boolean }>(transaction, KEEP, [
        digest,
        nature,
        outcome,
        deliveryId,
        repId,
        JSON.stringify(detail),
      ]);
      if (kept) await effects?.(transaction);
      return { nature, outcome, deliveryId, duplicate: !kept, note: kept?.note ?? false };
    });
  }
}
