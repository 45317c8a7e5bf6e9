const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * How a board names a person: the first name and the initial of the last, "Claire D.". Neither an address nor an external id
 * is ever shown; somebody without a name is a number that means nothing elsewhere.
 */
export function shortName(person: { repId: string; firstName: string | null; lastName: string | null }): string {
  const first = (person.firstName ?? '').trim();
  const last = (person.lastName ?? '').trim();
  const [initial] = graphemes.segment(last);
  const name = [first, initial && `${initial.segment}.`].filter(Boolean).join(' ');
  return name || `#${person.repId}`;
}

/** The text for a locale: exact, then its language (fr-CA: fr), then English, then any. */
export function textFor(texts: Record<string, string>, locale: string): string | undefined {
  return texts[locale] ?? texts[locale.split('-')[0]!] ?? texts.en ?? Object.values(texts)[0];
}
