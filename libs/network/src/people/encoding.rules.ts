import { isUtf8 } from 'node:buffer';
import { Invalid } from '@relais/platform';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

type StrictDecoder = InstanceType<typeof TextDecoder>;

/** Characters of the bytes 0x80 to 0x9F in Windows-1252; the five it leaves open keep their control code. */
const WINDOWS_1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/**
 * Turns the bytes of a table, piece by piece, into text. The encoding shows itself: a byte order mark, or the zero byte of
 * UTF-16 beside the first letter; otherwise the first character outside ASCII decides between UTF-8 and Windows-1252.
 */
export class TextDecoding {
  /** What it turned out to be; undefined while everything so far was ASCII. */
  encoding: TextEncodingName | undefined;
  private decoder: StrictDecoder | undefined;
  private rest: Buffer = Buffer.alloc(0);
  private started = false;
  private lines = 1;

  /** @throws Invalid `people.encoding` where the bytes stop to be what they began as. */
  push(chunk: Uint8Array): string {
    const bytes = Buffer.concat([this.rest, chunk]);
    this.rest = Buffer.alloc(0);
    if (!this.started) {
      if (bytes.length < 4) return this.keep(bytes, 0);
      this.start(bytes);
    }
    return this.decode(bytes, false);
  }

  /** What was still incomplete when the bytes ended. */
  end(): string {
    if (!this.started) this.start(this.rest);
    const bytes = this.rest;
    this.rest = Buffer.alloc(0);
    return this.decode(bytes, true);
  }

  private start(bytes: Buffer): void {
    this.started = true;
    const [first, second] = bytes;
    if ((first === 0xff && second === 0xfe) || (bytes.length > 1 && first !== 0 && second === 0)) this.use('utf-16le');
    else if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) this.use('utf-16be');
    else if (first === 0xef && second === 0xbb && bytes[2] === 0xbf) this.use('utf-8');
  }

  private use(encoding: TextEncodingName): void {
    this.encoding = encoding;
    if (encoding !== 'windows-1252') this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  private decode(bytes: Buffer, last: boolean): string {
    if (this.encoding === undefined) {
      const at = bytes.findIndex((byte) => byte > 0x7f);
      if (at === -1) return bytes.toString('latin1');
      const sequence = bytes.subarray(at, at + lengthInUtf8(bytes[at]!));
      if (!last && at + lengthInUtf8(bytes[at]!) > bytes.length) return this.keep(bytes, at);
      this.use(isUtf8(sequence) ? 'utf-8' : 'windows-1252');
    }
    const text = this.decoder ? this.decodeStrictly(this.decoder, bytes, last) : fromWindows1252(bytes);
    return text;
  }

  private decodeStrictly(decoder: StrictDecoder, bytes: Buffer, last: boolean): string {
    try {
      const text = decoder.decode(bytes, { stream: !last });
      this.lines += text.split('\n').length - 1;
      return text;
    } catch {
      throw new Invalid('people.encoding', 'The file cannot be read as text.', [
        {
          where: `after line ${this.lines}`,
          what: `it begins as ${this.encoding?.toUpperCase()} and goes on with bytes that are not`,
          fix: 'save it again with one encoding, best "CSV UTF-8"',
        },
      ]);
    }
  }

  /** Decodes what is complete, up to `at`, and keeps the rest for the next piece. */
  private keep(bytes: Buffer, at: number): string {
    this.rest = bytes.subarray(at);
    return bytes.toString('latin1', 0, at);
  }
}

/** How many bytes the character that begins with this one has in UTF-8; 1 for those that cannot begin one. */
function lengthInUtf8(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

function fromWindows1252(bytes: Buffer): string {
  // The C1 characters of Latin-1 are where Windows-1252 has its own; not TextDecoder: some releases of Node read it as Latin-1.
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80]!);
}
