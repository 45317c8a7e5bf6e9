import { isIP } from 'node:net';
import { DkimSigner } from '../dkim.js';
import type { DnsQuestions } from './dns-questions.js';
import { findings, type Finding } from './finding.js';
import { isInward, type MailSetup } from './mail-setup.js';

const PAIR = ['list-unsubscribe', 'list-unsubscribe-post'];

/** Whether one click ends mails, as the big receivers ask of everybody who sends many (RFC 8058). */
export async function checkUnsubscribe({ publicUrl, keys }: MailSetup, dns: DnsQuestions): Promise<Finding[]> {
  return [await checkUrl(publicUrl, dns), await checkSigned(keys)];
}

async function checkUrl(publicUrl: string, dns: DnsQuestions): Promise<Finding> {
  const { ok, broken } = findings('unsubscribe', publicUrl);
  const { protocol, hostname } = new URL(publicUrl);
  const mend = 'Set RELAIS_PUBLIC_URL to the https address people reach Relais at.';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (protocol !== 'https:') return broken('is not https; receivers offer no one-click button for such a link', mend);
  const addresses = isIP(host) ? [host] : await dns.addresses(host);
  if (!addresses.length) return broken('is not in DNS: nobody can follow the links of mails', mend);
  if (addresses.every(isInward))
    return broken('is an address of this machine or a private network: receivers cannot reach it', mend);
  return ok('is https and in DNS');
}

/** Signs a mail with both headers and reads what the signature says it covers. */
async function checkSigned(keys: MailSetup['keys']): Promise<Finding> {
  const { ok, warning, broken } = findings('unsubscribe', 'List-Unsubscribe-Post');
  if (!keys.length)
    return warning(
      'Relais does not sign it',
      'See to it that the relay signs List-Unsubscribe and List-Unsubscribe-Post; receivers ignore unsigned ones.',
    );
  const raw =
    'From: a@example.com\r\nList-Unsubscribe: <https://example.com/u>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n\r\n';
  const signed = (await new DkimSigner(keys).sign(Buffer.from(raw))).toString('latin1');
  const lists = [...signed.matchAll(/ h=([^;]*);/g)].map(([, names]) => names!.replace(/\s/g, '').split(':'));
  return lists.every((names) => PAIR.every((name) => names.includes(name)))
    ? ok('is sent with every mail and signed, as is List-Unsubscribe')
    : broken('is not signed', 'This is a fault of Relais; please report it.');
}
