import { isUtf8 } from 'node:buffer';
import { Invalid, withWindowsCharacters } from '@relais/platform';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const LINE_FEED = 10;

/**
 * Turns the bytes of a table, piece by piece, into text. The encoding shows itself: a byte order mark, or the zero byte of
 * UTF-16 beside the first letter; otherwise the first character outside ASCII decides between UTF-8 and Windows-1252.
 */
export class TextDecoding {
  /** What it turned out to be; undefined while everything so far was ASCII. */
  encoding: TextEncodingName | undefined;
  private utf16: InstanceType<typeof TextDecoder> | undefined;
  /** The beginning of a character whose other bytes are still to come. */
  private rest: Buffer = Buffer.alloc(0);
  private started = false;
  private line = 1;

  /** @throws Invalid `people.encoding` where the bytes stop to be what they began as. */
  push(chunk: Uint8Array): string {
    const bytes = Buffer.concat([this.rest, chunk]);
    this.rest = Buffer.alloc(0);
    if (!this.started && bytes.length < 4) {
      this.rest = bytes; // too few to see a mark
      return '';
    }
    return this.decode(bytes, false);
  }

  /** What was still incomplete when the bytes ended. @throws Invalid `people.encoding` when it cannot be completed. */
  end(): string {
    return this.decode(this.rest, true);
  }

  private decode(given: Buffer, last: boolean): string {
    const bytes = this.started ? given : this.start(given);
    const text = this.utf16 ? this.fromUtf16(this.utf16, bytes, last) : this.fromBytes(bytes, last);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.line++;
    return text;
  }

  private start(bytes: Buffer): Buffer {
    this.started = true;
    const [first, second, third] = bytes;
    if (first === 0xef && second === 0xbb && third === 0xbf) {
      this.encoding = 'utf-8';
      return bytes.subarray(3);
    }
    if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) this.encoding = 'utf-16le';
    else if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) this.encoding = 'utf-16be';
    if (this.encoding) this.utf16 = new TextDecoder(this.encoding, { fatal: true });
    return bytes;
  }

  private fromUtf16(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer, last: boolean): string {
    try {
      return decoder.decode(bytes, { stream: !last });
    } catch {
      throw this.broken();
    }
  }

  private fromBytes(bytes: Buffer, last: boolean): string {
    const whole = last || this.encoding === 'windows-1252' ? bytes.length : endOfWholeCharacters(bytes);
    this.rest = bytes.subarray(whole);
    const complete = bytes.subarray(0, whole);
    if (this.encoding === undefined) {
      const at = complete.findIndex((byte) => byte > 0x7f);
      if (at === -1) return complete.toString('latin1');
      this.encoding = isUtf8(complete.subarray(at, at + lengthInUtf8(complete[at]!))) ? 'utf-8' : 'windows-1252';
    }
    if (this.encoding === 'windows-1252') return fromWindows1252(complete);
    if (isUtf8(complete)) return complete.toString('utf8');
    this.line += goodLines(complete);
    throw this.broken();
  }

  private broken(): Invalid {
    return new Invalid('people.encoding', 'The file cannot be read as text.', [
      {
        where: `line ${this.line}`,
        what: `it begins as ${this.encoding?.toUpperCase()} and goes on with bytes that are not`,
        fix: 'save it again with one encoding, best "CSV UTF-8"',
      },
    ]);
  }
}

/** How many bytes the character that begins with this one has in UTF-8; 1 for those that cannot begin one. */
function lengthInUtf8(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
}

/** Where the bytes end, or where the last character begins if some of its bytes are still missing. */
function endOfWholeCharacters(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= Math.max(0, bytes.length - 3); at--) {
    if (bytes[at]! >= 0xc0) return at + lengthInUtf8(bytes[at]!) > bytes.length ? at : bytes.length;
  }
  return bytes.length;
}

/** Lines before the first that is not UTF-8. A line feed is never part of a longer character. */
function goodLines(bytes: Buffer): number {
  let lines = 0;
  for (let from = 0; ; lines++) {
    const end = bytes.indexOf(LINE_FEED, from);
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return lines;
    from = end + 1;
  }
}

function fromWindows1252(bytes: Buffer): string {
  return withWindowsCharacters(bytes.toString('latin1')); // not TextDecoder: some releases of Node read it as Latin-1
}
