import type { BounceClass } from './bounce-report.rules.js';
import { enhancedStatuses } from './delivery-status.rules.js';
import { clearReason, vagueReason, withoutNames } from './reasons/reason.rules.js';
import { smtpPhase, type SmtpPhase } from './smtp-phase.rules.js';
import { statusMeaning } from './status-codes.rules.js';

/** What is known of one failed recipient. */
export interface Evidence {
  /** Status field of the notification. */
  status: string | null;
  /** Diagnostic-Code field of the notification: the receiving server's own reply. */
  diagnostic: string | null;
  /** What the report says about this recipient in words. */
  words: string;
}

export interface Verdict {
  class: BounceClass;
  status: string | null;
  diagnostic: string | null;
}

const MOST_CHARACTERS = 4_000;
const DIAGNOSTIC_CHARACTERS = 500;

/** Sendmail ends its transcript of every refusal with this; it is not what the other server said. */
const SENDMAIL_SUMMARY = /^554 5\.0\.0 service unavailable[ \t\r]*$/gim;

/** Words after which a report quotes the receiving server; what stands before is the report's own politeness. The surest first. */
const QUOTES: readonly RegExp[] = [
  /(?:remote host said|other server returned was|response from the remote server was|remote server returned|responded as follows)\s{0,20}[:<'"[]/i,
  /(?:remote host said|other server returned was|(?:the )?(?:response|reason)(?: from the remote server)?(?: was| for the problem| given)?|said|remote server returned|reported error|error (?:message|code)|diagnostic (?:information|code)[^:\n]{0,40}|technical details of (?:permanent|temporary) failure|<<<|following error|transcript of session)\s{0,20}[:<'"]|<<< |: host \S{1,200} \[[\d.:a-f]{3,40}\]: /i,
];

/**
 * Why one recipient's message failed. Clear words of the receiving server come first, then a clear status code, then what its words hint at,
 * then clear words of the report, which are often a guess; after them whatever is left. Servers reuse codes (5.7.1 for unknown users, 5.1.1
 * for full mailboxes), seldom words.
 */
export function classify({ status, diagnostic, words }: Evidence): Verdict {
  const reply = (diagnostic ?? '').slice(0, MOST_CHARACTERS);
  const told = words.slice(0, MOST_CHARACTERS).replace(SENDMAIL_SUMMARY, '');
  const quoted = quotation(told);
  const codes = [reply, status ?? '', quoted, told].flatMap(enhancedStatuses);
  const meanings = codes.map(statusMeaning);
  const sure = meanings.find((meaning) => meaning?.sure);
  const found =
    clearReason(rejection(told)) ??
    clearReason(reply) ??
    (reply === '' ? clearReason(quoted) : null) ??
    sure?.class ??
    (quoted === told ? null : clearReason(quoted)) ??
    lasting(vagueReason(reply), reply, codes) ??
    clearReason(told) ??
    lasting(vagueReason(quoted), quoted, codes) ??
    meanings.find((meaning) => meaning !== null)?.class ??
    byReplyCode(reply) ??
    byReplyCode(quoted) ??
    byReplyCode(told) ??
    (status?.startsWith('4') ? 'soft' : 'unknown');
  const coded = codes.length > 0 || byReplyCode(`${reply}\n${told}`) !== null;
  const kind = inPhase(
    withProof(found, told, coded),
    smtpPhase(`${reply}\n${told}`),
    codes,
    replyCode(reply || quoted),
  );
  return { class: kind, status: mostTelling(codes), diagnostic: oneLine(reply || quoted || told) };
}

/**
 * An unknown user is ours, not the recipient's, when the server had heard only the sender; and it is doubtful when the server had taken the
 * recipient and changed its mind after the message, as filters do, unless a code says that the address is meant.
 */
function inPhase(
  found: BounceClass,
  phase: SmtpPhase | null,
  codes: readonly string[],
  code: string | null,
): BounceClass {
  if (found !== 'hard') return found;
  // 530 to 538 answer our login (RFC 4954).
  if (phase === 'sender' || code?.startsWith('53')) return 'policy';
  return phase === 'content' && !codes.some((code) => code.startsWith('5.1.')) ? 'soft' : found;
}

/** "Mailbox unavailable" is nobody there after 550, and a busy mailbox after 450 (RFC 5321, section 4.2.3). */
function lasting(hint: BounceClass | null, text: string, codes: readonly string[]): BounceClass | null {
  return hint === 'hard' && (replyCode(text) ?? codes[0] ?? '').startsWith('4') ? 'soft' : hint;
}

/** What Dovecot's delivery agent says of its own mailbox; it knows more than the codes that the gateway before it adds. */
function rejection(words: string): string {
  return /message to \S{1,320} was automatically rejected:([^]{1,500})/i.exec(words)?.[1] ?? '';
}

const NO_ACCOUNT = /does(?:n[\u2019']t| not) have an? (?!yahoo\.)\S{1,100} account/i;

/**
 * "This user doesn't have a … account" is Yahoo's for nobody there. Other providers that took the sentence over use it for mailboxes that
 * take no mail from outside as well: without a code beside it, it counts, and suppresses when it goes on.
 */
function withProof(found: BounceClass, words: string, coded: boolean): BounceClass {
  return found === 'hard' && !coded && NO_ACCOUNT.test(words) ? 'soft' : found;
}

/** The quotation of the receiving server in a report's words, or all of them. */
function quotation(words: string): string {
  for (const pattern of QUOTES) {
    const mark = pattern.exec(words);
    if (mark) return words.slice(mark.index + mark[0].length);
  }
  return words;
}

const replyCode = (text: string): string | null =>
  /(?<![\d.#:/@-])([45][0-5]\d)(?=[ \t\-#:.]|$)/m.exec(text)?.[1] ?? null;

/** What a bare SMTP reply code says (RFC 5321, section 4.2). */
function byReplyCode(text: string): BounceClass | null {
  const code = replyCode(text);
  if (!code) return null;
  if (code.startsWith('4') || code === '552') return 'soft';
  if (code === '551') return 'hard';
  // A refusal in words that nobody here has read may be about anything: then it only counts.
  if (code === '550' || code === '553') return isWordless(text) ? 'hard' : 'unknown';
  return code === '554' || code === '521' || code === '530' || code === '535' ? 'policy' : 'soft';
}

const WITHOUT_MEANING = /\b(?:host|remote|server|said|in reply to rcpt to command|rcpt_to|giving up on)\b/g;

const isWordless = (text: string): boolean => !/\p{L}{3}/u.test(withoutNames(text).replace(WITHOUT_MEANING, ' '));

/** The first code with a meaning of its own; `5.0.0` only when there is nothing else. */
function mostTelling(codes: readonly string[]): string | null {
  return codes.find((code) => statusMeaning(code) !== null) ?? codes[0] ?? null;
}

function oneLine(text: string): string | null {
  return text.replace(/\s+/g, ' ').trim().slice(0, DIAGNOSTIC_CHARACTERS) || null;
}
