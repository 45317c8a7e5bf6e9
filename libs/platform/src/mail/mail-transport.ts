/** A finished mail on its way: `raw` is the whole message with CRLF line ends, the envelope decides who gets it. */
export interface OutgoingMail {
  raw: Buffer;
  envelope: {
    /** Where bounces go; `''` is the null sender. */
    from: string;
    /** The one recipient. */
    to: string;
  };
}

/** The step of the SMTP dialogue that gave a reply: sender, recipient, start of data, or the message itself. */
export type SmtpStage = 'mail' | 'rcpt' | 'data' | 'message';

/**
 * What became of one attempt. `response` is what the relay said, on one line.
 *
 * - `accepted`: the relay has taken the message over (2xx after the dot).
 * - `refused`: the relay will never take this message (5xx). Nothing was accepted.
 * - `deferred`: not now, perhaps later (4xx). Nothing was accepted.
 * - `relay`: trouble with the relay or the way to it before the dot. Nothing was accepted; it says nothing about the message.
 * - `ambiguous`: trouble after the dot had been released, or a relay that said yes before it. The relay may or may not have the message.
 * - `withdrawn`: `beforeDot` said no. Nothing was accepted.
 */
export type SendResult =
  | { outcome: 'accepted'; response: string }
  | { outcome: 'refused'; code: number; enhanced?: string; response: string; stage: SmtpStage }
  | { outcome: 'deferred'; code: number; enhanced?: string; response: string; stage: SmtpStage }
  | { outcome: 'relay'; reason: string }
  | { outcome: 'ambiguous'; reason: string }
  | { outcome: 'withdrawn' };

/** Sends mails. The seam between what is sent and how. */
export interface MailTransport {
  /** How many mails can be under way at once; more wait in the order they came. */
  readonly connections: number;

  /**
   * Sends one mail by "commit before the dot": everything but the line that makes the relay take the message over goes out first,
   * then `beforeDot` is awaited, then that line is released or the connection is destroyed. `beforeDot` is called at most once, and
   * not at all when the relay said no before.
   *
   * @returns what became of it. Rejects, with nothing accepted, when `raw` or an address is malformed (`Invalid`) or when
   *   `beforeDot` rejects (with the same reason).
   */
  send(mail: OutgoingMail, beforeDot: () => Promise<boolean>): Promise<SendResult>;

  /** Whether the relay can be reached and lets us in; `reason` says why not. */
  probe(): Promise<{ ok: true } | { ok: false; reason: string }>;

  /** Takes no more mails (those still waiting end as `relay`), lets what is under way finish for `graceMs`, then cuts. */
  close(graceMs?: number): Promise<void>;
}

/** What services ask for to send mail. */
export const MAIL_TRANSPORT = Symbol('mail transport');
