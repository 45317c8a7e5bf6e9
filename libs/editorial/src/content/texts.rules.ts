import { renderMarkdown, type RenderedMarkdown } from '../markdown/markdown.rules.js';
import { ALLOWED_NAMES } from '../markdown/problems.rules.js';
import { strayBraces } from '../names.rules.js';
import type { Fields } from './fields.js';
import type { FileFaults } from './file-faults.js';

/** The texts of a question, of a file or of one of its variants. */
export interface WrittenQuestion {
  fields: Fields;
  faults: FileFaults;
  title?: string;
  explanation?: string;
  options?: { text?: string; fields: Fields }[];
  /** The question itself; `bodyLine` is where it starts. */
  body?: string;
  bodyLine: number;
}

export const NAMES_ELSEWHERE = 'names can stand in the title and in the text under the front matter';

/** Markdown and names, in every text of one question. */
export function checkTexts({
  fields,
  faults,
  title,
  explanation,
  options = [],
  body,
  bodyLine,
}: WrittenQuestion): void {
  for (const { written } of strayBraces(title ?? '')) {
    fields.report('title', `\`${written}\` is not a name that can be filled in`, ALLOWED_NAMES);
  }
  if (body !== undefined) checkMarkdown(body, 'block', (line, what, fix) => faults.at(bodyLine + line, what, fix));
  const nameless = (source: string, form: 'block' | 'inline', firstLine: number) => {
    const { text } = checkMarkdown(source, form, (line, what, fix) => faults.at(firstLine + line, what, fix));
    if (text.includes('{{') && strayBraces(text).length === 0)
      faults.at(firstLine, 'a name in an option or explanation', NAMES_ELSEWHERE);
  };
  if (explanation !== undefined) nameless(explanation, 'block', fields.textLine('explanation'));
  for (const { text, fields: option } of options) {
    if (text !== undefined) nameless(text, 'inline', option.textLine('text'));
  }
}

function checkMarkdown(
  source: string,
  form: 'block' | 'inline',
  report: (line: number, what: string, fix: string) => void,
): RenderedMarkdown {
  const rendered = renderMarkdown(source, form);
  for (const { line, what, fix } of rendered.problems) report(line, what, fix);
  if (source !== '' && rendered.text === '' && rendered.problems.length === 0)
    report(0, 'this text shows nothing when it is rendered', 'write a text that can be read');
  return rendered;
}
