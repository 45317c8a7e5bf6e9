import { isLocale, isSlug, LOCALE_FIX, SLUG_FIX } from './formats.rules.js';

export interface BrickFileName {
  file: string;
  /** As written, with its zeros. */
  number: string;
  position: number;
  slug: string;
  locale: string;
}

/** What the name of a brick file says: 020-cold-room-sensor.en.md is the brick cold-room-sensor at 20, in English. */
export function brickFileName(file: string): BrickFileName | { what: string; fix: string } {
  const [, number = '', slug = '', locale = ''] = /^(\d{1,6})-([^.]+)\.([^.]+)\.md$/.exec(file) ?? [];
  if (number === '') {
    return {
      what: 'the name is not that of a brick',
      fix: 'name the file number-slug.language.md, such as 020-cold-room-sensor.en.md, or remove it',
    };
  }
  if (!isSlug(slug)) return { what: `\`${slug}\` cannot be a slug`, fix: SLUG_FIX };
  if (!isLocale(locale)) return { what: `\`${locale}\` is not a language`, fix: LOCALE_FIX };
  return { file, number, position: Number(number), slug, locale };
}
