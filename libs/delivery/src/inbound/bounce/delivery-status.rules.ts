import { addressIn } from './mail-address.rules.js';
import { headerOf, parseHeaders, type Headers, type ReportMail } from './report-mail.rules.js';

/** One recipient's group of fields in a delivery status notification (RFC 3464, section 2.3). */
export interface DeliveryStatus {
  recipient: string | null;
  sentTo: string | null;
  action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  status: string | null;
  diagnostic: string | null;
  reportingMta: string | null;
}

// A mail is one person's; a report about more than this is a mistake or an attack.
const MOST_RECIPIENTS = 100;
const MOST_CHARACTERS = 256_000;

/** Reads the machine-readable part of a report. */
export function deliveryStatuses(mail: ReportMail): DeliveryStatus[] {
  const proper = mail.parts.filter((part) => /^message\/(global-)?delivery-status$/.test(part.type));
  return proper.flatMap((part) => groupsIn(part.text)).slice(0, MOST_RECIPIENTS);
}

/** The same fields in parts of other media types; ask only for mails that look like reports, because people quote such fields too. */
export function statedStatuses(mail: ReportMail): DeliveryStatus[] {
  const others = mail.parts.filter((part) => !isReturnedType(part.type) && looksLikeStatus(part.text));
  return others.flatMap((part) => groupsIn(part.text)).slice(0, MOST_RECIPIENTS);
}

/** Media types under which the returned mail, or its head, is attached. */
export function isReturnedType(type: string): boolean {
  return /^(message\/(rfc822|global|partial)|text\/rfc822-headers|message\/(rfc822|global)-headers)$/.test(type);
}

function looksLikeStatus(whole: string): boolean {
  const text = whole.slice(0, MOST_CHARACTERS);
  return /^(final|original)-recipient:/im.test(text) && /^(action|status|diagnostic-code):/im.test(text);
}

/** Groups are parted by empty lines; some servers part the fields of one recipient too, so groups without a recipient join the one before. */
function groupsIn(text: string): DeliveryStatus[] {
  const groups = onePersonEach(text.slice(0, MOST_CHARACTERS).split(/\r?\n[ \t]*\r?\n/))
    .map(parseHeaders)
    .filter((fields) => fields.size > 0);
  const statuses: DeliveryStatus[] = [];
  let perMessage: Headers = new Map();
  for (const fields of groups) {
    if (namesRecipient(fields)) statuses.push(statusOf(fields, perMessage));
    else if (statuses.length === 0) perMessage = new Map([...perMessage, ...fields]);
    else supplement(statuses[statuses.length - 1]!, fields);
  }
  if (statuses.length === 0 && headerOf(perMessage, 'action')) return [statusOf(perMessage, perMessage)];
  return statuses;
}

/** Some servers forget the empty line between two people. */
function onePersonEach(groups: readonly string[]): string[] {
  return groups.flatMap((group) => {
    const people = group.split(/^(?=final-recipient:)/im);
    const first = people.findIndex((fields) => /^final-recipient:/i.test(fields));
    return first < 0 ? [group] : [people.slice(0, first + 1).join(''), ...people.slice(first + 1)];
  });
}

const namesRecipient = (fields: Headers): boolean => fields.has('final-recipient') || fields.has('original-recipient');

function statusOf(fields: Headers, perMessage: Headers): DeliveryStatus {
  const final = addressIn(headerOf(fields, 'final-recipient'));
  const original =
    addressIn(headerOf(fields, 'original-recipient')) ?? addressIn(headerOf(fields, 'x-actual-recipient'));
  return {
    recipient: final ?? original,
    sentTo: original,
    action: actionOf(headerOf(fields, 'action')),
    status: enhancedStatuses(headerOf(fields, 'status'))[0] ?? null,
    diagnostic: diagnosticOf(headerOf(fields, 'diagnostic-code')),
    reportingMta: mtaOf(headerOf(perMessage, 'reporting-mta') || headerOf(fields, 'reporting-mta')),
  };
}

function supplement(status: DeliveryStatus, fields: Headers): void {
  status.status ??= enhancedStatuses(headerOf(fields, 'status'))[0] ?? null;
  status.diagnostic ??= diagnosticOf(headerOf(fields, 'diagnostic-code'));
  if (headerOf(fields, 'action')) status.action = actionOf(headerOf(fields, 'action'));
}

const ACTIONS: readonly [RegExp, DeliveryStatus['action']][] = [
  [/^(?:delay|defer|transient|warning)/i, 'delayed'],
  [/^(?:deliver|success)/i, 'delivered'],
  [/^relay/i, 'relayed'],
  [/^expand/i, 'expanded'],
];

// A report without a known action is read as a failure: reports of success are rare and always say so.
function actionOf(field: string): DeliveryStatus['action'] {
  return ACTIONS.find(([word]) => word.test(field))?.[1] ?? 'failed';
}

/** The enhanced status codes (RFC 3463) in a text, in order; addresses of machines such as 5.7.1.2 are none. */
export function enhancedStatuses(text: string): string[] {
  return text.match(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/g) ?? [];
}

const diagnosticOf = (field: string): string | null =>
  field.replace(/^[ \t]*[\w.-]{1,40}[ \t]*;[ \t]*/, '').trim() || null;
const mtaOf = (field: string): string | null => field.replace(/^[ \t]*[\w-]{1,20}[ \t]*;[ \t]*/, '').trim() || null;
