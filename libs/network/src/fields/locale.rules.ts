import { Refusal, type Reading } from './refusal.js';

const SHAPE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;
const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/**
 * A BCP 47 tag of language, script and region in canonical form: `FR_ca` is `fr-CA`. Extensions and variants are refused:
 * words and bricks are found by language and region alone.
 */
export function readLocale(text: string): Reading {
  const tag = canonicalTag(text.replaceAll('_', '-'));
  if (tag !== null && SHAPE.test(tag) && isKnown(tag)) return tag;
  return new Refusal(
    `${JSON.stringify(text)} is not a language`,
    'write a language such as fr, or language and region such as fr-CA',
  );
}

function canonicalTag(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null; // not well-formed
  }
}

/** `cn` and `jp` are well-formed and mean nothing: countries taken for languages, the most common slip. */
function isKnown(tag: string): boolean {
  const { language, region } = new Intl.Locale(tag);
  return languages.of(language) !== undefined && (region === undefined || regions.of(region) !== undefined);
}
