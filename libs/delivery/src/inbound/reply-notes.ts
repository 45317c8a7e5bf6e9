import { Inject, Injectable, Logger } from '@nestjs/common';
import type { PublishedBrick } from '@relais/editorial';
import { MAIL_TRANSPORT, type MailTransport } from '@relais/platform';
import { OwnAddresses } from '../sending/own-addresses.js';
import { NoteWriter, type Answered, type Note, type RepliedDelivery } from './note-writer.js';

/**
 * Writes back to people who answered by mail. A note is a courtesy and goes out at most once: it has no row of its own, and is lost when
 * the relay is away at that moment. The answer is not: it is recorded before, and its page shows the same result.
 */
@Injectable()
export class ReplyNotes {
  private readonly log = new Logger('Notes');

  constructor(
    private readonly writer: NoteWriter,
    private readonly addresses: OwnAddresses,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
  ) {}

  /** Sends a note to the rep's own address. Never fails; what could not be sent is logged. */
  async send(delivery: RepliedDelivery, brick: PublishedBrick, note: Note, answered: Answered): Promise<void> {
    if (delivery.silent) return;
    try {
      const raw = this.writer.write(delivery, brick, note, answered);
      const envelope = { from: this.addresses.envelopeFrom(delivery.id), to: delivery.email };
      const result = await this.transport.send({ raw, envelope }, () => Promise.resolve(true));
      if (result.outcome !== 'accepted')
        this.log.warn(`A note about delivery ${delivery.id} was not sent: ${result.outcome}`);
    } catch (error) {
      this.log.warn(`A note about delivery ${delivery.id} was not sent: ${(error as Error).message}`);
    }
  }
}
