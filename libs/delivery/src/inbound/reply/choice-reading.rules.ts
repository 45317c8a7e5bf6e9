import { phraseAt, SIGNS, type PhraseKind } from './choice-lexicon.rules.js';
import {
  isAddressed,
  isBetweenWords,
  isFace,
  isInitial,
  isNumberSign,
  isOptionNumber,
  isPreposition,
  isShortItIs,
  ORDINAL,
} from './choice-words.rules.js';
import { plainWords, wordsOf, type Word, type Words } from './words.rules.js';

/** An option of a brick as its mail shows it: the id in capitals is its letter. */
export interface ChoiceOption {
  id: string;
  text: string;
}

/** The options made ready for reading. */
export interface Options {
  ids: string[];
  /** Index by letter, or by id when ids are longer. */
  byLetter: ReadonlyMap<string, number>;
  /** Words of each option's text. */
  texts: string[][];
}

/** A place of the answer that names an option. */
export interface Mention {
  option: number;
  by: 'letter' | 'number' | 'ordinal' | 'text';
  /** Index of its first word. */
  at: number;
  /** A label, bracket or the like leaves no doubt that an option is meant. */
  marked: boolean;
}

/** What may keep an answer from being taken as it stands. */
export type Trait = 'not' | 'either' | 'doubt' | 'unknown-option' | 'two-readings' | 'all' | 'both' | 'closing';

export interface Reading {
  words: Word[];
  mentions: Mention[];
  traits: Set<Trait>;
  /** Words that say something else. */
  strange: Word[];
  /** Index of the first word of "because …", or -1. */
  because: number;
  /** Index of the first word of "merci", "best regards" and the like, or -1. */
  closed: number;
}

const TRAIT_OF: Partial<Record<PhraseKind, Trait>> = {
  not: 'not',
  either: 'either',
  doubt: 'doubt',
  closing: 'closing',
};
const MOST_NAME_WORDS = 4;
/** "A-C", "A à C": from A to C, or A and C; "1 sur 4", "A = C": no list either. */
const NO_LIST = /^[^\S\n]*(?:[-=>:→]+|\.{2,}|(?:à|to|sur|of|pour|for|est|is|donc)(?: l[ae])?)[^\S\n]*$/iu;
/** Before a number they make it a quantity: "les 3". */
const BEFORE_QUANTITY = /^(?:les|the)$/;

export function optionsOf(options: readonly ChoiceOption[]): Options {
  const letters = options.map((option) => plainWords(option.id));
  const named =
    letters.every((letter) => letter !== '' && !letter.includes(' ')) && new Set(letters).size === letters.length;
  return {
    ids: options.map((option) => option.id),
    byLetter: new Map(options.map((_, i) => [named ? letters[i]! : String.fromCharCode(97 + i), i])),
    texts: options.map((option) => plainWords(option.text).split(' ').filter(Boolean)),
  };
}

/** Finds what each word of an answer says about the choice. */
export function readWords({ list, tail }: Words, options: Options): Reading {
  const reading: Reading = { words: list, mentions: [], traits: new Set(), strange: [], because: -1, closed: -1 };
  let label = -1;
  let names = 0;
  for (let at = 0; at < list.length;) {
    const word = list[at]!;
    const after = list[at + 1]?.before ?? tail;
    const labelled = label >= 0;
    const text = textAt(list, at, options);
    const phrase = isNumberSign(list, at)
      ? { words: [word.plain], kind: 'label' as const, value: 0 }
      : phraseAt(list, at);
    const letter = letterOf(list, at, options, labelled);
    if (text.length > 0 && text.length >= (phrase?.words.length ?? 0)) {
      const clash = text.options.length > 1 || (text.length === 1 && otherReading(word, options, text.options[0]!));
      if (clash) reading.traits.add('two-readings');
      for (const option of text.options) reading.mentions.push({ option, by: 'text', at, marked: text.length > 1 });
      at += text.length;
      label = -1;
      continue;
    }
    if (phrase && !(phrase.words.length === 1 && letter !== null)) {
      const { kind, value, words } = phrase;
      const trait = TRAIT_OF[kind];
      if (trait) reading.traits.add(trait);
      if (kind === 'closing' && reading.closed < 0) reading.closed = at;
      if (kind === 'greeting' && isAddressed(list, at + words.length)) reading.traits.add('two-readings');
      if (kind === 'because' && reading.because < 0) reading.because = at;
      if (kind === 'ordinal') mention(reading, options, value - 1, { by: 'ordinal', at, marked: true });
      else if (kind === 'last') mention(reading, options, options.ids.length - 1, { by: 'ordinal', at, marked: true });
      else if (kind === 'all' || kind === 'both') reading.traits.add(kind);
      else if (kind === 'count') {
        const above = list[at - 1]?.plain ?? '';
        const told = labelled || list.length === 1 || /^l[ae]$/.test(above);
        if (word.plain === 'one' && ORDINAL.test(above)) label = -1;
        else if (told) mention(reading, options, value - 1, { by: 'number', at, marked: labelled });
        else reading.strange.push(word);
      } else if (kind === 'and' && !isBetweenWords(list, at, words.length)) reading.strange.push(word);
      if (kind === 'label') label = at;
      else if (kind !== 'filler') label = -1;
      at += words.length;
      continue;
    }
    const marked = labelled || /^[)\]:»"*]|^\s*\)/.test(after) || /[([«"*]\s*$/.test(word.before);
    if (letter !== null && reading.closed >= 0 && isInitial(list, at)) names += 1;
    else if (letter !== null) {
      if (letter < 0) reading.traits.add('unknown-option');
      else reading.mentions.push({ option: letter, by: 'letter', at, marked });
      if (word.plain === 'c' && !marked && isShortItIs(list, at)) reading.traits.add('two-readings');
    } else if (isOptionNumber(list, at, labelled, after)) {
      const value = Number(ORDINAL.exec(word.plain)?.[1] ?? word.plain);
      const ordinal = ORDINAL.test(word.plain);
      if (!marked && !ordinal && isNumberOfOtherText(word.plain, value - 1, options))
        reading.traits.add('two-readings');
      mention(reading, options, value - 1, { by: ordinal ? 'ordinal' : 'number', at, marked: marked || ordinal });
    } else if (word.plain === '/') {
      if (isBetweenWords(list, at, 1)) reading.traits.add('either');
      else reading.strange.push(word);
    } else if (reading.closed >= 0 && reading.mentions.length > 0 && names < MOST_NAME_WORDS) names += 1;
    else if (!isPreposition(list, at)) reading.strange.push(word);
    label = -1;
    at += 1;
  }
  const signs = [tail, ...list.map((word) => word.before)];
  for (const { kind, sign } of SIGNS) if (signs.some((text) => sign.test(text))) reading.traits.add(kind);
  if (reading.mentions.some((m, i) => isNoList(reading, m, i)) || isQuantity(reading))
    reading.traits.add('two-readings');
  return reading;
}

/** The reading of a text in one call. */
export const readText = (text: string, options: Options): Reading => readWords(wordsOf(text), options);

type Found = Omit<Mention, 'option'>;

function mention(reading: Reading, options: Options, option: number, found: Found): void {
  if (option >= 0 && option < options.ids.length) reading.mentions.push({ option, ...found });
  else reading.traits.add('unknown-option');
}

/** Options whose whole text stands at word `at`: the longest text wins. */
function textAt(list: readonly Word[], at: number, { texts }: Options): { length: number; options: number[] } {
  let length = 0;
  let options: number[] = [];
  texts.forEach((text, option) => {
    if (text.length === 0 || text.length < length || !text.every((word, i) => list[at + i]?.plain === word)) return;
    options = text.length > length ? [option] : [...options, option];
    length = text.length;
  });
  return { length, options };
}

/** The option a letter names, -1 for a letter that names none, null for a word that is no letter. */
function letterOf(list: readonly Word[], at: number, options: Options, labelled: boolean): number | null {
  const word = list[at]!;
  const option = options.byLetter.get(word.plain);
  const isLetter = /^[a-z]$/.test(word.plain);
  if ((option === undefined && !isLetter) || word.afterElision || word.raw.endsWith("'")) return null;
  // "à" is a letter only alone: telephones write it for a lone "a".
  if (isLetter && !/^[a-z]$/i.test(word.raw) && list.length > 1) return null;
  if (!labelled && isFace(list, at)) return null;
  return option ?? -1;
}

/** "2" where the text of another option says 2: the person may mean either. */
function isNumberOfOtherText(number: string, option: number, { texts }: Options): boolean {
  return texts.some((text, i) => i !== option && text.includes(number));
}

/** One word that is an option's text and also the letter or number of another. */
function otherReading(word: Word, options: Options, option: number): boolean {
  const letter = options.byLetter.get(word.plain);
  const number = /^\d+$/.test(word.plain) ? Number(word.plain) - 1 : -1;
  return (
    (letter !== undefined && letter !== option) || (number >= 0 && number < options.ids.length && number !== option)
  );
}

/** What stands between two options says that they are no list. */
function isNoList({ mentions, words }: Reading, mention: Mention, i: number): boolean {
  const above = mentions[i - 1];
  if (!above || above.option === mention.option || above.by === 'text' || mention.by === 'text') return false;
  const between = words.slice(above.at + 1, mention.at).map((word) => word.before + word.raw);
  return between.length < 3 && NO_LIST.test(between.join('') + words[mention.at]!.before);
}

/** A lone number after "les" counts options as likely as it names one. */
function isQuantity({ mentions, words }: Reading): boolean {
  const [mention, second] = mentions;
  if (mention?.by !== 'number' || mention.marked || second) return false;
  return BEFORE_QUANTITY.test(words[mention.at - 1]?.plain ?? '');
}
