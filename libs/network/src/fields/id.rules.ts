import { Refusal, type Reading } from './refusal.js';

const ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._:/@+#-]*$/u;
const MAX = 64;

/**
 * An id that a vendor or partner gave: letters and digits of any script, then also `. _ : / @ + # -`, at most 64 characters, no
 * spaces. Upper and lower case differ. Composed to NFC, so that two ways to type the same letter are one id.
 */
export function readId(text: string): Reading {
  const id = text.normalize('NFC');
  if (id.length > MAX) return new Refusal(`has ${id.length} characters`, `an id has at most ${MAX}`);
  if (ID.test(id)) return id;
  return new Refusal(
    `${JSON.stringify(text)} is not an id`,
    'begin with a letter or digit, then letters, digits and . _ : / @ + # - without spaces',
  );
}
