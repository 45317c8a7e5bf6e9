import { Injectable } from '@nestjs/common';
import type { PublishedBrick } from '@relais/editorial';
import { InboundJournal } from './inbound-journal.js';
import { outcomeOf, storable, type InboundNature, type InboundOutcome, type InboundResult } from './inbound-outcome.js';
import type { InboundMessage } from './message.js';
import type { Note, RepliedDelivery } from './note-writer.js';
import type { Unclear } from './reply/read-answer.rules.js';
import { ReplyNotes } from './reply-notes.js';

/** A received mail that is no report. */
export interface Reply {
  digest: string;
  message: InboundMessage;
  recipients: readonly string[];
}

/** What a reply comes to. `note`: what the person is told, if anything. */
export interface Judged {
  nature: InboundNature;
  outcome: InboundResult;
  note: Note | null;
  why?: Unclear;
}

const REPEATABLE_ID = /^<[^\s<>]{1,200}>$/;

/** Writes down what became of a reply, then tells the person. */
@Injectable()
export class ReplyAftermath {
  constructor(
    private readonly journal: InboundJournal,
    private readonly notes: ReplyNotes,
  ) {}

  async unknown({ digest, message }: Reply): Promise<InboundOutcome> {
    const detail = { from: storable(message.from?.address ?? null, 254), fault: message.fault };
    return outcomeOf(
      await this.journal.keep({ digest, nature: 'other', outcome: 'unknown', deliveryId: null, repId: null, detail }),
    );
  }

  async settle(
    { digest, message }: Reply,
    found: RepliedDelivery,
    brick: PublishedBrick,
    { nature, outcome, note, why }: Judged,
  ): Promise<InboundOutcome> {
    const from = nature === 'foreign' ? storable(message.from?.address ?? null, 254) : null;
    const detail = { ...(from && { from }), ...(why && { why }), ...(message.fault && { fault: message.fault }) };
    const kept = await this.journal.keep({ digest, nature, outcome, deliveryId: found.id, repId: found.repId, detail });
    const [id = ''] = message.headers.get('message-id') ?? [];
    const messageId = REPEATABLE_ID.test(id.trim()) ? id.trim() : null;
    // Not awaited: whoever hands in a mail learns that it is taken, not how our own relay is today.
    if (note && kept.note) void this.notes.send(found, brick, note, { digest, messageId });
    return outcomeOf(kept);
  }
}
