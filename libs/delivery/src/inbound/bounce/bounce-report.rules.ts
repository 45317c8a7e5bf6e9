/**
 * What a mail about a mail says.
 * - `bounce`: the message was not delivered. - `complaint`: the person, or the mailbox provider in the person's name, objects to it.
 * - `delayed`: not delivered yet, the server still tries. - `auto-reply`: a machine answers in the person's name (holidays, receipt, ticket).
 * - `not-a-bounce`: a report that reports no trouble (delivered, relayed, read).
 */
export type ReportNature = 'bounce' | 'complaint' | 'delayed' | 'auto-reply' | 'not-a-bounce';

/**
 * Why a message was not delivered.
 * - `hard`: the address does not exist (any more). - `soft`: the address exists, its mailbox or its server could not take the message.
 * - `policy`: the receiver objects to the sender, the message or the rate; it says nothing about the person's address.
 * - `unknown`: the report gives no reason.
 */
export type BounceClass = 'hard' | 'soft' | 'policy' | 'unknown';

export interface BouncedRecipient {
  /** The address the report names, or null when it names none. */
  address: string | null;
  class: BounceClass;
  /** Enhanced status code of RFC 3463, for example `5.1.1`. */
  status: string | null;
  /** What the receiving server said, in one line of at most 500 characters. */
  diagnostic: string | null;
  /** The server that wrote the report. */
  reportingMta?: string;
  /** The address the message was sent to, when the report names it and it is another one (aliases, forwarding). */
  sentTo?: string;
}

/** How the report names the delivery it is about. */
export interface OwnReference {
  deliveryId: string | null;
  /**
   * `verp`: the report came to, or returns, the sender's address of a mail of ours with its token that only Relais can make.
   * `message-id`, `x-header`: text anybody may write; compare the recipient with the delivery's before acting.
   */
  by: 'verp' | 'message-id' | 'x-header' | null;
}

export interface BounceReport {
  nature: ReportNature;
  recipients: BouncedRecipient[];
  /** Message-ID of the message the report is about, with its angle brackets. */
  originalMessageId: string | null;
  ours: OwnReference;
}
