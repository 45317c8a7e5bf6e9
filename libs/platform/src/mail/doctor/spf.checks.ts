import { isIP } from 'node:net';
import { spf } from 'mailauth/lib/spf/index.js';
import type { DnsQuestions } from './dns-questions.js';
import { findings, type DnsRecord, type Finding } from './finding.js';
import type { MailSetup } from './mail-setup.js';

/** RFC 7208 section 4.6.4: a receiver that needs more lookups gives up, and the record counts for nothing. */
const MOST_LOOKUPS = 10;
/** From here on the next include of a provider breaks the record. */
const NEARLY_MOST = 9;
/** The same section: after two names that are not there a receiver should give up as well. */
const MOST_VOIDS = 2;
/** An address of documentation that no record allows: judging it walks through the whole record (RFC 5737). */
const NOBODY = '198.51.100.255';
const ENOUGH = 200;

/** Whether the domain of the envelope allows the relay to send for it (SPF, RFC 7208). */
export async function checkSpf({ envelopeDomain: domain, sending }: MailSetup, dns: DnsQuestions): Promise<Finding[]> {
  const { ok, warning, broken } = findings('spf', domain);
  const records = (await dns.txt(domain)).filter((text) => /^v=spf1(?: |$)/i.test(text));
  const publish = (value: string): DnsRecord => ({ name: domain, type: 'TXT', value });
  const own = sending.addresses.map(mechanism);
  const [record] = records;
  if (record === undefined) {
    const value = ['v=spf1', ...own, '~all'].join(' ');
    return own.length
      ? [broken('has no SPF record', 'Publish one that names the relay.', publish(value))]
      : [
          broken(
            'has no SPF record',
            'Publish one that names the relay: v=spf1 include:<domain your mail provider names> ~all',
          ),
        ];
  }
  if (records.length > 1)
    return [
      broken(
        `has ${records.length} SPF records, so receivers take none of them`,
        'Keep a single one with the terms of all.',
        publish(merged(records)),
      ),
    ];

  const judge = (ip: string, lookups: number) =>
    spf({
      resolver: dns.resolve,
      ip,
      sender: `bounce@${domain}`,
      helo: domain,
      maxResolveCount: lookups,
      maxVoidCount: ENOUGH,
    });
  const whole = await judge(NOBODY, ENOUGH);
  const lookups = whole.lookups?.count ?? 0;
  if (whole.status.result === 'temperror')
    return [broken(`cannot be judged: ${told(whole.status.comment)}`, 'Try again, or name another server with --dns.')];
  if (whole.status.result === 'permerror')
    return [broken(`is at fault: ${told(whole.status.comment)}`, `Mend the record, or the one it includes: ${record}`)];

  // A record that is to be closed must not shut out the relay.
  const withOwn = (closed: string) => own.filter((term) => !closed.includes(term)).reduce(withTerm, closed);
  const found: Finding[] = [];
  if (lookups > MOST_LOOKUPS)
    found.push(
      broken(
        `needs ${lookups} lookups in DNS; receivers give up after ${MOST_LOOKUPS}`,
        'Take out includes that are no longer used, or name their addresses with ip4: and ip6:.',
      ),
    );
  else if (lookups >= NEARLY_MOST)
    found.push(
      warning(
        `needs ${lookups} of ${MOST_LOOKUPS} allowed lookups in DNS`,
        'Take out includes that are no longer used.',
      ),
    );
  const voids = whole.lookups?.void ?? 0;
  if (voids > MOST_VOIDS)
    found.push(
      warning(
        `asks for ${voids} names that are not in DNS; many receivers give up after ${MOST_VOIDS}`,
        'Take out the terms (a:, mx:, exists:) whose names are gone.',
      ),
    );
  if (/(?:^| )\+?all(?: |$)/i.test(record))
    found.push(
      broken(
        'allows everybody to send for it (+all)',
        'End it with ~all.',
        publish(withOwn(record.replace(/\+?all(?= |$)/i, '~all'))),
      ),
    );
  else if (!/[-~?]all(?: |$)|redirect=/i.test(record))
    found.push(
      warning('does not say what is to become of other senders', 'End it with ~all.', publish(`${record} ~all`)),
    );
  if (/(?:^| )[-~?+]?ptr(?::| |$)/i.test(record))
    found.push(warning('uses ptr, which receivers may ignore (RFC 7208 section 5.5)', 'Name addresses instead.'));

  for (const address of sending.addresses) {
    const { status } = await judge(address, ENOUGH);
    if (status.result === 'pass') continue;
    const what = `does not allow ${address} to send for it (${status.result})`;
    const better = publish(withTerm(record, mechanism(address)));
    found.push(
      sending.certain
        ? broken(what, 'Add the address.', better)
        : warning(
            `${what}; this is the address of the relay's name, and mails may leave under another`,
            'Ask the provider of the relay for its include, or check again with --sending-address.',
            better,
          ),
    );
  }
  if (found.length) return found;
  return sending.addresses.length
    ? [ok(`allows ${sending.addresses.join(', ')}; ${lookups} of ${MOST_LOOKUPS} lookups: ${record}`)]
    : [
        warning(
          `is sound, but nobody knows under which address mails leave: ${record}`,
          'Name it with --sending-address.',
        ),
      ];
}

const mechanism = (address: string): string => `ip${isIP(address) === 6 ? 6 : 4}:${address}`;

/** The record with one more term, in front of what closes it. */
const withTerm = (record: string, term: string): string =>
  /(?: [-~?+]?all| redirect=\S+)/i.test(record)
    ? record.replace(/(?: [-~?+]?all| redirect=\S+)/i, (end) => ` ${term}${end}`)
    : `${record} ${term} ~all`;

function merged(records: readonly string[]): string {
  const terms = records
    .flatMap((record) => record.split(/ +/).slice(1))
    .filter((term) => term && !/^[-~?+]?all$/i.test(term));
  return ['v=spf1', ...new Set(terms), '~all'].join(' ');
}

/** What mailauth says, without whom it says it to. */
const told = (comment?: string): string => (comment ?? 'no reason given').replace(/^.*? during lookup of \S+: /, '');
