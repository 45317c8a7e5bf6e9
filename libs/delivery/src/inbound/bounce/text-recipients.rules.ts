import { ADDRESS, addressesIn, sameAddress } from './mail-address.rules.js';

/** A recipient named in a report's words, with the words about this one. */
export interface NamedRecipient {
  address: string;
  words: string;
  /** What stands before the first of several people, and may be about all of them. */
  heading: string;
}

/** Whose addresses stand in a report without being its subject. */
export interface Bystanders {
  /** Original sender and author of the report. */
  others: readonly string[];
  /** To whom the returned mail was written. */
  returnedTo: readonly string[];
  /** Domain of the report's author, which some leave out of the addresses of their own people; null when unknown. */
  home: string | null;
}

const MOST_RECIPIENTS = 50;
// The named recipients stand near the top; the rest of a long list is not looked at.
const MOST_MENTIONS = 300;
const MOST_PLACES = 20;
const MOST_GAP = 200;
const MOST_ABOUT_ONE = 8_000;

/** How lines name a failed recipient, the plainest first. `%` stands for the address. */
const FORMS: readonly RegExp[] = [
  // "<zoe@partner.example>:" (qmail, Postfix), "zoe@partner.example (reason)", the address alone in its line, list items
  form(
    String.raw`^[ \t]{0,16}(?:[-*•] ?|>{1,3} ?|\d{1,3}[.)] )?["']?<?%>?(?:[,;] {0,2}<?%>?){0,9}["']?[ \t]*(?:$|[:;(,]|\.\.\.| - |[ \t]{2,}|on )`,
  ),
  // "RCPT TO:<zoe@partner.example>", "Recipient: …", "User mailbox exceeds allowed size: …", "your message to … was"
  form(
    String.raw`(?<!\bsender(?:'s)? )(?:rcpt to|recipients?|address(?:es|ee)?|user(?: ?name)?|to|for|destinataires?|empf(?:ä|ae)nger|destinatario|mailbox|account|host|alias|undeliverable to|attempts|size|userid)["']?[ \t]{0,4}[:=]?[ \t\n]{0,8}["'<(\[]{0,3}(?:smtp:|rfc822;[ \t]?)?%(?:(?:,|;| and| et| und)[ \n]{1,3}<?%>?){0,9}`,
  ),
  form('%'),
];

/** Lines that name people to turn to, or the sender; not the recipient. */
const ABOUT_OTHERS =
  /^[ \t>]{0,8}(?:from|sender|reply-to|return-path|errors-to|message-id|von|de)[ \t]*:|mail from|envelope-from|contact|assistance|questions?\b|please (?:send|write|e-?mail|forward)|problem report|delivery (?:notification|status) of your/i;

const OFFICIALS =
  /^(?:postmaster|mailer-?daemon|mail-daemon|abuse|hostmaster|no-?reply|do-?not-?reply|support|help(?:desk)?)@/i;

/** The failed recipients a report names in words, in order; none when it names nobody. */
export function recipientsIn(words: string, { others, returnedTo, home }: Bystanders): NamedRecipient[] {
  const lines = words.split('\n').map((line) => (ABOUT_OTHERS.test(line) ? '' : line));
  const text = lines.join('\n');
  const isBystander = (address: string): boolean =>
    OFFICIALS.test(address) || others.some((other) => sameAddress(other, address));
  const found = FORMS.map((pattern) => mentions(text, pattern));
  const written = distinct(found.flat().filter((address) => returnedTo.some((to) => sameAddress(to, address))));
  // A line about others may be the only one that names the recipient too: "<zoe@partner.example>: we take no mail from you".
  const strangers = [...found, mentions(words, FORMS[0]!), mentions(words, FORMS[1]!)].map((addresses) =>
    distinct(addresses.filter((address) => !isBystander(address))),
  );
  const strange = strangers.find((addresses) => addresses.length > 0) ?? namesAlone(words, home);
  const chosen = written.length > 0 ? written : strange;
  const all = chosen.slice(0, MOST_RECIPIENTS);
  const about = wordsAboutEach(all, words);
  const lower = words.toLowerCase();
  const starts = all.map((address) => lower.indexOf(address.toLowerCase())).filter((at) => at >= 0);
  const heading = all.length < 2 ? '' : words.slice(0, Math.min(...starts, words.length));
  return all.map((address, i) => ({ address, words: about[i]!, heading }));
}

// A heading that speaks of recipients, and indented words alone in their lines below it.
const ALONE =
  /(?:recipients?|users?|addressees?|screen ?names?)\b[^\n]{0,200}:[ \t]*\n(?:[ \t]*\n)?((?:[ \t]{1,16}[\w.-]{2,64}[ \t]*(?:\n|$)){1,20})/i;

/** AOL and others of old name their own people without the domain. */
function namesAlone(text: string, home: string | null): string[] {
  const [, names = ''] = ALONE.exec(text) ?? [];
  return home === null
    ? []
    : names
        .split(/\s+/)
        .filter((name) => name !== '')
        .map((name) => `${name}@${home}`);
}

const ONE_BREATH = /^>?(?:[,;]|[,;]? (?:and|et|und|y|e))?\s{0,8}(?:[-*•] )?<?$/;

/** The words from each mention of each recipient to the next mention of anybody; people named in one breath share what follows. */
function wordsAboutEach(all: readonly string[], words: string): string[] {
  if (all.length < 2) return [words];
  const lower = words.toLowerCase();
  const found = all.flatMap((address, who) => places(lower, address.toLowerCase()).map((at) => ({ who, at })));
  found.sort((a, b) => a.at - b.at);
  const gapAfter = ({ who, at }: { who: number; at: number }, next?: number): string =>
    words.slice(at + all[who]!.length, next).slice(0, MOST_GAP);
  const about = all.map((): string[] => []);
  found.forEach(({ who, at }, i) => {
    const last = found.findIndex((mention, k) => k >= i && !ONE_BREATH.test(gapAfter(mention, found[k + 1]?.at)));
    const end = last < 0 ? words.length : (found[last + 1]?.at ?? words.length);
    about[who]!.push(words.slice(at, Math.min(end, at + MOST_ABOUT_ONE)));
  });
  return about.map((pieces) => pieces.join('\n'));
}

function places(text: string, address: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(address); at >= 0 && found.length < MOST_PLACES; at = text.indexOf(address, at + 1)) {
    found.push(at);
  }
  return found;
}

function mentions(text: string, pattern: RegExp): string[] {
  const found: string[] = [];
  for (const [hit] of text.matchAll(pattern)) {
    if (found.push(...addressesIn(hit)) >= MOST_MENTIONS) break;
  }
  return found;
}

function distinct(addresses: readonly string[]): string[] {
  return addresses.filter((address, i) => addresses.findIndex((other) => sameAddress(other, address)) === i);
}

function form(source: string): RegExp {
  return new RegExp(
    source.replaceAll('%', () => ADDRESS),
    'gimu',
  );
}
