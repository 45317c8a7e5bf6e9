import { headerOf, headersOf, type ReportMail } from './report-mail.rules.js';

/** Programs and offices that write reports. */
const AUTHOR =
  /mailer[-_. ]?daemon|mail[-_. ]?(?:delivery|system|daemon|administrator|admin|robot|router)|post-?master|mdaemon|delivery (?:sub)?system|mail transport|mta\b|^\s*<?(?:bounces?|mailer|smtp|noreply-bounce)@|internet mail delivery|system administrator|systemadministrator|administrateur systeme|microsoft outlook|exchange server/i;

const SUBJECT =
  /undeliver|un-deliver|not delivered|(?:could|can)(?: ?not|n't) be (?:delivered|sent)|delivery[ -](?:status|failure|failed|error|report|problem|has failed|notification|delay|incomplete)|deliver(?:y|ing)? (?:of )?(?:your )?(?:mail|message)[^:]{0,30}(?:fail|delay)|fail(?:ed|ure)[^:]{0,20}(?:deliver|notice|mail|message)|mail failed|returning (?:message |mail )?to sender|failure notice|returned? (?:e-?mail|mail|message|to sender)|mail (?:system )?error|error (?:in )?(?:sending|delivering)|(?:mail|message|nondeliverable|non-?delivery) (?:failure|status|report|error|bounce|could|rejected|returned|undeliver)|nondeliver|non-deliver|bounce[ds]?\b|warning: (?:message|could)|message (?:delayed|status|you sent)|rejected mail|mail (?:rejected|delayed)|permanent (?:error|failure|delivery)|transient failure|user unknown|non remis|[ée]chec|non distribu|unzustellbar|zustell(?:ung|fehler)|nicht zugestellt|no (?:se ha )?entrega|devuelto|mancata consegna|non recapit|falha na entrega|onbestelbaar|недоставлен|не доставлено|エラー|配信|送信できません|退信|退回|投递失败|無法|系统退信/i;

const WORDS =
  /(?:(?:could|can|was|were|has|have|is) ?(?:not|n't)(?: yet)?(?: been| be)?|unable to(?: be)?|failed to(?: be)?|un) ?-?(?:successfully )?(?:deliver|reach(?:ed)?|sen[dt] (?:your|the)|route)|not (?:be )?delivered|undeliver|delivery (?:to|of|has|attempt)[^.]{0,80}(?:fail|delayed|not possible|unsuccessful)|permanent (?:fatal )?(?:error|failure)|fatal error|delivery (?:problem|failure|error)|did not reach|following (?:recipient|address|e-?mail address|user|destination)|returned (?:to you|to sender|mail)|(?:message|mail) (?:you sent )?(?:was|has been|is|could be) ?(?:returned|rejected|refused|undeliver|bounced|blocked)|(?:mailbox|user|recipient|host|domain|account)( is)? (?:unknown|not found|full|unavailable)|(?:5|4)\d\d[ -](?:#?5|4)\.\d\.\d|rcpt to:|non remis|pas (?:pu )?[êe]tre (?:remis|distribu|d[ée]livr)|nicht (?:zugestellt|zustell|ausgeliefert)|no (?:se )?(?:ha )?pud|impossibile|доставить|доставлено|届け|配信|送信|退回|投递|无法/i;

/** Whether a mail without a machine-readable report is a report all the same. Two signs are needed: people write "not delivered" too. Only a mailer daemon is a sign by itself. */
export function looksLikeBounce(mail: ReportMail, words: string): boolean {
  const subject = mail.subject.slice(0, 1_000);
  if (headerOf(mail.headers, 'x-failed-recipients')) return true;
  if (/report-type="?delivery-status/i.test(headerOf(mail.headers, 'content-type'))) return true;
  const said = WORDS.test(words.slice(0, 8_000));
  const titled = SUBJECT.test(subject);
  if (isReportAuthor(mail) || isNullSender(mail))
    return said || titled || /mailer-?daemon@/i.test(headerOf(mail.headers, 'from'));
  // People forward reports to each other.
  return said && titled && !/^\s*(?:re|fwd?|aw|wg|tr|rv|i|r) ?:/i.test(subject);
}

/** Whether the author's name or address is one that mail servers use. */
export function isReportAuthor(mail: ReportMail): boolean {
  return AUTHOR.test(headerOf(mail.headers, 'from'));
}

function isNullSender(mail: ReportMail): boolean {
  return headersOf(mail.headers, 'return-path').some((path) => /^<?\s*(?:mailer-daemon)?\s*>?$/i.test(path.trim()));
}

const DELAY_SUBJECT =
  /delay|warning|still (?:trying|undeliver)|\bretrying|transient|verz[öo]ger|retard|demora|ritard|отложен|задерж|遅延/i;

const DELAY_WORDS =
  /warning message only|not need to (?:resend|retransmit|re-send)|no action is required|will (?:keep|continue) (?:on )?(?:trying|to try|to attempt|attempting)|delivery attempts will continue|has been delayed|(?:is|been) (?:temporarily )?delayed|message delayed|will be (?:retried|tried again|re-?attempted)|(?:has|have|could) not (?:yet )?(?:been|be) delivered (?:yet|after \d+ (?:hours?|minutes))|still (?:in the queue|being (?:tried|attempted|retried)|undelivered|trying)|will (?:try|retry) (?:again|for|until)|further attempts|du (?:brauchst|m[uü]ssen)|keine aktion erforderlich|tentatives? .{0,40}continu|nouvelle tentative/i;

const FINAL_WORDS =
  /permanent|giving up|gave up|will not (?:be )?(?:try|retr|attempt)|not be retried|no further attempts|expired|fatal|returned to sender|failed permanently|delivery (?:has )?failed|undeliverable mail/i;

/** Whether a report in words says that the server still tries. */
export function looksDelayed(mail: ReportMail, words: string): boolean {
  const subject = mail.subject.slice(0, 1_000);
  const told = words.slice(0, 8_000);
  if (DELAY_WORDS.test(told))
    return !FINAL_WORDS.test(told) || /warning message only/i.test(told) || DELAY_SUBJECT.test(subject);
  return DELAY_SUBJECT.test(subject) && !FINAL_WORDS.test(told);
}
