import { createHash, sign } from 'node:crypto';
import { Invalid } from '../errors/errors.js';
import { headersByName, headersOf, relaxedBody, relaxedHeader } from './dkim-canonical.rules.js';
import type { DkimKey } from './dkim-keys.js';

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

/**
 * Signs messages (RFC 6376 and 8463, relaxed/relaxed) with each of its keys. An RSA signature costs the event loop nothing: its arithmetic
 * runs in Node's thread pool. One of Ed25519 is cheaper than the way there, so it is made at once.
 */
export class DkimSigner {
  constructor(private readonly keys: readonly DkimKey[]) {}

  /** The message with a DKIM-Signature per key in front. @throws Invalid `mail.dkim` when the message has no From header */
  async sign(raw: Buffer): Promise<Buffer> {
    const text = raw.toString('latin1');
    const headEnd = text.indexOf('\r\n\r\n');
    const head = headEnd < 0 ? text : text.slice(0, headEnd + 2);
    const bodyHash = createHash('sha256')
      .update(relaxedBody(headEnd < 0 ? '' : text.slice(headEnd + 4)), 'latin1')
      .digest('base64');
    const { names, lines } = signedHeaders(head);
    const signed = lines.join('');
    const signatures = await Promise.all(
      this.keys.map(async (key) => {
        const { algorithm, domain, selector } = key;
        const unsigned =
          `DKIM-Signature: v=1; a=${algorithm}; c=relaxed/relaxed; d=${domain};\r\n s=${selector};` +
          `\r\n h=${names.join(':\r\n  ')};\r\n bh=${bodyHash};\r\n b=`;
        const signature = await signatureOf(key, Buffer.from(signed + relaxedHeader(unsigned), 'latin1'));
        return `${unsigned}${signature.toString('base64').replace(/.{70}(?=.)/g, '$&\r\n  ')}\r\n`;
      }),
    );
    return Buffer.concat([Buffer.from(signatures.join(''), 'latin1'), raw]);
  }
}

function signatureOf({ algorithm, key }: DkimKey, data: Buffer): Promise<Buffer> | Buffer {
  // RFC 8463 section 3: Ed25519 signs the hash of the data, not the data.
  if (algorithm === 'ed25519-sha256') return sign(null, createHash('sha256').update(data).digest(), key);
  return new Promise((resolve, reject) =>
    sign('sha256', data, key, (error, bytes) => (error ? reject(error) : resolve(bytes))),
  );
}

/** The names for `h=`, in order, and their headers in relaxed form. Of equal names the last header counts first. */
function signedHeaders(head: string): { names: string[]; lines: string[] } {
  const found = headersByName(headersOf(head));
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
