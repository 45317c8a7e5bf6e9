import type { components } from '../../api/schema.d.ts';

type Document = components['schemas']['DraftDocumentDto'];
type Variant = components['schemas']['DraftVariantDto'];

export const MOST_VARIANTS = 9;

/** One variant more, after the others: it says what the question says, in every language, to be put in other words. */
export function withVariant(document: Document): Document {
  if (document.variants.length >= MOST_VARIANTS) return document;
  const wordings = document.wordings.map(({ locale, title, body, options, explanation }) => ({ locale, title, body, options, explanation })); // prettier-ignore
  return { ...document, variants: [...document.variants, { multiple: null, right: document.right, wordings }] };
}

/** One variant less. */
export function withoutVariant(document: Document, index: number): Document {
  return { ...document, variants: document.variants.filter((_, i) => i !== index) };
}

/** A variant back in the place where it was. */
export function withVariantBack(document: Document, index: number, variant: Variant): Document {
  return completed({ ...document, variants: document.variants.toSpliced(index, 0, variant) });
}

/** One variant changed. */
export function withVariantChanged(document: Document, index: number, change: (variant: Variant) => Variant): Document {
  return { ...document, variants: document.variants.map((one, i) => (i === index ? change(one) : one)) };
}

/** A variant with options of its own, to begin with those of the question; or with none, so the question's. */
export function withOwnOptions(variant: Variant, document: Document, own: boolean): Variant {
  const optionsIn = (locale: string) => document.wordings.find((w) => w.locale === locale)?.options ?? [];
  return {
    multiple: null,
    right: own ? document.right : [],
    wordings: variant.wordings.map((w) => ({ ...w, options: own ? optionsIn(w.locale) : null })),
  };
}

/** A document whose variants have a place for their words in each of its languages. */
export function completed(document: Document): Document {
  const locales = document.wordings.map(({ locale }) => locale);
  const incomplete = ({ wordings }: Variant) => locales.some((locale) => !wordings.some((w) => w.locale === locale));
  if (!document.variants.some(incomplete)) return document;
  return {
    ...document,
    variants: document.variants.map((variant) => {
      const known = variant.wordings.map(({ locale }) => locale);
      const like = variant.wordings.find(({ options }) => options);
      const missing = locales
        .filter((locale) => !known.includes(locale))
        .map((locale) => ({
          locale,
          title: null,
          body: null,
          options: like?.options?.map(({ id }) => ({ id, text: '' })) ?? null,
          explanation: null,
        }));
      return { ...variant, wordings: [...variant.wordings, ...missing] };
    }),
  };
}
