import { getDomain, parse } from 'tldts';
import type { DnsQuestions } from './dns-questions.js';
import { findings, type Finding } from './finding.js';
import type { MailSetup } from './mail-setup.js';

/** Endings that no name server of the internet knows (RFC 6761, 6762, 8375). */
const NOWHERE = /(?:^|\.)(?:localhost|localdomain|local|lan|internal|invalid|test|home\.arpa)$/;

/** Whether the sender's domain is one that exists: receivers refuse mails whose sender cannot be answered. */
export async function checkSender({ fromDomain }: MailSetup, dns: DnsQuestions): Promise<Finding[]> {
  const { ok, broken } = findings('sender', fromDomain);
  if (NOWHERE.test(fromDomain))
    return [broken('is no domain of the internet', 'Set RELAIS_MAIL_FROM to an address of a domain you own.')];
  const [mx, addresses, txt] = await Promise.all([dns.mx(fromDomain), dns.addresses(fromDomain), dns.txt(fromDomain)]);
  return [
    mx.length + addresses.length + txt.length > 0
      ? ok('exists')
      : broken('is not in DNS', 'Set RELAIS_MAIL_FROM to an address of a domain you own.'),
  ];
}

/** Whether Message-IDs look like what they are: made by a server of a domain (RFC 5322 section 3.6.4). */
export function checkMessageId({ fromDomain }: MailSetup): Finding[] {
  const { ok, broken } = findings('message-id', fromDomain);
  return [
    getDomain(fromDomain) && !NOWHERE.test(fromDomain) && !parse(fromDomain).isIp
      ? ok(`Message-IDs are <…@${fromDomain}>`)
      : broken(
          'Message-IDs end in a domain nobody owns, a sign of spam',
          'Set RELAIS_MAIL_FROM to an address of a domain you own.',
        ),
  ];
}

/** Whether answers and bounces find their way back. */
export async function checkMx({ replyDomains }: MailSetup, dns: DnsQuestions): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { setting, domain } of replyDomains) found.push(await checkExchange(setting, domain, dns));
  return found;
}

async function checkExchange(setting: string, domain: string, dns: DnsQuestions): Promise<Finding> {
  const { ok, warning, broken } = findings('mx', domain);
  const door = { name: domain, type: 'MX', value: '10 <the host that takes mail in>' } as const;
  const exchanges = await dns.mx(domain);
  if (exchanges.some(({ exchange }) => exchange === '' || exchange === '.'))
    return broken(`says that it takes no mail (RFC 7505), and ${setting} is there`, 'Publish a mail exchanger.', door);
  if (!exchanges.length)
    return (await dns.addresses(domain)).length
      ? warning(
          `has no MX record; mail to ${setting} goes to the address of the name itself`,
          'Name the mail exchanger.',
          door,
        )
      : broken(
          `takes no mail, and ${setting} is there: bounces and answers are lost`,
          'Publish a mail exchanger.',
          door,
        );
  const lost: string[] = [];
  for (const { exchange } of exchanges) if (!(await dns.addresses(exchange)).length) lost.push(exchange);
  const named = exchanges.map(({ exchange }) => exchange).join(', ');
  if (lost.length === exchanges.length)
    return broken(`names mail exchangers without an address: ${lost.join(', ')}`, 'Publish an address for them.');
  return lost.length
    ? warning(
        `names mail exchangers without an address: ${lost.join(', ')}`,
        'Publish an address for them, or leave them out.',
      )
    : ok(`takes mail for ${setting} at ${named}`);
}

/** Whether the sending address has a name that leads back to it: receivers distrust those that have none. */
export async function checkReverse(
  { sending: { addresses, certain } }: MailSetup,
  dns: DnsQuestions,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const address of addresses) {
    const { ok, warning, broken } = findings('reverse-dns', address);
    const bad = certain ? broken : warning;
    const names = await dns.names(address);
    const back = await Promise.all(
      names.map(async (name) => ((await dns.addresses(name)).includes(address) ? [name] : [])),
    );
    const [confirmed] = back.flat();
    if (confirmed) found.push(ok(`is ${confirmed}, which leads back to it`));
    else if (names.length)
      found.push(
        bad(
          `is called ${names.join(', ')}, which does not lead back to it`,
          `Let ${names[0]} have the address ${address}.`,
        ),
      );
    else
      found.push(
        bad('has no name', 'Ask whoever gave you the address to publish one that leads back to it.', {
          name: address,
          type: 'PTR',
          value: '<the name the relay gives in EHLO>',
        }),
      );
  }
  return found;
}
