import { Invalid } from '@relais/platform';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const FEWEST = 2;
const MOST = 24;

/**
 * A pseudonym as it is kept and shown: one spelling of each character (NFKC), single spaces, 2 to 24 characters that are letters, digits,
 * spaces or one of - ' . _, the first a letter or a digit. So none looks like an address, a number of ours, or nothing at all.
 * @throws Invalid `board-name.bad`
 */
export function readPseudonym(text: string): string {
  const name = text.normalize('NFKC').replace(/’/g, "'").trim().replace(/\s+/g, ' ');
  const length = [...graphemes.segment(name)].length;
  if (length < FEWEST || length > MOST || !/^[\p{L}\p{N}][\p{L}\p{M}\p{N} '._-]*$/u.test(name))
    throw new Invalid('board-name.bad', 'This pseudonym cannot be used.', [
      { where: 'pseudonym', what: 'cannot be used', fix: `${FEWEST} to ${MOST} letters, digits, spaces or - ' . _` },
    ]);
  return name;
}
