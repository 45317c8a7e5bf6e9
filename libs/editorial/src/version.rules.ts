import type { BrickContent, VariantContent, VariantWording, WordingContent } from './content/content.js';
import { renderMarkdown } from './markdown/markdown.rules.js';
import type { AnswerKey, BrickKind, Explanation, Question, Wording } from './published-brick.js';

/** What of a brick may be shown before the answer, rendered. */
export function questionOf(brick: BrickContent): Question {
  const latest = brick.wordings[brick.master]?.revision ?? 1;
  const rendered = (w: WordingContent) => wordingOf(w, latest);
  const variants = brick.variants?.map(({ multiple, wordings }) => ({
    multiple,
    wordings: mapValues(wordings, (w, locale) => rendered({ ...brick.wordings[locale]!, ...w })),
  }));
  const { master, multiple, maxLength } = brick;
  return { master, multiple, maxLength, wordings: mapValues(brick.wordings, rendered), ...(variants && { variants }) };
}

/** What of it may be shown only afterwards. */
export function keyOf(brick: BrickContent): AnswerKey {
  const answer = ({ right, wordings }: Pick<BrickContent, 'right'> & { wordings: Record<string, VariantWording> }) => ({
    right,
    explanations: explained(wordings),
  });
  const corrections = Object.entries(brick.wordings).flatMap(([locale, { correction }]) =>
    correction === undefined ? [] : [[locale, correction] as const],
  );
  return {
    ...answer(brick),
    ...(brick.variants && { variants: brick.variants.map(answer) }),
    ...(corrections.length > 0 && { correction: Object.fromEntries(corrections) }),
  };
}

/** The way back: what the author wrote, from a stored version. */
export function writtenAs(
  kind: BrickKind,
  theme: string | null,
  question: Question,
  key: AnswerKey,
): Pick<BrickContent, 'kind' | 'theme' | 'multiple' | 'maxLength' | 'right' | 'master' | 'wordings' | 'variants'> {
  const variants = question.variants?.map(({ multiple, wordings }, i): VariantContent => {
    const { right, explanations } = key.variants![i]!;
    return { multiple, right, wordings: mapValues(wordings, (w, locale) => askedIn(w, explanations[locale])) };
  });
  return {
    kind,
    theme,
    multiple: question.multiple,
    maxLength: question.maxLength,
    right: key.right,
    master: question.master,
    wordings: mapValues(question.wordings, (w, locale): WordingContent => ({
      ...askedIn(w, key.explanations[locale]),
      ...(key.correction?.[locale] !== undefined && { correction: key.correction[locale] }),
      references: w.references,
      video: w.video,
      revision: w.revision,
    })),
    ...(variants && { variants }),
  };
}

function wordingOf(w: WordingContent, latest: number): Wording {
  const body = renderMarkdown(w.body, 'block');
  return {
    title: w.title,
    bodyHtml: body.html,
    bodyText: body.text,
    bodySource: w.body,
    options: w.options.map(({ id, text: source }) => {
      const { html, text } = renderMarkdown(source, 'inline');
      return { id, html, text, source };
    }),
    references: w.references,
    video: w.video,
    outdated: w.revision < latest,
    revision: w.revision,
  };
}

function explained(wordings: Record<string, VariantWording>): Record<string, Explanation> {
  const found = Object.entries(wordings).flatMap(([locale, { explanation }]) => {
    if (explanation === null) return [];
    const { html, text } = renderMarkdown(explanation, 'block');
    return [[locale, { html, text, source: explanation }] as const];
  });
  return Object.fromEntries(found);
}

function askedIn(w: Wording, explanation: Explanation | undefined): VariantWording {
  return {
    title: w.title,
    body: w.bodySource,
    options: w.options.map(({ id, source }) => ({ id, text: source })),
    explanation: explanation?.source ?? null,
  };
}

function mapValues<A, B>(record: Record<string, A>, map: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
