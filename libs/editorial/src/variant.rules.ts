import type { PublishedBrick } from './published-brick.js';

/**
 * Which variant a presentation asks: the brick's own question first (0), its variants at the repeats, in their order and then from
 * the start again. Depends on nothing else, so page, mail and grading of one delivery always agree.
 * @param occurrence 0 for the first presentation, then its repeats. @param variants how many the version has.
 */
export function variantAt(occurrence: number, variants: number): number {
  return occurrence % (variants + 1);
}

/** Whether a repeat asks the brick in other words than the presentation before it. */
export function hasVariants(brick: PublishedBrick): boolean {
  return (brick.question.variants?.length ?? 0) > 0;
}

/** The brick as one presentation asks it: question, options, right answers and explanation are those of its variant. */
export function askedAs(brick: PublishedBrick, occurrence: number): PublishedBrick {
  return asVariant(brick, variantAt(occurrence, brick.question.variants?.length ?? 0));
}

/** The brick as its variant asks it; the brick itself for 0, and for a variant it has not. */
export function asVariant(brick: PublishedBrick, variant: number): PublishedBrick {
  const { question, key } = brick;
  const [asked, answer] = [question.variants?.[variant - 1], key.variants?.[variant - 1]];
  if (!asked || !answer) return brick;
  return { ...brick, question: { ...question, ...asked }, key: { ...key, ...answer } };
}
