import type { KindRules } from './kind.js';

/** Something to read; the answer says that it was read. */
export const info: KindRules = {
  keys: {},
  check: () => undefined,
  grade: () => ({ choices: [], text: null, correct: null }),
};
