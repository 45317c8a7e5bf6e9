import { Invalid } from '@relais/platform';
import type { KindRules } from './kind.js';

export const DEFAULT_MAX_LENGTH = 1000;

const LONE_SURROGATE = /\p{Surrogate}/gu;
// eslint-disable-next-line no-control-regex -- PostgreSQL refuses NUL, and no keyboard writes the others
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A question answered in the rep's own words; a model answer may follow. */
export const open: KindRules = {
  keys: { max_length: 'optional', explanation: 'optional' },
  check: () => undefined,
  grade(brick, input) {
    // Browsers send line ends as CR LF and count them as one character.
    const text = (input.text ?? '').replace(/\r\n?/g, '\n').replace(CONTROL, '').replace(LONE_SURROGATE, '').trim();
    const most = brick.question.maxLength ?? DEFAULT_MAX_LENGTH;
    if (text === '') throw new Invalid('answer.text-missing', 'Write an answer before you send it.');
    const length = [...text].length;
    if (length > most)
      throw new Invalid('answer.text-too-long', `This answer has ${length} characters; ${most} are possible.`);
    return { choices: [], text, correct: null };
  },
};
