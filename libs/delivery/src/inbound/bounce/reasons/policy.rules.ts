import { either, NEAR, says, type ReasonText } from './reason-text.rules.js';

const REFUSED = either(
  'reject',
  'block',
  'den(?:y|ied)',
  'filter',
  'refus',
  'not (?:allowed|accept|permitted)',
  'violat',
  'restrict',
  'inappropriate',
);
const NOT_LISTS_OF_PEOPLE = '(?!(?:the )?(?:domino|public|name|directory|address|local|our|aliases))';
const US = either(
  'ip',
  'host',
  'client',
  'server',
  'sender',
  'domain',
  'address',
  'connection',
  'message',
  'mail',
  'e-?mail',
);
const HAS_BEEN = either(
  'is',
  'are',
  'was',
  'were',
  'has been',
  'have been',
  'been',
  'being',
  'temporarily',
  'permanently',
  'currently',
);
// prettier-ignore
const NOT_GOOD = either(
  'reject', 'den(?:y|ied)', 'refus', 'invalid', 'block', 'unknown', 'not ', "n't", 'verif', 'must', 'missing', 'unresolv', 'has (?:no\\b|null mx)', 'mismatch', 'cannot', 'fail',
);
const FORGED = either(
  'bad',
  'invalid',
  'unknown',
  'unverified',
  'illegal',
  'forged',
  'fake',
  'unresolvable',
  'null',
  'rejected',
  'bogus',
  'unroute?able',
  'undeliverable',
);
// prettier-ignore
const OURS = either(
  '(?<!to |to the |dear )sender', 'originator', 'return (?:address|path)', 'reply-to', 'from[: ]{1,2}(?:address|header|line|field|domain)', '\\bclient', '\\bip address',
  '(?:address|domain|mailbox) in (?:the )?from\\b', '\\byour (?:address|host|domain|ip|server|name)', '\\bhelo\\b', 'certificate', 'authenticat', '\\bfrom(?: header|:|$)',
);
const ALLOWED = either('allowed', 'permitted', 'authori[sz]ed');

/** The receiver objects to the sender, the message or the rate. The person's address is not in question. */
export const POLICY_TEXTS: { clear: readonly ReasonText[]; vague: readonly ReasonText[] } = {
  clear: [
    says(
      'taken for spam or abuse',
      /\bspam\b|spamm(?:er|ing)|spam(?:trap|text)|ant[iy]-?spam|\bjunk ?mail|unsolicited|\bube\b|\buce\b|bulk (?:e-?)?mail|mass mail|complaints?\b/,
      /phish|spoof|\bforged\b|forgery|malicious|suspected|suspicio(?!usremoteserver)|\babus(?:e|ive)|high score|(?:message|mail|content) scor(?:e|ing)/,
      /pourriel|publicite|indesirable|спам|垃圾邮件|迷惑メール/,
    ),
    says(
      'our relay is on a list',
      /black ?-?list|block ?-?list|deny ?list|\bdns(?:r)?bl|\brbls?\b|\b[xps]bl\b|surbl|uribl|ers-(?:dul|rbl|qil)|denyip|_is_blocked/,
      /spamhaus|spamcop|barracuda|sorbs|invaluement|proofpoint|cloudmark|senderbase|mail-abuse/,
      `listed (?:at|in|on|by|with) ${NOT_LISTS_OF_PEOPLE}`,
      /blocked (?:using|by|for|due|because|from|-)(?! (?:to )?inactivity)|banned (?:sender|sending|ip|host|by)|\bipbl\b/,
      `${US}s?[^.;]{0,40}(?:${HAS_BEEN} )+(?:blocked|banned|bloque\\w*)(?! (?:due to|for) inactivity)`,
      /adresse ip source bloquee|\b(?:you are|you're|is|been) banned\b|(?:ip|host|server|address)[ ()[\]]{1,6}is listed\b(?! in)/,
    ),
    says(
      'reputation',
      /reputation|(?:bad|poor|low) (?:sender|ip|domain)\b|(?:unexpected|high) volume|unusual (?:rate|traffic|sending|activity)|messages from [^;]{0,60}weren't sent/,
    ),
    says(
      'virus or forbidden attachment',
      /\bvirus|malware|infected|\bworm\b|trojan|\bmacro|dangerous (?:attachment|content)|potential security issue/,
      /(?:prohibited|banned|forbidden|blocked|unsafe|disallowed|executable) (?:attachment|file|content|extension|url|word|subject|header)/,
      `attachment[^.;]{0,40}${REFUSED}`,
    ),
    says(
      'content or form of the message',
      `\\bcontent[^.;]{0,40}${REFUSED}`,
      /(?:rejected|blocked|refused|denied|filtered|stopped|failed)[^.;]{0,40}(?:content|filter|\brules?\b|administrat|security|banned|antivirus)/,
      /objectionable|invalid content|not comply|message contains|rfc ?\d+ ?compliant|not (?:rfc|compliant)|non-?compliant|mime(?:\/reject| error)/,
      /headers? (?:are|is) (?:missing|malformed|invalid|duplicat)|(?:missing|invalid|duplicate|malformed|multiple|bad) [^.;]{0,30}\bheaders?\b|bare (?:lf|cr)\b|lines? (?:are |is )?too long|long lines/,
      /disallowed header|message (?:was |has been |is )?(?:discarded|filtered|quarantined)/,
    ),
    says(
      'a rule of the receiver about senders',
      /polic(?:y|ies)\b|transport\.rules|resolver\.rst\.(?:notauth|auth|restrict|sendernot)|administrative(?:ly)? (?:prohibit|den|reject|block)|prohibited by/,
      `(?:group|list|recipient|user|mailbox|address)${NEAR}(?:only accepts?|accepts? (?:messages|mail|e-?mail) only|not ${ALLOWED} to)`,
      /delivery to [^.;]{0,20} is restricted|does(?:n't| not) accept (?:messages|mail|e-?mail) from|allowed senders? list|moderat(?:ed|ion)\b|requires that you verify|whitelist|allow ?list|hors liste/,
      /bounced by administrator|(?:you are|you're|sender is) not a member|not subscribed|members can post|\bwe (?:do|did) not want/,
    ),
    says(
      'Google Groups: one text, in every language, for a group that does not exist and one we may not write to',
      /google groups|groups\.google\.com/,
    ),
    says(
      'the name or address of our relay',
      /reverse (?:dns|lookup|name|host)|\brdns\b|\bptr\b|fcrdns|\bno (?:reverse|ptr)|client host rejected|\bhelo\b|\behlo\b|geographical/,
      /(?:cannot|can't|could not|unable to|failed to) (?:find|resolve|verify) (?:your|client|sending|the (?:client|sending)|reverse|ip)/,
      /hostname (?:does not|doesn't|is not)|your (?:mail )?server is mis|generic (?:host|name)|dynamic(?:ally)? (?:ip|assigned|address|host)|dial-?up|residential/,
      /refused to talk to me: 5|(?:connections?|traffic|mail|messages?) (?:will )?not (?:be )?accepted from|not accept(?:ing)? (?:any )?(?:messages|mail|e-?mail|connections) from/,
    ),
    says(
      'SPF, DKIM, DMARC, TLS',
      /\bspf\b|\bdkim\b|\bdmarc|sender[- ]?id\b|purported responsible|domainkeys?|unauthenticated|not authenticated/,
      /auth(?:entication)?[^.;]{0,30}(?:required|fail|needed|check|information)|smtp auth|please authenticate|requires? (?:smtp )?auth|(?:from|sender|header|domain)[^.;]{0,40} align/,
      /from (?:header|domain|address)[^.;]{0,30}(?:fail|does not match|mismatch)|tls (?:is )?required|(?:must|not) (?:issue|offer) a? ?starttls/,
      /(?:starttls|\btls\b|encrypt\w*|certificate|\bdane\b|mta-?sts)[^.;]{0,60}(?:required|fail|error|must|untrusted|invalid|not (?:offered|support|trusted|available)|handshake)/,
    ),
    says(
      "our sender's address",
      `sender'?s? (?:address |domain |e-?mail |id |is |resolve |x )*${NOT_GOOD}`,
      `${FORGED} (?:envelope )?(?:sender|from\\b|return[- ]?path|reverse[- ]?path)`,
      `(?:originator|from (?:address|domain|field)|mail ?from|return[- ]path|envelope (?:from|sender))${NEAR}${NOT_GOOD}`,
      /domain of (?:the )?sender|required for sender|verify (?:the )?sender|unable to verify (?:sender|your)|verification failed for|callout|does not like sender/,
      /(?:absender|expediteur|remitente|mittente|remetente|afzender|nadawc|отправител|发件人|送信者|발신자)[^.;]{0,60}(?:unbekannt|inconnu|abgelehnt|nicht|gesperrt|refuse|rejet|pas autoris|invalid|rechaz|no |rifiut|non |rejeit|nao |geweigerd|odrzuc|отклон|не |拒|차단|거부)/,
      /\b(?:your|sender'?s?) (?:e-?mail )?account\b[^.;]{0,40}(?:disabled|suspended|locked|blocked|inactive)|sender over quota/,
      /sendasdenied|send as\b|address is not verified|badmailfrom|badsender|bad outbound sender|not accept bounces|null sender|sender verif/,
    ),
    says(
      'what is not there is ours',
      String.raw`${OURS}(?:(?!recipient|rcpt|receiver|\bto\b)[^.;]){0,40}(?:unknown|\b(?:not|n't)\b (?:be )?(?:found|known|exist|valid|recogni)|invalid)`,
      String.raw`(?:no such|unknown|invalid|bad|not (?:a )?valid|not found) (?:[\w'-]+ ){0,2}(?:in |of )?(?:the )?${OURS}`,
      /(?:no such|unknown|invalid|not valid|not exist|not found) (?:[\w'-]+ ){0,2}in (?:the )?from\b/,
    ),
    says(
      'the server does not relay for us',
      /relay(?:ing)?[^.;]{0,50}(?:denied|not (?:allowed|permitted|authori[sz]ed|enabled|possible|accept)|prohibited|reject|refused|forbidden|disabled|restrict|block)/,
      /(?:\bnot|n't|never|refuse to|unable to|cannot|can't|\bno|deny|unauthori[sz]ed|(?:allowed|permitted|authori[sz]ed|configured|privileges?) to|to use [^.;]{0,20}) (?:open )?relay/,
      /not (?:a )?local (?:domain|host)|not one of our|rcpthosts|(?:we do not|don't) relay|third-party|local users? only/,
    ),
    says(
      'rate limits and greylists',
      /rate ?-?limit|too (?:fast|frequent|often|quickly|much mail from)|excessive (?:connection|mail|message)|again later from\b|throttl|slow down|concurren|gr[ea]y ?-?list|please wait|limit exceeded for/,
      /(?:too|so) many (?!hops|"?received|forward|loops|attempts|retries|errors|failures|(?:messages|mails) (?:on|in))/,
      /(?:exceed\w*|over|reached)[^.;]{0,40}(?:\brate|(?:message|sending|send|connection) limit|per (?:hour|minute|day|second|connection|session)|concurrent)/,
      /(?:exceed\w*|limit on the|over|reached)[^.;]{0,40}number of (?:messages|connections|recipients|e-?mails) (?:per|from|allowed)/,
      /(?:\brate|frequency|connections?|sessions?)[^.;]{0,30} (?:limit|exceed|restrict|too high)|receiving mail (?:at a rate|too quickly)|receivingrate/,
      /(?:daily|hourly)[^.;]{0,30}(?:limit|quota|sending)|message limit|errors from your|credits exceeded/,
      /(?:sending|sender'?s?|daily) quota|quota (?:for|of|on) send|(?<![\w'] )email quota exceeded/,
    ),
    says(
      'refused as a sender',
      `not ${ALLOWED} to (?:send|connect|submit)|(?:you are|you're) not ${ALLOWED}|(?:not|n't) have permission|permission to (?:send|post)`,
      `\\b(?:is|are) not ${ALLOWED}\\b`,
      /access[ -]denied|access (?:to [^.;]{0,60} )?(?:is |has been )?(?:den|reject|refus|block)|(?:private|internal) (?:list|mail|use only)/,
      /mail from [^.;]{0,60}(?:reject|refus|denied|not accept|block)|delivery not authori[sz]ed|not accept(?:ed|able)? (?:for|due)|unwelcome|go away/,
    ),
    says(
      'codes of Orange, La Poste, NetEase, Apple, Outlook.com, AOL, Yahoo, Cox, Comcast',
      /\bofr_?(?:00\d_)?(?:1\d\d|5\d\d|99\d)|\blpn00\d_(?!405)\d{3}|\b(?:dt|mi|hl|rp|cm):[a-z]{3}\b|\[(?:cs|hm|hc|pr|ex)\d\d\]/,
      /\bs3(?:140|150)\b|\b(?:rp|dy|sc|ou)-00\d\b|\bas\(\d{3,}|\b(?:rtr|rly|hvu|dyn|con):[a-z]\w\b|\[?\bi?p?tss?\d\d\b/,
      /\bcxbl\b|\baup#|\bbl0\d{4}|\bib\d{3}\b|\(bl\)/,
    ),
  ],
  vague: [
    says(
      'refused without a reason',
      /reject|refus|denied|deny|block|forbidden|prohibit|unacceptable|declined|disallow|\bfilter|security|dropped/,
      /not (?:accepted|allowed|permitted|authori[sz]ed|acceptable)|transaction failed/,
    ),
    says(
      'refused without a reason, in other languages',
      /rejete|bloque|interdit|pas autorise|abgelehnt|verweigert|gesperrt|keine berechtigung|nicht (?:berechtigt|erlaubt|zulassig|akzeptiert)/,
      /rechazad|denegad|prohibid|no tiene permiso|rifiutat|negato|bloccat|rejeitad|recusad|negado|geweigerd|odrzucon|odmitnut|reddedildi/,
      /отклонен|отказан|запрещен|拒绝|拒絕|禁止|拒否|차단|거부/,
    ),
    says(
      'refused before the recipient was named, or after the message was read',
      /(?:in reply to|after) (?:the )?(?:end of data|mail from|helo|ehlo|initial connection|pipelined data)/,
    ),
  ],
};
