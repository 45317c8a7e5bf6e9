import type { ReportNature } from './bounce/bounce-report.rules.js';

/** What a received mail is: a report about one of our mails, a rep's reply, a mail somebody else sent or passed on, or none of these. */
export type InboundNature = ReportNature | 'reply' | 'forward' | 'foreign' | 'other';

/**
 * What became of a received mail.
 * - `answered`: its answer is the answer of record. - `repeated`: there was one already, it stands. - `unclear`: not one answer; the person was asked back.
 * - `opted-out`: it asked for no more mails. - `closed`: too late, or the brick was taken back. - `flagged`: for a person to look at, nothing was done.
 * - `suppressed`: the address gets nothing more. - `stopped`: the rep gets nothing more. - `counted`: a soft bounce, remembered.
 * - `warned`: the receiver refuses us as a sender; the operator is told. - `noted`, `waiting`: nothing to do.
 * - `unproven`: a report or a reply that anybody could have written; the rep is asked to answer by the link. - `unknown`: about nothing Relais has sent.
 */
export type InboundResult =
  | 'answered'
  | 'repeated'
  | 'unclear'
  | 'opted-out'
  | 'closed'
  | 'flagged'
  | 'suppressed'
  | 'stopped'
  | 'counted'
  | 'warned'
  | 'noted'
  | 'waiting'
  | 'unproven'
  | 'unknown';

export interface InboundOutcome {
  nature: InboundNature;
  outcome: InboundResult;
  deliveryId: string | null;
  /** The same mail had been received before: nothing was done this time. */
  duplicate: boolean;
}

/** The SMTP envelope of a received mail. `from` is `''` for the null sender of machines and null when the door does not know it. */
export interface InboundEnvelope {
  from: string | null;
  to: readonly string[];
  /** Where a fetched mail was found (mailbox, UIDVALIDITY, UID): each place is read once. */
  origin?: string;
}

/** What is written about a received mail. */
export interface InboundEntry {
  digest: string;
  nature: InboundNature;
  outcome: InboundResult;
  deliveryId: string | null;
  repId: number | null;
  detail: Record<string, string | null>;
  origin: string | null;
}

/** An outcome without what only this room needs to know. */
export function outcomeOf({ nature, outcome, deliveryId, duplicate }: InboundOutcome): InboundOutcome {
  return { nature, outcome, deliveryId, duplicate };
}

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** A text of a stranger as a column can hold it: short, without NUL, without half characters. */
export function storable(text: string | null, most = 500): string | null {
  return text === null ? null : text.slice(0, most).replaceAll('\0', '').replace(LONE_SURROGATE, '');
}
