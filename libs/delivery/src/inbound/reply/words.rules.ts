/** A word of an answer, or a sign that means one (%, &, +, > before a number). */
export interface Word {
  /** Lower case, without accents and typography: what words are compared by. */
  plain: string;
  /** As written. */
  raw: string;
  /** What stands between the word before and this one. */
  before: string;
  line: number;
  /** The word before was elided: what follows the apostrophe of "I'd" is no letter of an option. */
  afterElision: boolean;
}

export interface Words {
  list: Word[];
  /** What stands after the last word. */
  tail: string;
}

/** Letters and digits in squares and circles that Unicode does not decompose: 🅐, 🅰, 🅱. */
const BOXED = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]/gu;
/** What makes an emoji of a digit (1️⃣), and marks that cannot be seen. */
const INVISIBLE = /\u20e3|\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/g;
const APOSTROPHES = /[’‘ʼ`´′]/g;
const DASHES = /[‐‑‒–—―−]/g;
const WORD =
  /(?<=^|[\s(])-?\d+(?:[.,]\d+)*(?![\p{L}\p{N}])|\d+(?:[.,]\d+)*(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:'(?=\p{L}))?|[%€$£°&+#/]|(?<![-=<>])[<>≤≥](?=\s*\d)/gu;

/** Typography made plain: one form of each letter, apostrophe and dash, boxed and circled letters as letters. */
export function plainTypography(text: string): string {
  return text
    .replace(BOXED, (box) => String.fromCharCode(65 + ((box.codePointAt(0)! - 0x1f150) % 32)))
    .replace(APOSTROPHES, "'")
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, "'")
    .replace(DASHES, '-');
}

/** Splits an answer into its words. */
export function wordsOf(text: string): Words {
  const source = plainTypography(text);
  const list: Word[] = [];
  let at = 0;
  let line = 0;
  for (const { 0: raw, index } of source.matchAll(WORD)) {
    const before = source.slice(at, index);
    line += before.split('\n').length - 1;
    const last = list[list.length - 1];
    const afterElision = before === '' && last !== undefined && last.raw.endsWith("'");
    list.push({ plain: plainWord(raw), raw, before, line, afterElision });
    at = index + raw.length;
  }
  return { list, tail: source.slice(at) };
}

/** The words of a text as they are compared, joined by spaces: equal for texts that differ in case, accents or typography alone. */
export function plainWords(text: string): string {
  return wordsOf(text)
    .list.map((word) => word.plain)
    .join(' ');
}

function plainWord(raw: string): string {
  const word = raw
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss');
  return /^-?\d+(?:,\d+)+$/.test(word) ? word.replaceAll(',', '.') : word;
}
