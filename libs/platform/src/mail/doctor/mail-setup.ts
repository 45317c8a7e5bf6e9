import { BlockList, isIP } from 'node:net';
import type { Env } from '../../config/env.js';
import { parseSender } from '../address.rules.js';
import { readDkimKeys, type DkimKey } from '../dkim-keys.js';
import { parseSmtpUrl, type SmtpTarget } from '../smtp-url.js';
import type { DnsQuestions } from './dns-questions.js';

/** All that the checks of outgoing mail need to know of the settings. */
export interface MailSetup {
  /** Domain of From, and of every Message-ID. */
  fromDomain: string;
  /** Domain of the envelope's sender, which SPF is about. */
  envelopeDomain: string;
  /** Domains that must take mail in: for answers, and for bounces. */
  replyDomains: { setting: string; domain: string }[];
  keys: DkimKey[];
  relay?: SmtpTarget;
  publicUrl: string;
  sending: SendingAddresses;
}

/** The addresses from which receivers see our mails come. */
export interface SendingAddresses {
  addresses: string[];
  /** Somebody said so; else they were taken from the name of the relay, which may hand mails on under other addresses. */
  certain: boolean;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** @param given addresses under which the relay sends, where somebody knows them */
export async function mailSetup(env: Env, given: readonly string[], dns: DnsQuestions): Promise<MailSetup> {
  const from = domainOf(parseSender(env.RELAIS_MAIL_FROM).address);
  const { RELAIS_BOUNCE_ADDRESS: bounce, RELAIS_REPLY_ADDRESS: reply } = env;
  const relay = env.SMTP_URL === undefined ? undefined : parseSmtpUrl(env.SMTP_URL);
  return {
    fromDomain: from,
    envelopeDomain: bounce ? domainOf(bounce) : from,
    replyDomains: [
      reply
        ? { setting: 'RELAIS_REPLY_ADDRESS', domain: domainOf(reply) }
        : { setting: 'RELAIS_MAIL_FROM', domain: from },
      ...(bounce ? [{ setting: 'RELAIS_BOUNCE_ADDRESS', domain: domainOf(bounce) }] : []),
    ],
    keys: readDkimKeys(env.dkim),
    ...(relay && { relay }),
    publicUrl: env.publicUrl,
    sending: given.length
      ? { addresses: [...given], certain: true }
      : { addresses: relay ? await publicAddresses(relay.host, dns) : [], certain: false },
  };
}

/** Addresses that no receiver ever sees: this machine's own, and those of private networks. */
const INWARD = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  INWARD.addSubnet(net, bits);
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  INWARD.addSubnet(net, bits, 'ipv6');

/** Whether mail can leave this machine for another from there. */
export const isInward = (address: string): boolean => INWARD.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

async function publicAddresses(host: string, dns: DnsQuestions): Promise<string[]> {
  const found = isIP(host) ? [host] : await dns.addresses(host);
  return found.filter((address) => !isInward(address));
}
