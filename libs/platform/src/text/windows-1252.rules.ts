/** What Windows-1252 holds from 0x80 to 0x9f; five places are empty and keep their control code. */
const CHARACTERS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The characters that were meant by the control characters U+0080 to U+009F, which nobody types: Windows-1252 comes out with them
 * where it is labelled Latin-1 or read as such, which all of Node 20 does.
 */
export function withWindowsCharacters(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => CHARACTERS[control.charCodeAt(0) - 0x80]!);
}
