import type { BrickKind, PublishedBrick } from '../published-brick.js';
import { info } from './info.js';
import type { AnswerInput, GradedAnswer, KindRules } from './kind.js';
import { open } from './open.js';
import { poll } from './poll.js';
import { quiz } from './quiz.js';
import { video } from './video.js';

export { DEFAULT_MAX_LENGTH } from './open.js';
export type { AnswerInput, GradedAnswer, KindKey, KindRules } from './kind.js';

/** Every kind of brick; a new one is a file beside these and a line here (and its name in the migration's check). */
export const KINDS: Readonly<Record<BrickKind, KindRules>> = { info, quiz, poll, open, video };

/**
 * What an answer is worth. Nothing of `input` is trusted: choices are matched with the brick's own options.
 * @throws Invalid `answer.choice-missing`, `answer.choice-unknown`, `answer.one-choice-only`, `answer.text-missing` or
 * `answer.text-too-long`.
 */
export function gradeAnswer(brick: PublishedBrick, input: AnswerInput): GradedAnswer {
  return KINDS[brick.kind].grade(brick, input);
}
