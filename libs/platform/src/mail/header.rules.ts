import { Invalid } from '../errors/errors.js';
import { mailAddress, type MailAddress } from './address.rules.js';
import { escapeCodePoint } from './quoted-printable.rules.js';

const LINE = 76;
const LONGEST_WORD = 900; // RFC 5322 allows 998 characters a line
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
const BREAKS = /[\r\n\0]/;
const PRINTABLE = /^[ -~]*$/;
const Q_SAFE = /^[A-Za-z0-9!*+/-]$/; // what RFC 2047 section 5 allows in a display name too

/**
 * One header with a text of any language, folded. Text outside printable ASCII becomes encoded words (RFC 2047).
 * @throws Invalid `mail.header` when the name is not a header name or the value has CR, LF or NUL
 */
export function textHeader(name: string, value: string): string {
  if (!NAME.test(name)) throw new Invalid('mail.header', `${JSON.stringify(name)} is not a header name`);
  return `${name}: ${unstructured(name, value)}\r\n`;
}

/**
 * An address header. The display name is quoted or encoded, the address stands as {@link mailAddress} gives it.
 * @throws Invalid `mail.header`, `mail.address`
 */
export function addressHeader(name: string, { name: person, address }: MailAddress): string {
  const mailbox = mailAddress(address);
  if (!person) return `${name}: ${mailbox}\r\n`;
  refuseBreaks(name, person);
  const plain = person.length <= 60 && /^[ !#-[\]-~]*$/.test(person) && !/=\?|^ | $| {2}/.test(person);
  const phrase = plain ? `"${person}"` : encodedWords(person, name.length + 2);
  const lastLine = phrase.length - (phrase.lastIndexOf('\n') + 1) + (phrase.includes('\n') ? 0 : name.length + 2);
  return `${name}: ${phrase}${lastLine + mailbox.length + 3 <= LINE ? ' ' : '\r\n '}<${mailbox}>\r\n`;
}

/**
 * A header that is a list of web or mail links in angle brackets, one a line, such as List-Unsubscribe (RFC 2369).
 * @throws Invalid `mail.header` for anything but plain https:, http: or mailto: links of at most 900 characters
 */
export function linksHeader(name: string, links: readonly string[]): string {
  for (const link of links) {
    if (!/^(https?:\/\/|mailto:)[!#-;=?-Z_a-z~[\]@]+$/.test(link) || link.length > LONGEST_WORD) {
      throw new Invalid(
        'mail.header',
        `${name}: ${JSON.stringify(link.slice(0, 80))} is not a link that a header can hold; percent-encode it`,
      );
    }
  }
  return `${name}: ${links.map((link) => `<${link}>`).join(',\r\n ')}\r\n`;
}

/**
 * Date in the form of RFC 5322, in UTC.
 * @throws Invalid `mail.header` when the date is not a time
 */
export function dateHeader(name: string, date: Date): string {
  if (Number.isNaN(date.getTime())) throw new Invalid('mail.header', `${name} is not a time`);
  return `${name}: ${date.toUTCString().replace('GMT', '+0000')}\r\n`;
}

/**
 * A message id, given as `<left@right>`.
 * @throws Invalid `mail.header`
 */
export function idHeader(name: string, id: string): string {
  if (!/^<[^\s<>@"\\()[\],;:]{1,200}@[A-Za-z0-9.-]{1,200}>$/.test(id) || !PRINTABLE.test(id)) {
    throw new Invalid(
      'mail.header',
      `${name} must look like <unique@example.com>, not ${JSON.stringify(id.slice(0, 80))}`,
    );
  }
  return `${name}: ${id}\r\n`;
}

function refuseBreaks(name: string, value: string): void {
  if (BREAKS.test(value)) {
    throw new Invalid(
      'mail.header',
      `${name} must be one line without control characters: ${JSON.stringify(value.slice(0, 80))}`,
    );
  }
}

function unstructured(name: string, value: string): string {
  refuseBreaks(name, value);
  const start = name.length + 2;
  const plain = PRINTABLE.test(value) && !value.includes('=?') && value.trim() === value;
  if (!plain) return encodedWords(value, start);
  if (start + value.length <= LINE) return value;
  // Readers disagree on runs of spaces around a fold, so such a text is encoded instead.
  const words = value.split(' ');
  if (words.some((word) => word === '' || word.length > LONGEST_WORD)) return encodedWords(value, start);
  return fold(words, start);
}

function fold(words: readonly string[], start: number): string {
  let out = '';
  let column = start;
  for (const word of words) {
    if (out !== '' && column + 1 + word.length > LINE) {
      out += `\r\n ${word}`;
      column = 1 + word.length;
    } else {
      out += out === '' ? word : ` ${word}`;
      column += word.length + 1;
    }
  }
  return out;
}

/** RFC 2047, one encoded word a line, whole characters in each, in whichever of Q and B is shorter. */
function encodedWords(text: string, start: number): string {
  const points = Array.from(text, (character) => {
    const point = character.codePointAt(0)!;
    return {
      q: character === ' ' ? '_' : Q_SAFE.test(character) ? character : escapeCodePoint(point),
      bytes: utf8Length(point),
      character,
    };
  });
  const qLength = points.reduce((sum, { q }) => sum + q.length, 0);
  const byteLength = points.reduce((sum, { bytes }) => sum + bytes, 0);
  const useQ = qLength <= Math.ceil(byteLength / 3) * 4;
  const words: string[] = [];
  let word = '';
  let size = 0;
  let room = LINE - start - '=?UTF-8?Q??='.length;
  const close = () => {
    if (word !== '')
      words.push(`=?UTF-8?${useQ ? 'Q' : 'B'}?${useQ ? word : Buffer.from(word, 'utf8').toString('base64')}?=`);
    word = '';
    size = 0;
    room = LINE - 1 - '=?UTF-8?Q??='.length;
  };
  for (const { q, bytes, character } of points) {
    const grown = useQ ? size + q.length : Math.ceil((size + bytes) / 3) * 4;
    if (grown > room) close();
    word += useQ ? q : character;
    size += useQ ? q.length : bytes;
  }
  close();
  return words.join('\r\n ');
}

function utf8Length(point: number): number {
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
