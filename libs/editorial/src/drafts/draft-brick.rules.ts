import type { BrickContent, VariantContent, WordingContent } from '../content/content.js';
import { KINDS } from '../kinds/index.js';
import { NAMES } from '../names.rules.js';
import type { PublishedBrick } from '../published-brick.js';
import { keyOf, questionOf } from '../version.rules.js';
import type { DraftDocument, DraftWording } from './draft-document.js';

const STRAY = new RegExp(`\\{\\{(?!(${NAMES.join('|').replaceAll('.', '\\.')})\\}\\}(?!\\}))`, 'g');

/**
 * A draft as far as it can be shown, faults and all: what is missing is empty, what a translation leaves out is the master's, braces that
 * name nothing are only braces. For previews; nothing of it is ever published.
 * @param master language of the line.
 */
export function sketchOf(document: DraftDocument, master: string): Omit<PublishedBrick, 'lineId'> {
  const own = document.wordings.find((w) => w.locale === master) ?? document.wordings[0] ?? blank(master);
  const wordings = Object.fromEntries(
    [own, ...document.wordings.filter((w) => w !== own)].map((w) => [w.locale, wordingOf(w, own, document)]),
  );
  const graded = document.kind === 'quiz';
  const brick: BrickContent = {
    slug: 'draft',
    position: 0,
    day: null,
    on: null,
    withdrawn: false,
    kind: document.kind,
    theme: document.theme,
    multiple: document.multiple,
    maxLength: document.kind === 'open' ? (document.maxLength ?? 1000) : null,
    right: graded ? document.right : [],
    master: own.locale,
    wordings,
    ...(graded && document.variants.length > 0 && { variants: variantsOf(document, wordings) }),
  };
  const { kind, theme } = brick;
  return { versionId: 0, brickId: 0, number: 0, kind, theme, question: questionOf(brick), key: keyOf(brick) };
}

function wordingOf(w: DraftWording, own: DraftWording, { kind }: DraftDocument): WordingContent {
  const { keys } = KINDS[kind];
  const video = keys.video ? own.video && { ...own.video, ...(w.video?.url && { url: w.video.url }) } : null;
  return {
    title: oneLine(w.title),
    body: shown(w.body),
    options: keys.options ? w.options.map(({ id, text }) => ({ id, text: shown(text) })) : [],
    explanation: keys.explanation && w.explanation ? shown(w.explanation) : null,
    references: (w.references ?? own.references ?? []).map(({ title, url }) => ({ title: oneLine(title), url })),
    video,
    revision: w.revision,
  };
}

function variantsOf(
  { variants, multiple, right }: DraftDocument,
  base: Record<string, WordingContent>,
): VariantContent[] {
  // prettier-ignore
  return variants.map((variant) => ({
    multiple: variant.multiple ?? multiple,
    right: variant.wordings.some((w) => w.options) ? variant.right : right,
    wordings: Object.fromEntries(
      Object.entries(base).map(([locale, whole]) => {
        const w = variant.wordings.find((one) => one.locale === locale);
        const options = w?.options?.map(({ id, text }) => ({ id, text: shown(text) }));
        return [
          locale,
          {
            title: w?.title ? oneLine(w.title) : whole.title,
            body: w?.body ? shown(w.body) : whole.body,
            options: options ?? whole.options,
            explanation: w?.explanation ? shown(w.explanation) : whole.explanation,
          },
        ];
      }),
    ),
  }));
}

const shown = (text: string): string => text.replace(STRAY, '{ {');
const oneLine = (text: string): string => shown(text.replace(/\s+/g, ' ').trim());

const blank = (locale: string): DraftWording => ({
  locale,
  title: '',
  body: '',
  options: [],
  explanation: null,
  correction: null,
  references: null,
  video: null,
  revision: 1,
});
