import { chosenOptions } from './choices.rules.js';
import type { KindRules } from './kind.js';

/** A question about the rep's opinion or market: nothing is right or wrong. */
export const poll: KindRules = {
  keys: { options: 'required', multiple: 'optional', explanation: 'optional' },
  check({ options }, report) {
    if (options.some((o) => o.right))
      report('options', 'a poll has no right answer', 'remove `right`, or write `kind: quiz`');
  },
  grade: (brick, input) => ({ choices: chosenOptions(brick, input.choices), text: null, correct: null }),
};
