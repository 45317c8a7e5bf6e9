export interface Names {
  rep: { firstName: string; lastName: string };
  partner: { name: string };
}

/** Everything an author may write in double braces, exactly so: mails look for these letters. */
export const NAMES = ['rep.firstName', 'rep.lastName', 'partner.name'] as const;

const READ: Record<(typeof NAMES)[number], (names: Names) => string> = {
  'rep.firstName': (n) => n.rep.firstName,
  'rep.lastName': (n) => n.rep.lastName,
  'partner.name': (n) => n.partner.name,
};
const NAME = String.raw`\{\{(rep\.firstName|rep\.lastName|partner\.name)\}\}(?!\})`;
const ALLOWED = new RegExp(String.raw`(?<!\{)${NAME}`, 'g');
const WITH_COMMA = new RegExp(String.raw`([,;]?[ \u00a0])?(?<!\{)${NAME}(,[ \u00a0])?`, 'g');
// eslint-disable-next-line no-control-regex -- a name must not bring line breaks into a subject or a header
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * Puts the names into a title or a body. One pass: a name that itself looks like `{{…}}` stays as it is.
 * An unknown (empty) name takes its comma and space with it: "Welcome, {{rep.firstName}}." becomes "Welcome."
 * @param form html: the names are escaped; text: they are put in as they are, without control characters.
 */
export function fillNames(template: string, names: Names, form: 'html' | 'text'): string {
  if (!template.includes('{{')) return template;
  return template.replace(
    WITH_COMMA,
    (_all, before: string | undefined, name: (typeof NAMES)[number], after: string | undefined) => {
      const value = READ[name](names).replace(CONTROL, ' ').trim();
      if (value === '') return before === undefined ? '' : (after ?? '');
      return (before ?? '') + (form === 'html' ? escapeHtml(value) : value) + (after ?? '');
    },
  );
}

/** Every place where `text` opens double braces around anything but an allowed name. */
export function strayBraces(text: string): { at: number; written: string }[] {
  const rest = text.replace(ALLOWED, (found) => ' '.repeat(found.length)); // same length, so that positions stay true
  return [...rest.matchAll(/\{\{+/g)].map(({ index }) => {
    const written = /^\{\{[^\n}]{0,40}\}*/.exec(text.slice(index, index + 80))?.[0] ?? '{{';
    return { at: index, written: written.trim() };
  });
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
