import { domainToASCII } from 'node:url';
import { Refusal, type Reading } from './refusal.js';

/** Nearly every address there is; the long way decides about the rest. */
const PLAIN = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}$/;
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOT_STRING = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`);
/** RFC 5321 section 4.1.2: printable characters in quotes, a backslash before any of them. */
const QUOTED_STRING = /^"(?:[ !#-[\]-~]|\\[ -~])+"$/;
/** At least two labels; the last is not a number, so that an IP address is none. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]|[a-z][a-z0-9-]{0,61}[a-z0-9])$/;
const ASCII = /^[\0-\x7f]*$/;

/**
 * A mail address as it is stored: lower case, an international domain in its `xn--` form. Local parts follow RFC 5321 (ASCII, at
 * most 64 characters, dotted words or one quoted string), domains are full host names, the whole has at most 254 characters.
 * Whether a mailbox exists there is not asked.
 */
export function readEmail(text: string): Reading {
  // Only ASCII is lowered as a whole: the lower case of some other letters (the Kelvin sign) is an ASCII one.
  const given = ASCII.test(text) ? text.toLowerCase() : text;
  if (given.length <= 64 && PLAIN.test(given)) return given;
  const at = given.lastIndexOf('@');
  if (at < 1 || at === given.length - 1) return notAnAddress(text, 'write one such as ana@example.com');
  const local = given.slice(0, at);
  if (!ASCII.test(local))
    return notAnAddress(text, 'mail reaches only ASCII letters before the @: ask for another one');
  if (local.length > 64) return notAnAddress(text, 'at most 64 characters before the @');
  const lower = local.toLowerCase();
  if (!DOT_STRING.test(lower) && !QUOTED_STRING.test(lower)) {
    return notAnAddress(text, 'only the address, such as ana@example.com, without name, spaces or brackets');
  }
  const domain = asciiDomain(given.slice(at + 1));
  if (!DOMAIN.test(domain)) return notAnAddress(text, 'after the @ a full domain, such as example.com');
  const address = `${lower}@${domain}`;
  return address.length > 254 ? notAnAddress(text, 'at most 254 characters') : address;
}

function notAnAddress(text: string, fix: string): Refusal {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return new Refusal(`${JSON.stringify(shown)} is not a mail address`, fix);
}

/** The URL rules of Node also decode `%41` and read `1.2` as a number, so ASCII stays out of them. */
function asciiDomain(domain: string): string {
  if (ASCII.test(domain)) return domain;
  return domain.includes('%') ? '' : domainToASCII(domain);
}
