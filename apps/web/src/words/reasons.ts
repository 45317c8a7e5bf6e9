import { Phrases, type PhraseTable } from './phrases.ts';

/** What is wrong with a field, and how to mend it, as the server says it: in English. */
export interface Reason {
  what: string;
  fix?: string;
}

let spoken: { colon: string; phrases: Phrases } | null = null;

/** Has the reasons of the server said by a table from now on. @param table null: in English, as they come. */
export function sayReasons(language: string, table: PhraseTable | null): void {
  spoken = table && { colon: language === 'fr' ? '\u00a0: ' : ': ', phrases: new Phrases(table) };
}

/** A part of a reason, in the language of the page. */
export const phrase = (english: string): string => spoken?.phrases.say(english) ?? english;

/** A reason as one sentence, in the language of the page. */
export function reasonText({ what, fix }: Reason): string {
  return sentence(fix ? `${phrase(what)}${spoken?.colon ?? ': '}${phrase(fix)}` : phrase(what));
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`;
