/** A name kept by language, in the reader's, or else in one it has: the same rule as on the pages the server writes. */
export function nameIn(name: Record<string, string>, language: string): string {
  return name[language] ?? name.en ?? Object.values(name)[0] ?? '';
}
