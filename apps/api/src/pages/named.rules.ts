/** A name kept in several languages, in the reader's: exact tag, then its language, then English, then whichever there is. */
export function nameIn(name: Record<string, string> | string, locale: string): string {
  if (typeof name === 'string') return name;
  return name[locale] ?? name[locale.split('-', 1)[0] ?? ''] ?? name.en ?? Object.values(name)[0] ?? '';
}
