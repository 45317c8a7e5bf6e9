import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { OwnAddresses } from '../sending/own-addresses.js';
import { readBounce } from './bounce/read-bounce.rules.js';
import { InboundJournal } from './inbound-journal.js';
import type { InboundEnvelope, InboundOutcome } from './inbound-outcome.js';
import { readMessage } from './message.js';
import { natureOf } from './reply/nature.rules.js';
import { RepliesService } from './replies.service.js';
import { ReportsService } from './reports.service.js';

/** The mail that comes in, by whichever door: answers, bounces, complaints, automatic answers, and what is none of these. */
@Injectable()
export class InboundService {
  constructor(
    private readonly addresses: OwnAddresses,
    private readonly journal: InboundJournal,
    private readonly reports: ReportsService,
    private readonly replies: RepliesService,
  ) {}

  /** Whether mail to this address is ours to take. */
  accepts(address: string): boolean {
    return this.addresses.isOwn(address);
  }

  /** Those of these places (mailbox, UIDVALIDITY, UID) whose mails were taken in before. */
  taken(origins: string[]): Promise<Set<string>> {
    return this.journal.knownOrigins(origins);
  }

  /** Writes down that the mail at this place was too large to be taken in; people find it in the mailbox. */
  passOver(origin: string): Promise<InboundOutcome> {
    return this.journal.keep({
      digest: createHash('sha256').update(origin).digest('hex'),
      nature: 'other',
      outcome: 'flagged',
      deliveryId: null,
      repId: null,
      detail: { fault: 'too-large' },
      origin,
    });
  }

  /**
   * Takes one mail in and resolves once what it says is committed; the same mail again changes nothing.
   * @param raw the message as it came (RFC 5322, MIME).
   * @throws only when the database is away: whoever hands the mail in keeps it and tries again.
   */
  async receive(raw: Buffer, envelope: InboundEnvelope): Promise<InboundOutcome> {
    const recipients = [...envelope.to].sort();
    const origin = envelope.origin ?? null;
    const digest = createHash('sha256').update(recipients.join('\n')).update('\n\n').update(raw).digest('hex');
    const before = await this.journal.known(digest);
    if (before) return before;
    const message = await readMessage(raw);
    // A mail of ours that comes back, by a rule that redirects or a copy to ourselves, says nothing new and is never answered.
    if (this.addresses.isOwnMessage(message.headers.get('message-id') ?? []))
      return this.journal.note(digest, 'other', origin);
    const report = readBounce(message, this.addresses.marks, { sender: envelope.from, recipients });
    const { nature } = natureOf(message, envelope.from === null ? {} : { envelopeFrom: envelope.from });
    const byPerson = nature === 'reply' || nature === 'forward';
    // A person's answer below a subject that speaks of an absence is an answer: it takes more than that to be a machine's.
    if (report && !(report.nature === 'auto-reply' && byPerson))
      return this.reports.take(report, message, { digest, origin });
    if (!byPerson) return this.journal.note(digest, nature, origin);
    return this.replies.take({ digest, raw, message, recipients, origin });
  }
}
