import { Invalid } from '@relais/platform';
import type { PublishedBrick } from '../published-brick.js';

/**
 * The options a rep chose: known ids, each once, in the order of the brick. Case, order and doubles do not matter.
 * @throws Invalid `answer.choice-missing`, `answer.choice-unknown`, `answer.one-choice-only`.
 */
export function chosenOptions(brick: PublishedBrick, choices: string[]): string[] {
  const known = brick.question.wordings[brick.question.master]?.options.map((o) => o.id) ?? [];
  const given = new Set(choices.map((c) => c.trim().toLowerCase()).filter((c) => c !== ''));
  if (given.size === 0) throw new Invalid('answer.choice-missing', 'Choose an answer before you send it.');
  for (const id of given) {
    if (!known.includes(id))
      throw new Invalid('answer.choice-unknown', `This question has no such answer; it has ${known.join(', ')}.`);
  }
  if (given.size > 1 && !brick.question.multiple)
    throw new Invalid('answer.one-choice-only', 'This question takes one answer only.');
  return known.filter((id) => given.has(id));
}
