import sanitizeHtml from 'sanitize-html';

/** Elements that stand on lines of their own; `p` and its like also keep a blank line around them. */
const BLOCKS = new Set(['div', 'section', 'article', 'header', 'footer', 'center', 'table', 'tr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd']);
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre']);
const DROPPED = ['script', 'style', 'title', 'textarea', 'option', 'select', 'noscript', 'template', 'svg', 'math', 'object'];
/** Containers in which mail programs put the whole quoted mail, or the header above it. */
const QUOTES =
  /divRplyFwdMsg|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|OutlookMessageHeader|yahoo_quoted|yahoo-quoted|zmail_extra|__QUOTED_TEXT__|reply-intro|isForwardContent|QuotedMailBody/;
/** Outlook and Windows Mail draw a line above the copied header. */
const RULED = /border:none;\s*border-top:\s*solid #(?:B5C4DF|E1E1E1)/i;
const TOKENS = /<(\/?)([a-z0-9:]+)([^>]*)>|[^<]+/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * The text of an HTML mail, LF lines: quotes as `> ` lines, lists and tables line by line, images and links as their words. Nothing is
 * loaded or run. The quoted mail's container begins with a separator line, so that the text is cut like that of a plain mail.
 */
export function textOfHtml(html: string): string {
  const clean = sanitizeHtml(html, {
    allowedTags: [...BLOCKS, ...PARAGRAPHS, 'br', 'hr', 'td', 'th'],
    allowedAttributes: { '*': ['class', 'id', 'style', 'data-marker'] },
    nonTextTags: DROPPED,
    parseStyleAttributes: false,
  });
  const out = new Lines();
  for (const [token, closing, name, attributes = ''] of clean.matchAll(TOKENS)) {
    if (name === undefined) out.write(decode(token));
    else if (name === 'br') out.endLine();
    else if (name === 'hr') out.rule('_'.repeat(32));
    else if (name === 'td' || name === 'th') out.write(' ');
    else {
      const tight = name === 'p' && /MsoNormal|margin(?:-top)?:\s*0/i.test(attributes);
      if (PARAGRAPHS.has(name) && !tight) out.paragraph();
      else out.closeLine();
      if (name === 'blockquote') out.depth += closing ? -1 : 1;
      else if (name === 'pre') out.preformatted = !closing;
      else if (name === 'li' && !closing) out.write('- ');
      if (!closing && QUOTES.test(attributes)) out.rule('-----Original Message-----');
      else if (!closing && RULED.test(decode(attributes))) out.rule('_'.repeat(32));
    }
  }
  return out.text();
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ENTITIES[name]!);
}

/** Lines as they grow, each with the quote marks of its depth. */
class Lines {
  depth = 0;
  preformatted = false;
  private readonly lines: string[] = [];
  private parts: string[] = [];
  private open = false;

  write(text: string): void {
    if (this.preformatted) {
      const [first, ...others] = text.split('\n');
      this.add(first!);
      for (const other of others) {
        this.endLine();
        this.add(other);
      }
    } else {
      const words = text.replace(/[ \t\r\n]+/g, ' ');
      if (words !== ' ' || this.open) this.add(this.open ? words : words.trimStart());
    }
  }

  endLine(): void {
    const line = this.parts.join('').replace(/\u00a0/g, ' ').trimEnd();
    this.lines.push(this.depth > 0 ? `${'> '.repeat(Math.min(this.depth, 9))}${line}`.trimEnd() : line);
    this.parts = [];
    this.open = false;
  }

  closeLine(): void {
    if (this.open) this.endLine();
  }

  paragraph(): void {
    this.closeLine();
    const last = this.lines[this.lines.length - 1];
    if (last !== undefined && /[^>\s]/.test(last.slice(-200))) this.endLine();
  }

  rule(line: string): void {
    this.closeLine();
    this.parts = [line];
    this.endLine();
  }

  text(): string {
    this.closeLine();
    return this.lines.join('\n').replace(/\n{3,}/g, '\n\n').trim();
  }

  private add(text: string): void {
    if (text === '') return;
    this.parts.push(text);
    this.open = true;
  }
}
