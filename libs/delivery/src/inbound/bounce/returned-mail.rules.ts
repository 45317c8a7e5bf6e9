import { isReturnedType } from './delivery-status.rules.js';
import { addressesIn } from './mail-address.rules.js';
import { headerOf, headersOf, parseHeaders, type Headers, type ReportMail } from './report-mail.rules.js';

/** What a report says in words, and what it gives back of the mail it is about. */
export interface SplitReport {
  /** The report's own words, LF lines. */
  words: string;
  /** The returned mail or its head as text, empty when the report gives nothing back. */
  returned: string;
  /** Headers of the returned mail. */
  headers: Headers;
}

// Longer reports are logs; the reason stands near the top.
const MOST_CHARACTERS = 64_000;

/** Lines after which servers put the returned mail when they do not attach it. */
const DIVIDERS: readonly RegExp[] = [
  // qmail, Exim, Postfix of old, sendmail, Gmail, Courier, Zimbra and their many imitators
  /^below this line is a copy of the message/,
  /^(?:this|here|below|following|included|included below) is (?:a copy of )?(?:the|your) (?:original )?(?:message|mail|headers?)\b/,
  /^(?:enclosed|attached) (?:is|are) (?:a copy of )?(?:the|your) (?:original )?(?:message|mail|headers?)\b/,
  /^(?:the |your )?(?:original|returned|unsent|undelivered|undeliverable|rejected|failed|received|bounced) (?:e-?mail |mail )?(?:message|mail|headers?|text)(?: headers?| text)? (?:follows|is following|below|attached|included below)(?: as a separate attachment)?$/,
  /^(?:the )?(?:message|mail) (?:headers?|text|body|contents?)(?: headers?)? (?:follows?|(?:is|are) shown below|below)/,
  /^(?:the )?headers? of the (?:original|returned|undelivered) (?:message|mail)/,
  /^your (?:message|mail|e-?mail) (?:reads|was|follows|began)(?: \(in part\))?$/,
  /^(?:message d'origine|urspr(?:ue|ü)ngliche nachricht|mensa(?:je|gem) original|messaggio originale|исходное сообщение)$/,
];

/** The same as a mere title, which others use for the report itself: only what reads like the head of a mail may follow. */
const TITLE =
  /^(?:the |your )?(?:original|returned|unsent|undelivered|undeliverable|rejected|failed|received|bounced) (?:e-?mail |mail )?(?:message|mail|headers?|text)(?: headers?| text)?$/;

const HEADER_NAMES = [
  ...['return-path', 'received', 'delivered-to', 'message-id', 'mime-version', 'from', 'to', 'cc', 'subject', 'date'],
  ...['reply-to', 'sender', 'content-type', 'content-transfer-encoding', 'dkim-signature', 'user-agent', 'references'],
  ...['in-reply-to', 'auto-submitted', 'precedence', 'list-[a-z]+', 'x-[a-z0-9-]{2,40}'],
];
const KNOWN_HEADER = new RegExp(`^(?:[>|][ \\t]?)*(${HEADER_NAMES.join('|')})[ \\t]*:`, 'i');

/** Parts a report into its words and the mail it gives back, whether attached or pasted below. */
export function splitReport(mail: ReportMail): SplitReport {
  const attached = mail.parts.filter((part) => isReturnedType(part.type)).map((part) => part.text);
  const plain = mail.parts.filter((part) => part.type === 'text/plain').map((part) => part.text);
  const text = plain.join('').trim() === '' ? mail.text : plain.join('\n');
  const { words, pasted } = cut(text.slice(0, MOST_CHARACTERS).replace(/\r\n?/g, '\n'));
  const returned = [...attached, pasted].join('\n').slice(0, MOST_CHARACTERS);
  return { words, returned, headers: parseHeaders(returned.replace(/^(?:[>|] ?)+/gm, '')) };
}

/** To whom the returned mail was written. */
export function returnedRecipients({ headers }: SplitReport): string[] {
  return headersOf(headers, 'to', 'cc', 'x-original-to', 'delivered-to').flatMap(addressesIn);
}

/** Message-ID of the returned mail with its angle brackets, or what the report refers to, or null. */
export function originalMessageId(mail: ReportMail, { headers, words }: SplitReport): string | null {
  const fields = [
    headerOf(headers, 'message-id'),
    headerOf(mail.headers, 'in-reply-to'),
    headerOf(mail.headers, 'references'),
  ];
  for (const field of [...fields, /message[- ]?id[^\n<]{0,40}(<[^<>\s]{3,250}>)/i.exec(words)?.[1] ?? '']) {
    const id = /<[^<>\s]{1,250}>/.exec(field)?.[0];
    if (id) return id;
  }
  return null;
}

function cut(text: string): { words: string; pasted: string } {
  const lines = text.split('\n');
  const at = Math.min(dividerIn(lines), headerBlockIn(lines));
  if (!Number.isFinite(at) || lines.slice(0, at).join('').trim() === '') return { words: text, pasted: '' };
  return { words: lines.slice(0, at).join('\n'), pasted: lines.slice(at).join('\n') };
}

function dividerIn(lines: string[]): number {
  const at = lines.findIndex((line, i) => {
    if (line.length > 200) return false;
    const bare = line.toLowerCase().replace(/^[\s>|*=_#~-]+|[\s|*=_#~:.-]+$/g, '');
    if (bare.length <= 5 || bare.length >= 120) return false;
    return DIVIDERS.some((divider) => divider.test(bare)) || (TITLE.test(bare) && headFollows(lines, i));
  });
  return at < 0 ? Infinity : at;
}

function headFollows(lines: string[], at: number): boolean {
  const next = lines.slice(at + 1, at + 12).find((line) => /[\p{L}\p{N}]/u.test(line));
  return next === undefined || KNOWN_HEADER.test(next.trim());
}

/** The first line of a block that reads like the head of a mail: three known headers in a row, one of which only mail heads have. */
function headerBlockIn(lines: string[]): number {
  let start = -1;
  let names = new Set<string>();
  for (let i = 0; i <= lines.length; i++) {
    const name = KNOWN_HEADER.exec(lines[i] ?? '')?.[1]?.toLowerCase();
    if (name) {
      if (start < 0) start = i;
      names.add(name);
      if (names.size >= 3 && ['message-id', 'received', 'return-path', 'mime-version'].some((n) => names.has(n)))
        return start;
    } else if (start >= 0 && !/^[>|]?[ \t]+\S/.test(lines[i] ?? '')) {
      start = -1;
      names = new Set();
    }
  }
  return Infinity;
}
