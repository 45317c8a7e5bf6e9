import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PlanningService, SendingService } from '@relais/delivery';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import PostalMime from 'postal-mime';
import { DkimKey } from '../../libs/platform/src/mail/dkim-keys.js';
import { aLine, aQuiz } from '../support/content.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { people, World } from '../support/world.js';

/** What the verifier tells; its types leave some of it out. */
interface Verdict {
  algo: string;
  signingHeaders: { keys: string };
  status: { result: string };
}

/** Signed mails of the product, judged by a verifier of others (mailauth) that asks for the key as receivers do. */
describe('a signed mail', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-dkim-'));
  const pem = ({ privateKey }: { privateKey: KeyObject }) =>
    privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const rsa = pem(generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const ed25519 = pem(generateKeyPairSync('ed25519'));
  const keys = [
    new DkimKey({ domain: 'kelvane.example', selector: 's2026', privateKey: rsa }),
    new DkimKey({ domain: 'kelvane.example', selector: 'e2026', privateKey: ed25519 }),
  ];
  const zone = new Map(keys.map((key) => [key.recordName, key.record]));
  const resolver = async (name: string, type: string) => {
    const record = type === 'TXT' ? zone.get(name) : undefined;
    if (record === undefined) throw Object.assign(new Error(`${type} ${name} is not published`), { code: 'ENOTFOUND' });
    return [[record]];
  };
  const verify = async (raw: Buffer) => (await dkimVerify(raw, { resolver })).results as unknown as Verdict[];
  const judge = async (raw: Buffer) => {
    const results = await verify(raw);
    return results.map(({ algo, status }) => `${algo}: ${status.result}`);
  };
  let raw: Buffer;

  beforeAll(async () => {
    writeFileSync(path.join(dir, 'rsa.pem'), rsa);
    writeFileSync(path.join(dir, 'ed25519.pem'), ed25519);
    const sink = await SmtpSink.start();
    const world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment' }),
        'lines/basics/010-first.en.md': aQuiz('Une question d’été'),
      },
      people: people(['Europe/Paris']),
      env: {
        SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=1`,
        RELAIS_PUBLIC_URL: 'https://learn.kelvane.example',
        RELAIS_DKIM_KEYS: `s2026:${dir}/rsa.pem, e2026:${dir}/ed25519.pem`,
      },
    });
    await world.get(PlanningService).plan();
    await world.get(SendingService).sendDue();
    raw = sink.accepted[0]!.raw;
    await world.close();
    await sink.stop();
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('verifies with the published keys, of both kinds', async () => {
    expect(await judge(raw)).toEqual(['rsa-sha256: pass', 'ed25519-sha256: pass']);
  });

  it('has the unsubscribe pair under each signature, readable as RFC 8058 asks', async () => {
    for (const { signingHeaders } of await verify(raw))
      expect(signingHeaders.keys.toLowerCase().split(': ')).toEqual(
        expect.arrayContaining(['from', 'list-unsubscribe', 'list-unsubscribe-post']),
      );
    const { headers } = await PostalMime.parse(raw);
    const valueOf = (name: string) => headers.filter(({ key }) => key === name).map(({ value }) => value);
    expect(valueOf('list-unsubscribe')).toEqual([
      expect.stringMatching(/^<https:\/\/learn\.kelvane\.example\/u\/\w+>$/),
    ]);
    expect(valueOf('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
  });

  it('verifies after a relay has added its own headers and folded ours', async () => {
    const relayed = `Received: from relais by relay.example; Sun, 1 Nov 2026 10:00:00 +0000\r\n${raw.toString('latin1')}`;
    const folded = relayed.replace('List-Unsubscribe: ', 'List-Unsubscribe:\r\n\t');
    expect(await judge(Buffer.from(folded, 'latin1'))).toEqual(['rsa-sha256: pass', 'ed25519-sha256: pass']);
  });

  const POST = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n';
  it.each([
    ['another value of List-Unsubscribe-Post', (text: string) => text.replace('=One-Click', '=Never')],
    ['no List-Unsubscribe-Post', (text: string) => text.replace(POST, '')],
    ['a second List-Unsubscribe-Post', (text: string) => text.replace(POST, POST + POST)],
    ['another address in List-Unsubscribe', (text: string) => text.replace('<https://learn.', '<https://leave.')],
  ])('with %s does not verify', async (_, change) => {
    const changed = change(raw.toString('latin1'));
    expect(changed).not.toBe(raw.toString('latin1'));
    expect(await judge(Buffer.from(changed, 'latin1'))).toEqual(['rsa-sha256: fail', 'ed25519-sha256: fail']);
  });

  it('does not verify once its key has gone from DNS', async () => {
    const { results } = await dkimVerify(raw, { resolver: async () => [] });
    expect(results.some(({ status }) => status.result === 'pass')).toBe(false);
  });
});
