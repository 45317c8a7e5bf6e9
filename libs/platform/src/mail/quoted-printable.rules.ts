/** `=00` to `=FF`. */
const ESCAPED = Array.from({ length: 256 }, (_, byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);
const LINE = 75; // 76 with the `=` of a soft line break
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DOT = 46;
const EQUALS = 61;
const CAPITAL_F = 70;

/** Ends a line of the encoding without ending a line of the text. */
export const SOFT_BREAK = '=\r\n';

/**
 * A text in quoted-printable (RFC 2045 section 6.7) over UTF-8, as if it began a line. `\n`, `\r` and `\r\n` become CRLF. Lines have
 * at most 76 characters, a character is never cut in two, and what mail systems are known to touch is escaped: white
 * space at the end of a line, a dot or `From ` at its start. Unpaired surrogates become U+FFFD.
 *
 * Two encoded texts may be joined with {@link SOFT_BREAK}: each then begins a line again.
 */
export function quotedPrintable(text: string): string {
  let out = '';
  let column = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LF || code === CR) {
      if (code === CR && text.charCodeAt(i + 1) === LF) i++;
      out += '\r\n';
      column = 0;
      continue;
    }
    let unit: string;
    if (code > SPACE && code < 127 && code !== EQUALS) {
      unit = text[i]!;
    } else if (code === SPACE || code === TAB) {
      const next = i + 1 < text.length ? text.charCodeAt(i + 1) : LF;
      unit = next === LF || next === CR ? ESCAPED[code]! : text[i]!;
    } else {
      const point = text.codePointAt(i)!;
      if (point > 0xffff) i++;
      unit = escapeCodePoint(point);
    }
    if (column + unit.length > LINE) {
      out += SOFT_BREAK;
      column = 0;
    }
    if (column === 0 && (code === DOT || (code === CAPITAL_F && text.startsWith('From ', i)))) unit = ESCAPED[code]!;
    out += unit;
    column += unit.length;
  }
  return out;
}

/** The UTF-8 bytes of one code point as `=XX`. */
export function escapeCodePoint(codePoint: number): string {
  const point = codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint;
  if (point < 0x80) return ESCAPED[point]!;
  const last = ESCAPED[0x80 | (point & 0x3f)]!;
  if (point < 0x800) return ESCAPED[0xc0 | (point >> 6)]! + last;
  const middle = ESCAPED[0x80 | ((point >> 6) & 0x3f)]! + last;
  if (point < 0x10000) return ESCAPED[0xe0 | (point >> 12)]! + middle;
  return ESCAPED[0xf0 | (point >> 18)]! + ESCAPED[0x80 | ((point >> 12) & 0x3f)]! + middle;
}
