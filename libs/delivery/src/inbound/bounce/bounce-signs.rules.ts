import { headerOf, headersOf, type Envelope, type ReportMail } from './report-mail.rules.js';

const anyOf = (patterns: readonly RegExp[], text: string): boolean => patterns.some((pattern) => pattern.test(text));

/** Programs and offices that write reports. */
const AUTHORS: readonly RegExp[] = [
  /mailer[-_. ]?daemon|mdaemon|post-?master|microsoft outlook|exchange server|mail transport|\bmta\b/i,
  /mail[-_. ]?(?:delivery|system|daemon|administrator|admin|robot|router)|delivery (?:sub)?system/i,
  /system ?administrator|administrateur systeme|^\s*<?(?:bounces?|mailer|smtp)@/i,
];

const SUBJECTS: readonly RegExp[] = [
  /undeliver|non-?deliver|not delivered|(?:could|can)(?: ?not|n't) be (?:delivered|sent)|unzustellbar|onbestelbaar/i,
  /delivery[ -](?:status|fail|error|report|problem|has failed|notification|delay|incomplete)/i,
  /deliver(?:y|ing)? (?:of )?(?:your )?(?:mail|message)[^:]{0,30}(?:fail|delay)/i,
  /fail(?:ed|ure)[^:]{0,20}(?:deliver|notice|mail|message)|mail failed|(?:permanent|transient) (?:error|failure)/i,
  /return(?:ed|ing)? (?:e-?mail|mail|message|to sender)|bounce[ds]?\b|user unknown|rejected mail/i,
  /mail (?:system )?error|error (?:in )?(?:sending|delivering)|(?:mail|message) (?:failure|status|report|error|bounce|could|rejected|returned|delayed)/i,
  /warning: (?:message|could)|message you sent/i,
  /non remis|[ée]chec|non distribu|zustell(?:ung|fehler)|nicht zugestellt|no (?:se ha )?entrega|devuelto|mancata consegna|falha na entrega/i,
  /недоставлен|не доставлено|エラー|配信|送信できません|退信|退回|投递失败|無法/i,
];

const WORDS: readonly RegExp[] = [
  /(?:not|n't|unable to|failed to)(?: yet)?(?: been| be)? (?:successfully )?(?:deliver|reach|route|sen[dt] (?:your|the))|undeliver/i,
  /delivery (?:to|of|has|attempt)[^.]{0,80}(?:fail|delayed|not possible|unsuccessful)|delivery (?:problem|failure|error)/i,
  /permanent (?:fatal )?(?:error|failure)|fatal error|following (?:recipient|address|e-?mail address|user|destination)/i,
  /(?:message|mail) (?:you sent )?(?:was|has been|is|could be) ?(?:returned|rejected|refused|bounced|blocked)|returned (?:to you|to sender|mail)/i,
  /(?:mailbox|user|recipient|host|domain|account)(?: is)? (?:unknown|not found|full|unavailable)|(?:unknown|no such) (?:user|host|recipient)/i,
  /\b[45]\d\d[ -]#?[45]\.\d\.\d|rcpt to:/i,
  /non remis|pas (?:pu )?[êe]tre (?:remis|distribu|d[ée]livr)|nicht (?:zugestellt|zustell|ausgeliefert)|no (?:se )?(?:ha )?pud|impossibile/i,
  /доставить|доставлено|届け|配信|送信|退回|投递|无法/i,
];

/**
 * Whether a mail without a machine-readable report is a report all the same. Two signs are needed, because people write "not delivered" too
 * and forward each other's reports; only a mailer daemon is a sign by itself.
 */
export function looksLikeBounce(mail: ReportMail, words: string, envelope: Envelope): boolean {
  const subject = mail.subject.slice(0, 1_000);
  if (headerOf(mail.headers, 'x-failed-recipients')) return true;
  if (/report-type="?delivery-status/i.test(headerOf(mail.headers, 'content-type'))) return true;
  const said = anyOf(WORDS, words.slice(0, 8_000));
  const titled = anyOf(SUBJECTS, subject);
  if (/mailer-?daemon@/i.test(headerOf(mail.headers, 'from'))) return true;
  if (isReportAuthor(mail) || isNullSender(mail, envelope)) return said || titled;
  return said && titled && !/^\s*(?:re|fwd?|aw|wg|tr|rv|i|r) ?:/i.test(subject);
}

/** Whether the author's name or address is one that mail servers use. */
export function isReportAuthor(mail: ReportMail): boolean {
  return anyOf(AUTHORS, headerOf(mail.headers, 'from').slice(0, 1_000));
}

function isNullSender(mail: ReportMail, { sender }: Envelope): boolean {
  return (
    sender === '' ||
    headersOf(mail.headers, 'return-path').some((path) => /^<?\s*(?:mailer-daemon)?\s*>?$/i.test(path.trim()))
  );
}

const DELAY_SUBJECTS: readonly RegExp[] = [
  /\bdelay|warning: (?:message|could not)|still (?:trying|undeliver)|\bretrying|transient/i,
  /verz[öo]ger|retard|demora|ritard|отложен|задерж|遅延/i,
];

const DELAY_WORDS: readonly RegExp[] = [
  /warning message only|not need to re-?(?:send|transmit)|no action is required|delivery attempts will continue|further attempts/i,
  /will (?:keep|continue) (?:on )?(?:trying|to try|to attempt|attempting)|will (?:try|retry) (?:again|for|until)|message delayed/i,
  /(?:is|been) (?:temporarily )?delayed|will be (?:retried|tried again|re-?attempted)|still (?:in the queue|being (?:tried|attempted|retried)|trying)/i,
  /(?:has|have|could) not (?:yet )?(?:been|be) delivered (?:yet|after \d+ (?:hours?|minutes))/i,
  /keine aktion erforderlich|tentatives? .{0,40}continu|nouvelle tentative/i,
];

const FINAL_WORDS: readonly RegExp[] = [
  /permanent|giving up|gave up|will not (?:be )?(?:try|retr|attempt)|not be retried|no further attempts/i,
  /expired|fatal|returned to sender|delivery (?:has )?failed|undeliverable mail/i,
];

/** Whether a report in words says that the server still tries. */
export function looksDelayed(mail: ReportMail, words: string): boolean {
  const told = words.slice(0, 8_000);
  const titled = anyOf(DELAY_SUBJECTS, mail.subject.slice(0, 1_000));
  if (!anyOf(DELAY_WORDS, told)) return titled && !anyOf(FINAL_WORDS, told);
  return titled || /warning message only/i.test(told) || !anyOf(FINAL_WORDS, told);
}
