import { addressIn, addressesIn } from './mail-address.rules.js';
import { headerOf, headersOf, parseHeaders, type ReportMail } from './report-mail.rules.js';
import { returnedRecipients, type SplitReport } from './returned-mail.rules.js';

/** What a mailbox provider reports about a message its user, or its own check, objects to. */
export interface FeedbackReport {
  /**
   * `complaint`: the person pressed "spam" or asked to be left alone. `authentication`: SPF, DKIM or DMARC failed on arrival.
   * `praise`: the person took a message out of the spam folder.
   */
  about: 'complaint' | 'authentication' | 'praise';
  recipients: string[];
  reportingMta: string | null;
}

const MOST_RECIPIENTS = 50;

/** Reads a report of the Abuse Reporting Format (RFC 5965, RFC 6650), or one of the older forms that Microsoft sends; null for other mails. */
export function feedbackReport(mail: ReportMail, split: SplitReport): FeedbackReport | null {
  const announced = /feedback-report/i.test(headerOf(mail.headers, 'content-type'));
  const part = mail.parts.find(
    ({ type, text }) =>
      type === 'message/feedback-report' || (announced && /^feedback-type:/im.test(text.slice(0, 2_000))),
  );
  if (!part) return fromMicrosoft(mail, split);
  const fields = parseHeaders(part.text.slice(0, 64_000));
  const type = headerOf(fields, 'feedback-type').toLowerCase();
  const named = headersOf(fields, 'original-rcpt-to', 'removal-recipient').flatMap(addressesIn);
  return {
    about:
      type.startsWith('auth-failure') || type === 'dmarc'
        ? 'authentication'
        : type === 'not-spam'
          ? 'praise'
          : 'complaint',
    // Most providers black the person out; then the returned mail's own address is all there is, or our header in it.
    recipients: named.length > 0 ? named.slice(0, MOST_RECIPIENTS) : returnedRecipients(split).slice(0, 1),
    reportingMta: headerOf(fields, 'reporting-mta').replace(/^[\w-]{1,20};[ \t]*/, '') || null,
  };
}

/** Outlook.com's Junk Mail Reporting Program: no report part, the mail attached, the person in a header Microsoft adds to it. */
function fromMicrosoft(mail: ReportMail, split: SplitReport): FeedbackReport | null {
  const person = headerOf(split.headers, 'x-hmxmroriginalrecipient');
  if (!person && !/^complaint about message from/i.test(mail.subject)) return null;
  const address = addressIn(person);
  return {
    about: 'complaint',
    recipients: address ? [address] : returnedRecipients(split).slice(0, 1),
    reportingMta: null,
  };
}
