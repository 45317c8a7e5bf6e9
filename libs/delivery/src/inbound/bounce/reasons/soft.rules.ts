import type { ReasonText } from './reason-text.rules.js';

/**
 * The address exists; its mailbox, its server or the way there could not take the message. `mailbox` is asked before the texts about unknown
 * addresses, `clear` after them; `vague` only when no status code is clear.
 */
export const SOFT_TEXTS: { mailbox: readonly ReasonText[]; clear: readonly ReasonText[]; vague: readonly ReasonText[] } = {
  mailbox: [
    says('mailbox full', [
      /(mail ?box|inbox|in-box|mail ?folder|maildir|mail ?drop|account|user|recipient|disk|storage|spool|home directory|mail ?quota|mail database|box)[^.;]{0,60}\b(full|over ?quota|(over|out of|exceed\w*|reached|above|beyond)( \w+){0,4} (quota|limit|size|storage|space|allocat\w*|capacity|allowed))/,
    ]),
    says('over quota; disk full', [
      /(over|exceed\w*|out of|beyond|above|insufficient|not enough|reached)( \w+){0,3} (disk|storage|mailbox|quota|mail ?box|space|file ?system)\b/,
      /\b(no|low|lack of)( \w+)? (disk|storage|space)\b/,
      /quota (is |has been )?(exceed|full|violat|limit|reached|over)|overquota|quotaexceeded/,
      /mailboxfull|mailbox ?size ?limit|disk (is )?full|no space left|space (is )?not enough/,
      /exhausted [^.;]{0,20}(space|quota)|too many (messages|mails) (on|in)|zu ?viele (e-?)?mails/,
      /space left on|too much mail|system storage|storage (full|allocation)/,
    ]),
    says('Domino, IMail: over quota', [
      /database is over its/,
      /exceeds? (the )?(mailbox|mail ?box|users?|folder|allowed|allotted)( allowed| maximum)? (size|quota|limit|space)/,
      /user mailbox exceeds/,
    ]),
    says('mailbox full or archived in other languages; Orange codes 417, 418', [
      /(boite|messagerie|compte)[^.;]{0,60}(pleine|saturee|archivee)|quota (est )?depasse/,
      /archived recipient|ofr_?(41[78])|(postfach|mailbox)[^.;]{0,40}voll|speicherplatz/,
      /(buzon|casella|caixa|cuota|quota)[^.;]{0,40}(lleno|llena|piena|cheia|excedid|superat|esgotad)/,
      /ящик[^.;]{0,40}(переполнен|заполнен)|переполнен|邮箱(已)?满|空间不足|容量|いっぱい|超過/,
    ]),
    says('the mailbox is switched off: Gmail 5.2.1, Yahoo, mail.ru; people come back', [
      /(account|mailbox|user|recipient|e-?mail|address|subscriber|inbox|domain)[^.;]{0,60}\b(disabled|suspended|inactive|not active|deactivated|de-activated|locked|frozen|on hold|blocked for inactivity|dormant|expired|unavailable temporarily|temporarily unavailable|temporarily disabled|restricted|discontinued|not activated)\b/,
    ]),
    says('the same the other way round', [
      /(is|are|has been|been|receiving)( now)? disabled/,
      /(disabled|suspended|inactive|deactivated|locked|frozen|dormant) (e-?mail |mail )?(account|mailbox|user|address|recipient)/,
      /(mailbox|account) disabled|user disabled/,
    ]),
    says('the mailbox takes nothing at present', [
      /not (currently )?accept(ing)? (any )?(messages|mail|e-?mail)( at this time| now| currently)?$/,
      /(mailbox|account|user|recipient)[^.;]{0,40}(is )?(temporarily|currently) (not|unable|unavailable|busy)/,
    ]),
  ],
  clear: [
    says('too large', [
      /message (size )?(is )?(exceed|larger|too (big|large|long))/,
      /(message|mail|body|attachment)[^.;]{0,40}(exceed|larger than|too (big|large))[^.;]{0,30}/,
      /size limit|recipsizelimit|maximum (message |mail )?size|sizelimit/,
    ]),
    says('going round in circles', [
      /(hop|hops)( count)? (exceeded|limit)|too many (hops|received|"?received"? headers?)/,
      /(mail|routing|forwarding|message) loop|loop(s|ed|ing)? (back|detected|count)|mx loopback/,
      /loopdetected|too many forward|message (is|was|probably)( in)?( a)? (routing )?loop/,
      /best-preference mx|mxloopback|i don't treat it as local|points? back to/,
    ]),
    says('no connection', [
      /timed? ?-?out|connection [^.;]{0,60}is broken/,
      /connection (was )?(refused|reset|lost|dropped|closed|failed|broken|timed|died|attempt)/,
      /lost connection|(no|host|network|destination|server)( is)? (route|unreachable|not reachable)/,
      /no route to|could ?n[o']t (connect|establish|contact|reach)/,
      /(can(no|')t|unable to|failed to|did not|didn't) (connect|establish|contact|reach|accept our requests to connect)/,
      /network (error|problem|is down)|broken pipe|socket (error|closed)/,
      /connect(ion)? (to [^.;]{0,60} )?(failed|error)|no answer from|not respond|(bad|no) response/,
      /unreachable|host is down|no smtp service|retry time not reached/,
      /not accept(ed|ing)? our (requests to )?connect/,
    ]),
    says('passing trouble of the name service', [
      /try again/,
      /(dns|name server|name ?service|domain name system|mx lookup|dns lookup|name lookup|cname lookup|dns query|resolv\w+)[^.;]{0,60}(fail|error|timeout|temporar|no relevant|servfail|problem|refused)/,
      /dns (error|fail|failure)|servfail|no relevant answers|host name lookup failure|temporary lookup/,
    ]),
    says('tried until it expired', [
      /(retry|delivery|queue|queue life|life|message|mail)[^.;]{0,30} ?(time ?-?out|timeout|time|lifetime|limit|period)? ?(has |was )?(expired|exceeded)\b/,
      /expired before|(too long|been) in (the |our )?queue|queue too long|not going to try again/,
      /maximum (retry|time|number of)|delivery (time )?expired|queue\.expired/,
      /could not be delivered (for|within|after|in) |undelivered (for|after)/,
      /attempts? (failed|have failed)|delivery failed \d+ attempts|will not be retried/,
      /been (trying|attempted) for|for more than \d+ (hours|days)|after \d+ (hours|days|attempts)/,
    ]),
    says("trouble of the receiver's system", [
      /(local|internal|system|software|configuration|database|ldap|i\/o|processing|mailer) (server )?(error|failure|problem)/,
      /(local )?delivery (agent |command )?(failed|error)|out of memory/,
      /resources? (unavailable|temporarily|exceed)|insufficient (system )?(resource|memory)/,
      /command died|returned? (an )?(error|exit|status)|exit (status|code)/,
      /can(no|'| no)t (create|open|write|append|update|lock|access)|permission denied|read-?only file/,
      /cannot (create|open|write|append|update|lock|access) |maildir delivery/,
      /pipe (to|command|transport)|procmail|mail system (is )?(not accepting|busy|down|full)/,
      /service (temporarily |currently )?(unavailable|not available|shutting|down)/,
      /server (is )?(busy|down|overloaded|too busy)|too busy|overload|load (is )?too high/,
      /temporar(y|il\w*) (failure|error|problem|lookup|unavailable|local|deferred|rejected|server|system|delivery)/,
      /temporary_?failure|storedrv|deferred: |will be back|under maintenance|backend|cpu/,
    ]),
    says('connection and expiry in other languages', [
      /boucle|delai (d'attente )?(depasse|expire)|zeituberschreitung/,
      /verbindung (abgelehnt|fehlgeschlagen)|tiempo (de espera )?agotado|tempo (limite )?scaduto/,
    ]),
  ],
  vague: [
    says('something that may pass', [
      /temporar|defer|later|busy|unavailable|currently|not (yet )?available/,
    ]),
  ],
};
