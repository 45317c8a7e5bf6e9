import type { BrickContent, WordingContent } from './content/content.js';
import { renderMarkdown } from './markdown/markdown.rules.js';
import type { AnswerKey, BrickKind, Question } from './published-brick.js';

/** What of a brick may be shown before the answer, rendered. */
export function questionOf(brick: BrickContent): Question {
  const latest = brick.wordings[brick.master]?.revision ?? 1;
  const wordings = mapValues(brick.wordings, (w) => {
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
  });
  return { master: brick.master, multiple: brick.multiple, maxLength: brick.maxLength, wordings };
}

/** What of it may be shown only afterwards. */
export function keyOf(brick: BrickContent): AnswerKey {
  const explained = Object.entries(brick.wordings).flatMap(([locale, { explanation }]) => {
    if (explanation === null) return [];
    const { html, text } = renderMarkdown(explanation, 'block');
    return [[locale, { html, text, source: explanation }] as const];
  });
  return { right: brick.right, explanations: Object.fromEntries(explained) };
}

/** The way back: what the author wrote, from a stored version. */
export function writtenAs(
  kind: BrickKind,
  theme: string | null,
  question: Question,
  key: AnswerKey,
): Pick<BrickContent, 'kind' | 'theme' | 'multiple' | 'maxLength' | 'right' | 'master' | 'wordings'> {
  const wordings = mapValues(question.wordings, (w, locale): WordingContent => ({
    title: w.title,
    body: w.bodySource,
    options: w.options.map(({ id, source }) => ({ id, text: source })),
    explanation: key.explanations[locale]?.source ?? null,
    references: w.references,
    video: w.video,
    revision: w.revision,
  }));
  return {
    kind,
    theme,
    multiple: question.multiple,
    maxLength: question.maxLength,
    right: key.right,
    master: question.master,
    wordings,
  };
}

function mapValues<A, B>(record: Record<string, A>, map: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
