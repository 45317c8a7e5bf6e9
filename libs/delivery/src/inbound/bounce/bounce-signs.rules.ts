import { headerOf, headersOf, type Envelope, type ReportMail } from './report-mail.rules.js';

const anyOf = (patterns: readonly RegExp[], text: string): boolean => patterns.some((pattern) => pattern.test(text));

/** Programs and offices that write reports. */
const AUTHORS: readonly RegExp[] = [
  /mailer[-_. ]?daemon|mdaemon|post[-_]?master|microsoft outlook|exchange server|mail transport|\bmta\b/i,
  /mail[-_. ]?(?:delivery|system|daemon|administrator|admin|robot|router)|delivery (?:sub)?system|mail server at|<\s*@?\s*>/i,
  /system ?administrator|administrat(?:eur|or|ore) (?:d[ei]l? )?s[iy]st[eèé]ma?|システム管理者|系统管理员|^\s*<?(?:bounces?|mailer|smtp)@/i,
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
  /non recapitabile|n[ãa]o (?:foi )?(?:entregue|poss[íi]vel entregar)|no se puede entregar|niedostarcz|nedoru[čc]iteln|k[ée]zbes[íi]thetetlen|teslim edilemedi/i,
  /olevererbar|inte leverera|ikke lever|ei (?:voitu )?toimit|remise (?:retard|diff)|retard[ée]e|verz[öo]ger|(?:entrega|consegna) (?:retras|atras|ritard)/i,
  /(?:message|mail|e-?mail|courriel|nachricht|mensaje|messaggio) (?:bloqu|refus|rejet|non d[ée]livr|abgelehnt|blockiert|rechazad|rifiutat)/i,
  /недоставлен|не доставлено|エラー|配信|配達不能|送信できません|退信|退回|投递失败|未送达|無法|传递|배달/i,
];

const WORDS: readonly RegExp[] = [
  /(?:not|n't|unable to|failed to)(?: yet)?(?: been| be)? (?:successfully )?(?:deliver|reach|route|sen[dt] (?:your|the))|undeliver/i,
  /delivery (?:to|of|has|attempt)[^.]{0,80}(?:fail|delayed|not possible|unsuccessful)|delivery (?:problem|failure|error)/i,
  /permanent (?:fatal )?(?:error|failure)|fatal error|following (?:recipient|address|e-?mail address|user|destination)/i,
  /(?:message|mail) (?:you sent )?(?:was|has been|is|could be) ?(?:returned|rejected|refused|bounced|blocked)|returned (?:to you|to sender|mail)/i,
  /(?:mailbox|user|recipient|host|domain|account)(?: is)? (?:unknown|not found|full|unavailable)|(?:unknown|no such) (?:user|host|recipient)/i,
  /\b[45]\d\d[ -]#?[45]\.\d\.\d|rcpt to:/i,
  /non remis|pas (?:pu )?[êe]tre (?:remis|distribu|d[ée]livr)|nicht (?:zugestellt|zustell|ausgeliefert)|no (?:se )?(?:ha )?pud|impossibile/i,
  /n'a (?:\(n'ont\) )?pas (?:encore )?(?:pu |[ée]t[ée] )|[ée]chec de la remise|zustellung|fehler bei der|nicht erreicht|retras|ritard|atras|entregar|consegna/i,
  /доставить|доставлено|届け|配信|送信|退回|投递|无法|无法|전달|배달/i,
];

/**
 * Whether a mail without a machine-readable report is a report all the same. Two signs are needed, because people write "not delivered" too
 * and forward each other's reports; only a mailer daemon is a sign by itself.
 */
export function looksLikeBounce(mail: ReportMail, words: string, envelope: Envelope): boolean {
  if (headerOf(mail.headers, 'x-failed-recipients')) return true;
  if (/report-type="?delivery-status/i.test(headerOf(mail.headers, 'content-type'))) return true;
  const said = anyOf(WORDS, words.slice(0, 8_000));
  const titled = anyOf(SUBJECTS, mail.subject.slice(0, 1_000));
  if (/mailer-?daemon@/i.test(headerOf(mail.headers, 'from'))) return true;
  if (isReportAuthor(mail) || isNullSender(mail, envelope)) return said || titled;
  return saysBounce(mail, words);
}

/** Whether title and words are those of a report, whoever signs it. */
export function saysBounce({ subject }: ReportMail, words: string): boolean {
  const told = words.slice(0, 8_000);
  const title = subject.slice(0, 1_000);
  return anyOf(SUBJECTS, title) && !PREFIX.test(title) && anyOf(WORDS, told) && NAMES_SOMEBODY.test(told);
}

/** What reports of machines hold, and people's talk of them seldom: an address, or the code of a server. */
const NAMES_SOMEBODY = /\S@\S|\b[45]\d\d[ -]#?[45]\.\d/;
const PREFIX = /^\s*(?:re|fwd?|aw|wg|tr|rv|i|r) ?:/i;

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
  /verz[öo]ger|retard|demora|ritard|retras|atrasad|vertraag|f[öo]rsen|forsink|op[óo][źz]ni|отложен|задерж|遅延|延迟|延遲|지연/i,
];

const DELAY_WORDS: readonly RegExp[] = [
  /warning message only|not need to re-?(?:send|transmit)|no action is required|delivery attempts will continue|further attempts/i,
  /will (?:keep|continue) (?:on )?(?:trying|to try|to attempt|attempting)|will (?:try|retry) (?:again|for|until)|message delayed/i,
  /(?:is|been) (?:temporarily )?delayed|will be (?:retried|tried again|re-?attempted)|still (?:in the queue|being (?:tried|attempted|retried)|trying)/i,
  /(?:has|have|could) not (?:yet )?(?:been|be) delivered (?:yet|after \d+ (?:hours?|minutes))/i,
  /keine aktion erforderlich|tentatives? .{0,40}continu|nouvelle tentative|pas encore [ée]t[ée] (?:remis|distribu)|noch nicht zugestellt|weiterhin/i,
  /(?:todav[íi]a|a[úu]n) no se ha entregado|seguir[áa] intentando|non [èe] stato ancora consegnato|ainda n[ãa]o foi entregue|nog niet (?:is )?(?:bezorgd|afgeleverd)/i,
];

const FINAL_WORDS: readonly RegExp[] = [
  /permanent|giving up|gave up|will not (?:be )?(?:try|retr|attempt)|not be retried|no further attempts/i,
  /expired|fatal|returned to sender|delivery (?:has )?failed|undeliverable mail/i,
];

const SUCCESS_SUBJECTS = /\bsuccess|^(?:delivered|relayed|remis|zugestellt|entregado|recapitato|entregue|bezorgd) ?:/i;
const SUCCESS_WORDS =
  /(?:has|have|was|were|been|is) (?:successfully )?(?:delivered|relayed) (?:to|by)|successful(?:ly)? (?:delivered|delivery)|delivery [^.]{0,60}is complete/i;
const FAILURE_WORDS = /\b(?:not|n't|cannot|unable)\b|\bfail|undeliver|\berror|refus|reject|\b[45]\d\d[ -]/i;

/** Whether a report in words says that all went well. */
export function looksDelivered(mail: ReportMail, words: string): boolean {
  const told = words.slice(0, 8_000);
  const titled = SUCCESS_SUBJECTS.test(mail.subject.slice(0, 1_000));
  const negated = told.replace(
    /no (?:delivery )?(?:notification|confirmation)[^.\n]{0,80}|do not (?:reply|answer)/gi,
    '',
  );
  return titled ? !/undeliver|\bfail/i.test(told) : SUCCESS_WORDS.test(told) && !FAILURE_WORDS.test(negated);
}

/** Whether a report in words says that the server still tries. */
export function looksDelayed(mail: ReportMail, words: string): boolean {
  const told = words.slice(0, 8_000);
  const titled = anyOf(DELAY_SUBJECTS, mail.subject.slice(0, 1_000));
  if (!anyOf(DELAY_WORDS, told)) return titled && !anyOf(FINAL_WORDS, told);
  return titled || /warning message only/i.test(told) || !anyOf(FINAL_WORDS, told);
}
