import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readEnv } from '@relais/platform';
import { Command } from 'commander';
import { NameServer } from '../../../test/support/name-server.js';
import { SmtpSink } from '../../../test/support/smtp-sink.js';
import type { CommandLine } from './command.js';
import { registerDoctorCommands } from './doctor.command.js';

describe('relais doctor mail', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'relais-doctor-'));
  let dns: NameServer;
  let sink: SmtpSink;

  beforeAll(async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(path.join(dir, 'dkim.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    sink = await SmtpSink.start();
    dns = await NameServer.start({
      'kelvane.example': { A: ['192.0.2.1'], TXT: ['v=spf1 ip4:192.0.2.25 -all'], MX: [[10, 'kelvane.example']] },
      'learn.kelvane.example': { A: ['192.0.2.3'] },
      'relay.kelvane.example': { A: ['192.0.2.25'] },
      '25.2.0.192.in-addr.arpa': { PTR: ['relay.kelvane.example'] },
      '_dmarc.kelvane.example': { TXT: ['v=DMARC1; p=quarantine'] },
    });
  });
  afterAll(async () => {
    await dns.stop();
    await sink.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  async function relais(...words: string[]) {
    const output: string[] = [];
    const line: CommandLine = {
      env: () =>
        readEnv({
          SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
          RELAIS_MAIL_FROM: 'learning@kelvane.example',
          RELAIS_PUBLIC_URL: 'https://learn.kelvane.example',
          RELAIS_DKIM_KEYS: `s1:${dir}/dkim.pem`,
        }),
      withApp: () => Promise.reject(new Error('needs no database')),
      print: (text) => output.push(text),
      remark: () => undefined,
    };
    const program = new Command('relais').exitOverride().configureOutput({ writeErr: () => undefined });
    registerDoctorCommands(program, line);
    const error = await program.parseAsync(['doctor', 'mail', ...words], { from: 'user' }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { text: output.join('\n'), error };
  }
  const asked = () => ['--dns', dns.address, '--sending-address', '192.0.2.25'];

  it('says what is broken and prints the record that mends it; once it is published all is well', async () => {
    const { text, error } = await relais(...asked());
    expect(error).toMatchObject({
      code: 'mail.broken',
      message: expect.stringMatching(/^1 of \d+ findings are broken/),
    });
    const lines = text.split('\n');
    const at = lines.findIndex((one) => one.startsWith('BROKEN'));
    expect(lines[at]).toMatch(/^BROKEN +dkim +s1\._domainkey\.kelvane\.example: is not published$/);
    const [, name, pieces] = /^ +(\S+)\. TXT (.*)$/.exec(lines[at + 2]!)!;
    expect(lines.filter((one) => one.startsWith('ok')).length).toBeGreaterThan(8);

    const strings = [...pieces!.matchAll(/"([^"]*)"/g)].map(([, piece]) => piece!);
    expect(strings.map((piece) => piece.length <= 255)).toEqual([true, true]);
    dns.zone[name!] = { TXT: [strings.join('')] };
    const after = await relais(...asked());
    expect([after.error, after.text.match(/BROKEN|warning/g)]).toEqual([null, null]);
    dns.zone[name!] = {};
  });

  it('is one JSON document when asked', async () => {
    const { text, error } = await relais(...asked(), '--json');
    expect(error).toMatchObject({ code: 'mail.broken' });
    expect(JSON.parse(text)).toMatchObject({
      ok: false,
      findings: expect.arrayContaining([
        expect.objectContaining({ check: 'spf', level: 'ok' }),
        expect.objectContaining({ check: 'dkim', level: 'broken', publish: expect.objectContaining({ type: 'TXT' }) }),
      ]),
    });
  });

  it.each([
    ['--sending-address', 'relay.example.com'],
    ['--dns', 'not a server'],
  ])('refuses %s %s', async (...words) => {
    expect((await relais(...words)).error).toMatchObject({ code: 'commander.invalidArgument' });
  });
});
