import { Injectable } from '@nestjs/common';
import { rows } from '@relais/platform';
import { DataSource } from 'typeorm';
import type { BounceClass } from '../inbound/bounce/bounce-report.rules.js';
import { classify } from '../inbound/bounce/classify.rules.js';
import { FIGURES, REPLIES } from './deliverability-statements.js';
import { judgeDomain, VERDICTS, type DeliverabilityVerdict } from './verdict.rules.js';

/** One thing a domain's servers said, and how often. `reply` is one of the replies as it came. */
export interface ReceiverReply {
  kind: 'deferred' | 'refused' | 'bounced' | 'delayed';
  /** What the reply means; `unknown` where it does not say. */
  meaning: BounceClass;
  reply: string;
  count: number;
}

/** How the mails to one mail domain fared. Counts are deliveries. */
export interface DomainDeliverability {
  domain: string;
  /** Companies with reps there: how many, and the names of those with the most mails (five at most). */
  partners: number;
  partnerNames: string[];
  sent: number;
  accepted: number;
  /** Put off by the receiver, waiting for the next attempt. */
  waiting: number;
  /** Accepted at a later attempt than the first. */
  acceptedLate: number;
  /** Put off until it was too late to send them. */
  expired: number;
  refused: number;
  bounced: Record<BounceClass, number>;
  /** Relays on the way report that they still try. */
  delayed: number;
  complaints: number;
  /** Attempts of which nobody knows whether the relay took the mail. */
  ambiguous: number;
  medianSeconds: number | null;
  replies: ReceiverReply[];
  verdict: DeliverabilityVerdict;
  because: string;
}

type Figures = Omit<DomainDeliverability, 'bounced' | 'replies' | 'verdict' | 'because'> &
  Record<'hard' | 'soft' | 'policy' | 'unclear', number>;

/** Groups of replies read of one domain. A domain that says more different things is not told apart any further. */
const MOST_GROUPS = 50;

/** How the mail domains of the partner companies take our mails: "Acme's gateway defers us". */
@Injectable()
export class DeliverabilityQueries {
  constructor(private readonly db: DataSource) {}

  /** All domains with mails due in the last `days` days, those with trouble first, then by number of mails. */
  async byDomain(days: number): Promise<DomainDeliverability[]> {
    const [figures, replies] = await Promise.all([
      rows<Figures>(this.db, FIGURES, [days]),
      rows<Omit<ReceiverReply, 'meaning'> & { domain: string }>(this.db, REPLIES, [days, MOST_GROUPS]),
    ]);
    const said = new Map<string, ReceiverReply[]>();
    for (const { domain, ...reply } of replies) {
      const { class: meaning } = classify({ status: null, diagnostic: reply.reply, words: '' });
      said.set(domain, [...(said.get(domain) ?? []), { ...reply, meaning }]);
    }
    return figures
      .map((row) => judged(row, said.get(row.domain) ?? []))
      .sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)); // stable: the statement's order within
  }
}

function judged(row: Figures, replies: ReceiverReply[]): DomainDeliverability {
  const { hard, soft, policy, unclear, ...figures } = row;
  const objections = replies
    .filter(({ kind, meaning }) => kind === 'refused' && meaning === 'policy')
    .reduce((sum, { count }) => sum + count, 0);
  const { verdict, because } = judgeDomain({
    ...figures,
    objected: objections + policy,
    returned: figures.refused - objections + hard + soft + unclear,
  });
  return { ...figures, bounced: { hard, soft, policy, unknown: unclear }, replies, verdict, because };
}
