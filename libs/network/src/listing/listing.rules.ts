import { Invalid } from '@relais/platform';

/** The beginning of a text as a LIKE pattern, in lower case: what a person types is never a pattern itself. */
export function likePrefix(text: string): string {
  return `${text
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
}

/** Where a list goes on: the values of its order at the last row, as an opaque text. */
export function writeCursor(values: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The values of a cursor: texts, and a number last.
 * @throws Invalid `list.cursor` for anything that was not written by {@link writeCursor} for a list of this order
 */
export function readCursor(cursor: string, texts: number): [...string[], number] {
  const refused = new Invalid('list.cursor', 'This is not a cursor of this list.', [
    { where: 'cursor', what: 'is not a cursor of this list', fix: 'use `next` of the answer before, or leave it out' },
  ]);
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refused;
  }
  const good =
    Array.isArray(values) &&
    values.length === texts + 1 &&
    values.every(
      (value, i) =>
      i < texts ? typeof value === 'string' && !value.includes('\0') : Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31, // prettier-ignore
    );
  if (!good) throw refused;
  return values as [...string[], number];
}

/**
 * What a person types to find people, as a tsquery over the words of `repWords`: every word must begin one of them.
 * @returns null when there is no word of two characters or more: it would find everybody.
 */
export function wordsQuery(text: string): string | null {
  const words = text
    .toLowerCase()
    .split(/[\s,;'’]+/)
    .filter((word) => word !== '')
    .slice(0, 6);
  if (!words.some((word) => [...word].length > 1)) return null;
  return words.map((word) => `'${word.replace(/\\/g, '\\\\').replace(/'/g, "''")}':*`).join(' & ');
}

/** The words by which a rep is found; the index ix_rep_words holds exactly this. @param rep alias of network.rep, with its dot */
export const repWords = (rep: string): string =>
  `array_to_tsvector(array_remove(regexp_split_to_array(lower(${rep}first_name || ' ' || ${rep}last_name || ' ' || ${rep}email || ' ' || ${rep}external_id), '[\\s,;''’]+'), ''))`;
