import { getDomain } from 'tldts';
import type { DnsQuestions } from './dns-questions.js';
import { findings, type Finding } from './finding.js';
import type { MailSetup } from './mail-setup.js';
import { tagsOf } from './tags.rules.js';

/** The domain somebody registered: of mail.kelvane.co.uk it is kelvane.co.uk. */
const registered = (domain: string): string => getDomain(domain, { allowPrivateDomains: true }) ?? domain;

/** Whether the domain of From says what is to become of forgeries, and whether our own mails pass (DMARC, RFC 7489). */
export async function checkDmarc(setup: MailSetup, dns: DnsQuestions): Promise<Finding[]> {
  const { fromDomain } = setup;
  const name = `_dmarc.${fromDomain}`;
  const { ok, warning, broken } = findings('dmarc', fromDomain);
  const own = await policies(name, dns);
  const inherited = registered(fromDomain);
  const records = own.length || inherited === fromDomain ? own : await policies(`_dmarc.${inherited}`, dns);
  const publish = { name, type: 'TXT', value: `v=DMARC1; p=none; rua=mailto:dmarc@${inherited}` } as const;
  const [record] = records;
  if (record === undefined)
    return [
      broken(
        'has no DMARC record; the big receivers ask for one',
        'Publish one; raise p= once its reports show your mails pass.',
        publish,
      ),
      ...alignment(setup, new Map()),
    ];
  if (records.length > 1)
    return [
      broken(`has ${records.length} DMARC records, so receivers take none of them`, 'Keep a single one.'),
      ...alignment(setup, new Map()),
    ];

  const tags = tagsOf(record);
  const policy = (own.length ? tags.get('p') : (tags.get('sp') ?? tags.get('p')))?.toLowerCase();
  const where = own.length ? '' : ` (from ${inherited})`;
  const found = !['none', 'quarantine', 'reject'].includes(policy ?? '')
    ? broken(
        `has a DMARC record without a policy that receivers know${where}: ${record}`,
        'Give it p=none, p=quarantine or p=reject.',
        publish,
      )
    : policy === 'none'
      ? warning(
          `asks receivers to let forgeries pass (p=none)${where}`,
          'Fine to begin with: read the reports, then raise it to p=quarantine and p=reject.',
        )
      : ok(`has the policy ${policy}${where}`);
  return [found, ...alignment(setup, tags)];
}

const policies = async (name: string, dns: DnsQuestions): Promise<string[]> =>
  (await dns.txt(name)).filter((text) => /^v=DMARC1(?:\s|;|$)/i.test(text));

/** DMARC passes when SPF or DKIM passes for a domain that belongs to the one people see; both is better, since forwarding breaks SPF. */
function alignment({ fromDomain, envelopeDomain, keys }: MailSetup, tags: ReadonlyMap<string, string>): Finding[] {
  const aligned = (domain: string, strict: boolean) =>
    domain === fromDomain || (!strict && registered(domain) === registered(fromDomain));
  const byMail = aligned(envelopeDomain, tags.get('aspf') === 's');
  const others = keys.filter(({ domain }) => !aligned(domain, tags.get('adkim') === 's'));
  const byKey = keys.length > others.length;
  const { ok, warning, broken } = findings('alignment', fromDomain);
  const signs = [...new Set(keys.map(({ domain }) => domain))].join(', ');
  if (byMail && byKey) return [ok(`belongs with the envelope's ${envelopeDomain} and the signature's ${signs}`)];
  const envelope = `the envelope's ${envelopeDomain} is not ${fromDomain} or of the same owner`;
  if (!byMail && !byKey && keys.length)
    return [
      broken(
        `DMARC fails: ${envelope}, and neither is the signature's ${signs}`,
        'Set RELAIS_DKIM_DOMAIN to the domain of RELAIS_MAIL_FROM.',
      ),
    ];
  if (!byMail && !keys.length)
    return [
      broken(
        `DMARC fails unless the relay signs for ${fromDomain}: ${envelope}`,
        `Give RELAIS_BOUNCE_ADDRESS a domain below ${registered(fromDomain)}, or sign.`,
      ),
    ];
  if (!byMail)
    return [
      warning(
        `rests on DKIM alone: ${envelope}`,
        `Give RELAIS_BOUNCE_ADDRESS a domain below ${registered(fromDomain)}.`,
      ),
    ];
  if (!keys.length)
    return [warning('rests on SPF alone, which forwarding breaks', 'Sign mails: RELAIS_DKIM_KEYS, or the relay.')];
  return [
    warning(
      `rests on SPF alone, which forwarding breaks: the signature's ${signs} is not ${fromDomain} or of the same owner`,
      'Set RELAIS_DKIM_DOMAIN to the domain of RELAIS_MAIL_FROM.',
    ),
  ];
}
