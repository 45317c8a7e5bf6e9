import type { ReasonText } from './reason-text.rules.js';

const NOBODY = '\\b(user|recipient|receiver|mailbox|mail box|mail ?account|account|address|addressee|person|subscriber|alias|e-?mail|customer|id)';

/** The address does not exist, or no longer. `clear` speaks louder than any status code, `vague` only when no code is clear. */
export const HARD_TEXTS: { clear: readonly ReasonText[]; vague: readonly ReasonText[] } = {
  clear: [
    says('user unknown: sendmail, Postfix, Exim, everybody', [
      /(user|recipient|mailbox|address|account|subscriber|addressee|person|alias|local[- ]?part)s?( name)?( is| was|:)? ?['"]?unknown/,
    ]),
    says('unknown user', [
      /unknown ?(\([^)]{1,20}\) ?)?(local )?(e-?mail )?(user|recipient|mailbox|address|addressee|account|local[- ]?part|subscriber|receiver|alias|rcpt|destination|or illegal|or invalid)/,
    ]),
    says('no such user: Gmail, Yandex, Sun, many', [
      new RegExp(`no such ((local|e-?mail|mail|virtual|smtp|valid) )?${NOBODY}|no such (mail drop|name|recip|rcpt|person|one)|nosuchuser`),
    ]),
    says('the address does not exist', [
      new RegExp(`${NOBODY}s?\\b[^.;]{0,60}(do|does|did)( not|n't) (currently )?exist`),
    ]),
    says('user not found', [
      new RegExp(`${NOBODY}s?( name)?( not exist| non-?exist|[^.;]{0,40} (was|were|is|are|could|can)?( not|n't)( be)? (found|known|listed|recogni[sz]ed|registered|valid|allowed here|a valid))`),
    ]),
    says('invalid recipient', [
      new RegExp(`(invalid|illegal|nonexistent|non-existent|inexistent|not a (valid|known)|no valid|bad|incorrect|undeliverable|unresolvable) ((e-?mail|mail|smtp|local|destination|recipient|final delivery|intended) )*${NOBODY}`),
    ]),
    says('none of the recipients is valid; the wording of RFC 5321 for 553', [
      /(all|no) (of the )?(valid )?(recipients|rcpts)( are| were)?( invalid| found| accepted|\b)/,
      /(mailbox|recipient|user|account)( name)?( is)? not allowed|wrong (recipient|address|user)/,
      /(user|recipient) not a member of domain/,
    ]),
    says('IMail; Domino: not listed in the directory', [
      /final delivery userid/,
      /(not|isn't) (listed|found) in (the )?(domino|public|name|directory|address|local|aliases|our|passwd)/,
    ]),
    says('Domino: the name fits several people, so none', [
      /several matches found in domino directory|matching entries were found in address book/,
    ]),
    says('Exchange: recipient not found in the directory', [
      /recip(ient)?notfound|exrecipnotfound|resolver\.adr\.(recip|ambig|bad|invalid)/,
      /resolver\.forestmatch/,
    ]),
    says('Exchange 5.5: unknown recipient', [
      /unknown recipient|msexch:ims:.{0,80}(000c05a6|000b09b6)/,
    ]),
    says('qmail: no mailbox here by that name', [
      /no mailbox (here )?(by that name|found|for)/,
      /no (account|mailbox|user|recipient|customer|subscriber|one)s? (here )?(by|with|of|under|at) (that|this|the)/,
    ]),
    says('Yahoo: this user doesn\'t have an account', [
      /(does(n't| not)|do not|don't) have an? [^.;]{0,60}(account|mailbox|e-?mail)/,
    ]),
    says('left the provider', [
      /not (our|a) (customer|member|subscriber|user)\b|no longer (a|our) (customer|member|subscriber)/,
      /not a (real|local|registered) (user|address)/,
    ]),
    says('the mailbox was deleted', [
      new RegExp(`${NOBODY}[^.;]{0,60}(has been|is|was|were|been|account|mailbox)? ?(already |permanently )?(closed|deleted|removed|terminated|cancell?ed|deactivated permanently|discontinued permanently|retired|abandoned|purged)`),
    ]),
    says('the address is given up', [
      /no longer (valid|exists?|in (use|service|operation)|used|employed|active here|available|accept\w* (e-?)?mail|receiv\w+ (e-?)?mail|works?|with (us|the)|on (this )?server|monitored|at this|associated|reachable)/,
    ]),
    says('the person has moved', [
      /(address|recipient|user|mailbox|account|e-?mail)[^.;]{0,30} (has|have|is) (been )?(changed|moved)/,
      /new e-?mail address is|recipient has moved|mailbox (owner )?has changed/,
    ]),
    says('Exim: the domain takes no mail', [
      /unrout(e)?able (mail domain|address|recipient)/,
      /all relevant mx records point to non-existent hosts/,
      /(domain|host)( name)?( part)? (does(n't| not)|not) exist/,
    ]),
    says('host or domain not found', [
      /(host|domain)( or domain)? ?(name)?[^.;:]{0,60}(not found|unknown|non-?exist|is invalid|couldn't be found|could not be (found|resolved))(?!.{0,200}try again)/,
    ]),
    says('unknown domain', [
      /(unknown|no such|invalid|bad|nonexistent|non-existent|unresolvable|illegal) (mail )?(host|domain|destination (host|domain|system))/,
      /nonexistentdomain|nxdomain|name or service not known/,
    ]),
    says('the domain takes no mail (RFC 7505)', [
      /couldn't find any host named/,
      /no (mx|mail exchangers?|mail servers?)( records?)?( were| was| is|:)? ?(found|exist|for|or a\b)/,
      /null ?mx/,
      /(domain|host|server|it)( that)? ((does|do)( not|n't) (accept|receive)|accepts? no|never accepts?) (any )?(e-?)?mail/,
    ]),
    says('not an address', [
      /bad destination (mailbox|host|system)/,
      /(bad|invalid|illegal|malformed) (recipient|destination|mailbox)? ?(address|mailbox) syntax/,
      /domain (name )?required|(5\.1\.3|local[- ]part).{0,40}(syntax|invalid)|illegal alias/,
      /address syntax error/,
    ]),
    says('Orange and La Poste: unknown recipient; common misspellings', [
      /ofr_?(006_)?(416|104_416)|\bofr_416|lpn00\d_405|mailbox not (known|valid)|dosnt exist/,
      /doesnt exist/,
    ]),
    says('Comcast, Apple, mail.ru', [
      /account (is )?not available|account not found|recipient (is )?no longer on server/,
      /mailaddr(ess)? not found|rcpt (address )?(not|doesn't) exist|not a known user|user doesn't/,
      /email is not exist/,
    ]),
    // Other languages
    says('French', [
      /(adresse|destinataire|utilisateur|compte|boite)s?[^.;]{0,60}(inconnu|inexistant|invalide|introuvable|n'existe (pas|plus)|ferme|supprime)/,
    ]),
    says('German', [
      /(empfanger|benutzer|adresse|postfach|konto)[^.;]{0,60}(unbekannt|existiert nicht|ungultig|nicht (gefunden|bekannt|vorhanden|vergeben)|geloscht)/,
      /unbekannter (empfanger|benutzer)/,
    ]),
    says('Spanish, Italian, Portuguese', [
      /(usuario|destinatario|direccion|cuenta|buzon|utente|indirizzo|casella|utilizador|endereco|conta)[^.;]{0,60}(desconocid|no existe|no (se )?encontr|inexistent|inesistente|sconosciut|non esiste|non trovat|desconhecid|nao existe|invalid)/,
    ]),
    says('Italian, Polish, Czech, Hungarian, Turkish, Nordic', [
      /destin(atario)?\.? (sconosciuto|errato|desconocido)|nie (istnieje|ma takiego)|nieznany|adresat/,
      /neexistuje|nem letezik|mevcut degil|bulunamadi|finns inte|findes ikke|ei (ole|loydy)/,
    ]),
    says('Dutch, Russian', [
      /(gebruiker|ontvanger|adres)[^.;]{0,60}(onbekend|bestaat niet)/,
      /(пользовател|адресат|получател|ящик|адрес)[^.;]{0,60}(не (существует|наиден|зарегистрирован)|неизвест|отсутствует)/,
      /нет такого/,
    ]),
    says('Japanese and Chinese: no such address', [
      /宛先不明|見つかりません|存在しません|メールアドレスが|該当するユーザ|收件人不存在|用户不存在|不存在|地址错误|查无此人/,
    ]),
  ],
  vague: [
    says('mailbox unavailable: Outlook.com and the wording of RFC 5321 for 550', [
      /(mailbox|recipient|address|user|account)( is)? (unavailable|not available|invalid|not accepted here|not valid|does not match|inaccessible)/,
    ]),
    says('the recipient is not accepted, no reason given', [
      /address rejected\b|invalid (recipient|address)|undeliverable/,
      /recipient (not|cannot be) (ok|accepted)|does not like recipient|recipient refused|^unknown$/,
    ]),
    says('the address could not be found', [
      /(can(no|')t|could not|couldn't|unable to) (find|resolve|verify|look ?up) (the |this |that )?(user|recipient|mailbox|address|domain|host)/,
      /address (couldn't|could not) be found|not deliver(ed|able) to (this|that) address/,
    ]),
    says('something was not found', [
      /not (found|known)|unknown|does(n't| not) exist/,
    ]),
  ],
};
