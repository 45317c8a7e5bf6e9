export type HtmlToken = { text: string } | { name: string; closing: boolean; attributes: string };

/** Elements whose content is not shown as text. */
const HIDDEN = /^(?:script|style|title|textarea|select|noscript|template|svg|math|object|iframe|xml)$/;
const MOST_ATTRIBUTES = 2_000;

/** The words and tags of an HTML text in order, without comments and what is not shown. Each character is looked at once. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  // Only these letters: lower case of some others is longer, and places would shift.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    if (open > at) yield { text: html.slice(at, open) };
    const next = html[open + 1] ?? '';
    if (!/[a-z/!?]/i.test(next)) {
      yield { text: '<' };
      at = open + 1;
      continue;
    }
    const comment = html.startsWith('<!--', open);
    const end = comment ? html.indexOf('-->', open + 4) : tagEnd(html, open + 1);
    if (end < 0) {
      // Nothing closes any more. A browser hides the rest of a comment; of a tag the words are kept.
      if (!comment) yield { text: html.slice(open) };
      return;
    }
    at = end + (comment ? 3 : 1);
    if (next === '!' || next === '?') continue;
    const closing = next === '/';
    const [name = ''] = /^[a-z0-9:]*/.exec(lower.slice(open + (closing ? 2 : 1), open + 40)) ?? [];
    yield { name, closing, attributes: html.slice(open + 1, Math.min(end, open + MOST_ATTRIBUTES)) };
    if (!closing && HIDDEN.test(name) && html[end - 1] !== '/') {
      const close = lower.indexOf(`</${name}`, at);
      if (close < 0) return;
      at = close;
    }
  }
  if (at < html.length) yield { text: html.slice(at) };
}

/** Where the tag ends that began before `from`; a `>` inside quotation marks does not end it. -1 when nothing does. */
function tagEnd(html: string, from: number): number {
  let quote = '';
  for (let i = from; i < html.length; i += 1) {
    const char = html[i]!;
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '>') return i;
    else if ((char === '"' || char === "'") && /[=\s]/.test(html[i - 1]!)) quote = char;
  }
  return -1;
}
