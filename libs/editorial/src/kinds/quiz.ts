import { chosenOptions } from './choices.rules.js';
import type { KindRules } from './kind.js';

/** A question with right answers: all of them and none of the others make it right. */
export const quiz: KindRules = {
  keys: {
    options: 'required',
    multiple: 'optional',
    explanation: 'required',
    variants: 'optional',
    correction: 'optional',
  },
  check({ multiple, options }, report) {
    if (options.length === 0) return; // said already
    const right = options.filter((o) => o.right).map((o) => o.id);
    if (right.length === 0) report('options', 'no option is right', 'add `right: true` to the right option');
    if (right.length > 1 && !multiple) {
      report(
        'options',
        `${right.length} options are right (${right.join(', ')}), but this is a single choice`,
        'leave one `right: true`, or add `multiple: true`',
      );
    }
  },
  grade(brick, input) {
    const choices = chosenOptions(brick, input.choices);
    const { right } = brick.key;
    return {
      choices,
      text: null,
      correct: choices.length === right.length && right.every((id) => choices.includes(id)),
    };
  },
};
