import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readDkimKeys } from '../mail/dkim-keys.js';
import { readEnv } from './env.js';

describe('the keys that sign mails', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-keys-'));
  const file = (name: string) => path.join(dir, name);
  const pem = ({ privateKey }: { privateKey: KeyObject }) =>
    privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  beforeAll(() => {
    writeFileSync(file('rsa.pem'), pem(generateKeyPairSync('rsa', { modulusLength: 2048 })));
    writeFileSync(file('weak.pem'), pem(generateKeyPairSync('rsa', { modulusLength: 512 })));
    writeFileSync(file('ed.pem'), pem(generateKeyPairSync('ed25519')));
    writeFileSync(file('words.pem'), 'not a key');
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const faultsOf = (env: Record<string, string>) => {
    try {
      readEnv(env);
      return [];
    } catch (error) {
      return (error as { details: { where: string; what: string; fix?: string }[] }).details;
    }
  };

  it('are read from files, with the sender’s domain unless another is named', () => {
    const keys = `r1:${file('rsa.pem')},e1:${file('ed.pem')}`;
    const from = 'Kelvane <learning@mail.kelvane.example>';
    const read = (env: Record<string, string>) =>
      readDkimKeys(readEnv({ RELAIS_MAIL_FROM: from, RELAIS_DKIM_KEYS: keys, ...env }).dkim);
    expect(read({}).map(({ recordName, algorithm, bits }) => [recordName, algorithm, bits])).toEqual([
      ['r1._domainkey.mail.kelvane.example', 'rsa-sha256', 2048],
      ['e1._domainkey.mail.kelvane.example', 'ed25519-sha256', 0],
    ]);
    expect(read({ RELAIS_DKIM_DOMAIN: 'kelvane.example' })[0]!.recordName).toBe('r1._domainkey.kelvane.example');
    expect(read({})[1]!.record).toMatch(/^v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=$/);
  });

  it('are none unless they are set', () => {
    expect(readDkimKeys(readEnv({}).dkim)).toEqual([]);
  });

  it.each([
    ['a file that is not there', () => `s1:${file('none.pem')}`, /s1: the file .* cannot be read \(ENOENT\)/],
    ['a file that holds no key', () => `s1:${file('words.pem')}`, /s1: .*PEM/],
    ['a key that receivers ignore', () => `s1:${file('weak.pem')}`, /512 bits/],
    ['a file without a selector', () => file('rsa.pem'), /not a selector and a file/],
    ['a selector without a file', () => 's1:', /not a selector and a file/],
    ['a selector that is no host name', () => `s 1:${file('rsa.pem')}`, /host names/],
    ['the same selector twice', () => `s1:${file('rsa.pem')},s1:${file('ed.pem')}`, /given twice/],
  ])('%s stops the start and says how to mend it', (_, keys, what) => {
    expect(faultsOf({ RELAIS_DKIM_KEYS: keys() })).toEqual([
      expect.objectContaining({
        where: 'RELAIS_DKIM_KEYS',
        what: expect.stringMatching(what),
        fix: expect.stringContaining('openssl'),
      }),
    ]);
  });

  it('of several bad ones each is told', () => {
    expect(faultsOf({ RELAIS_DKIM_KEYS: `a:${file('none.pem')},b:${file('weak.pem')}` })).toHaveLength(2);
  });

  it('a domain without a key signs nothing and is refused', () => {
    expect(faultsOf({ RELAIS_DKIM_DOMAIN: 'kelvane.example' })).toEqual([
      expect.objectContaining({ where: 'RELAIS_DKIM_DOMAIN' }),
    ]);
  });
});
