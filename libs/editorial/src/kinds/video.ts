import type { KindRules } from './kind.js';

/** Something to watch; the answer says that it was watched. */
export const video: KindRules = {
  keys: { video: 'required' },
  check: () => undefined,
  grade: () => ({ choices: [], text: null, correct: null }),
};
