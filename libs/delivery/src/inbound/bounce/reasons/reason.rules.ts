import type { BounceClass } from '../bounce-report.rules.js';
import { HARD_TEXTS } from './hard.rules.js';
import { POLICY_TEXTS } from './policy.rules.js';
import { says, type ReasonText } from './reason-text.rules.js';
import { SOFT_TEXTS } from './soft.rules.js';

/** A list of texts of one meaning, in the order in which lists are asked. */
interface ReasonList {
  class: BounceClass;
  texts: readonly ReasonText[];
}

/** Texts that contain words of another list and must be asked before it. */
const EXCEPTIONS: readonly ReasonList[] = [
  {
    class: 'hard',
    texts: [
      says(
        'Exchange Online: no such recipient in the directory, worded like a refusal; it adds its name, Postfix with the same words does not',
        /recipient address rejected: access denied\.? ?(?:\[|as\(|for more information see)/,
      ),
      says(
        'an unknown user, followed by advice about blocking',
        /(?<!\bsender\b.{0,100})(?:no such (?:user|recipient|mailbox|address)|(?:user|recipient|mailbox|address|account)(?: is| does)? (?:unknown|not (?:found|exist))).{0,80}(?:spam|block|policy|filter)/,
      ),
    ],
  },
  {
    class: 'soft',
    texts: [
      says(
        'Amazon SES, SendGrid, Mailgun: the relay keeps a list of its own, from which its operator may take the address',
        /suppression list|suppressed sending to this address|history of (?:being bounced|bouncing)|bounced address|unsubscribed address|spam reporting address/,
      ),
      says(
        'the person, not the company, wants no such mail: when it goes on, it ends',
        /recipient preferences|(?:user refuse[sd]?|recipient refuses|user rejects?|refuses? to receive)\b|(?:due to|by) user rules|blocked by the recipient|recipient has blocked|(?<!\bwe (?:do|did) )not want (?:any )?(?:mail|messages|e-?mail)/,
        /only accept(?:s|ing) (?:mail|messages|e-?mail) from specific|account is protected by|message (?:denied|refused) by (?:the )?(?:user|recipient)/,
      ),
      says(
        'the connection broke, whatever was being said',
        /(?:lost connection|conversation) with [^;]{0,100}(?:while|timed out)/,
      ),
      says(
        'the name service did not answer this time',
        /(?:sender|client|dns|name ?service).{0,40}(?:temporar|try again|timed? ?out)/,
      ),
      says(
        'the program that files mail failed, whatever it says about users',
        /procmail:|maildrop:|(?:couldn't|could not|can ?not|can't|unable to) (?:create|open|access|write|lock|append|chdir|switch|read) /,
      ),
      says(
        'the message went round in circles, whatever refused it in the end',
        /hop count|(?:mail|routing|message|forwarding) loop|too many (?:hops|"?received)/,
      ),
    ],
  },
];

/**
 * The reason a text names, or null. Policy is asked first: to take a refusal of ours for an unknown address would silence a person,
 * the other mistake only costs a mail. Full mailboxes come before unknown ones because some providers give them the code 5.1.1.
 */
const LISTS: readonly ReasonList[] = [
  ...EXCEPTIONS,
  { class: 'policy', texts: POLICY_TEXTS.clear },
  { class: 'soft', texts: SOFT_TEXTS.mailbox },
  { class: 'hard', texts: HARD_TEXTS.clear },
  { class: 'soft', texts: SOFT_TEXTS.clear },
];

const VAGUE_LISTS: readonly ReasonList[] = [
  { class: 'hard', texts: HARD_TEXTS.vague },
  { class: 'policy', texts: POLICY_TEXTS.vague },
  { class: 'soft', texts: SOFT_TEXTS.vague },
];

/** What a text clearly says. Names of hosts, addresses and links are asked last: a host may be called `antispam`. */
export function clearReason(text: string): BounceClass | null {
  return ask(LISTS, withoutNames(text)) ?? ask(LISTS, plainWords(text));
}

/** What a text seems to say when neither it nor a status code is clear. */
export function vagueReason(text: string): BounceClass | null {
  return ask(VAGUE_LISTS, withoutNames(text));
}

function ask(lists: readonly ReasonList[], text: string): BounceClass | null {
  return (
    lists.find(({ texts }) => texts.some(({ patterns }) => patterns.some((pattern) => pattern.test(text))))?.class ??
    null
  );
}

/** Lower case, no accents, straight quotes, one line, without the codes that continued SMTP replies repeat in the middle of sentences. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<![\d.])[245]\d\d[- ](?:#?[245]\.\d{1,3}\.\d{1,3}[: ])?/g, ' ')
    .replace(/ {2,}/g, ' ');
}

/** The same without links and the names of machines and people, which may be called anything. */
export function withoutNames(text: string): string {
  return plainWords(text)
    .replace(/https?:[^\s)>\]]{1,500}/g, ' ')
    .replace(/(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)/g, ' ')
    .replace(/<?[^\s<>@]{1,100}@[^\s<>@:;,()]{1,200}>?/g, ' ')
    .replace(
      /(?<![\w.#-])(?!(?:resolver|storedrv|smtpsend|queue|routing|transport|msexch)\.)(?:[a-z0-9_-]{1,63}\.){1,8}[a-z]{2,18}(?![\w@-])/g,
      ' ',
    )
    .replace(/ {2,}/g, ' ');
}
