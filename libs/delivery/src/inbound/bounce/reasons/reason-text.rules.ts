/**
 * A meaning and the texts by which servers express it. Patterns meet lower-case text without accents in one line, see `plainWords`.
 * To teach the product a new text, add a pattern under its meaning; the order within a list does not matter.
 */
export interface ReasonText {
  says: string;
  patterns: readonly RegExp[];
}

/** A row of a list. Strings are patterns too, for those that are put together from lists of words. */
export function says(meaning: string, ...patterns: readonly (RegExp | string)[]): ReasonText {
  return { says: meaning, patterns: patterns.map((p) => (typeof p === 'string' ? new RegExp(p) : p)) };
}

/** One of these words. */
export const either = (...words: readonly string[]): string => `(?:${words.join('|')})`;

/** Within the same sentence. */
export const NEAR = '[^.;]{0,60}';
