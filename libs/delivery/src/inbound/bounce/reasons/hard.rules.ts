import { either, NEAR, says, type ReasonText } from './reason-text.rules.js';

// prettier-ignore
const SOMEBODY = String.raw`\b` + either(
  'user', 'recipient', 'receiver', 'mail ?box', '(?:mail ?)?account', 'address', 'addressee', 'person', 'subscriber', 'alias', 'e-?mail', 'customer',
  'local[- ]?part', 'in-?box', 'rcpt(?! to\\b)', 'id',
);
const MAIL = 'e-?mail|mail';
const NOT_THERE = either('found', 'known', 'listed', 'recogni[sz]ed', 'registered', '(?:a )?valid', 'allowed here');
const INVALID = either(
  'invalid',
  'illegal',
  '(?:non|in)-?existent',
  'not a (?:valid|known)',
  'bad',
  'incorrect',
  'undeliverable',
  'unresolvable',
  'wrong',
);
const GONE = either(
  'closed(?! (?:(?:the )?connection|to ))',
  'deleted',
  'removed',
  'terminated',
  'cancell?ed',
  'retired',
  'abandoned',
  'purged',
  '(?!failed)\\w+ permanently',
);
const HOST = either('host', 'domain', 'destination (?:host|domain|system)');

/** The address does not exist, or no longer. `clear` speaks louder than any status code, `vague` only when no code is clear. */
export const HARD_TEXTS: { clear: readonly ReasonText[]; vague: readonly ReasonText[] } = {
  clear: [
    says(
      'user unknown: sendmail, Postfix, Exim, everybody',
      `${SOMEBODY}(?:e?s)?(?: name)?(?: is| was| are| were|:)? ?['"]?unknown`,
      String.raw`unknown ?(?:\([^)]{1,20}\) ?)?(?:local |virtual |e-?mail )*${either(SOMEBODY, 'destination', 'or (?:illegal|invalid)')}`,
      /\buser \S{1,64} (?:is )?unknown\b|\(000c05a6\)|\(000b09b6\)/,
    ),
    says(
      'no such user: Gmail, Yandex, Sun',
      `no such (?:(?:local|${MAIL}|virtual|smtp|valid) )?${SOMEBODY}`,
      /no such (?:mail drop|name|recip|one)|nosuchuser|find any such (?:user|recipient)|have (?:such a|this|that) (?:user|mailbox|recipient)|(?:user|recipient|mailbox|name) (?:is )?not on file/,
    ),
    says(
      'the address does not exist',
      String.raw`${SOMEBODY}s?\b${NEAR}(?:do|does|did)(?: not|n'?t) (?:currently )?exist`,
      `${SOMEBODY}s?(?: name)?(?: is)? (?:not exist|non-?exist)`,
      /user path no exist/,
    ),
    says(
      'user not found',
      `${SOMEBODY}s?(?: name)?(?:(?!host|domain)[^.;]){0,40}(?: not|n't)(?: be)? ${NOT_THERE}`,
      /(?:not|isn't) (?:listed|found) in (?:the )?(?:domino|public|name|directory|address|local|aliases|our|passwd)/,
      /recip(?:ient)?notfound|resolver\.adr\.(?:ambig|bad|invalid|exrecip|recip)/,
    ),
    says(
      'Domino: the name fits several people, so none',
      /several matches found in domino directory|matching entries were found in address book/,
    ),
    says(
      'invalid recipient',
      `${INVALID}[ -](?:(?:${MAIL}|smtp|local|destination|recipient|final delivery|intended) )*${SOMEBODY}`,
      /no valid recipients? for|(?<!error: )no valid (?:recipients?|rcpts?|users?|address)|recipients (?:are|were) invalid|final delivery userid|incorrectly addressed|doesn't handle mail for|unable to find alias/,
      /(?:user|recipient) not a member of domain/,
    ),
    says(
      'no such recipient, in the words of a few',
      /not in my validrcptto|not an active address|(?:user|mailbox) (?:missing|not present)|is not a mailbox|recipient is not local|(?:user|recipient) has left|nobody by that name|domain has no mx|not live here/,
      /\bno mail ?box\b(?! (?:size|quota|limit|space|polic))|no matches to nameserver query|address (?:has )?changed to/,
    ),
    says('the wording of RFC 5321 for 553', /(?:mailbox|user) name (?:is )?not allowed/),
    says(
      'no mailbox here by that name: qmail',
      /\bno mail ?box (?:here )?(?:by that name|found|available|for)/,
      /\bno (?:account|mailbox|user|recipient|customer|subscriber|one)s? (?:here )?(?:by|with|of|under|at) (?:that|this|the)/,
      /(?:does(?:n't| not)|do(?:n't| not)) have an? [^.;]{0,60}(?:account|mailbox|e-?mail)/,
    ),
    says(
      'left the provider',
      /not (?:our|a) (?:customer|subscriber|user)\b|no longer (?:an?|our) (?:customer|subscriber|member|employee)|not a (?:real|local|registered) (?:user|address)|left (?:the|our) (?:company|organi[sz]ation)/,
    ),
    says('the mailbox was deleted', String.raw`${SOMEBODY}s?\b(?<!mail)${NEAR}\b${GONE}`),
    says(
      'the address is given up',
      /no longer (?:valid|exists?|in (?:use|service|operation)|used|employed|active here|available|works?|here|present|monitored|associated|reachable)/,
      /no longer (?:with (?:us|the)|on (?:this )?server|at this|accept\w* (?:e-?)?mail|receiv\w+ (?:e-?)?mail)/,
    ),
    says(
      'the person has moved',
      /(?:address|recipient|user|mailbox|account|e-?mail)[^.;]{0,30} (?:has|have|is) (?:been )?(?:changed|moved)/,
      /new e-?mail address is|mailbox (?:owner )?has changed/,
    ),
    says(
      'host or domain not found',
      String.raw`${HOST}(?: or domain)? ?(?:name)?[^.;:]{0,60}(?:not found|unknown|non-?exist|is invalid|not (?:be )?(?:found|resolved)|n't be (?:found|resolved))(?!.{0,200}try again)`,
      `(?:unknown|no such|invalid|bad|non-?existent|unresolvable|illegal) (?:mail )?${HOST}`,
      `${HOST}(?: name)?(?: part)? (?:does(?:n't| not)|not) exist`,
      /nonexistentdomain|nxdomain|name or service not known|couldn't find any host|all host address lookups failed permanently/,
    ),
    says(
      'the domain takes no mail: Exim; RFC 7505',
      /unroute?able (?:mail domain|address|recipient)|mx records point to non-existent hosts|null ?mx/,
      /\bno (?:mx|mail exchangers?|mail servers?)(?: records?)?(?: were| was| is|:)? ?(?:found|exist|for|or a\b)/,
      /(?:domain|host|server|it)(?: that)? (?:(?:does|do)(?: not|n't) (?:accept|receive)|accepts? no|never accepts?) (?:any )?(?:e-?)?mail/,
      /couldn't find a mail exchanger/,
    ),
    says(
      'not an address',
      /bad destination (?:mailbox|host|system)|(?:recipient|destination|mailbox)? ?(?:address|mailbox) syntax/,
      /domain (?:name )?required|(?:user|local[- ]part) (?:address )?(?:required|syntax)/,
    ),
    says('Orange, La Poste: unknown recipient', /\bofr_?(?:00\d_)?(?:104_)?416|\blpn00\d_405/),
    says('common misspellings', /do(?:s|es)nt exist|email is not exist|rcpt not exist/),
    says('Comcast, AOL', /account (?:is )?not available|mailaddr(?:ess)? not found|never logged (?:on|in)/),
    says(
      'French',
      /(?:adresse|destinataire|utilisateur|compte|boite)s?[^.;]{0,60}(?:inconnu|inexistant|invalide|introuvable|n'existe (?:pas|plus)|pas (?:ete |pu etre )?(?:trouve|valide|reconnu)|ferme|supprime)/,
    ),
    says(
      'German, Dutch',
      /(?:empfanger|benutzer|adresse|adressat|postfach|konto)[^.;]{0,60}(?:unbekannt|existiert nicht|ungultig|geloscht)/,
      /(?:empfanger|benutzer|adresse|postfach|konto)[^.;]{0,60}nicht (?:gefunden|bekannt|vorhanden|vergeben)|unbekannter (?:empfanger|benutzer)/,
      /(?:gebruiker|ontvanger|adres)[^.;]{0,60}(?:onbekend|bestaat niet)|onbekende (?:gebruiker|ontvanger)|geen gebruiker|adres kan niet worden gevonden/,
    ),
    says(
      'Spanish, Italian, Portuguese',
      /(?:usuario|destinatario|direccion|cuenta|buzon)[^.;]{0,60}(?:desconocid|no existe|no (?:se )?encontr|inexistent|invalid)|no se encontro la (?:direccion|cuenta)|no existe (?:(?:dich|es|est)[aeo] )?(?:persona|usuario|direccion|cuenta|buzon|destinatario)/,
      /(?:utente|indirizzo|casella|destin(?:atario)?)\b[^;]{0,60}(?:inesistente|sconosciut|non esiste|non trovat|errat)|impossibile trovare l'indirizzo/,
      /(?:usuario|utilizador|endereco|conta|destinatario)[^.;]{0,60}(?:desconhecid|nao existe|nao foi encontrad|inexistente|invalid)/,
    ),
    says(
      'Polish, Czech, Hungarian, Turkish, Nordic, Russian',
      /nie (?:istnieje|ma takiego)|nieznany (?:uzytkownik|odbiorca|adres)|(?:uzytkownik|odbiorca|adres) nieznany|(?:kullanıcı|alıcı|adres)[^.;]{0,30}bulunamad|neexistuje|nem letezik|mevcut degil|finns inte|findes ikke|ei (?:ole olemassa|loydy)/,
      /(?:пользовател|адресат|получател|ящик|адрес)[^.;]{0,60}(?:не (?:существу|наиден|найден|зарегистрирован)|неизвест|отсутству)|нет такого|такого (?:пользователя|адреса|ящика) нет/,
    ),
    says(
      'Japanese, Chinese, Korean, Greek, Hebrew, Arabic',
      /찾을 수 없|존재하지 않|δεν (?:υπαρχει|βρεθηκε)|לא (?:קיים|נמצא)|غير (?:موجود|معروف)/,
      /宛先不明|見つかりません|存在しま?せん|存在しない|無此|该用户|收件人不存在|用户不存在|不存在|地址错误|查无此人/,
    ),
  ],
  vague: [
    says(
      'mailbox unavailable: Outlook.com and the wording of RFC 5321 for 550',
      /(?:mailbox|recipient|address|user|account)(?: is)? (?:unavailable|not available|invalid|not accepted here|does not match|inaccessible)/,
    ),
    says(
      'the recipient is not accepted, no reason given',
      /address rejected[^\p{L}]*(?:$|in reply to|giving up)/u,
      /invalid (?:recipient|address)|(?:recipient|address|user)[^.;]{0,20} undeliverable|recipient refused|recipient rejected|^unknown$/,
      /(?:recipient|user)[^.;]{0,40} (?:not|cannot be) (?:ok|accepted|verified)|does not like recipient|unrecogni[sz]ed (?:user|recipient|address|mailbox)/,
    ),
    says(
      'the address could not be found',
      /(?:can(?:no|')t|could not|couldn't|unable to) (?:find|resolve|verify|look ?up) (?:the |this |that )?(?:user|recipient|mailbox|address|domain|host)/,
      /address (?:couldn't|could not) be found|domain lookup failed|cannot deliver mail for/,
    ),
    says(
      'not found, without a word about what',
      /(?:^|[:>\])] ?)\W*(?:is |was )?(?:(?:not|n't) (?:be )?(?:found|known)|unknown\b(?! (?!(?:here|at|in|giving)\b)[a-z])|does(?:n't| not) exist)/,
    ),
  ],
};
