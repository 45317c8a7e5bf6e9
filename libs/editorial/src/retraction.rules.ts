import type { Localised } from './content/content.js';
import { canonical } from './digest.rules.js';
import type { AnswerKey, Question } from './published-brick.js';
import type { RetractionKind } from './retraction.entity.js';

/** A quiz whose answer no longer holds. */
export interface NewRetraction {
  line: string;
  slug: string;
  kind: RetractionKind;
  /** Number of the last version that said it; null: the current one. */
  until: number | null;
  variants: number[] | null;
  reason: Localised;
}

/** What a version says. */
export interface Said {
  question: Question;
  key: AnswerKey;
}

/**
 * What the next version of a quiz takes back, or null. An answer is another one when other options are right and they say something
 * else: put in another order they say the same, and a reworded option says the same unless the master's `revision` was raised.
 * An author who writes a new `correction` says so whatever else has changed.
 */
export function correctionOf(before: Said, after: Said): Pick<NewRetraction, 'variants' | 'reason'> | null {
  const reason = after.key.correction ?? {};
  if (after.key.correction && canonical(reason) !== canonical(before.key.correction ?? {}))
    return { variants: null, reason };
  const raised = revisionOf(after) > revisionOf(before);
  const count = Math.min(before.question.variants?.length ?? 0, after.question.variants?.length ?? 0);
  const variants = Array.from({ length: count + 1 }, (_, i) => i).filter((i) => {
    const [then, now] = [rightOf(before, i), rightOf(after, i)];
    return then.texts !== now.texts && (raised || then.ids !== now.ids);
  });
  return variants.length > 0 ? { variants, reason: {} } : null;
}

/**
 * The corrections among new versions.
 * @param before what the versions said that they replace, by line/brick; bricks that nobody gets now are not among them.
 */
export function corrections(
  {
    versions,
    retractions,
  }: {
    versions: (Said & { line: string; slug: string; kind: string; number: number })[];
    retractions: NewRetraction[];
  },
  before: Map<string, Said & { number: number }>,
): NewRetraction[] {
  return versions.flatMap(({ line, slug, kind, question, key }) => {
    const replaced = before.get(`${line}/${slug}`);
    if (kind !== 'quiz' || !replaced || retractions.some((r) => r.line === line && r.slug === slug)) return [];
    const found = correctionOf(replaced, { question, key });
    return found ? [{ line, slug, kind: 'corrected' as const, until: replaced.number, ...found }] : [];
  });
}

/** What is right in a variant, in the master's words. */
function rightOf({ question, key }: Said, variant: number): { ids: string; texts: string } {
  const { wordings } = variant === 0 ? question : question.variants![variant - 1]!;
  const { right } = variant === 0 ? key : key.variants![variant - 1]!;
  const options = wordings[question.master]?.options ?? [];
  const texts = options.filter(({ id }) => right.includes(id)).map(({ source }) => source);
  return { ids: canonical([...right].sort()), texts: canonical(texts.sort()) };
}

function revisionOf({ question }: Said): number {
  return question.wordings[question.master]?.revision ?? 1;
}
