import type { BrickContent, LineMode } from '../content/content.js';
import { yamlText } from '../content/file-text.rules.js';
import { KINDS, type KindKey } from '../kinds/index.js';
import type { BrickPlan, DraftDocument, DraftVariant, DraftWording } from './draft-document.js';

/** Where a draft stands in its line. */
export interface DraftPlace extends BrickPlan {
  slug: string;
  position: number;
  mode: LineMode;
  /** Language of the line, so of the master. */
  master: string;
}

/** The front matter and the text by which a content file would say one wording of a draft. */
export function draftFile(
  document: DraftDocument,
  wording: DraftWording,
  place: DraftPlace,
): { frontMatter: string; body: string } {
  // prettier-ignore
  const keys = wording.locale === place.master ? masterKeys(document, wording, place) : translationKeys(document, wording, place); // prettier-ignore
  return { frontMatter: yamlText(keys), body: wording.body.trim() };
}

function masterKeys(document: DraftDocument, wording: DraftWording, { day, on }: DraftPlace): Record<string, unknown> {
  const has = known(document);
  const { theme, multiple, maxLength, kind, right } = document;
  return {
    kind,
    title: wording.title,
    theme: given(theme),
    multiple: has('multiple') && multiple ? true : undefined,
    options: has('options') ? listed(optionKeys(wording.options, kind === 'quiz' ? right : [])) : undefined,
    ...textKeys(document, wording, null),
    references: listed(wording.references),
    video: has('video') ? videoKeys(wording.video) : undefined,
    max_length: has('max_length') ? (maxLength ?? undefined) : undefined,
    day: day ?? undefined,
    on: on ?? undefined,
    revision: wording.revision,
  };
}

function translationKeys(
  document: DraftDocument,
  wording: DraftWording,
  { master }: DraftPlace,
): Record<string, unknown> {
  const has = known(document);
  const url = given(wording.video?.url);
  return {
    title: wording.title,
    options: has('options') ? listed(optionKeys(wording.options, [])) : undefined,
    ...textKeys(document, wording, master),
    references: wording.references ?? undefined, // an empty list says: none in this language
    video: has('video') && url !== undefined ? { url } : undefined,
    revision: wording.revision,
  };
}

/** @param master language of the original; null: this is it. */
function textKeys(document: DraftDocument, wording: DraftWording, master: string | null): Record<string, unknown> {
  const has = known(document);
  const { locale } = wording;
  const keysOf = (variant: DraftVariant) =>
    master === null ? variantKeys(variant, locale) : translatedVariantKeys(variant, locale, master);
  return {
    explanation: has('explanation') ? given(wording.explanation) : undefined,
    variants: has('variants') ? listed(document.variants.map(keysOf)) : undefined,
    correction: has('correction') ? given(wording.correction) : undefined,
  };
}

function variantKeys(variant: DraftVariant, locale: string): Record<string, unknown> {
  const wording = wordingIn(variant, locale);
  const keys = {
    title: given(wording?.title),
    question: given(wording?.body),
    multiple: wording?.options ? (variant.multiple ?? undefined) : undefined,
    options: wording?.options ? optionKeys(wording.options, variant.right) : undefined,
    explanation: given(wording?.explanation),
  };
  return orQuestionless(keys);
}

/** A variant that says nothing is said to lack its question, at the question. */
const orQuestionless = (keys: Record<string, unknown>) =>
  Object.values(keys).some((value) => value !== undefined) ? keys : { question: '' };

/** What the master's variant says and this one does not is there without a text: so it is missed at its own field. */
function translatedVariantKeys(variant: DraftVariant, locale: string, master: string): Record<string, unknown> {
  const [own, original] = [wordingIn(variant, locale), wordingIn(variant, master)];
  const text = (field: 'title' | 'body' | 'explanation') =>
    given(own?.[field]) ?? (given(original?.[field]) === undefined ? undefined : '');
  const options = own?.options ?? (original?.options ? [] : null);
  return orQuestionless({
    title: text('title'),
    question: text('body'),
    options: options ? optionKeys(options, []) : undefined,
    explanation: text('explanation'),
  });
}

const wordingIn = ({ wordings }: DraftVariant, locale: string) => wordings.find((w) => w.locale === locale);

const optionKeys = (options: DraftWording['options'], right: readonly string[]) =>
  options.map(({ id, text }) => ({ id, text, right: right.includes(id) || undefined }));

function videoKeys(video: DraftWording['video']): Record<string, unknown> | undefined {
  if (!video) return undefined;
  return { url: given(video.url), minutes: video.minutes ?? undefined };
}

/** Does the kind of this draft know the key? */
const known = (document: DraftDocument) => (key: KindKey) => KINDS[document.kind].keys[key] !== undefined;

/** A text, when something is written. */
const given = (text: string | null | undefined): string | undefined => (text?.trim() ? text : undefined);

const listed = <T>(list: T[] | null): T[] | undefined => (list?.length ? list : undefined);

/** The way back: the draft that says what a brick says. */
export function documentOf(
  brick: Pick<BrickContent, 'kind' | 'theme' | 'multiple' | 'maxLength' | 'right' | 'master' | 'wordings' | 'variants'>,
): DraftDocument {
  // prettier-ignore
  const master = brick.wordings[brick.master]!;
  const locales = [brick.master, ...Object.keys(brick.wordings).filter((l) => l !== brick.master)];
  const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return {
    kind: brick.kind,
    theme: brick.theme,
    multiple: brick.multiple,
    maxLength: brick.maxLength,
    right: brick.right,
    wordings: locales.map((locale) => {
      const { references, video, correction, ...wording } = brick.wordings[locale]!;
      const own = locale === brick.master;
      return {
        locale,
        ...wording,
        correction: correction ?? null,
        references: own || !equal(references, master.references) ? references : null,
        video: own || (video && video.url !== master.video?.url) ? video : null,
      };
    }),
    variants: (brick.variants ?? []).map((variant) => {
      const own = (field: 'title' | 'body' | 'options' | 'explanation') =>
        locales.some((l) => !equal(variant.wordings[l]?.[field], brick.wordings[l]?.[field]));
      const options = own('options') || variant.multiple !== brick.multiple || !equal(variant.right, brick.right);
      return {
        multiple: variant.multiple === brick.multiple ? null : variant.multiple,
        right: options ? variant.right : [],
        wordings: locales.map((locale) => {
          const wording = variant.wordings[locale]!;
          return {
            locale,
            title: own('title') ? wording.title : null,
            body: own('body') ? wording.body : null,
            options: options ? wording.options : null,
            explanation: own('explanation') ? wording.explanation : null,
          };
        }),
      };
    }),
  };
}
