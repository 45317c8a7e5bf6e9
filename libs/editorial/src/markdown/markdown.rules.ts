import MarkdownIt from 'markdown-it';
import { markdownProblems, type MarkdownProblem } from './problems.rules.js';
import { plainText } from './plain-text.rules.js';
import { sanitise } from './sanitise.rules.js';

export interface RenderedMarkdown {
  /** Safe to put into a page or a mail; holds no image, no script, no style but the alignment of table cells. */
  html: string;
  /** The same for the text part of a mail: one line a paragraph. */
  text: string;
  /** What an author must mend before this may be published; `line` counts from 0. */
  problems: MarkdownProblem[];
}

// Raw HTML is shown as the text it is. Every link becomes a token, so that a refused one is reported instead of being shown
// as broken Markdown; the sanitiser below lets only the allowed ones through.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = () => true;

/**
 * Renders an author's Markdown. Never throws, whatever the text: what must not be published is in `problems`, and even then
 * the HTML is harmless.
 * @param form block: a body or an explanation; inline: one option, which may not hold links (it is a link itself in mails).
 */
export function renderMarkdown(source: string, form: 'block' | 'inline'): RenderedMarkdown {
  const env = {};
  const tokens = form === 'block' ? markdown.parse(source, env) : markdown.parseInline(source, env);
  const html = sanitise(markdown.renderer.render(tokens, markdown.options, env)).trim();
  const text = plainText(tokens);
  return { html, text, problems: markdownProblems({ source, tokens, html, text, form }) };
}
