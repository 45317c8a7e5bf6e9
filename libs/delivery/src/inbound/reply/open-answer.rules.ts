import type { ReadAnswer } from './read-answer.rules.js';

/** What an open brick allows when it sets no limit; the grading of open bricks has the same. */
const DEFAULT_MAX_LENGTH = 1000;

const LONE_SURROGATE = /\p{Surrogate}/gu;
// eslint-disable-next-line no-control-regex -- no keyboard writes them, and no database takes NUL
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** An open answer is the text as it is, counted in characters (an emoji may be several). */
export function openAnswer(text: string, maxLength: number | null): ReadAnswer {
  const written = text.replace(/\r\n?/g, '\n').replace(CONTROL, '').replace(LONE_SURROGATE, '').trim();
  if (written === '') return { kind: 'nothing' };
  const most = maxLength ?? DEFAULT_MAX_LENGTH;
  let length = 0;
  for (const _character of written) length += 1;
  if (length > most) return { kind: 'unclear', why: 'too-long', found: [], length, most };
  return { kind: 'answer', choices: [], text: written };
}
