import { isDeviceLine } from './device-line.rules.js';
import { isBlank, isQuoted, plainLine, trimmedLines } from './lines.rules.js';
import { isRule } from './separators.rules.js';

/** RFC 3676, section 4.3. */
const SIGN = /^-- $/;
/** The same after a program dropped the space. People draw it too. */
const BARE_SIGN = /^--$/;
const NAME = /^\p{Lu}[\p{L}’'.-]*(?:\s+\p{Lu}[\p{L}’'.-]*){1,3}$/u;
/** No name: it may be the answer. */
const LONE_CHARACTER = /^[\p{L}\d][.)]?$/u;
const CONTACT = /\S@\S|https?:|www\.|\+\d{2}|(?:\d[\s.-]?){9}/;
/** Signatures and lines of devices one below the other; more of them are something else. */
const MOST_SIGNATURES = 6;
const MOST_SIGNATURE_LINES = 12;
const MOST_LINES_WITH_BLANKS = 40;

/** The lines without the signature at their end: what follows `-- `, and the lines devices add. Names and greetings stay. */
export function withoutSignature(lines: readonly string[]): string[] {
  let to = writtenEnd(lines, lines.length);
  for (let round = 0; round < MOST_SIGNATURES; round += 1) {
    const sign = signatureStart(lines, to);
    if (sign >= 0) to = writtenEnd(lines, sign);
    const last = lines[to - 1];
    // A rule above the signature is the signature's too.
    if (last !== undefined && (isDeviceLine(last) || (to < lines.length && isRule(last))))
      to = writtenEnd(lines, to - 1);
    else if (sign < 0) break;
  }
  return trimmedLines(lines.slice(0, to));
}

/** The index after the last line before `to` that is not blank. */
function writtenEnd(lines: readonly string[], to: number): number {
  let end = to;
  while (end > 0 && isBlank(lines[end - 1]!)) end -= 1;
  return end;
}

/** The line from which a short rest is a signature, or -1. */
function signatureStart(lines: readonly string[], to: number): number {
  let below = 0;
  let found = -1;
  const floor = Math.max(0, to - MOST_LINES_WITH_BLANKS);
  for (let i = to - 1; i >= floor && below <= MOST_SIGNATURE_LINES; i -= 1) {
    const line = lines[i]!;
    if (isQuoted(line)) break;
    if (SIGN.test(line) || (BARE_SIGN.test(line.trimEnd()) && isSignature(lines, i, to))) found = i;
    if (!isBlank(line)) below += 1;
  }
  return found;
}

/** A bare `--` begins a signature after a blank line, or when first and last name, an address or a number follow. */
function isSignature(lines: readonly string[], at: number, to: number): boolean {
  const next = lines[at + 1];
  if (next === undefined || at + 1 >= to) return true;
  if (isBlank(next) || LONE_CHARACTER.test(plainLine(next))) return false;
  if (at === 0 || isBlank(lines[at - 1]!)) return true;
  return NAME.test(plainLine(next)) || lines.slice(at + 1, to).some((line) => CONTACT.test(line.slice(0, 300)));
}
