import type { Token } from 'markdown-it';

interface Block {
  text: string;
  /** Stands close to its neighbours in a list. */
  tight: boolean;
}

/**
 * Markdown tokens as plain text: links as "text (address)", lists with dashes or numbers, quotes behind ">", one line a
 * paragraph (mail programs wrap better than we do).
 */
export function plainText(tokens: readonly Token[]): string {
  return join(blocks({ tokens, at: 0 }), false);
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
}

/** Reads blocks until the container they are in closes. */
function blocks(cursor: Cursor): Block[] {
  const found: Block[] = [];
  for (let token = next(cursor); token && token.nesting >= 0; token = next(cursor)) {
    const block = readBlock(token, cursor);
    if (block.text !== '') found.push(block);
  }
  return found;
}

function readBlock(token: Token, cursor: Cursor): Block {
  switch (token.type) {
    case 'inline':
      return { text: inlineText(token.children ?? []), tight: false };
    case 'fence':
    case 'code_block':
      return { text: token.content.trimEnd(), tight: true };
    case 'hr':
      return { text: '---', tight: false };
    case 'bullet_list_open':
      return list(cursor, () => '- ');
    case 'ordered_list_open': {
      const first = Number(token.attrGet('start') ?? 1);
      return list(cursor, (index) => `${first + index}. `);
    }
    case 'blockquote_open':
      return { text: prefixed(join(blocks(cursor), false), '> ', '> '), tight: false };
    case 'table_open':
      return { text: table(cursor), tight: false };
    default: // a paragraph, a heading, or anything else that only wraps
      return { text: join(blocks(cursor), true), tight: token.hidden };
  }
}

function list(cursor: Cursor, marker: (index: number) => string): Block {
  const items: Block[] = [];
  for (let token = next(cursor); token && token.nesting >= 0; token = next(cursor)) {
    const inside = blocks(cursor);
    const tight = inside.every((block) => block.tight);
    const mark = marker(items.length);
    items.push({ text: prefixed(join(inside, tight), mark, ' '.repeat(mark.length)), tight });
  }
  const tight = items.every((item) => item.tight);
  return { text: join(items, tight), tight };
}

function table(cursor: Cursor): string {
  const lines: string[] = [];
  let cells: string[] = [];
  for (let token = next(cursor); token && token.type !== 'table_close'; token = next(cursor)) {
    if (token.type === 'tr_open') cells = [];
    if (token.type === 'inline') cells.push(inlineText(token.children ?? []));
    if (token.type === 'tr_close') lines.push(cells.join(' | '));
  }
  return lines.join('\n');
}

function inlineText(children: readonly Token[]): string {
  let text = '';
  const links: { from: number; address: string }[] = [];
  for (const token of children) {
    if (token.type === 'softbreak') text += ' ';
    else if (token.type === 'hardbreak') text += '\n';
    else if (token.type === 'link_open')
      links.push({ from: text.length, address: String(token.attrGet('href') ?? '').replace(/^mailto:/i, '') });
    else if (token.type === 'link_close') {
      const link = links.pop();
      const label = text.slice(link?.from);
      if (link && token.markup !== 'autolink' && label !== link.address)
        text += label === '' ? link.address : ` (${link.address})`;
    } else text += token.content;
  }
  return text.trim();
}

function join(parts: Block[], tight: boolean): string {
  return parts.map((part) => part.text).join(tight ? '\n' : '\n\n');
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : line === '' ? others.trimEnd() : others) + line)
    .join('\n');
}

function next(cursor: Cursor): Token | undefined {
  return cursor.tokens[cursor.at++];
}
