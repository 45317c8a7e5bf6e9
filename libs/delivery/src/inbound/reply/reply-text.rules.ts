import { attributionEndingAt, headsItsLine } from './attribution.rules.js';
import { headerBlockAt } from './header-block.rules.js';
import {
  anyWritten,
  isBlank,
  isQuoted,
  linesOf,
  nextWritten,
  plainLine,
  trimmedLines,
  unquoted,
} from './lines.rules.js';
import { isMarker, isRule, leadsToHeader, separatorIn } from './separators.rules.js';
import { withoutSignature } from './signature.rules.js';

/** What a person wrote in a mail that answers another one. */
export interface ReplyText {
  /**
   * The person's words, LF lines, no blank lines around. An answer written between quoted lines keeps these lines, for without them it may
   * mean nothing.
   */
  text: string;
  /** The same without any quoted line: what an answer is read from. */
  ownWords: string;
  /** The mail says that it forwards another one. */
  forwarded: boolean;
  /** Nothing stood above the header of a quote that no `>` marks: the words are what stood below it, perhaps the quoted mail itself. */
  belowHeader: boolean;
}

/** Where somebody else's words begin: lines [`start`, `end`) say whose; `keep` is what the person wrote on the first of them. */
interface Boundary {
  start: number;
  end: number;
  keep?: string;
  forward: boolean;
}

const MOST_KEPT_QUOTES = 2;
const MOST_LINES_ABOVE_MARKER = 3;
/** Nobody answers below so many lines; what stands after them is kept as it is. */
const MOST_LINES_READ = 3_000;
/** `> 50 %` may be an answer: lines that all begin so are the person's, and a quote of one or two of which the first does. */
const MORE_THAN = /^\s*[>＞]\s?\d/;
/** A `>` that `textOfHtml` set off, for a person typed it. */
const TYPED_MARK = /^\s/;
const LINK_LINE = /^\s*[(<[]?https?:\/\/\S+[)>\]]?\s*>?\s*$/;

/** How far quote marks can be trusted. */
export interface QuoteMarks {
  /**
   * Every `>` that begins a line was made from a quote of the mail program (`textOfHtml` sets off those that were typed): quotes go without
   * a header above them, except those the person wrote between.
   */
  marked?: boolean;
}

/**
 * Parts what a person wrote from the quoted mail, the header above it and the signature. Nothing is cut without a sign that a mail program
 * wrote it: in doubt the words stay. Takes time in proportion to the text.
 */
export function replyText(body: string, { marked = false }: QuoteMarks = {}): ReplyText {
  const all = linesOf(body.replace(/^\ufeff/, ''));
  const marker = all.findIndex((line) => isMarker(line) && !isQuoted(line));
  const lines = marker < 0 ? all : all.slice(0, headerAboveMarker(all, marker));
  const kept: string[][] = [];
  let empty = true;
  const keep = (own: string[]): void => {
    kept.push(own);
    empty &&= !anyWritten(own);
  };
  let forwarded = false;
  let belowHeader = false;
  let from = 0;
  for (;;) {
    const boundary = marker < 0 ? nextBoundary(lines, from, marked) : boundaryAtEnd(lines, from);
    const above = lines.slice(from, boundary?.start ?? lines.length);
    if (boundary?.keep !== undefined) above.push(boundary.keep);
    if (anyWritten(above)) keep(withoutSignature(withoutTrailingQuote(withoutLeadingQuote(above, kept.length === 0))));
    if (!boundary) break;
    forwarded ||= boundary.forward;
    const next = nextWritten(lines, boundary.end);
    if (next === lines.length) break;
    if (isQuoted(lines[next]!)) {
      from = quoteEnd(lines, next);
      const inline = inlineEnd(lines, from);
      if (inline > from) {
        keep(withoutSignature(withoutTrailingQuote(lines.slice(next, inline))));
        from = inline;
      }
      continue;
    }
    // Words that no `>` marks: they are the quoted mail, unless the person's own stand nowhere else.
    if (!empty) break;
    belowHeader = true;
    from = boundary.end;
  }
  const written = kept.filter(anyWritten);
  const text = withoutTrailingQuote(trimmedLines(written.flat()));
  const quoteIsOwn = text.filter(isQuoted).every((line) => MORE_THAN.test(line));
  return {
    text: text.join('\n').trim(),
    ownWords: text
      .filter((line) => quoteIsOwn || !isQuoted(line))
      .join('\n')
      .trim(),
    forwarded,
    belowHeader,
  };
}

/** The next boundary in the unquoted lines from `from` on, with the line that a program draws above it. */
function nextBoundary(lines: readonly string[], from: number, marked = false): Boundary | null {
  const boundary = nextHeader(lines, from, marked);
  if (!boundary) return null;
  let above = boundary.start - 1;
  while (above > from && isBlank(lines[above]!)) above -= 1;
  return above >= from && leadsToHeader(lines[above]!) ? { ...boundary, start: above } : boundary;
}

function nextHeader(lines: readonly string[], from: number, marked: boolean): Boundary | null {
  const limit = Math.min(lines.length, MOST_LINES_READ);
  let fieldsRead = from;
  let quotedAbove = false;
  for (let i = from; i < limit; i += 1) {
    const line = lines[i]!;
    if (isBlank(line)) continue;
    const quoted = isQuoted(line);
    // A header may end on a line that begins with the `>` of its address, but only when it began on a line that is not quoted.
    const attribution = quoted && quotedAbove ? null : attributionEndingAt(lines, i, from);
    quotedAbove = quoted;
    if (attribution && !isQuoted(lines[attribution.start]!)) return { ...attribution, forward: false };
    if (quoted && marked && !TYPED_MARK.test(line)) return { start: i, end: i, forward: false };
    if (quoted) continue;
    if (headsItsLine(line)) return { start: i, end: i + 1, forward: false };
    const separator = separatorIn(line);
    if (separator) return { start: i, end: fieldsEnd(lines, i + 1), forward: separator === 'forward' };
    const rule = isRule(line);
    const first = rule ? nextWritten(lines, i + 1, Math.min(lines.length, i + 3)) : i;
    if (first < fieldsRead || first >= lines.length) continue;
    const block = headerBlockAt(lines, first, rule);
    if (block?.quoted) return { start: i, end: block.end, forward: false };
    // Fields that are no block of their own are none from the second of them on either.
    if (block && !rule) fieldsRead = block.end;
  }
  return null;
}

/** The end of the copied fields below a separator, which need no date there. */
function fieldsEnd(lines: readonly string[], from: number): number {
  const next = nextWritten(lines, from, Math.min(lines.length, from + 2));
  const block = next < lines.length ? headerBlockAt(lines, next) : null;
  return block && block.fields > 1 ? block.end : from;
}

/**
 * Under the marker stands Relais's mail, so the header near it is the one that counts: any other was written, or copied, by the person.
 * A line or two may stand between, such as the name of a picture.
 */
function boundaryAtEnd(lines: readonly string[], from: number): Boundary | null {
  for (let boundary = nextBoundary(lines, from); boundary; boundary = nextBoundary(lines, boundary.end)) {
    const following = nextBoundary(lines, boundary.end);
    const below = lines.slice(boundary.end, following?.start);
    if (below.filter((line) => !isBlank(line) && !isQuoted(line)).length <= MOST_LINES_ABOVE_MARKER) return boundary;
  }
  return null;
}

/** The line after the quoted lines, blank lines between them and links torn off them that begin at `from`. */
function quoteEnd(lines: readonly string[], from: number): number {
  let i = from;
  for (;;) {
    const next = nextWritten(lines, i);
    if (next === lines.length) return next;
    const link = LINK_LINE.test(lines[next]!.slice(0, 2_000)) && quoteFollows(lines, next + 1);
    if (!isQuoted(lines[next]!) && !link) return next;
    i = next + 1;
  }
}

function quoteFollows(lines: readonly string[], from: number): boolean {
  const next = nextWritten(lines, from);
  return next < lines.length && isQuoted(lines[next]!);
}

/** The end of what follows when the person wrote between quoted lines: up to the next boundary. `from` when there is no such thing. */
function inlineEnd(lines: readonly string[], from: number): number {
  const end = nextBoundary(lines, from)?.start ?? lines.length;
  for (let i = from; i < end; i += 1) if (isQuoted(lines[i]!)) return end;
  return from;
}

/** A quote at the top whose first lines say whose it is goes; any other may belong to the words below it. */
function withoutLeadingQuote(lines: readonly string[], top: boolean): string[] {
  const first = nextWritten(lines, 0);
  if (!top || first === lines.length || !isQuoted(lines[first]!)) return [...lines];
  const end = quoteEnd(lines, first);
  const bare = lines.slice(first, Math.min(end, first + 4)).map(unquoted);
  const introduced = bare.some(
    (line, i) =>
      line !== '' && (attributionEndingAt([...bare.slice(0, i + 1), '> '], i, 0) ?? headerBlockAt(bare, i)?.quoted),
  );
  return introduced && anyWritten(lines.slice(end)) ? lines.slice(end) : [...lines];
}

/** Quoted lines after the last words, or without any words; one or two of them that may be the person's stay. */
function withoutTrailingQuote(lines: readonly string[]): string[] {
  let to = lines.length;
  while (to > 0 && (isBlank(lines[to - 1]!) || isQuoted(lines[to - 1]!))) to -= 1;
  const quoted = lines.slice(to).filter(isQuoted);
  if (quoted.every((line) => MORE_THAN.test(line))) return [...lines];
  const introduced = to > 0 && /[:：]$/.test(plainLine(lines[to - 1]!));
  if (quoted.length <= MOST_KEPT_QUOTES && (to === 0 || introduced || MORE_THAN.test(quoted[0]!))) return [...lines];
  return trimmedLines(lines.slice(0, to));
}

/** Above the marker stands the quoting program's header, in whatever language: the last lines that hold an address in
 * brackets and end with a colon. */
function headerAboveMarker(lines: readonly string[], marker: number): number {
  let last = marker - 1;
  while (last >= 0 && isBlank(lines[last]!)) last -= 1;
  if (last < 0 || !/[:：]$/.test(plainLine(lines[last]!))) return marker;
  for (let start = last; start >= 0 && last - start < 4 && !isBlank(lines[start]!); start -= 1) {
    const header = lines.slice(start, last + 1).join(' ');
    if (header.length > 1_000) break;
    if (/<[^<>\s]+@[^<>\s]+>/.test(plainLine(header)) && /\d/.test(header)) return start;
  }
  return marker;
}
