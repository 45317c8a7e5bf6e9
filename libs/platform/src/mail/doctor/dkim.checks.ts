import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import type { DkimKey } from '../dkim-keys.js';
import { DkimSigner } from '../dkim.js';
import type { DnsQuestions } from './dns-questions.js';
import { findings, type Finding } from './finding.js';
import type { MailSetup } from './mail-setup.js';
import { tagsOf } from './tags.rules.js';

/** RFC 8301: at least 1024, better 2048; receivers need not know keys of more than 4096. */
const GOOD_BITS = 2_048;
const MOST_BITS = 4_096;

/** Whether receivers find the keys that belong to ours, and a mail signed with them verifies (DKIM, RFC 6376 and 8463). */
export async function checkDkim({ keys, fromDomain }: MailSetup, dns: DnsQuestions): Promise<Finding[]> {
  if (!keys.length)
    return [
      findings('dkim', fromDomain).warning(
        'Relais does not sign mails (RELAIS_DKIM_KEYS is not set)',
        'Let the relay sign them, with List-Unsubscribe and List-Unsubscribe-Post among the signed headers; or make a key with `openssl genrsa -out dkim.pem 2048` and set RELAIS_DKIM_KEYS=relais1:/path/to/dkim.pem.',
      ),
    ];
  const found: Finding[] = [];
  for (const key of keys) found.push(...(await checkKey(key, dns)));
  if (keys.every(({ algorithm }) => algorithm === 'ed25519-sha256'))
    found.push(
      findings('dkim', keys[0]!.domain).warning(
        'signs with Ed25519 only, which many receivers do not know',
        'Add an RSA key: RELAIS_DKIM_KEYS takes several, after commas.',
      ),
    );
  return found;
}

async function checkKey(key: DkimKey, dns: DnsQuestions): Promise<Finding[]> {
  const { ok, warning, broken } = findings('dkim', key.recordName);
  const publish = { name: key.recordName, type: 'TXT', value: key.record } as const;
  const records = await dns.txt(key.recordName);
  if (!records.length) return [broken('is not published', 'Publish the public key.', publish)];
  if (records.length > 1)
    return [broken(`has ${records.length} TXT records; receivers take any of them`, 'Keep this one alone.', publish)];
  const record = records[0]!;
  const fault = recordFault(record, key);
  if (fault) return [broken(fault, 'Publish this instead.', publish)];
  const verdict = await verified(key, dns);
  if (verdict !== 'pass')
    return [broken(`a mail signed with this key does not verify (${verdict})`, 'Publish this instead.', publish)];

  const found: Finding[] = [];
  if (tagsOf(record).get('t')?.split(':').includes('y'))
    found.push(
      warning(
        'says it is being tested (t=y): receivers may treat mails as unsigned',
        'Publish it without t=y.',
        publish,
      ),
    );
  if (key.bits > 0 && key.bits < GOOD_BITS)
    found.push(
      warning(`has ${key.bits} bits`, 'Make one of 2048 under a new selector: `openssl genrsa -out dkim.pem 2048`.'),
    );
  if (key.bits > MOST_BITS)
    found.push(
      warning(
        `has ${key.bits} bits; receivers need not know more than ${MOST_BITS}`,
        'Make one of 2048 under a new selector.',
      ),
    );
  const size = key.bits ? `RSA of ${key.bits} bits` : 'Ed25519';
  return found.length ? found : [ok(`is published and belongs to the private key (${size})`)];
}

/** Why receivers cannot use this record for our key; undefined: they can. */
function recordFault(record: string, key: DkimKey): string | undefined {
  const tags = tagsOf(record);
  if (tags.has('v') && (tags.get('v') !== 'DKIM1' || !/^\s*v\s*=/.test(record)))
    return 'is no DKIM record: v=DKIM1 must be its beginning';
  const published = tags.get('p')?.replace(/\s/g, '');
  if (published === undefined) return 'has no public key (p=)';
  if (published === '') return 'says that the key is revoked (p= is empty)';
  const kind = key.algorithm === 'rsa-sha256' ? 'rsa' : 'ed25519';
  if ((tags.get('k') ?? 'rsa') !== kind)
    return `names the kind ${tags.get('k') ?? 'rsa'}, and the private key is ${kind}`;
  if (
    tags.has('h') &&
    !tags
      .get('h')!
      .split(':')
      .map((hash) => hash.trim())
      .includes('sha256')
  )
    return 'does not allow sha256 (h=)';
  if (
    tags.has('s') &&
    !tags
      .get('s')!
      .split(':')
      .some((service) => ['*', 'email'].includes(service.trim()))
  )
    return 'is not for mail (s=)';
  if (published.replace(/=+$/, '') !== key.publicKey.replace(/=+$/, ''))
    return 'is the public key of another private key than ours';
  return undefined;
}

/** Signs a mail as Relais does and has it judged by somebody else. */
async function verified(key: DkimKey, dns: DnsQuestions): Promise<string> {
  const raw = Buffer.from(`From: relais@${key.domain}\r\nSubject: check\r\n\r\nA mail that is never sent.\r\n`);
  const { results } = await dkimVerify(await new DkimSigner([key]).sign(raw), { resolver: dns.resolve });
  const status = results[0]?.status;
  return status?.result === 'pass' ? 'pass' : [status?.result, status?.comment].filter(Boolean).join(': ');
}
