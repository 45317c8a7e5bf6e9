import { phraseAt } from './choice-lexicon.rules.js';
import type { Word } from './words.rules.js';

/** "2e", "3rd" in plain letters. */
export const ORDINAL = /^(\d{1,2})(?:er|re|ere|eme|ieme|e|nd|nde|st|rd|th)$/;
/** `:B`, `;D`, `<3`: a face as likely as an answer. */
const FACE_BEFORE = /[:=<][-']?$|(?:^|\s);[-']?$/;
/** Behind a number they make it a quantity: "2 bonnes réponses". */
const AFTER_QUANTITY = /^(?:bon(?:ne)?s|justes|correctes|exactes|vraies|correct|right|true|seule?s?|only)$/;
/** "c bon", "c est d": as likely the short form of "c'est" as the letter. */
const AFTER_SHORT_IT_IS =
  /^(?:est|bon|bonne|ok|okay|bien(?! sur)|sur|certain|juste|exacte?|correcte?|vraie?|evident|le|la|les)\b/;

/** A `;` between two words is none. */
export const isFace = (list: readonly Word[], at: number): boolean =>
  FACE_BEFORE.test(list[at]!.before) && !(at > 0 && list[at]!.before === ';');

/** "à" before a word it belongs to; before "et" or a comma it may be the letter, with the accent of a telephone. */
export function isPreposition(list: readonly Word[], at: number): boolean {
  const next = list[at + 1];
  return (
    /^à$/iu.test(list[at]!.raw.normalize('NFC')) &&
    next !== undefined &&
    /^\s+$/.test(next.before) &&
    !/^(?:et|and|ou|or|&|\+)$/.test(next.plain)
  );
}

/** A "c" that is short for "c'est". */
export function isShortItIs(list: readonly Word[], at: number): boolean {
  const [next, second] = list.slice(at + 1, at + 3);
  return (
    next !== undefined && /^[^\S\n]+$/.test(next.before) && AFTER_SHORT_IT_IS.test(`${next.plain} ${second?.plain}`)
  );
}

/** "Paul A. Martin", "A Martin" below a closing. */
export function isInitial(list: readonly Word[], at: number): boolean {
  const isName = (i: number): boolean => /^\p{Lu}\p{L}/u.test(list[i]?.raw ?? '') && phraseAt(list, i) === null;
  const [word, next] = [list[at]!, list[at + 1]];
  const follows = next !== undefined && /^\.?[^\S\n]*$/.test(next.before) && isName(at + 1);
  return /^\p{Lu}$/u.test(word.raw) && (follows || (/^[^\S\n]+$/.test(word.before) && isName(at - 1)));
}

/** "no 2", "No. 2": a number sign, not a denial. */
export function isNumberSign(list: readonly Word[], at: number): boolean {
  const next = list[at + 1];
  return list[at]!.plain === 'no' && next !== undefined && /^\d+$/.test(next.plain) && /^\.?\s*$/.test(next.before);
}

/** Whether a number stands for an option and not for a quantity, a price or a face. */
export function isOptionNumber(list: readonly Word[], at: number, labelled: boolean, after: string): boolean {
  const word = list[at]!;
  if (!/^\d+$/.test(word.plain) && !ORDINAL.test(word.plain)) return false;
  if (!labelled && isFace(list, at)) return false;
  const next = list[at + 1];
  // "2nd option", "la 2e réponse"
  if (!next || /[^\s]|\n/.test(after) || ORDINAL.test(word.plain)) return true;
  if (/^[%€$£°/]$/.test(next.plain)) return next.plain === '/';
  if (AFTER_QUANTITY.test(next.plain)) return false;
  if (/^[+&#]$/.test(next.plain)) return true;
  const phrase = phraseAt(list, at + 1);
  if (phrase) return phrase.kind !== 'label' && phrase.kind !== 'count';
  return /^\d+$/.test(next.plain);
}

/** Whether the `length` words at `at` stand between others; a word, not a sign, may also come first. */
export const isBetweenWords = (list: readonly Word[], at: number, length: number): boolean =>
  (at > 0 || /\p{L}/u.test(list[at]!.raw)) && at + length < list.length;

/** "Bonjour A,": a name may be short. */
export function isAddressed(list: readonly Word[], at: number): boolean {
  return /^\p{Lu}$/u.test(list[at]?.raw ?? '') && /^\.?[^\S\n]*,\s*\n/.test(list[at + 1]?.before ?? '');
}
