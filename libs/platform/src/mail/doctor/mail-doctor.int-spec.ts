import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NameServer, type ZoneEntry } from '../../../../../test/support/name-server.js';
import { SmtpSink, type SinkOptions } from '../../../../../test/support/smtp-sink.js';
import { readEnv } from '../../config/env.js';
import { DkimKey } from '../dkim-keys.js';
import { DnsQuestions } from './dns-questions.js';
import type { Finding } from './finding.js';
import { examine } from './mail-doctor.js';
import { mailSetup } from './mail-setup.js';
import { checkSpf } from './spf.checks.js';

type Zone = Record<string, ZoneEntry>;

const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-doctor-'));
const pem = ({ privateKey }: { privateKey: KeyObject }) =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const privateKeys: Record<string, string> = {
  rsa: pem(generateKeyPairSync('rsa', { modulusLength: 2048 })),
  other: pem(generateKeyPairSync('rsa', { modulusLength: 2048 })),
  small: pem(generateKeyPairSync('rsa', { modulusLength: 1024 })),
  ed25519: pem(generateKeyPairSync('ed25519')),
};
for (const [name, key] of Object.entries(privateKeys)) writeFileSync(path.join(dir, `${name}.pem`), key);
const recordOf = (name: string) =>
  new DkimKey({ domain: 'kelvane.example', selector: 's1', privateKey: privateKeys[name]! }).record;
const KEY = 's1._domainkey.kelvane.example';
const RELAY = '192.0.2.25';

/** DNS of somebody who did everything right. */
const GOOD: Zone = {
  'kelvane.example': {
    A: ['192.0.2.1'],
    TXT: ['v=spf1 ip4:192.0.2.25 -all', 'site-verification=1'],
    MX: [[10, 'mx.kelvane.example']],
  },
  'bounce.kelvane.example': { TXT: ['v=spf1 include:relays.kelvane.example -all'], MX: [[10, 'mx.kelvane.example']] },
  'relays.kelvane.example': { TXT: ['v=spf1 ip4:192.0.2.24/31 -all'] },
  'mx.kelvane.example': { A: ['192.0.2.2'] },
  'learn.kelvane.example': { A: ['192.0.2.3'] },
  'relay.kelvane.example': { A: [RELAY] },
  '_dmarc.kelvane.example': { TXT: ['v=DMARC1; p=reject; rua=mailto:dmarc@kelvane.example'] },
  [KEY]: { TXT: [recordOf('rsa')] },
  '25.2.0.192.in-addr.arpa': { PTR: ['relay.kelvane.example'] },
};
const SETTINGS = {
  RELAIS_MAIL_FROM: 'Kelvane <learning@kelvane.example>',
  RELAIS_BOUNCE_ADDRESS: 'bounce@bounce.kelvane.example',
  RELAIS_PUBLIC_URL: 'https://learn.kelvane.example',
  RELAIS_DKIM_KEYS: `s1:${dir}/rsa.pem`,
};

let dns: NameServer;
let sink: SmtpSink;
beforeAll(async () => {
  dns = await NameServer.start();
  sink = await SmtpSink.start();
});
beforeEach(() => (dns.zone = structuredClone(GOOD)));
afterAll(async () => {
  await dns.stop();
  await sink.stop();
  rmSync(dir, { recursive: true, force: true });
});

const look = (settings: Record<string, string> = {}, sendingAddresses: string[] = [RELAY]) =>
  examine(readEnv({ ...SETTINGS, SMTP_URL: `smtp://127.0.0.1:${sink.port}`, ...settings }), {
    dns: dns.resolver(),
    sendingAddresses,
  });
const of = (found: Finding[], check: string) => found.filter((one) => one.check === check);
const trouble = (found: Finding[]) => found.filter(({ level }) => level !== 'ok');

describe('the doctor of mail', () => {
  it('finds nothing wrong where everything is right', async () => {
    const found = await look();
    expect(trouble(found)).toEqual([]);
    expect(new Set(found.map(({ check }) => check))).toEqual(
      new Set([
        'sender',
        'message-id',
        'relay',
        'tls',
        'login',
        'spf',
        'dkim',
        'dmarc',
        'alignment',
        'mx',
        'reverse-dns',
        'unsubscribe',
      ]),
    );
    expect(sink.accepted).toEqual([]);
  });

  it('finds all of it wrong where nothing was set up', async () => {
    dns.zone = {};
    const found = await examine(readEnv({}), { dns: dns.resolver() });
    expect(found.filter(({ level }) => level === 'broken').map(({ check }) => check)).toEqual([
      'sender',
      'message-id',
      'spf',
      'dmarc',
      'mx',
      'unsubscribe',
    ]);
    expect(of(found, 'relay')).toMatchObject([{ level: 'warning', about: 'SMTP_URL' }]);
  });

  it('says broken where the name service does not answer, and goes on with the rest', async () => {
    dns.zone['_dmarc.kelvane.example'] = { trouble: true };
    const found = await look();
    expect(trouble(found)).toEqual([
      expect.objectContaining({ check: 'dmarc', level: 'broken', what: expect.stringContaining('ESERVFAIL') }),
    ]);
  });
});

/** One change to a DNS that is right: what is found then, and the record that mends it. */
const CASES: [
  check: string,
  name: string,
  change: (zone: Zone) => void,
  level: string,
  what: RegExp,
  publish?: unknown,
][] = [
  [
    'spf',
    'no SPF record',
    (z) => (z['bounce.kelvane.example']!.TXT = []),
    'broken',
    /no SPF record/,
    { name: 'bounce.kelvane.example', type: 'TXT', value: 'v=spf1 ip4:192.0.2.25 ~all' },
  ],
  [
    'spf',
    'a record that leaves the relay out',
    (z) => (z['bounce.kelvane.example']!.TXT = ['v=spf1 ip4:192.0.2.99 mx -all']),
    'broken',
    /does not allow 192\.0\.2\.25 .*\(fail\)/,
    { name: 'bounce.kelvane.example', type: 'TXT', value: 'v=spf1 ip4:192.0.2.99 mx ip4:192.0.2.25 -all' },
  ],
  [
    'spf',
    'two records',
    (z) => z['bounce.kelvane.example']!.TXT!.push('v=spf1 a -all'),
    'broken',
    /2 SPF records/,
    { name: 'bounce.kelvane.example', type: 'TXT', value: 'v=spf1 include:relays.kelvane.example a ~all' },
  ],
  [
    'spf',
    'twelve lookups',
    (z) => {
      z['bounce.kelvane.example']!.TXT = [
        `v=spf1 ip4:192.0.2.25 ${Array.from({ length: 12 }, (_, i) => `include:i${i}.example`).join(' ')} -all`,
      ];
      for (let i = 0; i < 12; i++) z[`i${i}.example`] = { TXT: ['v=spf1 ip4:203.0.113.1 -all'] };
    },
    'broken',
    /needs 12 lookups/,
  ],
  [
    'spf',
    'nine lookups',
    (z) => {
      z['bounce.kelvane.example']!.TXT = [
        `v=spf1 ip4:192.0.2.25 ${Array.from({ length: 9 }, (_, i) => `include:i${i}.example`).join(' ')} -all`,
      ];
      for (let i = 0; i < 9; i++) z[`i${i}.example`] = { TXT: ['v=spf1 ip4:203.0.113.1 -all'] };
    },
    'warning',
    /9 of 10/,
  ],
  [
    'spf',
    'three names that are gone',
    (z) => (z['bounce.kelvane.example']!.TXT = ['v=spf1 ip4:192.0.2.25 a:g1.example a:g2.example a:g3.example -all']),
    'warning',
    /3 names that are not in DNS/,
  ],
  [
    'spf',
    'an include that is not there',
    (z) => delete z['relays.kelvane.example'],
    'broken',
    /no SPF records found for relays/,
  ],
  [
    'spf',
    'a record with a slip',
    (z) => (z['bounce.kelvane.example']!.TXT = ['v=spf1 ipv4:192.0.2.25 -all']),
    'broken',
    /Unknown mechanism ipv4/,
  ],
  [
    'spf',
    'a record for everybody',
    (z) => (z['bounce.kelvane.example']!.TXT = ['v=spf1 +all']),
    'broken',
    /everybody/,
    { name: 'bounce.kelvane.example', type: 'TXT', value: 'v=spf1 ip4:192.0.2.25 ~all' },
  ],
  [
    'spf',
    'a record without an end',
    (z) => (z['bounce.kelvane.example']!.TXT = ['v=spf1 ip4:192.0.2.25']),
    'warning',
    /other senders/,
    { name: 'bounce.kelvane.example', type: 'TXT', value: 'v=spf1 ip4:192.0.2.25 ~all' },
  ],
  [
    'dkim',
    'a key that is not published',
    (z) => delete z[KEY],
    'broken',
    /not published/,
    { name: KEY, type: 'TXT', value: recordOf('rsa') },
  ],
  [
    'dkim',
    'the public key of another',
    (z) => (z[KEY]!.TXT = [recordOf('other')]),
    'broken',
    /another private key/,
    { name: KEY, type: 'TXT', value: recordOf('rsa') },
  ],
  ['dkim', 'a revoked key', (z) => (z[KEY]!.TXT = ['v=DKIM1; k=rsa; p=']), 'broken', /revoked/],
  [
    'dkim',
    'a record that begins otherwise',
    (z) => (z[KEY]!.TXT = [recordOf('rsa').replace('v=DKIM1; ', '') + '; v=DKIM1']),
    'broken',
    /must be its beginning/,
  ],
  ['dkim', 'a key of another kind', (z) => (z[KEY]!.TXT = [recordOf('ed25519')]), 'broken', /kind ed25519/],
  [
    'dkim',
    'a key that may not be used with sha256',
    (z) => (z[KEY]!.TXT = [recordOf('rsa').replace('k=rsa', 'k=rsa; h=sha1')]),
    'broken',
    /sha256/,
  ],
  ['dkim', 'two records', (z) => z[KEY]!.TXT!.push(recordOf('other')), 'broken', /2 TXT records/],
  [
    'dkim',
    'a key that is being tested',
    (z) => (z[KEY]!.TXT = [recordOf('rsa').replace('k=rsa', 'k=rsa; t=y')]),
    'warning',
    /tested/,
    { name: KEY, type: 'TXT', value: recordOf('rsa') },
  ],
  [
    'dmarc',
    'no record',
    (z) => delete z['_dmarc.kelvane.example'],
    'broken',
    /no DMARC record/,
    { name: '_dmarc.kelvane.example', type: 'TXT', value: 'v=DMARC1; p=none; rua=mailto:dmarc@kelvane.example' },
  ],
  [
    'dmarc',
    'two records',
    (z) => z['_dmarc.kelvane.example']!.TXT!.push('v=DMARC1; p=none'),
    'broken',
    /2 DMARC records/,
  ],
  [
    'dmarc',
    'no policy',
    (z) => (z['_dmarc.kelvane.example']!.TXT = ['v=DMARC1; rua=mailto:a@kelvane.example']),
    'broken',
    /without a policy/,
  ],
  ['dmarc', 'a policy of none', (z) => (z['_dmarc.kelvane.example']!.TXT = ['v=DMARC1;p=none']), 'warning', /p=none/],
  [
    'alignment',
    'strict SPF',
    (z) => (z['_dmarc.kelvane.example']!.TXT = ['v=DMARC1; p=reject; aspf=s']),
    'warning',
    /DKIM alone/,
  ],
  [
    'mx',
    'no mail exchanger for bounces',
    (z) => (z['bounce.kelvane.example']!.MX = []),
    'broken',
    /RELAIS_BOUNCE_ADDRESS .*are lost/,
    expect.objectContaining({ name: 'bounce.kelvane.example', type: 'MX' }),
  ],
  [
    'mx',
    'a domain that takes no mail',
    (z) => (z['kelvane.example']!.MX = [[0, '.']]),
    'broken',
    /takes no mail \(RFC 7505\)/,
    expect.anything(),
  ],
  [
    'mx',
    'a mail exchanger without an address',
    (z) => delete z['mx.kelvane.example'],
    'broken',
    /without an address: mx/,
  ],
  [
    'mx',
    'an address in place of a mail exchanger',
    (z) => (z['kelvane.example']!.MX = []),
    'warning',
    /address of the name itself/,
    expect.anything(),
  ],
  [
    'reverse-dns',
    'an address without a name',
    (z) => delete z['25.2.0.192.in-addr.arpa'],
    'broken',
    /has no name/,
    expect.objectContaining({ name: RELAY, type: 'PTR' }),
  ],
  [
    'reverse-dns',
    'a name that leads elsewhere',
    (z) => (z['relay.kelvane.example']!.A = ['192.0.2.77']),
    'broken',
    /does not lead back/,
  ],
  ['unsubscribe', 'a public address nobody finds', (z) => delete z['learn.kelvane.example'], 'broken', /not in DNS/],
  [
    'unsubscribe',
    'a public address of a private network',
    (z) => (z['learn.kelvane.example']!.A = ['10.1.2.3']),
    'broken',
    /private network/,
  ],
];

describe('a fault in DNS is found, and nothing else', () => {
  it.each(CASES.map((row) => ({ row })))('$row.0: $row.1', async ({ row: [check, , change, level, what, publish] }) => {
    change(dns.zone);
    const found = trouble(await look());
    expect(found.length).toBeGreaterThan(0);
    expect(found.map((one) => one.check)).toEqual(found.map(() => check));
    const first = found[0]!;
    expect(first.level).toBe(level);
    if (publish) expect(first.publish).toEqual(publish);
    expect(first.what).toMatch(what);
    expect(first.mend).toBeTruthy();
  });

  it.each(CASES.filter(([, , , , , publish]) => publish && typeof (publish as { value?: unknown }).value === 'string'))(
    '%s: %s: the record to publish mends it',
    async (check, _, change, _level, _what, publish) => {
      change(dns.zone);
      const { name, value } = publish as { name: string; value: string };
      dns.zone[name] = { ...dns.zone[name], TXT: [value] };
      const left = of(await look(), check).filter(({ level }) => level === 'broken');
      expect(left).toEqual([]);
    },
  );
});

describe('settings that receivers would not like are found', () => {
  it.each<[string, Record<string, string>, string, string, RegExp]>([
    ['a key of 1024 bits', { RELAIS_DKIM_KEYS: `s2:${dir}/small.pem` }, 'dkim', 'warning', /1024 bits/],
    ['Ed25519 alone', { RELAIS_DKIM_KEYS: `s3:${dir}/ed25519.pem` }, 'dkim', 'warning', /Ed25519 only/],
    ['no key', { RELAIS_DKIM_KEYS: '' }, 'unsubscribe', 'warning', /does not sign/],
    [
      'a signature of another owner',
      { RELAIS_DKIM_DOMAIN: 'provider.example' },
      'alignment',
      'warning',
      /rests on SPF alone.*provider\.example/,
    ],
    [
      'a signature and an envelope of another owner',
      { RELAIS_DKIM_DOMAIN: 'provider.example', RELAIS_BOUNCE_ADDRESS: 'bounce@provider.example' },
      'alignment',
      'broken',
      /DMARC fails/,
    ],
    [
      'links without encryption',
      { RELAIS_PUBLIC_URL: 'http://learn.kelvane.example' },
      'unsubscribe',
      'broken',
      /not https/,
    ],
    ['links to this machine', { RELAIS_PUBLIC_URL: 'https://127.0.0.1' }, 'unsubscribe', 'broken', /this machine/],
    [
      'a sender of no domain',
      { RELAIS_MAIL_FROM: 'relais@localhost.localdomain' },
      'message-id',
      'broken',
      /nobody owns/,
    ],
  ])('%s', async (_, settings, check, level, what) => {
    dns.zone['s2._domainkey.kelvane.example'] = { TXT: [recordOf('small')] };
    dns.zone['s3._domainkey.kelvane.example'] = { TXT: [recordOf('ed25519')] };
    dns.zone['s1._domainkey.provider.example'] = { TXT: [recordOf('rsa')] };
    expect(trouble(of(await look(settings), check))).toContainEqual(
      expect.objectContaining({ level, what: expect.stringMatching(what) }),
    );
  });

  it('two keys, RSA and Ed25519, are fine when both are published', async () => {
    dns.zone['s3._domainkey.kelvane.example'] = { TXT: [recordOf('ed25519')] };
    const found = await look({ RELAIS_DKIM_KEYS: `s1:${dir}/rsa.pem,s3:${dir}/ed25519.pem` });
    expect(of(found, 'dkim').map(({ level }) => level)).toEqual(['ok', 'ok']);
  });

  it('a domain below another inherits its DMARC policy', async () => {
    dns.zone['mail.kelvane.example'] = dns.zone['kelvane.example']!;
    dns.zone['s1._domainkey.mail.kelvane.example'] = dns.zone[KEY]!;
    dns.zone['_dmarc.kelvane.example']!.TXT = ['v=DMARC1; p=reject; sp=none'];
    const found = await look({ RELAIS_MAIL_FROM: 'learning@mail.kelvane.example' });
    expect(of(found, 'dmarc')).toMatchObject([
      { level: 'warning', what: expect.stringContaining('from kelvane.example') },
    ]);
    expect(of(found, 'alignment')).toMatchObject([{ level: 'ok' }]);
  });

  it('the address of the relay’s name is only a guess', async () => {
    dns.zone['bounce.kelvane.example']!.TXT = ['v=spf1 include:relays.kelvane.example -all'];
    dns.zone['relays.kelvane.example']!.TXT = ['v=spf1 ip4:192.0.2.200 -all'];
    const questions = new DnsQuestions(dns.resolver());
    const sending = { addresses: [RELAY], certain: false };
    const setup = { ...(await mailSetup(readEnv(SETTINGS), [], questions)), sending };
    expect(await checkSpf(setup, questions)).toMatchObject([
      { level: 'warning', mend: expect.stringContaining('--sending-address') },
    ]);
  });
});

describe('the relay', () => {
  async function against(options: SinkOptions, url: (port: number) => string) {
    const relay = await SmtpSink.start(options);
    try {
      return await look({ SMTP_URL: url(relay.port) });
    } finally {
      await relay.stop();
    }
  }
  const login = { user: 'relais', pass: 'secret' };

  it.each<[string, SinkOptions, (port: number) => string, string, string, RegExp]>([
    ['on this machine without encryption', {}, (p) => `smtp://127.0.0.1:${p}`, 'tls', 'ok', /no encryption/],
    [
      'with an unchecked certificate',
      { tls: 'starttls' },
      (p) => `smtp://localhost:${p}`,
      'tls',
      'warning',
      /certificate/,
    ],
    [
      'with a certificate that must be checked and is not known',
      { tls: 'starttls' },
      (p) => `smtp://localhost:${p}?tls=required`,
      'tls',
      'broken',
      /no encryption: .*certificate/,
    ],
    [
      'without the encryption that is required',
      {},
      (p) => `smtp://localhost:${p}?tls=required`,
      'tls',
      'broken',
      /offers no encryption/,
    ],
    [
      'with a login',
      { login },
      (p) => `smtp://relais:secret@localhost:${p}?tls=off`,
      'login',
      'warning',
      /in the clear/,
    ],
    [
      'with a wrong password',
      { login },
      (p) => `smtp://relais:wrong@localhost:${p}?tls=off`,
      'login',
      'broken',
      /refused the login/,
    ],
    [
      'with an encrypted login',
      { login, tls: 'starttls' },
      (p) => `smtp://relais:secret@localhost:${p}?certificate=unchecked`,
      'login',
      'ok',
      /works/,
    ],
    [
      'that does not want us',
      { act: (stage) => (stage === 'greeting' ? { reply: '554 go away' } : undefined) },
      (p) => `smtp://localhost:${p}`,
      'relay',
      'broken',
      /does not want us: 554 go away/,
    ],
  ])('%s', async (_, options, url, check, level, what) => {
    const found = of(await against(options, url), check);
    expect(found).toEqual([expect.objectContaining({ level, what: expect.stringMatching(what) })]);
    expect(JSON.stringify(found)).not.toMatch(/secret|wrong/);
  });

  it('that is not there is broken', async () => {
    const found = await look({ SMTP_URL: 'smtp://127.0.0.1:1' });
    expect(of(found, 'relay')).toMatchObject([{ level: 'broken', what: expect.stringContaining('ECONNREFUSED') }]);
  });
});
