/** What the receiving server had heard when it refused: who we are and who writes, for whom, or the whole message. */
export type SmtpPhase = 'sender' | 'recipient' | 'content';

/** How mail servers tell the phase, in the words of Postfix, Exim, sendmail and qmail. */
const PHASES: readonly { phase: SmtpPhase; pattern: RegExp }[] = [
  {
    phase: 'content',
    pattern:
      /(?:in reply to|after) (?:(?:the )?end of data|data\b|pipelined data|sending data)|failed after i sent the message|\[body\]|>>> ?(?:data|\.)\s{1,8}<<< ?[45]\d\d/i,
  },
  {
    phase: 'recipient',
    pattern:
      /(?:in reply to|after) (?:pipelined )?rcpt|does not like recipient|\[rcpt_to\]|>>> ?rcpt to[^\n]{0,300}\s{1,8}<<< ?[45]\d\d/i,
  },
  {
    phase: 'sender',
    pattern:
      /(?:in reply to|after) (?:(?:pipelined )?mail from|helo|ehlo|lhlo|initial connection)|refused to talk to me|does not like (?:sender|me)|(?:my name|sender) was rejected|greeting failed|\[mail_from\]|>>> ?(?:mail from|helo|ehlo)[^\n]{0,300}\s{1,8}<<< ?[45]\d\d/i,
  },
];

/** The phase a report names, or null. */
export function smtpPhase(text: string): SmtpPhase | null {
  return PHASES.find(({ pattern }) => pattern.test(text))?.phase ?? null;
}
