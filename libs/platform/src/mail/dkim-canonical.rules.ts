/**
 * What DKIM signs of a mail (RFC 6376, section 3.4). Mails of strangers come here: everything takes time in proportion to their
 * length.
 */

/** The headers of a mail's head, each with its folded lines and its last line end; lines that are no header are left out. CRLF lines. */
export function headersOf(head: string): string[] {
  const headers: string[][] = [];
  let own = false;
  for (const line of head.split('\r\n')) {
    if (/^[ \t]/.test(line)) {
      if (own) headers.at(-1)!.push(line);
      continue;
    }
    own = line.indexOf(':') > 0;
    if (own) headers.push([line]);
  }
  return headers.map((lines) => `${lines.join('\r\n')}\r\n`);
}

export const nameOf = (header: string): string => header.slice(0, header.indexOf(':')).trim().toLowerCase();

/** Headers by their names in lower case, in order. */
export function headersByName(headers: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const header of headers) {
    const name = nameOf(header);
    const others = found.get(name);
    if (others) others.push(header);
    else found.set(name, [header]);
  }
  return found;
}

/** RFC 6376 section 3.4.2. */
export function relaxedHeader(header: string): string {
  const value = header
    .slice(header.indexOf(':') + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, ''); // not trimmed: half of a character may look like a blank here
  return `${nameOf(header)}:${value}`;
}

/** RFC 6376 section 3.4.3. */
export const simpleBody = (body: string): string => `${withoutBlankEnd(body)}\r\n`;

/** RFC 6376 section 3.4.4. */
export function relaxedBody(body: string): string {
  const lines = withoutBlankEnd(body.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, ''));
  return lines === '' ? '' : `${lines}\r\n`;
}

/** Counted off from the end: an expression would begin anew at each blank line of the text. */
function withoutBlankEnd(body: string): string {
  let end = body.length;
  while (end >= 2 && body.startsWith('\r\n', end - 2)) end -= 2;
  return body.slice(0, end);
}
