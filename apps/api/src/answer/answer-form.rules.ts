import type { Fault } from '@relais/platform';
import { invalidRequest, UNKNOWN_FIELD } from '../http/validation.js';

/** More choices than any brick has options. */
export const MOST_CHOICES = 20;
/** No option's id is longer. */
const LONGEST_CHOICE = 20;

/**
 * An answer as a form or a program sends it: one choice or several, in any case; a text with line ends as one character each.
 * @throws Invalid `request.invalid` for a wrong or unknown field.
 */
export function readAnswerForm(value: unknown): { choice: string[]; text: string | null } {
  const form = value ?? {};
  if (typeof form !== 'object' || Array.isArray(form))
    throw invalidRequest([{ where: 'body', what: 'must be an object' }]);
  const { choice, text = null, ...unknown } = form as Record<string, unknown>;
  const choices = choice === undefined || choice === null ? [] : [choice].flat();
  const faults: Fault[] = Object.keys(unknown).map((where) => ({ where, what: UNKNOWN_FIELD }));
  if (choices.length > MOST_CHOICES)
    faults.push({ where: 'choice', what: `must contain no more than ${MOST_CHOICES} elements` });
  if (!choices.every((one) => typeof one === 'string')) faults.push({ where: 'choice', what: 'must be a string' });
  else if (choices.some((one) => (one as string).trim().length > LONGEST_CHOICE))
    faults.push({
      where: 'choice',
      what: `must be shorter than or equal to ${LONGEST_CHOICE} characters`,
    });
  if (text !== null && typeof text !== 'string') faults.push({ where: 'text', what: 'must be a string' });
  if (faults.length > 0) throw invalidRequest(faults);
  return {
    choice: (choices as string[]).map((one) => one.trim().toLowerCase()),
    text: readable(text as string | null),
  };
}

/** Without NUL, which no text column takes; null for no words at all. */
function readable(text: string | null): string | null {
  return text === null ? null : text.replace(/\r\n?/g, '\n').replaceAll('\0', '') || null;
}
