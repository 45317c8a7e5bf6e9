import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { Invalid } from '../errors/errors.js';

/** Who signs: `selector._domainkey.domain` holds the public key in DNS. `privateKey` is RSA in PEM. */
export interface DkimIdentity {
  domain: string;
  selector: string;
  privateKey: string;
}

/** Headers under the signature, where a message has them. The unsubscribe pair must be (RFC 8058 section 4). */
const SIGNED = [
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'auto-submitted',
];
/** Signed once more than they occur, so that none can be added on the way (RFC 6376 section 8.15). */
const SEALED = new Set([
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'content-type',
  'list-unsubscribe',
  'list-unsubscribe-post',
]);

/** Signs messages (RFC 6376, rsa-sha256, relaxed/relaxed). The arithmetic runs in Node's thread pool, beside the event loop. */
export class DkimSigner {
  private readonly key: KeyObject;
  private readonly template: string;

  /**
   * The key is checked here, once: a signer that exists can sign.
   * @throws Invalid `mail.dkim` for a key that is not an RSA private key of 1024 bits or more (RFC 8301), or a bad domain or selector.
   *   The message does not hold the key.
   */
  constructor({ domain, selector, privateKey }: DkimIdentity) {
    const name = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
    if (!name.test(domain) || !name.test(selector))
      throw new Invalid('mail.dkim', 'The DKIM domain and selector must be host names');
    this.key = readKey(privateKey);
    this.template = `v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain};\r\n s=${selector};`;
  }

  /** The message with its DKIM-Signature in front. @throws Invalid `mail.dkim` when the message has no From header */
  async sign(raw: Buffer): Promise<Buffer> {
    const text = raw.toString('latin1');
    const headEnd = text.indexOf('\r\n\r\n');
    const head = headEnd < 0 ? text : text.slice(0, headEnd + 2);
    const bodyHash = createHash('sha256')
      .update(relaxedBody(headEnd < 0 ? '' : text.slice(headEnd + 4)), 'latin1')
      .digest('base64');
    const { names, lines } = signedHeaders(head);
    const unsigned = `DKIM-Signature: ${this.template}\r\n h=${names.join(':\r\n  ')};\r\n bh=${bodyHash};\r\n b=`;
    const data = Buffer.from(lines.join('') + relaxedHeader(unsigned), 'latin1');
    const signature = await new Promise<Buffer>((resolve, reject) =>
      sign('sha256', data, this.key, (error, bytes) => (error ? reject(error) : resolve(bytes))),
    );
    const folded = signature.toString('base64').replace(/.{70}(?=.)/g, '$&\r\n  ');
    return Buffer.concat([Buffer.from(`${unsigned}${folded}\r\n`, 'latin1'), raw]);
  }
}

function readKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new Invalid(
      'mail.dkim',
      'The DKIM key cannot be read; expected a private key in PEM, beginning with -----BEGIN',
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa')
    throw new Invalid('mail.dkim', `The DKIM key is ${key.asymmetricKeyType}; receivers accept RSA`);
  if (bits < 1024)
    throw new Invalid('mail.dkim', `The DKIM key has ${bits} bits; receivers ignore less than 1024, use 2048`);
  return key;
}

/** The names for `h=`, in order, and their headers in relaxed form. Of equal names the last header counts first. */
function signedHeaders(head: string): { names: string[]; lines: string[] } {
  const found = new Map<string, string[]>();
  for (const [header] of head.matchAll(/[^\r\n:]+:.*\r\n(?:[ \t].*\r\n)*/g)) {
    const name = header.slice(0, header.indexOf(':')).trim().toLowerCase();
    found.set(name, [...(found.get(name) ?? []), header]);
  }
  if (!found.has('from')) throw new Invalid('mail.dkim', 'A message without a From header cannot be signed');
  const names: string[] = [];
  const lines: string[] = [];
  for (const name of SIGNED) {
    const headers = found.get(name) ?? [];
    names.push(...headers.map(() => name), ...(SEALED.has(name) ? [name] : []));
    lines.push(...headers.reverse().map((header) => `${relaxedHeader(header)}\r\n`));
  }
  return { names, lines };
}

/** RFC 6376 section 3.4.2. */
export function relaxedHeader(header: string): string {
  const colon = header.indexOf(':');
  const value = header
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${header.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** RFC 6376 section 3.4.4. */
export function relaxedBody(body: string): string {
  const lines = body
    .replace(/[ \t]+/g, ' ')
    .replace(/ (?=\r\n|$)/g, '')
    .replace(/(?:\r\n)+$/, '');
  return lines === '' ? '' : `${lines}\r\n`;
}
