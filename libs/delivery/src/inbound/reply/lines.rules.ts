/** How much of a line is looked at to say what it is: no mail program writes a longer header line of its own. */
export const LINE_LOOKED_AT = 700;

/** Marks that steer writing direction or hide in a line, put there by mail programs and keyboards. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** A time of day as mail programs write it. */
export const TIME = /\d{1,2}\s?[:.h時点]\s?\d{2}|\d\s?(?:[ap]\.?m\b|h\b|uhr|时|時|시)/iu;
const QUOTE_MARK = /[\s>＞]/;
const FOREIGN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g;

/** The lines of a text, whatever ends them. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** A line as the rules read it: plain spaces, plain digits, no invisible marks, cut at `LINE_LOOKED_AT` characters. */
export function plainLine(line: string): string {
  return line
    .slice(0, LINE_LOOKED_AT)
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(FOREIGN_DIGIT, (digit) => String(digitValue(digit)))
    .trim();
}

export function isBlank(line: string): boolean {
  return line.trim() === '' || plainLine(line) === '';
}

/** `>` at the start of a line quotes it; `>>> so <<<` decorates, and `>_<` or `>:(` is a face. */
export function isQuoted(line: string): boolean {
  if (!/^\s{0,4}[>＞]/.test(line)) return false;
  return !(/^\s*>_<|^\s*>[.:;][_.<()[\]/|]/.test(line) || (/^\s*>>/.test(line) && line.trimEnd().endsWith('<<')));
}

/** The line without its quote marks. */
export function unquoted(line: string): string {
  // Step by step: a pattern would keep a way back for each mark, and a line may hold millions of them.
  let start = 0;
  while (start < line.length && QUOTE_MARK.test(line[start]!)) start += 1;
  return line.slice(start);
}

/** The next line in [`from`, `to`) that is not blank, or `to`. */
export function nextWritten(lines: readonly string[], from: number, to = lines.length): number {
  let i = from;
  while (i < to && isBlank(lines[i]!)) i += 1;
  return i;
}

export function anyWritten(lines: readonly string[]): boolean {
  return nextWritten(lines, 0) < lines.length;
}

/** The lines without the blank ones at both ends. */
export function trimmedLines(lines: readonly string[]): string[] {
  let to = lines.length;
  while (to > 0 && isBlank(lines[to - 1]!)) to -= 1;
  return lines.slice(nextWritten(lines, 0, to), to);
}

/** Unicode gives each script's digits in order, so the distance to its zero is the value. */
function digitValue(digit: string): number {
  const code = digit.charCodeAt(0);
  const zero = [0xff10, 0x0966, 0x06f0, 0x0660].find((start) => code >= start)!;
  return code - zero;
}
