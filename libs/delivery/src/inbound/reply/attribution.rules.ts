import {
  CLITICS,
  DETERMINERS,
  LAST_VERBS,
  LAST_VERBS_UNSPACED,
  MIDDLE_VERBS,
  OPENINGS,
  PRONOUNS,
} from './attribution-words.rules.js';
import { isBlank, isQuoted, nextWritten, plainLine, TIME, unquoted } from './lines.rules.js';

/** Lines [`start`, `end`) that introduce a quote; `keep` is what a person wrote before it on its first line. */
export interface Attribution {
  start: number;
  end: number;
  keep?: string;
}

/**
 * `sure`: nothing else looks so. `if-quoted`: it introduces a quote when quoted lines follow, otherwise a person may have written it.
 */
type Certainty = 'sure' | 'if-quoted';

const MOST_LINES = 6;
const MOST_CHARACTERS = 700;

const either = (words: readonly string[]): string => `(?:${words.join('|')})`;

const NO_LETTER_BEFORE = "(?<![\\p{L}'’])";
const ENDS = '\\s*(?:[:：]\\s*)?[>*"”\\s]*$';
const OPENS = new RegExp(
  `^["“*]*${either(OPENINGS)}(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}])`,
  'iu',
);
const DATE_OPENS = /^["“*]*(?:\p{L}{1,12}[.,]*\s+)?\d{1,4}[\s,./年년-]/u;
/** A date that is not torn off from its beginning on the line above. */
const WHOLE_DATE_OPENS =
  /^["“*(]*(?:\p{L}{1,14}[.,]*\s+)?(?:\d{1,2}[\s./-]+(?:de\s+)?[\p{L}\d]{1,14}[.,]?[\s./-]+(?:de\s+)?\d{2,4}|\p{L}{3,12}\.?\s\d{1,2},\s\d{4}|\d{4}\s?[./年년-]\s?\d{1,2})/u;
const ENDS_WITH_VERB = new RegExp(
  `(?:${NO_LETTER_BEFORE}${either(LAST_VERBS)}|${either(LAST_VERBS_UNSPACED)})${ENDS}`,
  'iu',
);
/** "il a écrit", "le client m'a écrit": a person tells something. Looked for in what stands before the verb. */
const PERSON_TELLS = new RegExp(
  `(?:^|[\\s,])(?:${either(PRONOUNS)}|${either(DETERMINERS)}(?:\\s+\\p{Ll}[\\p{L}’'-]*){1,3})(?:\\s+(?:${either(CLITICS)}\\s*)?|\\s+[mtl]['’])$`,
  'u',
);
/** "the customer <ana@example.com>", first or after a comma: names of senders begin with a capital. */
const NOUN_AND_ADDRESS = new RegExp(
  `(?:^|,\\s*)${either(DETERMINERS)}(?:\\s+\\p{Ll}[\\p{L}’'-]*){1,3}\\s*[<(][^<>()\\s]*@[^<>()\\s]*[>)]+,?\\s*$`,
  'u',
);
/** "schrieb der Kunde" */
const NOUN_FOLLOWS = new RegExp(`^[\\p{L}\\s]+?\\s${either(DETERMINERS)}\\s+\\p{L}`, 'u');
const VERB_INSIDE = new RegExp(
  `${NO_LETTER_BEFORE}${either(MIDDLE_VERBS)}(?![\\p{Script=Latin}\\p{Script=Cyrillic}])(?!\\s+${either(PRONOUNS)}\\b)[^\\n]*[:：]$`,
  'iu',
);
/** "Ana wrote on 3/4/2026 at 16:19:": after the verb nothing but a date. */
const VERB_THEN_DATE = new RegExp(
  `${NO_LETTER_BEFORE}${either(LAST_VERBS)}\\s+\\(?(?:\\p{L}{1,9}[.,:]?\\s+){0,3}\\d[^@]{4,60}[:：]$`,
  'iu',
);
const ADDRESS = /[^\s<>()"']+@[^\s<>()"']+\.[^\s<>()"']/;
const ADDRESS_LAST = /[<(‪]\s*(?:mailto:)?[^\s<>()]+@[^\s<>()]+[>)]+[‬\s]*[:：]?$/;
const BRACKETED_ADDRESS = /[<(]\s*(?:mailto:)?[^\s<>()]+@[^\s<>()]+[>)]/;
const COLON_LAST = /[:：][>*"”\s]*$/;
const FULL_DATE = /(?:^|\D)(?:19|20)\d\d(?:\D|$)|\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,4}|\d\s?[年년]/;
const MAY_END = /(?:[:：]|[>)]|[\p{L}])[\s>*"”-]*$/u;
/** "Ana Martin <ana@example.com>,": nobody ends a line of their own so. */
const NAME_LINE = /^[^<>]{0,80}<[^<>\s]+@[^<>\s]+>(?:,|\s?[于於])?$/;
/** A name and an address before any date: no date is torn off above. */
const NAME_FIRST = /^[^<>\d]{0,80}<[^<>\s]+@/;
/** Before the verb nothing but names. */
const NAMES_ONLY = /^["“'(]*(?:\p{Lu}[\p{L}’'.-]*["”,)]*\s+){1,4}$/u;

/**
 * Finds the header that ends on line `last` and begins at or after `floor`. Headers are read upwards, the shortest first: programs wrap
 * them over several lines, and what a person wrote above must stay out.
 */
export function attributionEndingAt(lines: readonly string[], last: number, floor: number): Attribution | null {
  const tail = plainLine(lines[last]!);
  if (tail === '' || lines[last]!.length > MOST_CHARACTERS || !MAY_END.test(tail)) return null;
  if (NOUN_AND_ADDRESS.test(lowerFirst(tail.slice(0, ENDS_WITH_VERB.exec(tail)?.index ?? 0)))) return null;
  const quoted = isQuoted(lines[last]!);
  // A header that is quoted as a whole has no beginning outside the quote.
  if (quoted && formOf(plainLine(unquoted(lines[last]!)), true)) return null;
  const quoteFollows = isFollowedByQuote(lines, last + 1);
  let text = '';
  let found: Attribution | null = null;
  let whole = false;
  for (let start = last; start >= floor && last - start < MOST_LINES; start -= 1) {
    const line = plainLine(lines[start]!);
    if (line === '') {
      // Some programs put the address in paragraphs of its own; any other blank line ends the header.
      if (!/^(?:<|mailto:)/i.test(text)) break;
      continue;
    }
    if (start < last && (isQuoted(lines[start]!) || /[!?]$/.test(line))) break;
    const below = text;
    text = below === '' ? line : `${line} ${below}`;
    if (text.length > MOST_CHARACTERS) break;
    const form = quoted && closesNothing(text) ? null : formOf(undashed(text), start === last);
    const here = form && (form.certainty === 'sure' || quoteFollows) ? { start, end: last + 1 } : null;
    // What is found may be the end of a longer header: one line more belongs to it when it holds the date or the address.
    if (found) return here && beginsHeader(line, below, whole, form!.opened) ? here : found;
    whole = here !== null && form!.opened && (WHOLE_DATE_OPENS.test(text) || (form!.dated && OPENS.test(text)));
    found = here;
  }
  const shared = quoteFollows && found?.start !== last - 1 ? attributionAfterWords(lines, last) : null;
  return shared ?? found;
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

const dates = (line: string): boolean => FULL_DATE.test(line) || TIME.test(line);

/** The `>` of this line ends no address that began above: it quotes the line. */
const closesNothing = (text: string): boolean => text.split('>').length > text.split('<').length;

/** Whether a line is the beginning of the header that ends with what stands `below`; `whole`: that lacks no date. `opened`: see `Form`. */
function beginsHeader(line: string, below: string, whole: boolean, opened: boolean): boolean {
  // A header has one address; a second one above is the person's.
  if (ADDRESS.test(line) && ADDRESS.test(below)) return false;
  if (whole) return NAME_LINE.test(line);
  if (dates(line)) return opened || ADDRESS.test(line);
  // "Le lun. 2 avr." above the year or the time, and "Ana Martin <ana@example.com>,"
  const few = /^\S+(?:\s+\S+){0,7}$/.test(line);
  const torn = dates(below) && !NAME_FIRST.test(below);
  return few && ((torn && OPENS.test(line) && /\d/.test(line)) || /<[^<>\s]+@[^<>\s]+>/.test(line));
}

interface Form {
  certainty: Certainty;
  dated: boolean;
  /** It begins with a date or the words before one, so that nothing of it stands further up. */
  opened: boolean;
}

const WORDS = /\p{L}{2}/u;

function formOf(text: string, oneLine: boolean): Form | null {
  if (!WORDS.test(text) || isTornAddress(text)) return null;
  const date = DATE_OPENS.test(text);
  const opened = (date || OPENS.test(text)) && /\d/.test(text.replace(ADDRESS, '').slice(0, 60));
  const address = ADDRESS.test(text);
  const last = ENDS_WITH_VERB.exec(text);
  const subject = last ? text.slice(0, last.index) : '';
  const verb = last ? !personTells(subject) : verbInside(text, address);
  const dated = FULL_DATE.test(text);
  const timed = TIME.test(text);
  const colon = COLON_LAST.test(text);
  if (verb && !colon) {
    // Only few programs leave the colon out, and all of them write the date.
    const sure = opened && dated && (address || timed);
    return sure ? { certainty: 'sure', opened, dated } : null;
  }
  if (verb && (opened || address)) {
    const sure = opened ? address || (dated && timed) : BRACKETED_ADDRESS.test(text);
    return { certainty: sure ? 'sure' : 'if-quoted', opened, dated };
  }
  if (verb && (NAMES_ONLY.test(subject) || (dated && VERB_THEN_DATE.test(text)))) {
    return { certainty: 'if-quoted', opened: false, dated };
  }
  // Programs of some languages write no verb: "2026年4月2日(木) 18:26 Ana <ana@example.com>:"
  const bare = date && dated && ADDRESS_LAST.test(text);
  if (bare && timed && colon) return { certainty: 'sure', opened: true, dated };
  // "2026/4/7 Ana <ana@example.com>", as Gmail wrote it
  if ((bare && oneLine) || (address && (dated || timed) && colon)) return { certainty: 'if-quoted', opened, dated };
  return null;
}

function verbInside(text: string, address: boolean): boolean {
  const inside = VERB_INSIDE.exec(text);
  if (inside && (address || (TIME.test(text) && !NOUN_FOLLOWS.test(inside[0])))) return true;
  const dated = VERB_THEN_DATE.exec(text);
  return dated !== null && !personTells(text.slice(0, dated.index));
}

/** Whether what stands before the verb, an address aside, is a person's way to say who wrote. */
const personTells = (subject: string): boolean =>
  PERSON_TELLS.test(lowerFirst(subject)) || NOUN_AND_ADDRESS.test(lowerFirst(subject));

/** The line begins inside an address, so its beginning is further up. */
const isTornAddress = (text: string): boolean => /^(?:<|mailto:|[^\s<>]+@[^\s<>]+>)/i.test(text);

/** `---- On …, Ana wrote ----` */
function undashed(text: string): string {
  return /^[-–—_]{2}/.test(text) ? text.replace(/^[-–—_\s]+/, '').replace(/[-–—_\s]+$/, '') : text;
}

/** Whether the first written line from `from` on is quoted, and what is quoted does not bring its own header. */
function isFollowedByQuote(lines: readonly string[], from: number): boolean {
  const next = nextWritten(lines, from, Math.min(lines.length, from + 4));
  if (next === lines.length || !isQuoted(lines[next]!)) return false;
  const first = lines.slice(next, next + 2).map((line) => plainLine(unquoted(line)));
  return !first.some((line, i) => formOf(first.slice(0, i + 1).join(' '), i === 0)?.certainty === 'sure');
}

const SPACED_WORDS = /^(.{20,400}?[:：])\s{2,}\S/u;

/** Whether the quoted mail begins on the line of its own header, as Yahoo writes it on phones: "On …, Ana <…> wrote:   Hello Paul,". */
export function headsItsLine(line: string): boolean {
  const [, header] = SPACED_WORDS.exec(line.slice(0, MOST_CHARACTERS)) ?? [];
  if (header === undefined || !BRACKETED_ADDRESS.test(header)) return false;
  const form = formOf(plainLine(header), true);
  return form?.certainty === 'sure' && form.opened;
}

const INLINE_OPENING = /\s(?=(?:on|le|el|am|op|il|em)\s+(?:\p{L}{2,12}[.,]*\s+){0,2}\d)/giu;

/** A header on the line of the answer itself: "B On Wed, Apr 4, 2026 at 3:59 PM, ana@example.com wrote:". */
function attributionAfterWords(lines: readonly string[], last: number): Attribution | null {
  const line = lines[last]!;
  if (isBlank(line)) return null;
  let found: Attribution | null = null;
  for (const { index } of line.matchAll(INLINE_OPENING)) {
    const form = formOf(plainLine(line.slice(index)), true);
    if (form?.certainty === 'sure' && form.opened) found = { start: last, end: last + 1, keep: line.slice(0, index) };
  }
  return found;
}
