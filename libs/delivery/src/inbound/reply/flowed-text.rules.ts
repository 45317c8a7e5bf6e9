import { linesOf } from './lines.rules.js';

const QUOTE_MARKS = /^>*/;

/**
 * Joins the lines that a program broke at a space (RFC 3676, format=flowed). Only lines of one quote depth are joined: what a person wrote
 * below a quoted line stays out of it, though the quoted line ends with a space.
 * @param delSp the program added the space at which it broke the line.
 */
export function unflowed(text: string, delSp: boolean): string {
  const out: string[] = [];
  let parts: string[] = [];
  let depth = -1;
  const close = (): void => {
    if (depth >= 0) out.push(`${'>'.repeat(depth)}${depth > 0 ? ' ' : ''}${parts.join('')}`.trimEnd());
    depth = -1;
    parts = [];
  };
  for (const line of linesOf(text)) {
    const marks = QUOTE_MARKS.exec(line)![0].length;
    const content = line.slice(marks).replace(/^ /, '');
    if (marks !== depth) close();
    depth = marks;
    const soft = content.endsWith(' ') && content !== '-- ';
    parts.push(soft && delSp ? content.slice(0, -1) : content);
    if (!soft) {
      if (content === '-- ') {
        parts = [];
        depth = -1;
        out.push(`${'>'.repeat(marks)}-- `);
      } else close();
    }
  }
  close();
  return out.join('\n');
}
