const VOID = new Set(['meta', 'link', 'input', 'br', 'img', 'hr', 'base', 'rect', 'path', 'circle']);

/** What is wrong with the structure of a page: tags left open or crossed, ids used twice, references to ids there are not. */
export function structureFaults(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const clean = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<style>[\s\S]*?<\/style>/g, '');
  for (const [, end, name = '', attributes = ''] of clean.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi,
  )) {
    const tag = name.toLowerCase();
    if (end) {
      const last = open.pop();
      if (last !== tag) faults.push(`</${tag}> closes <${last}>`);
    } else if (!VOID.has(tag) && !attributes.endsWith('/')) open.push(tag);
  }
  if (open.length) faults.push(`left open: ${open.join(' ')}`);
  const ids = [...clean.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id!);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push(`id ${id} twice`);
  for (const [, , list = ''] of clean.matchAll(/\s(for|aria-describedby|aria-labelledby)="([^"]*)"/g)) {
    for (const id of list.split(' ')) if (!ids.includes(id)) faults.push(`no id ${id}`);
  }
  for (const [, id = ''] of clean.matchAll(/href="#([^"]*)"/g)) if (!ids.includes(id)) faults.push(`no id ${id}`);
  return faults;
}

/** The text a reader sees, without tags, style and entities. */
export function visibleText(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
