import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { headersByName, headersOf, relaxedBody, relaxedHeader, simpleBody } from './dkim-canonical.rules.js';

const MOST_SIGNATURES = 5;
const SIGNATURE = /^dkim-signature[ \t]*:/i;
const ED25519_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const LEAST_RSA_BITS = 1024;

interface Signature {
  header: string;
  tags: ReadonlyMap<string, string>;
}

/** Checks DKIM signatures of received mails (RFC 6376, RFC 8463). Keys come from DNS. */
export class DkimVerifier {
  private readonly resolver: Resolver;

  /** @param servers name servers, such as `127.0.0.1:5353`; default those of the machine. */
  constructor(servers?: string[]) {
    this.resolver = new Resolver({ timeout: 3_000, tries: 2 });
    if (servers) this.resolver.setServers(servers);
  }

  /** Domains, in lower case, that have signed the message with its From header, its whole body and in time. Never rejects: no proof is no domain. */
  async signersOf(raw: Buffer): Promise<string[]> {
    const text = raw.toString('latin1').replace(/\r?\n/g, '\r\n');
    const headEnd = text.indexOf('\r\n\r\n');
    const head = headEnd < 0 ? text : text.slice(0, headEnd + 2);
    const body = headEnd < 0 ? '' : text.slice(headEnd + 4);
    const headers = headersOf(head);
    const signatures = headers
      .filter((header) => SIGNATURE.test(header))
      .slice(0, MOST_SIGNATURES)
      .map((header) => ({ header, tags: tagsOf(header.slice(header.indexOf(':') + 1)) }));
    const signers = await Promise.all(
      signatures.map(async (signature) => ((await this.holds(signature, headers, body)) ? domainOf(signature) : null)),
    );
    return [...new Set(signers.filter((domain) => domain !== null))];
  }

  private async holds(signature: Signature, headers: string[], body: string): Promise<boolean> {
    const { tags } = signature;
    const [algorithm = ''] = [tags.get('a')?.toLowerCase()];
    const names = (tags.get('h') ?? '')
      .toLowerCase()
      .split(':')
      .map((name) => name.trim());
    const [headForm = 'simple', bodyForm = 'simple'] = (tags.get('c') ?? '').toLowerCase().split('/');
    // A part of the body under the signature leaves the rest to anybody, so `l` is not accepted.
    if (!/^(?:rsa|ed25519)-sha256$/.test(algorithm) || tags.has('l') || !names.includes('from')) return false;
    if (tags.has('x') && Number(tags.get('x')) * 1000 < Date.now()) return false;
    if (tags.get('v') !== '1' || !isSigned(bodyForm, body, tags.get('bh') ?? '')) return false;
    const key = await this.keyOf(signature, algorithm);
    if (!key) return false;
    const data = Buffer.from(signedHead(signature.header, headers, names, headForm), 'latin1');
    const given = Buffer.from((tags.get('b') ?? '').replace(/\s/g, ''), 'base64');
    return algorithm.startsWith('rsa')
      ? verify('sha256', data, key, given)
      : verify(null, createHash('sha256').update(data).digest(), key, given);
  }

  private async keyOf({ tags }: Signature, algorithm: string): Promise<KeyObject | null> {
    const name = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?$/i;
    const [selector = '', domain = ''] = [tags.get('s'), tags.get('d')];
    if (!name.test(selector) || !name.test(domain)) return null;
    try {
      const records = await this.resolver.resolveTxt(`${selector}._domainkey.${domain}`);
      const record = tagsOf(records.map((pieces) => pieces.join(''))[0] ?? '');
      const kind = record.get('k') ?? 'rsa';
      const services = record.get('s') ?? '*';
      if (kind !== algorithm.split('-')[0] || !/(?:^|:)\s*(?:\*|email)\s*(?:$|:)/i.test(services)) return null;
      return readKey(kind, Buffer.from((record.get('p') ?? '').replace(/\s/g, ''), 'base64'));
    } catch {
      return null; // no such record, no answer, no key
    }
  }
}

const domainOf = ({ tags }: Signature): string => (tags.get('d') ?? '').toLowerCase();

function readKey(kind: string, bytes: Buffer): KeyObject | null {
  if (bytes.length === 0) return null; // revoked
  const der = kind === 'ed25519' ? Buffer.concat([ED25519_PREFIX, bytes]) : bytes;
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return kind === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_RSA_BITS ? null : key;
}

/** `name=value; …` (RFC 6376, section 3.2). */
function tagsOf(list: string): Map<string, string> {
  const pairs = list.split(';').map((tag) => /^\s*([a-z][a-z0-9_]*)\s*=([^]*)$/i.exec(tag));
  return new Map(pairs.filter((pair) => pair !== null).map(([, name, value]) => [name!, value!.trim()]));
}

function isSigned(form: string, body: string, hash: string): boolean {
  const canonical = form === 'relaxed' ? relaxedBody(body) : simpleBody(body);
  return createHash('sha256').update(canonical, 'latin1').digest('base64') === hash.replace(/\s/g, '');
}

/** The signed headers in their canonical form, of equal names the last first, then the signature itself without its value. */
function signedHead(own: string, headers: string[], names: string[], form: string): string {
  const left = headersByName(headers);
  const canonical = (header: string): string => (form === 'relaxed' ? `${relaxedHeader(header)}\r\n` : header);
  const lines = names.map((name) => left.get(name)?.pop()).filter((header) => header !== undefined);
  const blank = own.replace(/([;:]\s*b\s*=)[^;]*/i, (_, tag: string) => tag).replace(/\r\n$/, '');
  return lines.map(canonical).join('') + canonical(`${blank}\r\n`).replace(/\r\n$/, '');
}
