import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a link lets its bearer do. Part of the signature: a link for one purpose is worth nothing for another. */
export type LinkPurpose = string;

export interface LinkClaim {
  /** The one thing the link is about: a positive id below 2^48. */
  id: number;
  /** Last day of its validity, in days since 1970-01-01 UTC. */
  untilDay: number;
  /** What its purpose wants to know before it asks the database: a whole number below 2^40. A token that carries one is longer. */
  detail?: number;
}

/** Crockford's base 32 in lower case: mail gateways that change case, and people who read aloud, leave it whole. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** What each character stands for, by its code: in either case, and read as what it looks like. */
const VALUES: (number | undefined)[] = [];
for (const [value, char] of [...ALPHABET, ...'oil'].entries()) {
  const meant = value < 32 ? value : char === 'o' ? 0 : 1;
  for (const written of [char, char.toUpperCase()]) VALUES[written.charCodeAt(0)] = meant;
}
const SHORT_BYTES = 9; // key id 1, id 6, day 2
const DETAIL_BYTES = 5;
const MAC_BYTES = 11;
const TOKEN_LENGTHS = [SHORT_BYTES, SHORT_BYTES + DETAIL_BYTES].map((bytes) => ((bytes + MAC_BYTES) * 8) / 5);
const KEY_ID = 1;

/**
 * Makes and reads signed tokens of 32 characters: key id, id, last day, and the first 88 bits of an HMAC-SHA-256; of 40 with a
 * detail between day and HMAC. Reading costs no SQL, so scanners that fetch every link of a mail cost next to nothing.
 */
export class SignedLinks {
  private readonly keys = new Map<LinkPurpose, Buffer>();

  constructor(private readonly secret: string) {}

  sign(purpose: LinkPurpose, { id, untilDay, detail }: LinkClaim): string {
    const payload = Buffer.alloc(SHORT_BYTES + (detail === undefined ? 0 : DETAIL_BYTES));
    payload.writeUInt8(KEY_ID, 0);
    payload.writeUIntBE(id, 1, 6);
    payload.writeUInt16BE(untilDay, 7);
    if (detail !== undefined) payload.writeUIntBE(detail, SHORT_BYTES, DETAIL_BYTES);
    return encode(Buffer.concat([payload, this.mac(purpose, payload)]));
  }

  /**
   * @param token as it came back: case, look-alikes (o, i, l) and the punctuation that mail programs append are forgiven.
   * @returns the claim, or null when the token is not one of ours for this purpose. Whether its day has passed is the caller's to judge.
   */
  read(purpose: LinkPurpose, token: string): LinkClaim | null {
    const bytes = decode(token);
    if (!bytes || bytes.readUInt8(0) !== KEY_ID) return null;
    const end = bytes.length - MAC_BYTES;
    const payload = bytes.subarray(0, end);
    if (!timingSafeEqual(this.mac(purpose, payload), bytes.subarray(end))) return null;
    const claim = { id: payload.readUIntBE(1, 6), untilDay: payload.readUInt16BE(7) };
    return end === SHORT_BYTES ? claim : { ...claim, detail: payload.readUIntBE(SHORT_BYTES, DETAIL_BYTES) };
  }

  private mac(purpose: LinkPurpose, payload: Buffer): Buffer {
    let key = this.keys.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.secret, 'relais link', purpose, 32));
      this.keys.set(purpose, key);
    }
    return createHmac('sha256', key).update(payload).digest().subarray(0, MAC_BYTES);
  }
}

/** The day of an instant, in days since 1970-01-01 UTC. */
export function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / 86_400_000);
}

function encode(bytes: Buffer): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += ALPHABET[(held >>> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return out;
}

function decode(token: string): Buffer | null {
  const clean = TOKEN_LENGTHS.includes(token.length) ? token : withoutTail(token);
  if (!TOKEN_LENGTHS.includes(clean.length)) return null;
  const bytes = Buffer.alloc((clean.length * 5) / 8);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < clean.length; i++) {
    const value = VALUES[clean.charCodeAt(i)];
    if (value === undefined) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >>> bits) & 255;
    }
  }
  return bytes;
}

/** Without what gateways append. 200 is far above a token with such a tail, and keeps hostile input cheap. */
function withoutTail(token: string): string {
  return token
    .slice(0, 200)
    .replace(/%(2e|3e|3d|20)/gi, '')
    .replace(/[.>=\s]+$/, '');
}
