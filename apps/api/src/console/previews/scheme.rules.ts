/**
 * A mail as a program in light or dark mode shows it, whatever the browser of the looker asks for.
 * @param scheme auto: as the browser asks.
 */
export function inScheme(html: string, scheme: 'auto' | 'light' | 'dark'): string {
  if (scheme === 'auto') return html;
  return html
    .replace(/@media\s*\(prefers-color-scheme:\s*(dark|light)\)/g, (_, wants: string) =>
      wants === scheme ? '@media all' : '@media not all',
    )
    .replace(/color-scheme:light dark/g, `color-scheme:${scheme}`);
}
