import { Injectable } from '@nestjs/common';
import { JobQueue, rows } from '@relais/platform';
import { notesDue } from '../delivery.jobs.js';
import { InboundJournal, type NoteToWrite } from './inbound-journal.js';
import { storable, type InboundNature, type InboundOutcome, type InboundResult } from './inbound-outcome.js';
import { OPT_OUT } from './inbound-statements.js';
import type { InboundMessage } from './message.js';
import type { RepliedDelivery } from './notes/note-writer.js';
import type { Unclear } from './reply/read-answer.rules.js';

/** A received mail that is no report. */
export interface Reply {
  digest: string;
  /** The mail as it came, for the checks of its signature. */
  raw: Buffer;
  message: InboundMessage;
  recipients: readonly string[];
  origin: string | null;
}

/** What a reply comes to. `note`: what the person is told, if anything. */
export interface Judged {
  nature: InboundNature;
  outcome: InboundResult;
  note: NoteToWrite['about'] | null;
  why?: Unclear;
  /** What stops: "all", or the slug of a line. */
  topic?: string;
}

const REPEATABLE_ID = /^<[^\s<>]{1,200}>$/;

/** Writes down what became of a reply, and with it the note that tells the person. */
@Injectable()
export class ReplyAftermath {
  constructor(
    private readonly journal: InboundJournal,
    private readonly jobs: JobQueue,
  ) {}

  async unknown({ digest, message, origin }: Reply): Promise<InboundOutcome> {
    const detail = { from: storable(message.from?.address ?? null, 254), fault: message.fault };
    return this.journal.keep({
      digest,
      nature: 'other',
      outcome: 'unknown',
      deliveryId: null,
      repId: null,
      detail,
      origin,
    });
  }

  async settle(
    { digest, message, origin }: Reply,
    found: RepliedDelivery,
    { nature, outcome, note: about, why, topic }: Judged,
  ): Promise<InboundOutcome> {
    const from = nature === 'foreign' ? storable(message.from?.address ?? null, 254) : null;
    const detail = {
      ...(from && { from }),
      ...(why && { why }),
      ...(topic && { topic }),
      ...(message.fault && { fault: message.fault }),
    };
    const [id = ''] = message.headers.get('message-id') ?? [];
    const messageId = REPEATABLE_ID.test(id.trim()) ? storable(id.trim()) : null;
    const note = about && { about, detail: { messageId, ...(why && { why }), ...(topic && { topic }) } };
    const entry = { digest, nature, outcome, deliveryId: found.id, repId: found.repId, detail, origin };
    const kept = await this.journal.keep(entry, note, async (transaction) => {
      if (topic !== undefined) await rows(transaction, OPT_OUT, [found.repId, topic]);
    });
    // Not awaited: the note is a row, a worker's clock finds it too.
    if (note && !kept.duplicate) void this.jobs.ring(notesDue, [{}]);
    return kept;
  }
}
