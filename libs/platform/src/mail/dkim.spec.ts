import { createHash, createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { DkimKey, type DkimIdentity } from './dkim-keys.js';
import { DkimSigner } from './dkim.js';
import { compileMail } from './mime.rules.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const signer = (...identities: DkimIdentity[]) => new DkimSigner(identities.map((one) => new DkimKey(one)));
const identity = { domain: 'relais.example', selector: 's2026', privateKey };
const raw = compileMail({
  subject: 'Été à {{p}}',
  text: 'Bonjour,\n\n\nà  bientôt \t \n\n\n',
  html: '<p>Bonjour</p>\n\n',
  holes: ['p'],
}).render(
  { p: 'Zürich' },
  {
    messageId: '<1@relais.example>',
    date: new Date(0),
    from: { name: 'Académie', address: 'a@relais.example' },
    to: { address: 'ana@partner.example' },
    replyTo: { address: 'answer@relais.example' },
    unsubscribe: ['https://relais.example/u/1', 'mailto:leave@relais.example'],
  },
);

/** A verifier after RFC 6376 section 6.1, written apart from the signer, so that the two can disagree. */
function verify(message: Buffer, key = privateKey): 'pass' | 'body' | 'signature' | 'none' {
  const [head, ...rest] = message.toString('latin1').split('\r\n\r\n');
  const headers = head!.split(/\r\n(?![ \t])/);
  const relax = (header: string) => {
    const [, name, value] = /^([^:]+?)\s*:\s*([^]*)$/.exec(header)!;
    return `${name!.toLowerCase()}:${value!.replace(/\r\n/g, '').replace(/\s+/g, ' ').trimEnd()}`;
  };
  const at = headers.findIndex((header) => /^dkim-signature:/i.test(header));
  if (at < 0) return 'none';
  const [signature] = headers.splice(at, 1);
  const tags = new Map(
    relax(signature!)
      .slice('dkim-signature:'.length)
      .split(';')
      .map((tag) => [tag.split('=')[0]!.trim(), tag.slice(tag.indexOf('=') + 1).replace(/\s/g, '')]),
  );
  const lines = rest
    .join('\r\n\r\n')
    .split('\r\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trimEnd());
  while (lines.at(-1) === '') lines.pop();
  const bh = createHash('sha256')
    .update(lines.map((line) => `${line}\r\n`).join(''), 'latin1')
    .digest('base64');
  if (tags.get('bh') !== bh) return 'body';
  const verifier = createVerify('sha256');
  for (const name of tags.get('h')!.toLowerCase().split(':')) {
    const last = headers.map((header) => header.toLowerCase().startsWith(`${name}:`)).lastIndexOf(true);
    if (last >= 0) verifier.update(`${relax(headers.splice(last, 1)[0]!)}\r\n`, 'latin1');
  }
  verifier.update(relax(signature!.replace(/(\bb=)[^;]*$/, '$1')), 'latin1');
  return verifier.verify(createPublicKey(key), Buffer.from(tags.get('b')!, 'base64')) ? 'pass' : 'signature';
}

describe('a signed mail', () => {
  it('has a signature that verifies, in front of the mail as it was', async () => {
    const signed = await signer(identity).sign(raw);
    expect(verify(signed)).toBe('pass');
    expect(signed.subarray(-raw.length).equals(raw)).toBe(true);
    expect(
      signed
        .toString('latin1')
        .split('\r\n')
        .filter((line) => line.length > 78),
    ).toEqual([]);
  });

  it('is judged by the same verifier as the signature of nodemailer', async () => {
    const { domain: domainName, selector: keySelector } = identity;
    const transport = createTransport({
      streamTransport: true,
      buffer: true,
      newline: 'windows',
      dkim: { domainName, keySelector, privateKey },
    });
    const { message } = await transport.sendMail({
      envelope: { from: 'a@relais.example', to: ['b@partner.example'] },
      raw,
    });
    expect(verify(message as Buffer)).toBe('pass');
  });

  it('signs the unsubscribe headers (RFC 8058) and seals what must not be added', async () => {
    const text = (await signer(identity).sign(raw)).toString('latin1');
    const names = /h=([^;]*);/.exec(text)![1]!.replace(/\s/g, '').split(':');
    expect(names).toEqual(
      expect.arrayContaining([
        'from',
        'to',
        'subject',
        'date',
        'message-id',
        'list-unsubscribe',
        'list-unsubscribe-post',
      ]),
    );
    expect(names.filter((name) => name === 'from')).toHaveLength(2);
  });

  it.each([
    ['the body', (text: string) => text.replace('Bonjour', 'Bonsoir'), 'body'],
    ['the subject', (text: string) => text.replace(/Subject: .*/, 'Subject: other'), 'signature'],
    [
      'the one-click header',
      (text: string) => text.replace('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n', ''),
      'signature',
    ],
    [
      'a second From',
      (text: string) => text.replace('MIME-Version', 'From: eve@evil.example\r\nMIME-Version'),
      'signature',
    ],
    ['a second Subject', (text: string) => text.replace('MIME-Version', 'Subject: evil\r\nMIME-Version'), 'signature'],
  ])('a change of %s shows', async (_, change, expected) => {
    const signed = (await signer(identity).sign(raw)).toString('latin1');
    expect(verify(Buffer.from(change(signed), 'latin1'))).toBe(expected);
  });

  it.each([
    ['spaces within lines', (text: string) => text.replace(/ \r\n/g, '   \r\n')],
    ['empty lines at the end', (text: string) => `${text}\r\n\r\n`],
    ['the folding of headers', (text: string) => text.replace('Reply-To: ', 'Reply-To:\r\n    ')],
  ])('a change of %s does not', async (_, change) => {
    const signed = (await signer(identity).sign(raw)).toString('latin1');
    expect(verify(Buffer.from(change(signed), 'latin1'))).toBe('pass');
  });

  it.each([
    'From: a@b.example\r\n\r\n',
    'From: a@b.example\r\n',
    'From: a@b.example\r\n\r\n\r\n\r\n',
    'From: a@b.example\r\nFrom: c@d.example\r\n\r\nx',
  ])('%j verifies', async (text) => {
    expect(verify(await signer(identity).sign(Buffer.from(text)))).toBe('pass');
  });
});

describe('a key that could not sign does not come into being', () => {
  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const keys: [string, string][] = [
    [
      'an elliptic key receivers do not know',
      generateKeyPairSync('ec', {
        namedCurve: 'P-256',
        privateKeyEncoding: pem,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      }).privateKey,
    ],
    [
      'an RSA key of 512 bits',
      generateKeyPairSync('rsa', {
        modulusLength: 512,
        privateKeyEncoding: pem,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
      }).privateKey,
    ],
    ['half a key', privateKey.slice(0, privateKey.length / 2)],
    ['nothing', ''],
    ['something else', 'secret-secret'],
  ];
  it.each(keys)('%s', (_, key) => {
    let told: unknown;
    try {
      new DkimKey({ ...identity, privateKey: key });
    } catch (error) {
      told = error;
    }
    expect(told).toMatchObject({ code: 'mail.dkim' });
    if (key) expect((told as Error).message).not.toContain(key.slice(-20));
  });

  it.each([
    ['domain', 'a b'],
    ['domain', ''],
    ['selector', 'x;y'],
    ['selector', 'x\r\nBcc: e'],
  ])('a bad %s %j', (field, value) => {
    expect(() => new DkimKey({ ...identity, [field]: value })).toThrow(expect.objectContaining({ code: 'mail.dkim' }));
  });

  it('a message without From is not signed', async () => {
    await expect(signer(identity).sign(Buffer.from('To: a@b\r\n\r\nx'))).rejects.toMatchObject({
      code: 'mail.dkim',
    });
  });
});
