import { isLocalDate } from '@relais/platform';

const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

export const LOCALE_FIX = 'write a language such as en or fr, or a language and a country such as fr-CA';

/** A language that Unicode knows, with or without script and region, in its usual spelling: en, fr-CA, zh-Hant. */
export function isLocale(text: string): boolean {
  if (!/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(text)) return false;
  const { language, region } = new Intl.Locale(text);
  return languages.of(language) !== undefined && (region === undefined || regions.of(region) !== undefined);
}

/** How long the texts of a brick may be, in characters, and how many references it may have. */
export const BRICK_LIMITS = { title: 150, option: 400, explanation: 20_000, correction: 1_000, references: 10 };

export const SLUG_FIX = 'use small letters a-z, digits and single hyphens, such as cold-room-sensor';

export function isSlug(text: string): boolean {
  return text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/** A day that exists, YYYY-MM-DD, from 2000 to 2199: further away it is a slip of the finger. */
export function isDate(text: string): boolean {
  return /^2[01]/.test(text) && isLocalDate(text);
}

/** Has something to see: not only spaces, format characters and the like. */
export function isVisible(text: string): boolean {
  return /[^\p{C}\p{Z}\p{M}]/u.test(text);
}

/** Characters that no database, mail or page takes well; tab and line end are fine. */
export function textProblem(text: string): string | null {
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/.exec(text)?.[0];
  if (control !== undefined)
    return `the invisible character U+${control.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /\p{Surrogate}/u.test(text) ? 'half a character (a lone surrogate)' : null;
}
