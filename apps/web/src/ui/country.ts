/** A country's name in a language; its code where that language has none. */
export function countryIn(code: string | null, language: string): string | null {
  if (!code) return null;
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

/** A language's name in a language. */
export function languageIn(code: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(code) ?? code;
}
