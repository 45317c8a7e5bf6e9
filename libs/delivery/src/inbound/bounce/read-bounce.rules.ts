import { isAutoReply, isReceipt } from './auto-reply.rules.js';
import type { BounceReport, BouncedRecipient, ReportNature } from './bounce-report.rules.js';
import { isReportAuthor, looksDelayed, looksDelivered, looksLikeBounce, saysBounce } from './bounce-signs.rules.js';
import { classify, type Verdict } from './classify.rules.js';
import { deliveryStatuses, statedStatuses, type DeliveryStatus } from './delivery-status.rules.js';
import { feedbackReport, type FeedbackReport } from './feedback-report.rules.js';
import { ADDRESS, addressIn, addressesIn, sameAddress } from './mail-address.rules.js';
import { ownReference, type OwnMarks } from './own-reference.rules.js';
import { headerOf, headersOf, type Envelope, type ReportMail } from './report-mail.rules.js';
import { clearReason } from './reasons/reason.rules.js';
import { originalMessageId, returnedRecipients, splitReport, type SplitReport } from './returned-mail.rules.js';
import { recipientsIn, type NamedRecipient } from './text-recipients.rules.js';

const MOST_RECIPIENTS = 50;
const MOST_BYSTANDERS = 200;
const UNKNOWN_ENVELOPE: Envelope = { sender: null, recipients: [] };
const NO_MARKS: OwnMarks = { domains: [], openToken: () => null };

/**
 * Reads a received mail as a report about one of our mails: bounce, complaint, delay or automatic answer; null for what people write.
 * Which delivery it is about is told by our own marks; without `own` no report is ours.
 */
export function readBounce(
  mail: ReportMail,
  own: OwnMarks = NO_MARKS,
  envelope: Envelope = UNKNOWN_ENVELOPE,
): BounceReport | null {
  const split = splitReport(mail);
  const found = contentsOf(mail, split, envelope);
  if (!found) return null;
  return {
    ...found,
    originalMessageId: originalMessageId(mail, split),
    ours: ownReference(mail, [split.returned, ...machineParts(mail), split.words], envelope, own),
  };
}

const machineParts = ({ parts }: ReportMail): string[] =>
  parts
    .filter(({ type }) => /^message\/(?:feedback-report|(?:global-)?delivery-status)$/.test(type))
    .map(({ text }) => text);

type Contents = Pick<BounceReport, 'nature' | 'recipients'>;

/** Complaints first: their reports hold returned mails with any text. Automatic answers last: bounces carry their headers too. */
function contentsOf(mail: ReportMail, split: SplitReport, envelope: Envelope): Contents | null {
  const feedback = feedbackReport(mail, split);
  if (feedback) return fromFeedback(feedback, split);
  const statuses = deliveryStatuses(mail);
  if (statuses.length > 0) return fromStatuses(statuses, mail, split);
  if (isReceipt(mail)) return fromPerson(mail, split);
  const answered = isAutoReply(mail);
  // Absence notes may speak of undelivered mail; no mail server signs with a person's name.
  const signed = isReportAuthor(mail) || headerOf(mail.headers, 'x-failed-recipients') !== '';
  if (answered && !signed && !(saysBounce(mail, split.words) && clearReason(split.words)))
    return fromPerson(mail, split);
  if (looksLikeBounce(mail, split.words, envelope)) {
    const stated = statedStatuses(mail);
    return stated.length > 0 ? fromStatuses(stated, mail, split) : fromWords(mail, split);
  }
  return answered ? fromPerson(mail, split) : null;
}

function fromPerson(mail: ReportMail, { words }: SplitReport): Contents {
  return {
    nature: 'auto-reply',
    recipients: [plain(addressIn(headersOf(mail.headers, 'from', 'return-path').join(' ')), words)],
  };
}

function fromFeedback({ about, recipients, reportingMta }: FeedbackReport, { words }: SplitReport): Contents {
  const natures: Record<FeedbackReport['about'], ReportNature> = {
    complaint: 'complaint',
    authentication: 'bounce',
    praise: 'not-a-bounce',
  };
  const people = recipients.length > 0 ? recipients : [null];
  return {
    nature: natures[about],
    recipients: distinct(
      people.map((address) => ({
        ...plain(address, words),
        class: about === 'authentication' ? 'policy' : 'unknown',
        ...(reportingMta ? { reportingMta } : {}),
      })),
    ),
  };
}

/** Failures count before delays, and both before successes: a list's report may hold all three. */
function fromStatuses(statuses: DeliveryStatus[], mail: ReportMail, split: SplitReport): Contents {
  const failed = statuses.filter(({ action }) => action === 'failed');
  const delayed = statuses.filter(({ action }) => action === 'delayed');
  const nature: ReportNature = failed.length > 0 ? 'bounce' : delayed.length > 0 ? 'delayed' : 'not-a-bounce';
  const chosen = failed.length > 0 ? failed : delayed.length > 0 ? delayed : statuses;
  const named = namedIn(mail, split);
  // With several people in a report, words that name nobody may be about somebody else.
  const common = statuses.length === 1 ? split.words : '';
  return {
    nature,
    recipients: distinct(chosen.map((status) => fromStatus(status, named, { ...split, words: common }))),
  };
}

function fromStatus(status: DeliveryStatus, named: NamedRecipient[], split: SplitReport): BouncedRecipient {
  const about = named.find(({ address }) => status.recipient !== null && sameAddress(address, status.recipient));
  const told = saidToBeSentTo(split.words);
  const address = told ?? status.recipient ?? named[0]?.address ?? returnedRecipients(split)[0] ?? null;
  const { reportingMta } = status;
  const sentTo = status.sentTo ?? status.recipient;
  return {
    address,
    ...classify({ ...status, words: about?.words ?? split.words }),
    ...(reportingMta ? { reportingMta } : {}),
    ...(sentTo && address && !sameAddress(sentTo, address) ? { sentTo } : {}),
  };
}

const NOT_DELIVERED_TO = new RegExp(String.raw`was not delivered to:\s{1,8}<?(${ADDRESS})>?\s{1,8}because:`, 'iu');

/** Domino tells the address as it was written; its status part holds what the directory made of it. */
const saidToBeSentTo = (words: string): string | null => NOT_DELIVERED_TO.exec(words.slice(0, 4_000))?.[1] ?? null;

function fromWords(mail: ReportMail, split: SplitReport): Contents {
  const nature = natureInWords(mail, split.words);
  const failed = headersOf(mail.headers, 'x-failed-recipients').flatMap(addressesIn).slice(0, MOST_RECIPIENTS);
  const named = namedIn(mail, split);
  const addresses: (string | null)[] = failed.length > 0 ? failed : named.map(({ address }) => address);
  if (addresses.length === 0) addresses.push(returnedRecipients(split)[0] ?? null);
  return {
    nature,
    recipients: addresses.map((address) => {
      const about = named.find((other) => address !== null && sameAddress(other.address, address));
      return { address, ...verdictInWords(about, split) };
    }),
  };
}

function verdictInWords(about: NamedRecipient | undefined, split: SplitReport): Verdict {
  const verdictOf = (words: string): Verdict => classify({ status: null, diagnostic: null, words });
  const verdict = verdictOf(about?.words ?? split.words);
  return verdict.class === 'unknown' && about?.heading ? verdictOf(`${about.heading}\n${about.words}`) : verdict;
}

function natureInWords(mail: ReportMail, words: string): ReportNature {
  if (looksDelivered(mail, words)) return 'not-a-bounce';
  return looksDelayed(mail, words) ? 'delayed' : 'bounce';
}

function namedIn(mail: ReportMail, split: SplitReport): NamedRecipient[] {
  const parties = ['to', 'from', 'reply-to', 'return-path', 'x-original-to', 'delivered-to'];
  const others = [...headersOf(mail.headers, ...parties), ...headersOf(split.headers, 'from')].flatMap(addressesIn);
  return recipientsIn(split.words, {
    others: others.slice(0, MOST_BYSTANDERS),
    returnedTo: returnedRecipients(split).slice(0, MOST_RECIPIENTS),
    home: /@([^@]+)$/.exec(addressIn(headerOf(mail.headers, 'from')) ?? '')?.[1] ?? null,
  });
}

function plain(address: string | null, words: string): BouncedRecipient {
  const told = words.replace(/\s+/g, ' ').trim().slice(0, 500);
  return { address, class: 'unknown', status: null, diagnostic: told || null };
}

function distinct(recipients: BouncedRecipient[]): BouncedRecipient[] {
  return recipients.filter(
    ({ address }, i) =>
      address === null ||
      recipients.findIndex((other) => other.address !== null && sameAddress(other.address, address)) === i,
  );
}
