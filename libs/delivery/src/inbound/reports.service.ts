import { Injectable, Logger } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { SuppressionReason } from '../entities/suppression.entity.js';
import { OwnAddresses } from '../sending/own-addresses.js';
import { actionAbout, SOFT_BOUNCES, softBouncesSuppress, type BounceAction } from './bounce/bounce-actions.rules.js';
import type { BounceReport } from './bounce/bounce-report.rules.js';
import { storable, type InboundEntry, type InboundOutcome, type InboundResult } from './inbound-outcome.js';
import { InboundJournal } from './inbound-journal.js';
import { COUNTED, REPORTED, STOP_EVERYTHING, SUPPRESS } from './inbound-statements.js';
import type { InboundMessage } from './message.js';

interface Reported {
  id: string;
  repId: number;
  email: string;
}

const RESULTS: Readonly<Record<BounceAction['do'], InboundResult>> = {
  suppress: 'suppressed',
  count: 'counted',
  'warn-operator': 'warned',
  'stop-everything': 'stopped',
  note: 'noted',
  wait: 'waiting',
};
/** What takes mail away from a person needs more than a report that anybody could have written. */
const NEEDS_PROOF: readonly BounceAction['do'][] = ['suppress', 'stop-everything', 'count'];

/** Does what the table of actions says about bounces, complaints and automatic answers. Only reports about our own mails, by whoever had them or about the address they went to. */
@Injectable()
export class ReportsService {
  private readonly log = new Logger(ReportsService.name);

  constructor(
    private readonly db: DataSource,
    private readonly journal: InboundJournal,
    private readonly addresses: OwnAddresses,
  ) {}

  /** @param mail what is known of the mail that holds the report. */
  async take(
    report: BounceReport,
    message: InboundMessage,
    mail: { digest: string; origin: string | null },
  ): Promise<InboundOutcome> {
    const { nature, ours } = report;
    const base = { ...mail, nature, deliveryId: null, repId: null };
    const found = ours.deliveryId ? await this.find(ours.deliveryId) : null;
    if (!found)
      return this.journal.keep({ ...base, outcome: nature === 'auto-reply' ? 'noted' : 'unknown', detail: {} });
    // A report that answers our bounce address, or returns our mail with its links, was written by somebody who had that mail.
    const shown = ours.by === 'verp' || this.addresses.showsMailOf(found.id, textsOf(message));
    const about = actionAbout(report, found.email, shown);
    if (!about) return this.journal.keep({ ...base, outcome: 'unknown', detail: { named: found.id } });
    const { recipient, action } = about;
    const outcome =
      shown || !this.addresses.signsBounces || !NEEDS_PROOF.includes(action.do) ? RESULTS[action.do] : 'unproven';
    const detail = {
      address: found.email,
      kind: action.outcome,
      by: ours.by,
      status: storable(recipient.status),
      diagnostic: storable(recipient.diagnostic, 300),
    };
    if (outcome === 'warned' || outcome === 'unproven')
      this.log.warn(
        `Delivery ${found.id}: ${outcome === 'warned' ? action.because : 'A report without proof.'} ${detail.status ?? ''}`,
      );
    const entry: InboundEntry = { ...mail, nature, outcome, deliveryId: found.id, repId: found.repId, detail };
    return this.journal.keep(entry, null, (transaction) => this.act(transaction, found, entry));
  }

  private async find(id: string): Promise<Reported | null> {
    return (await rows<Reported>(this.db, REPORTED, [id]))[0] ?? null;
  }

  private async act(transaction: EntityManager, { repId, email }: Reported, entry: InboundEntry): Promise<void> {
    const suppress = (reason: SuppressionReason) =>
      rows(transaction, SUPPRESS, [
        email,
        reason,
        entry.detail.by,
        JSON.stringify(entry.detail),
        `suppressed.${reason}`,
      ]);
    if (entry.outcome === 'suppressed') await suppress('hard-bounce');
    if (entry.outcome === 'stopped') {
      await rows(transaction, STOP_EVERYTHING, [repId]);
      await suppress('complaint');
    }
    if (entry.outcome === 'counted') {
      const times = await rows<{ at: Date }>(transaction, COUNTED, [repId, email, SOFT_BOUNCES.withinDays]);
      if (softBouncesSuppress(times.map(({ at }) => at))) await suppress('soft-bounces');
    }
  }
}

const textsOf = ({ parts }: InboundMessage): string[] => parts.map(({ text }) => text);
