import {
  optionsOf,
  readText,
  readWords,
  type ChoiceOption,
  type Options,
  type Reading,
} from './choice-reading.rules.js';
import { isConfirmation } from './confirmation.rules.js';
import { openAnswer } from './open-answer.rules.js';
import type { ReadAnswer, Unclear } from './read-answer.rules.js';
import { restContradicts } from './rest.rules.js';
import { plainTypography, plainWords } from './words.rules.js';

/** What a brick asks, as far as the reading of an answer needs it. */
export interface AskedBrick {
  kind: 'info' | 'quiz' | 'poll' | 'open' | 'video';
  multiple: boolean;
  options: readonly ChoiceOption[];
  /** Characters an open answer may have; null for the default. */
  maxLength: number | null;
}

const MOST_CHARACTERS = 4_000;
const MOST_HEAD_LINES = 12;

/**
 * Reads an answer out of the words of a reply (`ownWords` of `replyText`), in French or English. What can be read in two ways, or only in
 * part, is unclear: an answer is for good, so nothing is guessed.
 */
export function readAnswer(text: string, brick: AskedBrick): ReadAnswer {
  if (plainTypography(text.trim().slice(0, MOST_CHARACTERS)).trim() === '') return { kind: 'nothing' };
  if (brick.kind === 'open') return openAnswer(text, brick.maxLength);
  if (brick.kind === 'info' || brick.kind === 'video') {
    if (isConfirmation(text)) return { kind: 'answer', choices: [], text: null };
    return { kind: 'unclear', why: 'not-confirmed', found: [] };
  }
  if (text.length > MOST_CHARACTERS) return { kind: 'unclear', why: 'prose', found: [] };
  return readChoice(text, optionsOf(brick.options), brick.multiple);
}

function readChoice(text: string, options: Options, multiple: boolean): ReadAnswer {
  const whole = readText(text, options);
  const written = wholeText(text, options, whole) ?? lettersInARow(whole, options, multiple);
  if (written) return toAnswer(written, options);
  const verdict = decide(whole, options, multiple);
  if (isAnswer(verdict)) return toAnswer(verdict, options);
  const head = fromHead(text, options, multiple);
  // What the whole says of itself ("ou C ?" below "B") tells more than where the contradiction stands.
  const told = !head || (!isAnswer(head) && verdict.why !== 'prose') ? verdict : head;
  return toAnswer(told, options);
}

/** Indexes of the chosen options, or why there are none. */
type Verdict = { chosen: number[] } | { why: Unclear; found: number[] };

const isAnswer = (verdict: Verdict): verdict is { chosen: number[] } => 'chosen' in verdict;

function decide(reading: Reading, options: Options, multiple: boolean): Verdict {
  const { traits, mentions } = reading;
  const found = [...new Set(mentions.map((m) => m.option))];
  const unclear = (why: Unclear): Verdict => ({ why, found });
  if (found.length > 0 || traits.has('unknown-option')) {
    if (traits.has('either')) return unclear('either-or');
    if (traits.has('not')) return unclear('negated');
    if (traits.has('doubt')) return unclear('hesitates');
  }
  if (reading.because >= 0) return found.length > 0 ? explained(reading, options, multiple) : unclear('prose');
  const repeated = repeatedOption(reading, options);
  if (repeated !== null) return { chosen: [repeated] };
  if (reading.strange.length > 0) return unclear('prose');
  if (traits.has('unknown-option')) return unclear('unknown-option');
  if (traits.has('two-readings')) return unclear('two-readings');
  if (traits.has('all') || (traits.has('both') && found.length !== 2)) return allOf(reading, options, multiple);
  if (found.length === 0) return unclear(traits.has('doubt') ? 'hesitates' : 'no-choice');
  if (found.length === 1) return { chosen: found };
  if (!multiple) return unclear('several');
  return isList(reading) ? { chosen: found } : unclear('two-readings');
}

/** Several options of a multiple choice: named alike, and a small "a" only where it cannot be the French verb or the English article. */
function isList({ mentions, words, closed }: Reading): boolean {
  // "A et C, merci. B": the last may be a name.
  const signed = closed > mentions[0]!.at && mentions[mentions.length - 1]!.at > closed;
  if (signed) return false;
  const named = new Set(mentions.map((m) => (m.by === 'ordinal' ? 'number' : m.by)));
  if (named.has('letter') && named.has('number')) return false;
  const onlyLetters = words.every((word) => /^(?:[a-z]|et|and|&|\+)$/.test(word.plain));
  return mentions.every((m) => {
    const word = words[m.at]!;
    if (m.by !== 'letter' || word.raw !== 'a' || onlyLetters || m.marked) return true;
    const next = words[m.at + 1];
    return (
      /[,;\n]/.test(word.before) ||
      (next !== undefined && (/[,;\n]/.test(next.before) || /^(?:et|and|&|\+)$/.test(next.plain)))
    );
  });
}

/** "Both", "toutes": only where several may be chosen and no option says the same of itself. */
function allOf({ traits, mentions }: Reading, options: Options, multiple: boolean): Verdict {
  const all = options.ids.map((_, i) => i);
  if (!multiple) return { why: 'several', found: all };
  const saysAll = options.texts.some((text) =>
    text.some((word) => /^(?:all|both|tout|toute|tous|toutes|deux)$/.test(word)),
  );
  const fits = traits.has('all') || options.ids.length === 2;
  return saysAll || !fits || mentions.length > 0 ? { why: 'two-readings', found: [] } : { chosen: all };
}

/** The whole answer is the text of an option. */
function wholeText(text: string, options: Options, reading: Reading): Verdict | null {
  const words = plainWords(text);
  const found = options.texts.flatMap((option, i) => (option.length > 0 && option.join(' ') === words ? [i] : []));
  if (found.length === 0 || reading.traits.has('doubt') || reading.traits.has('not')) return null;
  return found.length > 1 || reading.traits.has('two-readings') ? { why: 'two-readings', found } : { chosen: found };
}

const WORDS_OF_LETTERS = new Set(
  'ab ace ad ah ai am an as at be bel bi ce de do du eh el em en es et ex fi go hi in is it no or'.split(' '),
);

/** "AC": letters in their order, no word of either language unless in capitals. */
function lettersInARow({ words, mentions, traits }: Reading, options: Options, multiple: boolean): Verdict | null {
  const last = words[words.length - 1];
  if (
    !last ||
    mentions.length > 0 ||
    traits.size > 0 ||
    !/^[a-z]{2,12}$/.test(last.plain) ||
    last.plain.length > options.ids.length
  )
    return null;
  if (
    words.length > 1 &&
    !readWords({ list: words.slice(0, -1), tail: '' }, options).words.every((w) => LABEL.test(w.plain))
  )
    return null;
  const chosen = [...last.plain].map((letter) => options.byLetter.get(letter) ?? -1);
  if (chosen.some((option, i) => option <= (chosen[i - 1] ?? -1))) return null;
  const capitals = last.raw === last.raw.toUpperCase();
  if (!capitals && (!/^[a-z]+$/.test(last.raw) || WORDS_OF_LETTERS.has(last.plain))) return null;
  return multiple ? { chosen } : { why: 'several', found: chosen };
}

const LABEL = /^(?:reponses?|rep|options?|choix|answers?|choices?|les|the)$/;

/** "B) la remise": a marked letter, then some of its own option's words and no other option's. */
function repeatedOption({ mentions, strange, words }: Reading, options: Options): number | null {
  const [first, ...others] = mentions;
  if (first?.by !== 'letter' || first.at !== 0 || !/^\s*[).:\]-]/.test(words[1]?.before ?? '')) return null;
  if (others.some((m) => m.by === 'text' && m.option !== first.option)) return null;
  const said = [...strange, ...others.filter((m) => m.by !== 'text').map((m) => words[m.at]!)].map(
    (word) => word.plain,
  );
  const holds = (option: number): boolean => said.every((word) => options.texts[option]!.includes(word));
  const alone =
    strange.length > 0 && holds(first.option) && !options.texts.some((_, i) => i !== first.option && holds(i));
  return alone ? first.option : null;
}

/** "B, parce que …": the choice stands before, and nothing in the explanation names another or takes it back. */
function explained({ words, because }: Reading, options: Options, multiple: boolean): Verdict {
  const choice = decide(readWords({ list: words.slice(0, because), tail: '' }, options), options, multiple);
  if (!isAnswer(choice)) return choice;
  const explanation = words
    .slice(because)
    .map((word) => word.before + word.raw)
    .join('');
  return restContradicts([explanation], choice.chosen, options) ? { why: 'prose', found: choice.chosen } : choice;
}

/** The choice stands on the first lines; explanations, names and disclaimers follow that do not touch it. */
function fromHead(text: string, options: Options, multiple: boolean): Verdict | null {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => plainTypography(line).trim() !== '');
  const first = lines[0] !== undefined && isAddress(lines[0], options) ? 1 : 0;
  let head: Verdict | null = null;
  let end = first;
  for (let to = first + 1; to <= Math.min(lines.length, first + MOST_HEAD_LINES); to += 1) {
    const reading = readText(lines.slice(first, to).join('\n'), options);
    const verdict = decide(reading, options, multiple);
    if (isAnswer(verdict)) [head, end] = [verdict, to];
    else if (reading.strange.length > 0 || (reading.mentions.length > 0 && head)) break;
  }
  if (!head || !isAnswer(head)) return null;
  const contradiction = restContradicts(lines.slice(end), head.chosen, options);
  return contradiction ? { why: contradiction, found: head.chosen } : head;
}

/** "Bonjour Paul,": a greeting and a name. */
function isAddress(line: string, options: Options): boolean {
  const reading = readText(line, options);
  const greets = /^(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|dear|cher|chere|good|madame|monsieur|bjr|slt)$/;
  const [first] = reading.words;
  return (
    first !== undefined &&
    greets.test(first.plain) &&
    reading.words.length <= 6 &&
    reading.mentions.length === 0 &&
    reading.traits.size === 0
  );
}

function toAnswer(verdict: Verdict, { ids }: Options): ReadAnswer {
  const inOrder = (indexes: number[]): string[] => [...new Set(indexes)].sort((a, b) => a - b).map((i) => ids[i]!);
  if (isAnswer(verdict)) return { kind: 'answer', choices: inOrder(verdict.chosen), text: null };
  return { kind: 'unclear', why: verdict.why, found: inOrder(verdict.found) };
}
