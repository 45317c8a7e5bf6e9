import { createHash } from 'node:crypto';

/** The stylesheet as it goes into each page, and the policy that lets exactly that text style it. */
export interface PageStyle {
  css: string;
  /** `'sha256-…'`, for the style-src directive of a Content-Security-Policy. */
  source: string;
}

/** Drops what only its editor needs (comments, indentation), then fingerprints what is left. */
export function pageStyle(css: string): PageStyle {
  const compact = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
  return { css: compact, source: `'sha256-${createHash('sha256').update(compact).digest('base64')}'` };
}
