// Letters and digits of every script (RFC 6532); dots anywhere in the local part, because Japanese carriers once gave out such addresses.
const LOCAL = String.raw`(?:[\p{L}\p{N}!#$%&'*+/=?^_{|}~.\-]{1,64}|"[^"\s@]{1,62}")`;
const DOMAIN = String.raw`[\p{L}\p{N}][\p{L}\p{N}\-]{0,62}(?:\.[\p{L}\p{N}][\p{L}\p{N}\-]{0,62}){0,20}`;

/** Source of a pattern that matches one address; used with the flags `u` and `g`. */
export const ADDRESS = `${LOCAL}@${DOMAIN}`;

/** Every address in a text, in order and without repeats. */
export function addressesIn(text: string): string[] {
  const seen = new Map<string, string>();
  for (const [found] of text.matchAll(new RegExp(ADDRESS, 'gu'))) {
    const address = tidy(found);
    if (address && !seen.has(address.toLowerCase())) seen.set(address.toLowerCase(), address);
  }
  return [...seen.values()];
}

/** The address in a field such as `rfc822; <zoe@partner.example> (comment)`, or null. */
export function addressIn(text: string): string | null {
  return addressesIn(text)[0] ?? null;
}

/** Equal mailboxes: no receiver in use tells capital letters apart. */
export function sameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

// Texts glue words to addresses: 'zoe@partner.example', to=zoe@partner.example, rcpt=…
function tidy(found: string): string | null {
  const address = found.replace(/^(?:to|rcpt|user|addr|for|recipient)=/i, '').replace(/^['=|*]+|-+$/g, '');
  return address.indexOf('@') > 0 ? address : null;
}
