import type { components } from '../../api/schema.d.ts';
import { completed } from './variants.ts';

export type Draft = components['schemas']['DraftDto'];
export type Document = components['schemas']['DraftDocumentDto'];
export type Wording = components['schemas']['DraftWordingDto'];
export type Plan = components['schemas']['BrickPlanDto'];
/** What asks to choose: the brick itself, or one of its variants. */
export interface Asked {
  right: string[];
  wordings: { options: Wording['options'] | null }[];
}

export const MOST_OPTIONS = 6;
export const FEWEST_OPTIONS = 2;

/** Which fields a kind has a use for; the others are kept and not published. */
export const FIELDS = {
  info: { options: false, right: false, explanation: false, video: false, maxLength: false },
  quiz: { options: true, right: true, explanation: true, video: false, maxLength: false },
  poll: { options: true, right: false, explanation: true, video: false, maxLength: false },
  open: { options: false, right: false, explanation: true, video: false, maxLength: true },
  video: { options: false, right: false, explanation: false, video: true, maxLength: false },
} as const satisfies Record<Document['kind'], object>;

const idAt = (index: number): string => String.fromCharCode(97 + index);
type Options = Wording['options'];

/** Another kind: one that asks to choose gets options to fill in, in every language. */
export function withKind(document: Document, kind: Document['kind']): Document {
  const missing = FIELDS[kind].options && document.wordings.every(({ options }) => options.length === 0);
  const three = [0, 1, 2].map((i) => ({ id: idAt(i), text: '' }));
  return {
    ...document,
    kind,
    wordings: missing ? document.wordings.map((w) => ({ ...w, options: three })) : document.wordings,
  };
}

/** One more option at the end, in every language. */
export function withOption<T extends Asked>(asked: T): T {
  const count = countOf(asked);
  if (count >= MOST_OPTIONS) return asked;
  return renamed(
    asked,
    (options) => [...filled(options, count), { id: '', text: '' }],
    (right) => right,
  );
}

/** Without one option, in every language; the ids stay a, b, c … and what was right stays right. */
export function withoutOption<T extends Asked>(asked: T, index: number): T {
  return reordered(asked, (indices) => indices.filter((i) => i !== index));
}

/** One option moved up or down by one place, in every language. */
export function withOptionMoved<T extends Asked>(asked: T, index: number, by: -1 | 1): T {
  return reordered(asked, (indices) => {
    const to = index + by;
    if (to < 0 || to >= indices.length) return indices;
    const next = [...indices];
    [next[index], next[to]] = [next[to]!, next[index]!];
    return next;
  });
}

function reordered<T extends Asked>(asked: T, order: (indices: number[]) => number[]): T {
  const count = countOf(asked);
  const kept = order(Array.from({ length: count }, (_, i) => i));
  return renamed(
    asked,
    (options) => kept.map((i) => filled(options, count)[i]!),
    (right) => kept.flatMap((from, to) => (right.includes(idAt(from)) ? [idAt(to)] : [])),
  );
}

function renamed<T extends Asked>(
  asked: T,
  change: (options: Options) => Options,
  right: (ids: string[]) => string[],
): T {
  return {
    ...asked,
    right: right(asked.right),
    wordings: asked.wordings.map((w) => ({
      ...w,
      options: change(w.options ?? []).map(({ text }, i) => ({ id: idAt(i), text })),
    })),
  };
}

const countOf = ({ wordings }: Asked): number => Math.max(...wordings.map(({ options }) => options?.length ?? 0));

const filled = (options: Options, count: number): Options =>
  Array.from({ length: count }, (_, i) => options[i] ?? { id: idAt(i), text: '' });

/** One option marked right or not; a single choice has one right option at a time. */
export function withRight<T extends Asked>(asked: T, id: string, right: boolean, multiple: boolean): T {
  const others = multiple ? asked.right.filter((one) => one !== id) : [];
  return { ...asked, right: right ? [...others, id].sort() : others };
}

/** A language more: empty texts beside each of the master's, and of those of its variants. */
export function withLanguage(document: Document, locale: string, master: string): Document {
  const original = document.wordings.find((w) => w.locale === master);
  const wording: Wording = {
    locale,
    title: '',
    body: '',
    options: (original?.options ?? []).map(({ id }) => ({ id, text: '' })),
    explanation: null,
    correction: null,
    references: null,
    video: null,
    revision: original?.revision ?? 1,
  };
  return completed({ ...document, wordings: [...document.wordings, wording] });
}

/** Without a language, and without its words for the variants. */
export function withoutLanguage(document: Document, locale: string): Document {
  return {
    ...document,
    wordings: document.wordings.filter((w) => w.locale !== locale),
    variants: document.variants.map((v) => ({ ...v, wordings: v.wordings.filter((w) => w.locale !== locale) })),
  };
}

/** The meaning of the master changed: every translation is of an older one. */
export function withTranslationsOutdated(document: Document, master: string): Document {
  return withWording(document, master, (w) => ({ ...w, revision: w.revision + 1 }));
}

/** A translation that says what the master says now. */
export function withTranslationCurrent(document: Document, locale: string, master: string): Document {
  const latest = document.wordings.find((w) => w.locale === master)?.revision ?? 1;
  return withWording(document, locale, (w) => ({ ...w, revision: latest }));
}

function withWording(document: Document, locale: string, change: (wording: Wording) => Wording): Document {
  return { ...document, wordings: document.wordings.map((w) => (w.locale === locale ? change(w) : w)) };
}

/** Locales whose master was revised after them, as the server will say. */
export function outdatedIn(document: Document, master: string): string[] {
  const latest = document.wordings.find((w) => w.locale === master)?.revision ?? 1;
  return document.wordings.filter((w) => w.locale !== master && w.revision < latest).map((w) => w.locale);
}
