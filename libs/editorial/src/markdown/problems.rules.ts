import type { Token } from 'markdown-it';
import { NAMES, strayBraces } from '../names.rules.js';
import { addressProblem } from '../web-address.rules.js';

export interface MarkdownProblem {
  /** From 0, in the Markdown. */
  line: number;
  what: string;
  fix: string;
}

export const ALLOWED_NAMES = `only ${NAMES.map((name) => `{{${name}}}`).join(', ')} may stand in double braces`;

/** Everything in a rendered Markdown text that must not be published, in the order of the text. */
export function markdownProblems(rendered: {
  source: string;
  tokens: readonly Token[];
  html: string;
  text: string;
  form: 'block' | 'inline';
}): MarkdownProblem[] {
  const problems: MarkdownProblem[] = [];
  let line = 0;
  for (const token of rendered.tokens) {
    line = token.map?.[0] ?? line;
    problems.push(...blockProblems(token, line));
    let at = line;
    for (const child of token.children ?? []) {
      if (child.type === 'softbreak' || child.type === 'hardbreak') at += 1;
      problems.push(...inlineProblems(child, at, rendered.form));
    }
  }
  problems.push(...braceProblems(rendered));
  return problems.sort((a, b) => a.line - b.line);
}

function blockProblems(token: Token, line: number): MarkdownProblem[] {
  if (token.type !== 'heading_open' || /^h[234]$/.test(token.tag)) return [];
  const fix =
    token.tag === 'h1' ? 'start with `##`; the title of the brick is the first heading' : 'use `##`, `###` or `####`';
  return [{ line, what: `a heading of level ${token.tag.slice(1)}`, fix }];
}

function inlineProblems(token: Token, line: number, form: 'block' | 'inline'): MarkdownProblem[] {
  if (token.type === 'image') {
    return [{ line, what: 'images cannot be sent', fix: 'link to the picture instead: [the drawing](https://…)' }];
  }
  if (token.type !== 'link_open') return [];
  if (form === 'inline') {
    return [
      {
        line,
        what: 'a link in an option',
        fix: 'move it to `references` or `explanation`; in the mail the option itself is a link',
      },
    ];
  }
  const address = String(token.attrGet('href') ?? '');
  if (/\{\{|%7b%7b/i.test(address)) {
    return [{ line, what: 'a name in the address of a link', fix: 'write an address that is the same for everybody' }];
  }
  const problem = addressProblem(address, ['http', 'https', 'mailto']);
  return problem ? [{ line, what: `the link ${shown(address)} ${problem.what}`, fix: problem.fix }] : [];
}

/** Braces as written, and, where these are fine, as rendered: `&#123;` and `\{` must not smuggle them in. */
function braceProblems({ source, html, text }: { source: string; html: string; text: string }): MarkdownProblem[] {
  const stray = strayBraces(source);
  if (stray.length > 0) {
    return stray.map(({ at, written }) => {
      const line = source.slice(0, at).split('\n').length - 1;
      return { line, what: `\`${written}\` is not a name that can be filled in`, fix: ALLOWED_NAMES };
    });
  }
  if (strayBraces(html).length + strayBraces(text).length > 0)
    return [{ line: 0, what: 'double braces written with escapes', fix: ALLOWED_NAMES }];
  return [];
}

function shown(address: string): string {
  return address.length > 60 ? `${address.slice(0, 60)}…` : address;
}
