import type { BrickContent } from '../content/content.js';
import { canonical } from '../digest.rules.js';
import type { DraftDocument } from './draft-document.js';
import { documentOf } from './draft-files.rules.js';

/** One field that is not the same. Texts as the author wrote them, lists one entry a line; null: not there. */
export interface FieldDiff {
  /** Such as `title`, `options.b`, `right`, `variants.1.body`. */
  field: string;
  /** null: a field of the whole brick. */
  locale: string | null;
  before: string | null;
  after: string | null;
}

type Fields = Map<string, Omit<FieldDiff, 'before' | 'after'> & { text: string }>;
type Comparable = BrickContent | DraftDocument;

/** What changed, in the order of the editor: the whole brick first, then each language. @param before null: there was none. */
export function diffBricks(before: Comparable | null, after: Comparable): FieldDiff[] {
  const [then, now] = [before ? fieldsOf(before) : (new Map() as Fields), fieldsOf(after)];
  return [...new Set([...now.keys(), ...then.keys()])]
    .filter((key) => then.get(key)?.text !== now.get(key)?.text)
    .map((key) => {
      const { field, locale } = (now.get(key) ?? then.get(key))!;
      return { field, locale, before: then.get(key)?.text ?? null, after: now.get(key)?.text ?? null };
    })
    .sort((a, b) => Number(a.locale !== null) - Number(b.locale !== null));
}

function fieldsOf(comparable: Comparable): Fields {
  const document = 'master' in comparable ? documentOf(comparable) : comparable;
  const fields: Fields = new Map();
  const note = (field: string, locale: string | null, value: unknown) => {
    const text = textOf(value);
    if (text !== '') fields.set(`${locale ?? ''} ${field}`, { field, locale, text });
  };
  for (const field of ['kind', 'theme', 'multiple', 'maxLength', 'right'] as const) note(field, null, document[field]);
  document.variants.forEach((variant, i) => {
    note(`variants.${i + 1}.multiple`, null, variant.multiple);
    note(`variants.${i + 1}.right`, null, variant.right);
  });
  for (const wording of document.wordings) {
    const { locale, options, references, video } = wording;
    for (const field of ['title', 'body', 'explanation', 'correction', 'revision'] as const)
      note(field, locale, wording[field]);
    for (const { id, text } of options) note(`options.${id}`, locale, text);
    note(
      'references',
      locale,
      references?.map(({ title, url }) => `${title} ${url}`),
    );
    note('video', locale, video && [video.url, video.minutes ?? '']);
    document.variants.forEach((variant, i) => {
      const own = variant.wordings.find((w) => w.locale === locale);
      for (const field of ['title', 'body', 'explanation'] as const)
        note(`variants.${i + 1}.${field}`, locale, own?.[field]);
      for (const { id, text } of own?.options ?? []) note(`variants.${i + 1}.options.${id}`, locale, text);
    });
  }
  return fields;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(String).join('\n').trim();
  return typeof value === 'object' ? canonical(value) : String(value);
}
