import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DomainError, Invalid, type Fault } from '../errors/errors.js';
import { parseSender } from './address.rules.js';

/** Who signs: `selector._domainkey.domain` holds the public key in DNS. `privateKey` is RSA or Ed25519 in PEM. */
export interface DkimIdentity {
  domain: string;
  selector: string;
  privateKey: string;
}

/** Where the keys are, as settings say it. */
export interface DkimSettings {
  /** `selector:file`, several after commas; undefined: mails are not signed. */
  keys?: string;
  /** Unset: the sender's domain. */
  domain?: string;
  /** The sender of the mails. */
  from: string;
}

const NAME = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
/** What stands in front of the 32 bytes of an Ed25519 key in its DER form; DNS has the bytes alone (RFC 8463 section 4.2). */
const ED25519_PREFIX_BYTES = 12;

/** A key that can sign: it was read and checked. Neither JSON nor a log of it shows the key. */
export class DkimKey {
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: 'rsa-sha256' | 'ed25519-sha256';
  /** Size of an RSA key; 0 for the others. */
  readonly bits: number;
  readonly key: KeyObject;

  /**
   * @throws Invalid `mail.dkim` for a key that is neither RSA of 1024 bits or more (RFC 8301) nor Ed25519 (RFC 8463), or a bad domain or
   *   selector. The message does not hold the key.
   */
  constructor({ domain, selector, privateKey }: DkimIdentity) {
    if (!NAME.test(domain) || !NAME.test(selector))
      throw new Invalid('mail.dkim', 'The DKIM domain and selector must be host names');
    this.key = readKey(privateKey);
    this.domain = domain.toLowerCase();
    this.selector = selector;
    this.algorithm = this.key.asymmetricKeyType === 'ed25519' ? 'ed25519-sha256' : 'rsa-sha256';
    this.bits = this.key.asymmetricKeyDetails?.modulusLength ?? 0;
  }

  /** The name in DNS under which receivers look for the public key. */
  get recordName(): string {
    return `${this.selector}._domainkey.${this.domain}`;
  }

  /** The public key as DNS holds it, in base64. */
  get publicKey(): string {
    const der = createPublicKey(this.key).export({ type: 'spki', format: 'der' });
    return der.subarray(this.algorithm === 'ed25519-sha256' ? ED25519_PREFIX_BYTES : 0).toString('base64');
  }

  /** The text of the TXT record to publish. */
  get record(): string {
    return `v=DKIM1; k=${this.algorithm === 'rsa-sha256' ? 'rsa' : 'ed25519'}; p=${this.publicKey}`;
  }
}

/**
 * Reads the keys from their files; none for settings that name none.
 * @throws Invalid `mail.dkim` with one fault per key that cannot be used, under the setting's name
 */
export function readDkimKeys({ keys, domain, from }: DkimSettings): DkimKey[] {
  if (keys === undefined) return [];
  const faults: Fault[] = [];
  const read: DkimKey[] = [];
  const signing = domain ?? parseSender(from).address.replace(/^.*@/, '');
  for (const entry of keys.split(',').map((part) => part.trim())) {
    const [, selector = '', file = ''] = /^([^:]*):(.*)$/.exec(entry) ?? [];
    try {
      if (!file) throw new Invalid('mail.dkim', 'is not a selector and a file');
      const key = new DkimKey({ domain: signing, selector, privateKey: readFileSync(file, 'utf8') });
      if (read.some((other) => other.selector === selector)) throw new Invalid('mail.dkim', 'is given twice');
      read.push(key);
    } catch (error) {
      faults.push({ where: 'RELAIS_DKIM_KEYS', what: `${selector || 'an entry'}: ${reason(error, file)}`, fix: FIX });
    }
  }
  if (faults.length) throw new Invalid('mail.dkim', 'The DKIM keys cannot be used:', faults);
  return read;
}

const FIX =
  'write selector:file, such as relais2026:/etc/relais/dkim.pem; make a key with `openssl genrsa -out dkim.pem 2048`, readable by this process alone';

function reason(error: unknown, file: string): string {
  if (error instanceof DomainError) return error.message;
  return `the file ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`;
}

function readKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new Invalid(
      'mail.dkim',
      'The DKIM key cannot be read; expected a private key in PEM without a passphrase, beginning with -----BEGIN',
    );
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType === 'ed25519') return key;
  if (key.asymmetricKeyType !== 'rsa')
    throw new Invalid('mail.dkim', `The DKIM key is ${key.asymmetricKeyType}; receivers know RSA, and some Ed25519`);
  if (bits < 1024)
    throw new Invalid('mail.dkim', `The DKIM key has ${bits} bits; receivers ignore less than 1024, use 2048`);
  return key;
}
