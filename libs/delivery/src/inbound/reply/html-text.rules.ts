import sanitizeHtml from 'sanitize-html';
import { htmlTokens } from './html-tokens.rules.js';
import { TextLines } from './text-lines.rules.js';

/** Elements that stand on lines of their own; paragraphs also keep a blank line around them. */
const BLOCK = /^(?:div|section|article|header|footer|center|table|tr|ul|ol|li|dl|dt|dd|form|fieldset|body|html)$/;
const PARAGRAPH = /^(?:p|h[1-6]|pre)$/;
/** Containers in which mail programs put the whole quoted mail, or the header above it. */
const QUOTED_MAIL =
  /divRplyFwdMsg|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|OutlookMessageHeader|yahoo_quoted|zmail_extra|__QUOTED_TEXT__|isForwardContent|QuotedMailBody/;
/** Outlook and Windows Mail draw a line above the copied header. */
const RULED = /border:none;\s*border-top:\s*solid #(?:B5C4DF|E1E1E1)/i;
const TIGHT = /MsoNormal|margin(?:-top)?:\s*0/i;
/** What the "indent" button of Gmail and Apple Mail makes: the person's own words. */
const INDENT = /margin:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px|border:\s*none|webkit-indent-blockquote/i;
const RULE = '_'.repeat(32);

/**
 * The text of an HTML mail, LF lines: quotes as `> ` lines (a line that the person began with `>` as ` > `), lists and tables line by line,
 * links and images as their words. Nothing is loaded or run. The container of a quoted mail begins with a separator line, so that this text is cut like that of a plain mail.
 * Takes time in proportion to the text, however badly it is formed.
 */
export function textOfHtml(html: string): string {
  const lines = new TextLines();
  const quotes: boolean[] = [];
  let tight = false;
  for (const token of htmlTokens(html)) {
    if ('text' in token) {
      lines.write(token.text);
      continue;
    }
    const { name, closing, attributes } = token;
    if (name === 'p' && !closing) tight = TIGHT.test(attributes);
    if (name === 'br') lines.endLine();
    else if (name === 'hr') lines.addLine(RULE);
    else if (name === 'td' || name === 'th') lines.write(' ');
    else if (PARAGRAPH.test(name) && !(name === 'p' && tight)) lines.endParagraph();
    else if (BLOCK.test(name) || name === 'p') lines.closeLine();
    if (name === 'blockquote') {
      if (!closing) quotes.push(!INDENT.test(attributes));
      const quoted = closing ? quotes.pop() : quotes[quotes.length - 1];
      lines.closeLine();
      if (!closing) lines.endParagraph();
      if (quoted) lines.quote(closing ? -1 : 1);
      if (closing) lines.endParagraph();
    } else if (name === 'pre') lines.preformatted = !closing;
    else if (name === 'li' && !closing) lines.write('- ');
    if (!closing && QUOTED_MAIL.test(attributes)) lines.addLine('-----Original Message-----');
    else if (!closing && RULED.test(attributes)) lines.addLine(RULE);
  }
  return tidied(withoutEntities(lines.text()));
}

/** No space at the end of a line, no two blank lines together, none around. Line by line: patterns over the whole take too long. */
function tidied(text: string): string {
  const kept: string[] = [];
  for (const line of text.replaceAll('\u00a0', ' ').split('\n')) {
    const written = line.trimEnd();
    if (written !== '' || (kept[kept.length - 1] ?? '') !== '') kept.push(written);
  }
  while (/^[> ]*$/.test(kept[kept.length - 1] ?? 'x')) kept.pop();
  return kept.join('\n');
}

const ESCAPED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The parser inside sanitize-html knows every named character; it leaves four of them escaped. Text without tags takes it linear time. */
function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  const clean = sanitizeHtml(text.replaceAll('<', '&lt;'), { allowedTags: [], allowedAttributes: {} });
  return clean.replace(/&(?:amp|lt|gt|quot);/g, (escaped) => ESCAPED[escaped]!);
}
