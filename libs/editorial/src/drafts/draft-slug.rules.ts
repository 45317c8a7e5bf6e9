const MOST = 60;

/**
 * A slug for a title: letters without their marks, hyphens between words. Scripts without Latin letters give the fallback.
 * @param taken slugs of the line.
 */
export function slugFor(title: string, fallback: string, taken: ReadonlySet<string>): string {
  const words = title
    .replace(/\{\{[^}]*\}\}/g, ' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .match(/[a-z0-9]+/g);
  let slug = '';
  for (const word of words ?? []) {
    if (slug.length + word.length + 1 > MOST) break;
    slug += slug ? `-${word}` : word;
  }
  const base = slug || fallback;
  let free = base;
  for (let n = 2; taken.has(free); n += 1) free = `${base}-${n}`;
  return free;
}
