import type { InboundMessage } from '../message.js';
import { sameMailbox } from './mailbox.rules.js';
import {
  ABSENCE_SUBJECT,
  ABSENCE_WORDS,
  AUTO_REPLY_HEADERS,
  BOUNCE_SUBJECT,
  DAEMON,
  DAEMON_NAME,
  FORWARD_SUBJECT,
  HINT_HEADERS,
} from './nature-words.rules.js';
import { replyText } from './reply-text.rules.js';

/**
 * - `reply`: a person answers. - `auto-reply`: a machine answers for a person (absence, receipt, ticket).
 * - `bounce`: a report about a delivery. - `complaint`: an abuse report (RFC 5965).
 * - `forward`: a mail passed on, or sent by somebody else than the rep: never the rep's answer.
 */
export type Nature = 'reply' | 'auto-reply' | 'bounce' | 'complaint' | 'forward';

export interface NatureOf {
  nature: Nature;
  /** What showed it, for the person who asks why: `report`, `daemon`, `header:<name>`, `null-sender`, `subject`, `text`, `attached-mail`, `other-sender`. */
  evidence: string[];
}

/** What is known beside the message itself. */
export interface Known {
  /** Address of the rep whom the delivery went to. */
  repAddress?: string;
  /** Sender of the SMTP envelope; empty for the null sender. */
  envelopeFrom?: string;
}

/**
 * Tells the natures of inbound mails apart. A subject alone proves nothing: people write "absence" too. In doubt it is a reply, for an
 * answer taken for a machine's is lost, while a machine's taken for an answer is only unclear.
 */
export function natureOf(message: InboundMessage, known: Known = {}): NatureOf {
  const nullSender = isNullSender(message, known.envelopeFrom);
  const steps: [Nature, () => string[]][] = [
    ['complaint', () => complaintEvidence(message)],
    ['bounce', () => bounceEvidence(message, nullSender)],
    ['auto-reply', () => autoReplyEvidence(message, nullSender)],
    ['forward', () => forwardEvidence(message, known.repAddress)],
  ];
  for (const [nature, evidenceOf] of steps) {
    const evidence = evidenceOf();
    if (evidence.length > 0) return { nature, evidence };
  }
  return { nature: 'reply', evidence: [] };
}

function complaintEvidence(message: InboundMessage): string[] {
  return reportType(message) === 'feedback-report' || hasPart(message, /^message\/feedback-report$/) ? ['report'] : [];
}

function bounceEvidence(message: InboundMessage, nullSender: boolean): string[] {
  if (reportType(message) === 'delivery-status' || hasPart(message, /^message\/(?:global-)?delivery-status$/))
    return ['report'];
  if (headers(message, 'x-failed-recipients').length > 0) return ['header:x-failed-recipients'];
  const { address = '', name = '' } = message.from ?? {};
  // A person's mail names its sender; some servers' reports do not.
  const daemon = address === '' || DAEMON.test(address.split('@')[0]!) || DAEMON_NAME.test(name);
  const signs = [...(daemon ? ['daemon'] : []), ...(BOUNCE_SUBJECT.test(message.subject) ? ['subject'] : [])];
  if (nullSender && signs.length > 0) signs.push('null-sender');
  return signs.length >= 2 ? signs : [];
}

function autoReplyEvidence(message: InboundMessage, nullSender: boolean): string[] {
  const proof = AUTO_REPLY_HEADERS.filter(({ name, value }) => headers(message, name).some((text) => value.test(text)));
  if (reportType(message) === 'disposition-notification') return ['report'];
  if (proof.length > 0 || nullSender)
    return [...proof.map(({ name }) => `header:${name}`), ...(nullSender ? ['null-sender'] : [])];
  const hints = HINT_HEADERS.filter(({ name, value }) => headers(message, name).some((text) => value.test(text)));
  const signs = hints.slice(0, 1).map(({ name }) => `header:${name}`);
  if (ABSENCE_SUBJECT.test(message.subject)) signs.push('subject');
  if (ABSENCE_WORDS.test(message.text.slice(0, 1_500))) signs.push('text');
  // A hint and a word about holidays are a person's answer before the holidays: the subject must say it too.
  return signs.length >= 2 && signs.includes('subject') ? signs : [];
}

function forwardEvidence(message: InboundMessage, repAddress: string | undefined): string[] {
  const signs: string[] = [];
  if (repAddress !== undefined && !(message.from && sameMailbox(message.from.address, repAddress)))
    signs.push('other-sender');
  if (FORWARD_SUBJECT.test(message.subject)) signs.push('subject');
  if (headers(message, 'resent-from').length > 0) signs.push('header:resent-from');
  if (message.attachments.some(({ type }) => /^message\/(?:rfc822|global)$/.test(type))) signs.push('attached-mail');
  if (replyText(message.text, { marked: message.fromHtml }).forwarded) signs.push('text');
  return signs;
}

function isNullSender(message: InboundMessage, envelopeFrom: string | undefined): boolean {
  if (envelopeFrom !== undefined) return /^<?\s*>?$/.test(envelopeFrom.trim());
  return headers(message, 'return-path').some((path) => /^<\s*>$/.test(path.trim()));
}

/** The `report-type` of a multipart/report (RFC 6522), or an empty string. */
function reportType(message: InboundMessage): string {
  const [type = ''] = headers(message, 'content-type');
  if (!/^\s*multipart\/report\b/i.test(type)) return '';
  return /;\s*report-type\s*=\s*"?([a-z-]+)/i.exec(type)?.[1]?.toLowerCase() ?? '';
}

const headers = (message: InboundMessage, name: string): readonly string[] => message.headers.get(name) ?? [];

const hasPart = (message: InboundMessage, type: RegExp): boolean => message.parts.some((part) => type.test(part.type));
