import type { Messages } from './messages.ts';
import type { PhraseTable } from './phrases.ts';
import { sayReasons } from './reasons.ts';

type Part = keyof Messages;
const files = import.meta.glob<Messages[Part]>('./*/*.json', { import: 'default' });

/** Languages there is a folder for: one more folder, with the same files as `en`, is one more language. */
export const LANGUAGES = [...new Set(Object.keys(files).map((file) => file.split('/')[1]!))].sort();
const phrases = import.meta.glob<PhraseTable>('./reasons.*.json', { import: 'default' });
const KEPT = 'relais-language';

/** The language to speak before anybody is known: chosen here before, else the first of the browser's that there is, else English. */
export function firstLanguage(): string {
  const wanted = [kept(), ...navigator.languages].map((tag) => tag?.split('-', 1)[0]?.toLowerCase());
  return wanted.find((tag) => tag !== undefined && LANGUAGES.includes(tag)) ?? 'en';
}

/** The nearest language there is to a locale. */
export const nearest = (locale: string): string => {
  const language = locale.split('-', 1)[0]!.toLowerCase();
  return LANGUAGES.includes(language) ? language : 'en';
};

/** The language as it is written where the reader lives (en-GB, fr-CA): for dates and numbers. */
export const withRegion = (language: string): string =>
  navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;

export function keepLanguage(language: string): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // a browser that keeps nothing: the language lasts as long as the page
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** The words of some parts, in one language. */
export async function loadWords(language: string, parts: readonly Part[]): Promise<Messages> {
  const loaded = await Promise.all(parts.map((part) => files[`./${language}/${part}.json`]!()));
  return Object.fromEntries(parts.map((part, i) => [part, loaded[i]])) as unknown as Messages;
}

/** Has the reasons of the server said in a language; English is what they are written in. */
export async function loadReasons(language: string): Promise<void> {
  sayReasons(language, (await phrases[`./reasons.${language}.json`]?.()) ?? null);
}
