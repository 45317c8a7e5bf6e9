import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { NameServer } from '../../../../test/support/name-server.js';
import { DkimKey } from './dkim-keys.js';
import { DkimSigner } from './dkim.js';
import { DkimVerifier } from './dkim-verifier.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const weak = generateKeyPairSync('rsa', { modulusLength: 512 });
const publicKey = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).toString('base64');
const pem = (key: KeyObject) => key.export({ format: 'pem', type: 'pkcs8' }) as string;

/** A mail signed by a library that is not ours. */
async function signed(domain: string, keySelector = 's1', key = rsa.privateKey): Promise<string> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message } = await transport.sendMail({
    from: `Zoé Martin <zoe@${domain}>`,
    to: 'answers@reply.example',
    subject: 'Re: Une question très longue, dont le sujet est plié sur plusieurs lignes de son en-tête',
    text: 'B\r\n\r\n-- \r\nZoé  \r\n\r\n\r\n',
    dkim: { domainName: domain, keySelector, privateKey: pem(key) },
  });
  return (message as Buffer).toString('latin1');
}

describe('DKIM signatures of received mails', () => {
  let dns: NameServer;
  let verifier: DkimVerifier;
  beforeAll(async () => {
    const record = `v=DKIM1; k=rsa; p=${publicKey(rsa.publicKey)}`;
    dns = await NameServer.start({
      's1._domainkey.acme.example': { TXT: [record] },
      's1._domainkey.other.example': { TXT: [record] },
      'revoked._domainkey.acme.example': { TXT: ['v=DKIM1; p='] },
      'weak._domainkey.acme.example': { TXT: [`p=${publicKey(weak.publicKey)}`] },
      'web._domainkey.acme.example': { TXT: [`${record}; s=tlsrpt`] },
    });
    verifier = new DkimVerifier([dns.address]);
  });
  afterAll(() => dns.stop());
  const signers = (raw: string) => verifier.signersOf(Buffer.from(raw, 'latin1'));

  it('hold for the domain that signed, with whatever line ends the mail is kept', async () => {
    const raw = await signed('acme.example');
    expect(await signers(raw)).toEqual(['acme.example']);
    expect(await signers(raw.replaceAll('\r\n', '\n'))).toEqual(['acme.example']);
  });

  it('of our own making hold too', async () => {
    const signer = new DkimSigner([
      new DkimKey({ domain: 'acme.example', selector: 's1', privateKey: pem(rsa.privateKey) }),
    ]);
    const raw = await signer.sign(
      Buffer.from('From: a@acme.example\r\nTo: b@acme.example\r\nSubject:  x \r\n\r\nB  \t \r\n\r\n'),
    );
    expect(await signers(raw.toString('latin1'))).toEqual(['acme.example']);
  });

  it.each<[string, (raw: string) => string]>([
    ['another body', (raw) => raw.replace('\r\n\r\nB', '\r\n\r\nC')],
    ['another sender', (raw) => raw.replace(/zoe@acme/g, 'ana@acme')],
    ['another domain', (raw) => raw.replace('d=acme.example', 'd=other.example')],
    ['a body that is signed in part', (raw) => raw.replace('; d=acme', '; l=1; d=acme')],
    ['a time that is over', (raw) => raw.replace('; d=acme', '; x=1000000000; d=acme')],
    ['a selector without a key', (raw) => raw.replace('s=s1', 's=s2')],
    ['no signature', (raw) => raw.replace(/^DKIM-Signature/m, 'X-Signature')],
    ['nothing but noise', () => '\u0000:::\r\nDKIM-Signature: ;;;=\r\n\r\n'],
  ])('do not hold for %s', async (_, change) => {
    const raw = await signed('acme.example');
    expect(change(raw)).not.toBe(raw);
    expect(await signers(change(raw))).toEqual([]);
  });

  it.each([
    ['revoked', rsa.privateKey],
    ['weak', weak.privateKey],
    ['web', rsa.privateKey],
  ])('do not hold with a key that is %s', async (selector, key) => {
    expect(await signers(await signed('acme.example', selector, key))).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a line of head without end', `From: a@acme.example\r\n${'a'.repeat(2_000_000)}\r\n`, 'B'],
    ['headers of one name', `From: a@acme.example\r\n${'a:\r\n'.repeat(500_000)}`, 'B'],
    ['signed names without end', `DKIM-Signature: h=a${' '.repeat(2_000_000)}:b\r\nFrom: a@acme.example\r\n`, 'B'],
    ['blank lines in the middle', 'From: a@acme.example\r\n', `${'\r\n'.repeat(500_000)}B`],
    ['blanks', 'From: a@acme.example\r\n', `${' '.repeat(2_000_000)}B`],
  ])('are looked for in %s without delay', async (_, head, body) => {
    for (const form of ['simple/simple', 'relaxed/relaxed']) {
      const signature = `DKIM-Signature: v=1; a=rsa-sha256; c=${form}; d=acme.example; s=s1; h=from; bh=x; b=x\r\n`;
      expect(await signers(`${signature}${head}\r\n${body}`)).toEqual([]);
    }
  });

  it('hold for headers that end in half a character, as bytes are read here', async () => {
    const signer = new DkimSigner([
      new DkimKey({ domain: 'acme.example', selector: 's1', privateKey: pem(rsa.privateKey) }),
    ]);
    const raw = await signer.sign(Buffer.from('From: a@acme.example\r\nSubject: voilà\r\n\r\nB\r\n'));
    expect(await verifier.signersOf(raw)).toEqual(['acme.example']);
    expect(await verifier.signersOf(Buffer.from(raw.toString().replace('voilà', 'voil\u00e1')))).toEqual([]);
  });

  it('prove nothing while the name service is away', async () => {
    const away = await NameServer.start({});
    const address = away.address;
    await away.stop();
    expect(await new DkimVerifier([address]).signersOf(Buffer.from(await signed('acme.example'), 'latin1'))).toEqual(
      [],
    );
  }, 20_000);
});
