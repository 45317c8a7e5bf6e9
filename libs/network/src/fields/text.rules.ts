import { Refusal, type Reading } from './refusal.js';

/** Control characters: they garble terminals, logs and mail headers. Tab and line breaks are white space and not among them. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const EDGE_SPACE = /^[\t\n\r\p{Zs}]+|[\t\n\r\p{Zs}]+$/gu;
const LINE_SPACE = /[\t\n\r\u2028\u2029]+/g;

/** Without the white space around it. Unlike String.trim it keeps invisible characters that are not spaces (U+FEFF). */
export function trimSpace(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  // Most cells begin and end with a visible ASCII character: no need to search.
  if (first > 32 && first < 127 && last > 32 && last < 127) return text;
  return text.replace(EDGE_SPACE, '');
}

/** The refusal of a text with a control character in it, or null. */
export function refuseControl(text: string): Refusal | null {
  const found = CONTROL.exec(text)?.[0];
  if (found === undefined) return null;
  const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return new Refusal(`holds the control character U+${code}`, 'remove it');
}

/** A name on one line: tabs and line breaks become one space. At most `max` characters. */
export function readLine(text: string, max = 200): Reading {
  return withinLength(text.replace(LINE_SPACE, ' '), max);
}

/** Free text, line breaks kept. At most `max` characters. */
export function readText(text: string, max = 1000): Reading {
  return withinLength(text, max);
}

/** Counts code points, as a person counts: an emoji outside the basic plane is one character, not two. */
function withinLength(text: string, max: number): Reading {
  if (text.length <= max) return text;
  const length = [...text].length;
  return length <= max ? text : new Refusal(`has ${length} characters`, `shorten it to ${max}`);
}
