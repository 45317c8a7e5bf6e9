/** What a visitor would rather read. */
export type Medium = 'html' | 'json';

/** Paths made for programs; everything else is made for people. */
const FOR_PROGRAMS = /^\/(api\/(?!docs)|healthz|readyz|metrics|mailbox\/messages)/i;

/**
 * HTML or JSON? Whoever names only one of them gets it. Whoever names neither, or both, gets what the path is made for: a mail
 * scanner without an Accept header sees the same friendly page as a person.
 */
export function mediumFor(accept: string | undefined, path: string): Medium {
  const given = (accept ?? '').toLowerCase();
  const html = given.includes('text/html');
  const json = given.includes('json');
  if (html !== json) return html ? 'html' : 'json';
  return FOR_PROGRAMS.test(path) ? 'json' : 'html';
}

/** The path of a request's address, without its query. */
export function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '/';
}
