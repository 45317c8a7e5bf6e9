// Letters and digits of every script (RFC 6532); dots anywhere in the local part, because Japanese carriers once gave out such addresses.
const LOCAL = String.raw`(?:[\p{L}\p{N}!#$%&'*+/=?^_{|}~.\-]{1,64}|"[^"\s@]{1,62}")`;
const DOMAIN = String.raw`[\p{L}\p{N}][\p{L}\p{N}\-]{0,62}(?:\.[\p{L}\p{N}][\p{L}\p{N}\-]{0,62}){0,20}`;

/** Source of a pattern that matches one address; used with the flags `u` and `g`. */
export const ADDRESS = `${LOCAL}@${DOMAIN}`;

// No honest field is longer; an attempt at an address is made at every character.
const MOST_CHARACTERS = 64_000;

// In ASCII reports letters of other scripts stand as numbers (RFC 6533, section 3).
const ESCAPED = /\\x\{([0-9a-f]{2,6})\}/gi;

/** Every address in a text, in order and without repeats. */
export function addressesIn(text: string): string[] {
  const seen = new Map<string, string>();
  const readable = text
    .slice(0, MOST_CHARACTERS)
    .replace(ESCAPED, (all, hex: string) => characterOf(parseInt(hex, 16)) ?? all);
  for (const [found] of readable.matchAll(new RegExp(ADDRESS, 'gu'))) {
    const address = tidy(found);
    if (address && !seen.has(address.toLowerCase())) seen.set(address.toLowerCase(), address);
  }
  return [...seen.values()];
}

/** The address in a field such as `rfc822; <zoe@partner.example> (comment)`, or null. */
export function addressIn(text: string): string | null {
  return addressesIn(text)[0] ?? null;
}

/** Equal mailboxes: no receiver in use tells capital letters apart; quotes that nothing needs mean nothing (RFC 5321, section 4.1.2). */
export function sameAddress(a: string, b: string): boolean {
  return plainAddress(a) === plainAddress(b);
}

const plainAddress = (address: string): string => address.toLowerCase().replace(/^"([^"]*)"@/, '$1@');

const characterOf = (code: number): string | null => (code <= 0x10ffff ? String.fromCodePoint(code) : null);

// Texts glue words to addresses: 'zoe@partner.example', to=zoe@partner.example, rcpt=…
function tidy(found: string): string | null {
  const address = found.replace(/^(?:to|rcpt|user|addr|for|recipient)=/i, '').replace(/^['=|*]+|-+$/g, '');
  return address.indexOf('@') > 0 ? address : null;
}
