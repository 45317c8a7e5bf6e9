import { either, NEAR, says, type ReasonText } from './reason-text.rules.js';

// prettier-ignore
const BOX = either(
  'mail ?box', 'in-?box', 'mail ?folder', 'maildir', 'mail ?drop', 'account', 'user', 'recipient', 'disk', 'storage', 'spool', 'home directory',
  'mail ?quota', 'mail database', '\\bbox',
);
const SPACE = either('quota', 'limit', 'size', 'storage', 'space', 'allocat\\w*', 'capacity', 'allowed');
// prettier-ignore
const ASLEEP = either(
  'disabled', 'suspended', 'inactive', 'not (?:yet )?activ(?:e|ated)', 'de-?activated', 'locked', 'frozen', 'on hold', 'dormant', 'expired',
  'temporarily unavailable', 'restricted', 'discontinued',
);
const OWNER = either('account', 'mailbox', 'user', 'recipient', 'e-?mail', 'address', 'subscriber', 'inbox');
const CANNOT = either("can(?:no|'| no)t", 'could not', "couldn't", 'unable to', 'failed to', 'did not', "didn't");
const NAME_SERVICE = either(
  'dns',
  'name ?server',
  'name ?service',
  'domain name system',
  '(?:mx|name|cname) lookup',
  'resolv\\w+',
);

/**
 * The address exists; its mailbox, its server or the way there could not take the message. `mailbox` is asked before the texts about unknown
 * addresses, `clear` after them; `vague` only when no status code is clear.
 */
export const SOFT_TEXTS: {
  mailbox: readonly ReasonText[];
  clear: readonly ReasonText[];
  vague: readonly ReasonText[];
} = {
  mailbox: [
    says(
      'mailbox full',
      String.raw`${BOX}${NEAR}\b(?:full|over ?quota|(?:over|out of|exceed\w*|reached|above|beyond)(?: \w+){0,4} ${SPACE})`,
      /exceeds? (?:the )?(?:mailbox|users?|folder|allowed|allotted)(?: allowed| maximum)? (?:size|quota|limit|space)/,
      /(?:user|mailbox|account) has exceeded|mailboxfull|mailbox ?size ?limit|database is over its|too (?:much mail|many (?:messages|mails) (?:on|in))|exhausted [^.;]{0,20}(?:space|quota)/,
    ),
    says(
      'over quota; disk full',
      /(?:over|exceed\w*|out of|beyond|above|insufficient|not enough|reached)(?: \w+){0,3} (?:disk|storage|mailbox|quota|space|file ?system)\b/,
      /quota (?:is |has been )?(?:exceed|full|violat|limit|reached|over)|overquota|quotaexceeded|limit exe+ded/,
      /dis[ck] (?:is )?full|\b(?:no|low|lack of)(?: \w+)? (?:disk|storage|space)\b|space (?:is )?not enough|system storage|storage (?:full|allocation)/,
    ),
    says('Orange: full, archived', /\bofr_?(?:00\d_)?41[78]|archived recipient/),
    says(
      'full or archived in other languages',
      /(?:boite|messagerie|compte)[^.;]{0,60}(?:pleine|saturee|archivee)|quota (?:est )?depasse/,
      /(?:postfach|mailbox)[^.;]{0,40}voll|speicher(?:platz|limit)|zu ?viele (?:e-?)?mails/,
      /(?:buzon|casella|caixa|cuota|quota)[^.;]{0,40}(?:lleno|llena|piena|cheia|excedid|superat|esgotad)/,
      /(?:mailbox|postbus|skrzynka|brevlada\w*|postkasse\w*|posta kutusu)[^.;]{0,40}(?:\bvol\b|\bfull|pełna|fuld|dolu)/,
      /переполнен|ящик[^.;]{0,40}заполнен|превышен\w* квот|[邮郵信]箱已?[满滿]|空间不足|容量|いっぱい|超過|가득/,
    ),
    says(
      'the mailbox is switched off, which people undo: Gmail 5.2.1, Yahoo, mail.ru',
      String.raw`${OWNER}${NEAR}\b${ASLEEP}\b`,
      String.raw`${either('disabled', 'suspended', 'inactive', 'deactivated', 'locked', 'frozen', 'dormant')} (?:e-?mail |mail )?${OWNER}`,
      /(?:is|are|has been|been|receiving)(?: now)? disabled|disableduser|blocked (?:due to|for) inactivity|\bdomain (?:is |has been |was )?(?:suspended|disabled|inactive|on hold|locked)/,
      /\binaktiv|deaktivi?ert|inactiv[oae]\b|inactif|desactiv(?:e|ad)|nieaktywn|zablokowan|bloccat[oa] per|(?:konto|postfach)[^.;]{0,40}gesperrt|(?:cuenta|account|conta|casella)[^.;]{0,20}(?:suspend?id[ao]|sospes[ao]|suspens[ao])|(?:ha expirado|scadut)|неактив|заблокирован/,
    ),
    says(
      'the mailbox takes nothing at present',
      /(?<!\b(?:domain|host|server)\b[^.;]{0,20})not (?:currently )?accept(?:ing)? (?:any )?(?:messages|mail|e-?mail)(?: at this time| now| currently)?$/,
      /(?:mailbox|account|user|recipient)[^.;]{0,40}(?:temporarily|currently) (?:not|unable|unavailable|busy)/,
    ),
  ],
  clear: [
    says(
      'too large, in other languages',
      /(?:message|piece jointe|nachricht|mensaje|messaggio|mensagem|bericht)[^.;]{0,30}(?:trop (?:volumineu|gros|grand|lourd)|zu gro(?:ß|ss)|demasiado grande|troppo grande|(?:muito|demasiado) grande|te groot)/,
      /サイズが大きすぎ|邮件(?:过大|太大)|слишком (?:большо|велик)/,
    ),
    says(
      'too large',
      /(?:message|mail|body|attachment|file)[^.;]{0,40}(?:exceed|larger than|too (?:big|large|long))|size ?limit|maximum (?:message |mail )?size/,
    ),
    says(
      'going round in circles',
      /\bhops?(?: count)? (?:exceeded|limit)|too many (?:hops|"?received|forward)|(?:mail|routing|forwarding|message) loop/,
      /loop(?:s|ed|ing)? (?:back|detected|count)|mx ?loopback|loopdetected|mailloop|points? (?:back )?to local|\bis looping\b/,
      /best-preference mx|i don't treat it as local/,
    ),
    says(
      'no connection',
      /connection (?:was )?(?:refused|reset|lost|dropped|closed|failed|broken|timed|died|attempt)|connection [^.;]{0,60}is broken|timed? ?-?out/,
      `${CANNOT} (?:connect|establish|contact|reach|accept our requests to connect)`,
      /lost connection|closed connection|connection abort|active open|no route (?:to|found)|unreachable|not reachable|host is down|no answer from|not respond|(?:bad|no) response|wasn't able to establish/,
      /network (?:error|problem|is down)|broken pipe|socket (?:error|closed)|connect(?:ion)? (?:to [^.;]{0,60} )?(?:failed|error)|indicated no smtp service/,
    ),
    says(
      'the servers did not understand each other',
      /(?:command|sequence|argument|parameter)s?[^.;]{0,30}(?:unrecogni[sz]ed|not (?:implemented|recogni[sz]ed|supported)|invalid|out of)/,
      /(?:unrecogni[sz]ed|invalid|unknown|bad) (?:smtp )?(?:command|sequence|argument|parameter)|syntax error|protocol (?:error|violation)/,
    ),
    says(
      'passing trouble of the name service',
      `${NAME_SERVICE}${NEAR}(?:fail|error|timeout|temporar|no relevant|servfail|problem|refused)`,
      /servfail|name server reply|no relevant answers|host name lookup failure|try again/,
    ),
    says(
      'tried until it expired',
      /(?:retry|delivery|queue|life|message|mail|envelope)[^.;]{0,30} ?(?:time ?out|time|lifetime|limit|period)? ?(?:has |was )?(?:expired|exceeded)\b/,
      /(?:too long|been) in (?:the |our )?queue|retry limit|attempts exhausted|^\W*too old|message too old|delivered in time|queue too long|not going to try again|retry time not reached|queue\.expired/,
      /could not be delivered (?:for|within|after|in) |not delivered within|undelivered (?:for|after)|attempts? (?:have )?failed|failed \d+ attempts/,
      /been (?:trying|attempted|failing) for|for more than \d+ (?:hours|days)|after \d+ (?:hours|days|attempts)/,
    ),
    says(
      "trouble of the receiver's system",
      /\b(?:local|internal|system|software|config(?:uration)?|database|ldap|i\/o|processing|mailer) (?:server )?(?:config )?(?:error|failure|problem)/,
      /resources? (?:unavailable|temporarily|exceed)|insufficient (?:system )?(?:resource|memory)|out of memory|under maintenance/,
      /command (?:died|time limit)|unable to run|local delivery failed|transport (?:error|unavailable)|\btransport returned \d|: fatal:|returned? (?:an )?(?:error|exit|status)|exit (?:status|code)|permission denied|read-?only file|maildir delivery|pipe (?:to|command)/,
      /service (?:temporarily |currently )?(?:unavailable|not available|shutting|down)|mail system (?:is )?(?:not accepting|busy|down|full)/,
      /server (?:is )?(?:busy|down|overloaded|too busy)|too busy|overload|too much load|load (?:is )?too high|not accepting network messages/,
      /temporar(?:y|il\w*) (?:failure|error|problem|lookup|local|deferred|rejected|server|system|delivery)|storedrv|deferred: /,
    ),
    says(
      'connection, loop and expiry in other languages',
      /\bboucle|delai (?:d'attente )?(?:depasse|expire)|zeituberschreitung|verbindung[^.;]{0,40}(?:abgelehnt|fehlgeschlagen)/,
      /connexion[^.;]{0,30}(?:refusee|impossible|perdue|echoue)|(?:no se pudo|impossibile|impossible de(?: se)?) (?:conectar|connetter\w*|connecter)/,
      /tiempo (?:de espera )?agotado|tempo (?:limite )?scaduto|接続(?:でき|に失敗)|无法连接|連接失敗/,
    ),
  ],
  vague: [says('something that may pass', /temporar|defer|later|busy|unavailable|currently|not (?:yet )?available/)],
};
