import { phraseAt } from './choice-lexicon.rules.js';
import { readText, type Options, type Reading } from './choice-reading.rules.js';
import { plainTypography } from './words.rules.js';

/** Lines that companies put under every mail; what stands there says nothing about the answer. */
const DISCLAIMER =
  /confidenti|intended (?:recipient|only|for)|destinataire|privileged|disclaimer|legally|virus|imprim|print(?:ing)? this|environ+e?ment|vertraulich|unsubscribe|d[ée]sinscri|ce (?:message|courriel|mail) |this (?:e-?mail|message) /i;
const MOST_WORDS = 80;

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
    const reading = readText(line, options);
    const { traits } = reading;
    const others = strongMentions(reading).filter((option) => !chosen.includes(option));
    const unsure = traits.has('not') || traits.has('doubt') || traits.has('either');
    const alone = reading.strange.length === 0 && reading.mentions.some((m) => !chosen.includes(m.option));
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
