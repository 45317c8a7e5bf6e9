import { addressIn } from './mail-address.rules.js';
import { headerOf, parseHeaders, type MailHeader, type ReceivedMail } from './received-mail.rules.js';

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

/** Reads the machine-readable part of a report; servers that send it under another media type are understood too. */
export function deliveryStatuses(mail: ReceivedMail): DeliveryStatus[] {
  const proper = mail.parts.filter((part) => /^message\/(global-)?delivery-status$/.test(part.type));
  const statuses = proper.flatMap((part) => groupsIn(part.text));
  if (statuses.length > 0) return statuses.slice(0, MOST_RECIPIENTS);
  return mail.parts
    .filter((part) => !isReturnedType(part.type))
    .flatMap((part) => (looksLikeStatus(part.text) ? groupsIn(part.text) : []))
    .slice(0, MOST_RECIPIENTS);
}

/** Media types under which the returned mail, or its head, is attached. */
export function isReturnedType(type: string): boolean {
  return /^(message\/(rfc822|global|partial)|text\/rfc822-headers|message\/(rfc822|global)-headers)$/.test(type);
}

function looksLikeStatus(text: string): boolean {
  return /^(final|original)-recipient:/im.test(text) && /^(action|status|diagnostic-code):/im.test(text);
}

/** Groups are parted by empty lines; some servers part the fields of one recipient too, so groups without a recipient join the one before. */
function groupsIn(text: string): DeliveryStatus[] {
  const groups = text
    .split(/\r?\n[ \t]*\r?\n/)
    .map(parseHeaders)
    .filter((fields) => fields.length > 0);
  const statuses: DeliveryStatus[] = [];
  let perMessage: MailHeader[] = [];
  for (const fields of groups) {
    if (namesRecipient(fields)) statuses.push(statusOf(fields, perMessage));
    else if (statuses.length === 0) perMessage = [...perMessage, ...fields];
    else supplement(statuses[statuses.length - 1]!, fields);
  }
  if (statuses.length === 0 && value(perMessage, 'action')) return [statusOf(perMessage, perMessage)];
  return statuses;
}

const namesRecipient = (fields: MailHeader[]): boolean =>
  fields.some(({ name }) => name === 'final-recipient' || name === 'original-recipient');

const value = (headers: MailHeader[], name: string): string => headerOf({ headers }, name);

function statusOf(fields: MailHeader[], perMessage: MailHeader[]): DeliveryStatus {
  const final = addressIn(value(fields, 'final-recipient'));
  const original = addressIn(value(fields, 'original-recipient')) ?? addressIn(value(fields, 'x-actual-recipient'));
  return {
    recipient: final ?? original,
    sentTo: original,
    action: actionOf(value(fields, 'action')),
    status: enhancedStatus(value(fields, 'status')),
    diagnostic: diagnosticOf(value(fields, 'diagnostic-code')),
    reportingMta: mtaOf(value(perMessage, 'reporting-mta') || value(fields, 'reporting-mta')),
  };
}

function supplement(status: DeliveryStatus, fields: MailHeader[]): void {
  status.status ??= enhancedStatus(value(fields, 'status'));
  status.diagnostic ??= diagnosticOf(value(fields, 'diagnostic-code'));
  if (value(fields, 'action')) status.action = actionOf(value(fields, 'action'));
}

// A report without a known action is read as a failure: reports of success are rare and always say so.
function actionOf(field: string): DeliveryStatus['action'] {
  const word = /^[a-z]+/i.exec(field)?.[0].toLowerCase();
  return word === 'delayed' || word === 'delivered' || word === 'relayed' || word === 'expanded' ? word : 'failed';
}

/** The first enhanced status code (RFC 3463) in a text; addresses of machines such as 5.7.1.2 are none. */
export function enhancedStatus(text: string): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ?? null;
}

const diagnosticOf = (field: string): string | null =>
  field.replace(/^[ \t]*[\w.-]{1,40}[ \t]*;[ \t]*/, '').trim() || null;
const mtaOf = (field: string): string | null => field.replace(/^[ \t]*[\w-]{1,20}[ \t]*;[ \t]*/, '').trim() || null;
