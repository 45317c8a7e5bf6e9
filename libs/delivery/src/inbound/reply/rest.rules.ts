import { phraseAt } from './choice-lexicon.rules.js';
import { readText, type Options, type Reading } from './choice-reading.rules.js';
import { plainTypography } from './words.rules.js';

/** Lines that companies put under every mail; what stands there says nothing about the answer. */
const DISCLAIMER =
  /confidenti|intended (?:recipient|only|for)|destinataire|privileged|disclaimer|legally|virus|imprim|print(?:ing)? this|environ+e?ment|vertraulich|unsubscribe|d[ée]sinscri|ce (?:message|courriel|mail) |this (?:e-?mail|message) /i;
const MOST_WORDS = 80;
/** What names nothing: links and addresses, numbers to call with the letter before them ("D: +33 4 72 10 20 30"), dates. */
const LINK = /https?:|www\.|@/i;
const CALLED = /(?<![\p{L}\p{N}])(?:\p{L}\s?[:.]?\s?)?\+?\(?\d[\d\s()./-]{6,}/gu;
/** A stroke between longer words or numbers offers no choice: "Export / Benelux". */
const STROKE = /(?<![\p{L}\p{N}])([\p{L}\p{N}]*)\s*\/\s*(?=([\p{L}\p{N}]{0,2}))/gu;
/** What programs write for a picture: "[image: Inline image 1]". */
const PICTURE = /\[(?:image|cid)\b[^\]]{0,200}\]/gi;
/** "A+": see you. */
const SEE_YOU = /^\s*[aà]\s?(?:\+|plus)[\s,.!]*$/iu;

/**
 * Whether what follows a choice takes it back or names another: then why. Below a closing ("Cordialement") names, titles and addresses
 * follow, so only a plain second answer counts there.
 */
export function restContradicts(
  lines: readonly string[],
  chosen: readonly number[],
  options: Options,
): 'several' | 'either-or' | 'negated' | 'hesitates' | 'prose' | null {
  let closed = false;
  let words = 0;
  for (const line of lines) {
    if (DISCLAIMER.test(plainTypography(line))) return null;
    closed ||= SEE_YOU.test(line);
    const reading = readText(SEE_YOU.test(line) ? '' : telling(line), options);
    const { traits } = reading;
    const others = strongMentions(reading).filter((option) => !chosen.includes(option));
    const unsure = traits.has('not') || traits.has('doubt') || traits.has('either');
    // "04 72 10 20 30" is a number to call.
    const alone =
      reading.strange.length === 0 &&
      !traits.has('unknown-option') &&
      (traits.has('all') || traits.has('both') || reading.mentions.some((m) => !chosen.includes(m.option)));
    closed ||= traits.has('closing') || /^\s*p\.?\s?s\b/i.test(line);
    if (alone || (others.length > 0 && (!closed || unsure))) return 'several';
    if (closed) continue;
    if (traits.has('either')) return 'either-or';
    if (traits.has('not')) return 'negated';
    if (traits.has('doubt')) return 'hesitates';
    words += reading.words.length;
    if (words > MOST_WORDS) return 'prose';
  }
  return null;
}

/** What of a line may name an option. */
function telling(line: string): string {
  const words = line.split(/\s+/).filter((word) => !LINK.test(word));
  return words
    .join(' ')
    .replace(PICTURE, ' ')
    .replace(CALLED, ' ')
    .replace(STROKE, (stroke, before: string, after: string) =>
      before.length === 1 && after.length === 1 ? stroke : `${before} `,
    );
}

/** Options named beyond doubt: by a marked letter or number, by a capital that is no initial, by their text. */
function strongMentions({ mentions, words }: Reading): number[] {
  const strong = mentions.filter(({ by, at, marked }) => {
    if (marked) return true;
    if (by !== 'letter') return by === 'text';
    const { raw } = words[at]!;
    const next = words[at + 1];
    const initial = next !== undefined && (/^\.\s*$/.test(next.before) || /^\p{Lu}/u.test(next.raw));
    const article =
      raw === 'A' && at === 0 && next !== undefined && /^\s+$/.test(next.before) && phraseAt(words, 1) === null;
    return /^[A-Z]$/.test(raw) && !initial && !article && !/^\p{Lu}\p{Ll}/u.test(words[at - 1]?.raw ?? '');
  });
  return strong.map((m) => m.option);
}
