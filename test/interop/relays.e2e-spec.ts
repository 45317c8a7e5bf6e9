import { SmtpTransport } from '../../libs/platform/src/mail/smtp-transport.js';
import { parseSmtpUrl, type SmtpTarget } from '../../libs/platform/src/mail/smtp-url.js';
import { sinkCertificate, type SunkMail } from '../support/smtp-sink.js';
import { until } from '../support/process.js';
import { EXIM_MESSAGES, LOGIN, MOST_BYTES, PUT_OFF, UNKNOWN, type RelayName } from './relay-configs.js';
import { describeWithRelays } from './relay-root.js';
import { RelayServer } from './relay-server.js';

const yes = async () => true;
const LOGGED_IN = `${LOGIN.user}:${LOGIN.pass}@`;
/** What sets the servers apart, as Debian 12 has them. */
const KINDS: Record<RelayName, { encrypts: boolean; tooLarge: { stage: string; code: number } }> = {
  postfix: { encrypts: true, tooLarge: { stage: 'mail', code: 552 } },
  exim: { encrypts: true, tooLarge: { stage: 'mail', code: 552 } },
  // Its TLS ends every handshake with an internal error, that of `openssl s_client` too, and it lets nobody log in without; it does not
  // read the size that is announced.
  opensmtpd: { encrypts: false, tooLarge: { stage: 'message', code: 554 } },
};
/** A relay passes mails on at its own pace. */
const PATIENCE = 60_000;

let count = 0;
interface Parts {
  to?: string;
  from?: string;
  body?: string;
  headers?: string;
}
/** A mail with a number by which it is found again. */
function mail({ to, from = 'bounce@relais.example', body = 'Bonjour.\r\n', headers = '' }: Parts = {}) {
  const id = `n${++count}.`;
  const head = `From: <learning@relais.example>\r\nTo: <rep@partner.example>\r\nDate: Sun, 22 Nov 2026 10:00:00 +0000\r\nMessage-ID: <${id}@relais.example>\r\n`;
  const raw = Buffer.from(`${head}Subject: ${id}\r\n${headers}\r\n${body}`, 'utf8');
  return { id, raw, envelope: { from, to: to ?? `rep${count}@partner.example` } };
}
const bodyOf = (raw: Buffer) => raw.subarray(raw.indexOf('\r\n\r\n') + 4);
/** Header lines as they were given, wherever they stand among those the relay adds. */
const holdsHead = (got: Buffer, sent: Buffer) =>
  sent
    .subarray(0, sent.indexOf('\r\n\r\n'))
    .toString('latin1')
    .split(/\r\n(?![ \t])/)
    .every((line) => got.toString('latin1').includes(`${line}\r\n`));

/** The product's own SMTP against the mail servers of Debian, as they are. */
describeWithRelays('the transport and the mail servers people run', () => {
  describe.each<RelayName>(['postfix', 'exim', 'opensmtpd'])('%s', (name) => {
    let relay: RelayServer;
    const open: SmtpTransport[] = [];

    beforeAll(async () => {
      relay = await RelayServer.start(name);
    }, PATIENCE);
    afterEach(() => Promise.all(open.splice(0).map((transport) => transport.close(0))));
    afterAll(() => relay?.stop());

    function transport(query = 'pool=1&tls=off', user = '', changes: Partial<SmtpTarget> = {}) {
      const target = parseSmtpUrl(`smtp://${user}localhost:${relay.port}?name=relais.test&${query}`);
      const made = new SmtpTransport({ ...target, host: '127.0.0.1', ...changes });
      open.push(made);
      return made;
    }
    const copies = (id: string) => relay.sink.accepted.filter(({ raw }) => raw.includes(`<${id}@`));
    const arrival = async (id: string): Promise<SunkMail> => {
      const found = await until(
        () => Promise.resolve(copies(id)),
        (mails) => mails.length > 0,
        PATIENCE,
      ).catch((error: Error) => {
        throw new Error(`${error.message}\n${relay.log()}`);
      });
      return found[0]!;
    };

    it('takes many mails over a few connections, each once, each as it was', async () => {
      const mails = Array.from({ length: 60 }, (_, i) => mail({ body: `Brick ${i}\r\n${'é'.repeat(i)}\r\n` }));
      const through = transport('pool=3&tls=off');
      let dots = 0;
      const results = await Promise.all(mails.map((one) => through.send(one, async () => ++dots > 0)));
      expect(results.map(({ outcome }) => outcome)).toEqual(mails.map(() => 'accepted'));
      expect(dots).toBe(mails.length);
      for (const { id, raw, envelope } of mails) {
        const got = await arrival(id);
        expect([got.from, got.to]).toEqual([envelope.from, envelope.to]);
        expect(bodyOf(got.raw).equals(bodyOf(raw))).toBe(true);
        expect(holdsHead(got.raw, raw)).toBe(true);
      }
      expect(mails.map(({ id }) => copies(id).length)).toEqual(mails.map(() => 1));
    }, 120_000);

    it.each([
      ['lines that begin with dots', '.\r\n..\r\n...\r\n.x\r\n\r\n.\r\n'],
      ['no body', ''],
      ['empty lines at both ends', '\r\n\r\nx\r\n\r\n\r\n'],
      ['spaces at the ends of lines', 'a \r\n\t\r\n  b\t \r\n'],
      ['a line of 990 characters', `${'x'.repeat(990)}\r\n`],
      ['bytes of eight bits', 'Été à Zürich, 東京\r\n'],
      ['a body of 90 KB', `${'0123456789'.repeat(7)}\r\n`.repeat(1_250)],
    ])(
      'passes on %s byte by byte',
      async (_, body) => {
        const sent = mail({ body });
        expect(await transport().send(sent, yes)).toMatchObject({ outcome: 'accepted' });
        expect(bodyOf((await arrival(sent.id)).raw).toString()).toBe(body);
      },
      90_000,
    );

    it('ends a body that lacks its last line end', async () => {
      const sent = mail({ body: 'no end' });
      expect(await transport().send(sent, yes)).toMatchObject({ outcome: 'accepted' });
      expect(bodyOf((await arrival(sent.id)).raw).toString()).toBe('no end\r\n');
    }, 90_000);

    it('takes the null sender and a domain of other letters', async () => {
      const [nobody, umlaut] = [mail({ from: '' }), mail({ to: 'ana@bücher.example' })];
      const through = transport();
      expect(await through.send(nobody, yes)).toMatchObject({ outcome: 'accepted' });
      expect(await through.send(umlaut, yes)).toMatchObject({ outcome: 'accepted' });
      expect((await arrival(nobody.id)).from).toBe('');
      expect((await arrival(umlaut.id)).to).toBe('ana@xn--bcher-kva.example');
    }, 90_000);

    it('puts off and refuses recipients; the mails around them are not touched', async () => {
      const through = transport();
      const [first, later, nobody, last] = [mail(), mail({ to: PUT_OFF }), mail({ to: UNKNOWN }), mail()];
      let dots = 0;
      const dot = async () => ++dots > 0;
      const results = await Promise.all([first, later, nobody, last].map((one) => through.send(one, dot)));
      expect(results).toEqual([
        expect.objectContaining({ outcome: 'accepted' }),
        expect.objectContaining({ outcome: 'deferred', stage: 'rcpt', enhanced: '4.7.1' }),
        expect.objectContaining({ outcome: 'refused', stage: 'rcpt', code: 550, enhanced: '5.1.1' }),
        expect.objectContaining({ outcome: 'accepted' }),
      ]);
      expect(dots).toBe(2);
      await arrival(first.id);
      await arrival(last.id);
      expect([copies(later.id), copies(nobody.id)]).toEqual([[], []]);
    }, 90_000);

    it('refuses after the dot what it does not want, and goes on', async () => {
      const through = transport();
      // Postfix and exim read a header of ours; opensmtpd takes a mail with many Received for one that goes round in circles.
      const headers =
        name === 'opensmtpd' ? 'Received: by x; Sun, 22 Nov 2026 10:00:00 +0000\r\n'.repeat(120) : 'X-Refuse: yes\r\n';
      const [unwanted, next] = [mail({ headers }), mail()];
      const results = await Promise.all([unwanted, next].map((one) => through.send(one, yes)));
      expect(results[0]).toMatchObject({ outcome: 'refused', stage: 'message' });
      expect(results[1]).toMatchObject({ outcome: 'accepted' });
      await arrival(next.id);
      expect(copies(unwanted.id)).toEqual([]);
    }, 90_000);

    it('refuses a mail that is too large, and before it is sent where it looks at the announced size', async () => {
      const through = transport();
      let asked = false;
      const large = mail({ body: `${'x'.repeat(70)}\r\n`.repeat(Math.ceil(MOST_BYTES / 70)) });
      const result = await through.send(large, async () => (asked = true));
      const { tooLarge } = KINDS[name];
      expect(result).toMatchObject({ outcome: 'refused', ...tooLarge });
      expect(asked).toBe(tooLarge.stage === 'message');
      expect(await through.send(mail(), yes)).toMatchObject({ outcome: 'accepted' });
    });

    it('does not have what was withdrawn at the dot', async () => {
      const through = transport();
      const [withdrawn, next] = [mail(), mail()];
      expect(await through.send(withdrawn, async () => false)).toEqual({ outcome: 'withdrawn' });
      expect(await through.send(next, yes)).toMatchObject({ outcome: 'accepted' });
      await arrival(next.id);
      expect(copies(withdrawn.id)).toEqual([]);
    }, 90_000);

    const encrypted = KINDS[name].encrypts ? it : it.skip;
    encrypted(
      'takes mails over TLS from who logs in',
      async () => {
        const sent = [mail(), mail()];
        const through = transport('pool=1', LOGGED_IN, { host: 'localhost', authorities: sinkCertificate() });
        for (const one of sent) expect(await through.send(one, yes)).toMatchObject({ outcome: 'accepted' });
        for (const { id } of sent) await arrival(id);
        expect(await through.probe()).toEqual({ ok: true });
      },
      90_000,
    );

    encrypted.each([
      ['a wrong password', `${LOGIN.user}:wrong@`, { authorities: sinkCertificate() }, /refused the login/],
      ['a certificate nobody vouches for', LOGGED_IN, {}, /no encryption: .*self.signed/],
    ])(
      'with %s nothing is handed over',
      async (_, user, changes, reason) => {
        const sent = mail();
        const result = await transport('pool=1', user, { host: 'localhost', ...changes }).send(sent, yes);
        expect(result).toEqual({ outcome: 'relay', reason: expect.stringMatching(reason) });
        expect(JSON.stringify(result)).not.toMatch(/wrong|secret/);
        expect(copies(sent.id)).toEqual([]);
      },
      90_000,
    );
  });

  it('a relay that asks for a new connection after a few mails gets it, and each mail once', async () => {
    const relay = await RelayServer.start('exim');
    try {
      const through = new SmtpTransport(parseSmtpUrl(`smtp://127.0.0.1:${relay.port}?pool=1&tls=off`));
      const mails = Array.from({ length: EXIM_MESSAGES * 3 + 1 }, () => mail());
      const results = await Promise.all(mails.map((one) => through.send(one, yes)));
      await through.close();
      expect(results.map(({ outcome }) => outcome)).toEqual(mails.map(() => 'accepted'));
      await until(
        () => Promise.resolve(relay.sink.accepted.length),
        (arrived) => arrived >= mails.length,
        PATIENCE,
      );
      for (const { id } of mails) expect(relay.sink.copiesOf(`<${id}@`)).toBe(1);
    } finally {
      await relay.stop();
    }
  }, 120_000);
});
