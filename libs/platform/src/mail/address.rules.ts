import { domainToASCII } from 'node:url';
import { Invalid } from '../errors/errors.js';

/** A person or sender in a mail header. `name` is any text on one line; `address` is `local@domain`. */
export interface MailAddress {
  name?: string;
  address: string;
}

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOT_STRING = new RegExp(`^${ATOM}(\\.${ATOM})*$`);
/** RFC 5321 section 4.1.2: printable characters in quotes, backslash before any of them. */
const QUOTED_STRING = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/;
const DOMAIN =
  /^(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
/** Nearly every address there is; the long way decides about the rest. */
const PLAIN = /^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

/**
 * The form in which Relais sends to an address: domain in lower case, an international domain in its `xn--` form, the local part
 * as given. Local parts follow RFC 5321 (at most 64 bytes, dotted words or one quoted string, ASCII: a mail is sent without
 * SMTPUTF8), domains are host names (no address literals), the whole is at most 254 bytes.
 * @throws Invalid `mail.address`
 */
export function mailAddress(text: string): string {
  if (text.length <= 64 && PLAIN.test(text)) return text;
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = asciiDomain(text.slice(at + 1));
  const address = `${local}@${domain}`;
  const good =
    at > 0 && local.length <= 64 && (DOT_STRING.test(local) || QUOTED_STRING.test(local)) && DOMAIN.test(domain);
  if (!good || address.length > 254) {
    throw new Invalid(
      'mail.address',
      `${JSON.stringify(text.slice(0, 80))} is not a mail address; expected one like ana@example.com`,
    );
  }
  return address;
}

/** Whether {@link mailAddress} accepts the text. */
export function isMailAddress(text: string): boolean {
  try {
    return mailAddress(text) !== '';
  } catch {
    return false;
  }
}

/**
 * Reads a sender as people write it in a setting: `ana@example.com`, `Ana <ana@example.com>` or `"Ana, sales" <ana@example.com>`.
 * @throws Invalid `mail.address`
 */
export function parseSender(text: string): MailAddress {
  const [, before, inside] = /^([^<>\r\n\0]*)<([^<>]*)>\s*$/.exec(text) ?? [];
  if (inside === undefined) return { address: mailAddress(text.trim()) };
  const name = before!.trim().replace(/^"(.*)"$/, (_, quoted: string) => quoted.replace(/\\(.)/g, '$1'));
  return { ...(name && { name }), address: mailAddress(inside.trim()) };
}

/** The domain in lower case and ASCII. The URL rules of Node also decode `%41` and read `1.2` as a number, so ASCII stays out of them. */
function asciiDomain(domain: string): string {
  return /^[\0-\x7f]*$/.test(domain) ? domain.toLowerCase() : domain.includes('%') ? '' : domainToASCII(domain);
}
