import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { NotesService } from '@relais/delivery';
import { MailboxStore, Ticker } from '@relais/platform';

const SECOND = 1_000;
const HOUR = 3_600_000;

/** What runs on a clock beside the sending of bricks: notes that no bell woke, and the pruning of caught mails. */
@Injectable()
export class NoteTicks implements OnApplicationBootstrap {
  constructor(
    private readonly ticker: Ticker,
    private readonly notes: NotesService,
    private readonly mailbox: MailboxStore,
  ) {}

  onApplicationBootstrap(): void {
    this.ticker.start([
      { name: 'send notes', every: 5 * SECOND, run: (signal) => this.notes.sendDue(signal) },
      { name: 'prune the mailbox', every: HOUR, run: () => this.mailbox.prune() },
    ]);
  }
}
