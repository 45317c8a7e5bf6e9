import { generateKeyPairSync } from 'node:crypto';
import {
  sinkCertificate,
  SmtpSink,
  type SinkAction,
  type SinkOptions,
  type SinkStage,
} from '../../../../test/support/smtp-sink.js';
import { DkimKey } from './dkim-keys.js';
import { DkimSigner } from './dkim.js';
import type { SendResult } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';
import { parseSmtpUrl, SMTP_TIMEOUTS, type SmtpTarget } from './smtp-url.js';

const open: { stop?: () => Promise<void>; close?: (graceMs?: number) => Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await (each.close?.(0) ?? each.stop?.());
});

async function sinkWith(options: SinkOptions = {}): Promise<SmtpSink> {
  const sink = await SmtpSink.start(options);
  open.push(sink);
  return sink;
}
function transportTo(
  sink: { port: number },
  query = 'pool=1',
  changes: Partial<SmtpTarget> = {},
  timeouts: Partial<SmtpTarget['timeouts']> = {},
  user = '',
) {
  const target = parseSmtpUrl(`smtp://${user}localhost:${sink.port}?name=relais.test&${query}`);
  const transport = new SmtpTransport({
    ...target,
    host: '127.0.0.1',
    ...changes,
    timeouts: { ...SMTP_TIMEOUTS, ...timeouts },
  });
  open.push(transport);
  return transport;
}
const mail = (id: string | number, body = 'Bonjour.\r\n.\r\n..x\r\n') => ({
  raw: Buffer.from(`Subject: ${id}\r\nX-Id: <${id}>\r\n\r\n${body}`),
  envelope: { from: 'bounce@relais.example', to: `rep-${id}@partner.example` },
});
const yes = async () => true;
/** A script that does one thing, once or always, at one stage. */
const at =
  (
    stage: SinkStage,
    action: SinkAction,
    only: (at: { connection: number; count: number }) => boolean = () => true,
  ): SinkOptions['act'] =>
  (now, where) =>
    now === stage && only(where) ? action : undefined;
const short = { connect: 300, greeting: 300, command: 300, content: 300, dot: 300 };

describe('a mail that the relay takes', () => {
  it.each([
    ['with pipelining', ['PIPELINING', 'SIZE 1000000']],
    ['without pipelining', ['SIZE']],
    ['without any extension', []],
  ])('arrives whole, once, in its envelope: %s', async (_, extensions) => {
    const sink = await sinkWith({ extensions });
    const transport = transportTo(sink);
    for (const id of [1, 2, 3]) {
      expect(await transport.send(mail(id), yes)).toEqual({
        outcome: 'accepted',
        response: `250 2.0.0 Ok: queued as ${id}`,
      });
    }
    expect(sink.accepted).toEqual([1, 2, 3].map((id) => ({ ...mail(id).envelope, raw: mail(id).raw })));
    expect(sink.violations).toEqual([]);
    expect(sink.connections).toBe(1);
  });

  it('is offered in one write and with its size', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink);
    await transport.send({ ...mail(1), envelope: { from: '', to: 'ana@PARTNER.example' } }, yes);
    expect(sink.commands).toEqual([
      'EHLO relais.test',
      `MAIL FROM:<> SIZE=${mail(1).raw.length + 2}`,
      'RCPT TO:<ana@partner.example>',
      'DATA',
    ]);
  });

  it.each([
    ['where the relay knows how', ['8BITMIME'], 'Été', 'MAIL FROM:<bounce@relais.example> BODY=8BITMIME'],
    ['not where it does not', [], 'Été', 'MAIL FROM:<bounce@relais.example>'],
    ['not when there are none', ['8BITMIME'], 'Ete', 'MAIL FROM:<bounce@relais.example>'],
  ])('announces bytes of eight bits: %s', async (_, extensions, body, command) => {
    const sink = await sinkWith({ extensions });
    expect(await transportTo(sink).send(mail(1, body), yes)).toMatchObject({ outcome: 'accepted' });
    expect(sink.commands[1]).toBe(command);
  });

  it('may go to a server of old that knows no EHLO', async () => {
    const sink = await sinkWith({ act: at('ehlo', { reply: '502 5.5.1 What?' }) });
    expect(await transportTo(sink).send(mail(1), yes)).toMatchObject({ outcome: 'accepted' });
    expect(sink.commands.slice(0, 2)).toEqual(['EHLO relais.test', 'HELO relais.test']);
    expect(sink.violations).toEqual([]);
  });

  it('may be answered in several lines, slowly', async () => {
    const act: SinkOptions['act'] = (stage) =>
      stage === 'content'
        ? undefined
        : stage === 'dot'
          ? { afterMs: 50, then: { accept: { reply: '250 2.0.0 slow' } } }
          : { afterMs: 20 };
    const sink = await sinkWith({ act });
    expect(await transportTo(sink).send(mail(1), yes)).toEqual({ outcome: 'accepted', response: '250 2.0.0 slow' });
    const talkative = await sinkWith({ act: at('greeting', { reply: ['220 welcome', '220 to the', '220 sink'] }) });
    expect(await transportTo(talkative).send(mail(1), yes)).toMatchObject({ outcome: 'accepted' });
  });

  it('of many megabytes goes through a network that takes it slowly', async () => {
    const sink = await sinkWith();
    const body = `${'x'.repeat(70)}\r\n`.repeat(60_000);
    expect(await transportTo(sink).send(mail(1, body), yes)).toMatchObject({ outcome: 'accepted' });
    expect(sink.accepted[0]!.raw.equals(mail(1, body).raw)).toBe(true);
  });
});

describe('commit before the dot', () => {
  it('asks when the content is out and the relay has not been told that it ends', async () => {
    const sink = await sinkWith();
    let seen = -1;
    const result = await transportTo(sink).send(mail(1), async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      seen = sink.accepted.length;
      return true;
    });
    expect(seen).toBe(0);
    expect(result.outcome).toBe('accepted');
    expect(sink.accepted).toHaveLength(1);
  });

  it('a no takes the mail back, and the next mail goes out on a new connection', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink);
    expect(await transport.send(mail(1), async () => false)).toEqual({ outcome: 'withdrawn' });
    expect(await transport.send(mail(2), yes)).toMatchObject({ outcome: 'accepted' });
    expect([sink.copiesOf('<1>'), sink.copiesOf('<2>'), sink.connections]).toEqual([0, 1, 2]);
  });

  it('a failure takes the mail back and is handed on', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink);
    await expect(transport.send(mail(1), () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
    expect(await transport.send(mail(2), yes)).toMatchObject({ outcome: 'accepted' });
    expect(sink.copiesOf('<1>')).toBe(0);
  });

  it.each(['mail', 'rcpt', 'data'] as const)('is not asked when the relay said no at %s', async (stage) => {
    const sink = await sinkWith({ act: at(stage, { reply: '550 5.1.1 no' }) });
    let asked = 0;
    await transportTo(sink).send(mail(1), async () => Boolean(++asked));
    expect(asked).toBe(0);
  });
});

describe('a no of the relay', () => {
  const refused = (code: number, enhanced: string | undefined, stage: string): SendResult =>
    ({
      outcome: code < 500 ? 'deferred' : 'refused',
      code,
      ...(enhanced && { enhanced }),
      response: `${code} ${enhanced ? `${enhanced} ` : ''}No`,
      stage,
    }) as SendResult;
  const cases: [SinkStage, string, SendResult][] = [
    ['mail', '550 5.7.1 No', refused(550, '5.7.1', 'mail')],
    ['mail', '451 4.3.0 No', refused(451, '4.3.0', 'mail')],
    ['rcpt', '550 5.1.1 No', refused(550, '5.1.1', 'rcpt')],
    ['rcpt', '450 No', refused(450, undefined, 'rcpt')],
    ['data', '554 5.5.1 No', refused(554, '5.5.1', 'data')],
    ['data', '452 4.2.2 No', refused(452, '4.2.2', 'data')],
    ['dot', '552 5.3.4 No', refused(552, '5.3.4', 'message')],
    ['dot', '450 4.7.1 No', refused(450, '4.7.1', 'message')],
    ['dot', '421 4.3.2 No', refused(421, '4.3.2', 'message')],
  ];
  it.each(
    cases.flatMap(([stage, reply, result]) =>
      [['PIPELINING'], []].map((extensions) => [stage, reply, extensions, result] as const),
    ),
  )('at %s with %s (%j) is told as it is, and the next mail goes out', async (stage, reply, extensions, result) => {
    const sink = await sinkWith({
      extensions,
      act: at(stage, { reply }, ({ connection, count }) => connection === 1 && count === 1),
    });
    const transport = transportTo(sink);
    const [first, second] = await Promise.all([transport.send(mail(1), yes), transport.send(mail(2), yes)]);
    expect(first).toEqual(result);
    expect(second).toMatchObject({ outcome: 'accepted' });
    expect([sink.copiesOf('<1>'), sink.copiesOf('<2>')]).toEqual([0, 1]);
    expect(sink.violations).toEqual([]);
  });

  it('to the recipient is believed although the relay then asks for the content', async () => {
    const act: SinkOptions['act'] = (stage, { count }) =>
      count > 1
        ? undefined
        : stage === 'rcpt'
          ? { reply: '550 5.1.1 No' }
          : stage === 'data'
            ? { reply: '354 send it' }
            : undefined;
    const sink = await sinkWith({ act });
    const transport = transportTo(sink);
    expect(await transport.send(mail(1), yes)).toMatchObject({ outcome: 'refused', code: 550, stage: 'rcpt' });
    expect(await transport.send(mail(2), yes)).toMatchObject({ outcome: 'accepted' });
    expect([sink.connections, sink.accepted.length]).toEqual([1, 1]);
  });

  it('stands although the connection is gone right after', async () => {
    const sink = await sinkWith({ extensions: [], act: at('rcpt', { reply: '550 5.1.1 No', thenDrop: true }) });
    expect(await transportTo(sink).send(mail(1), yes)).toMatchObject({ outcome: 'refused', code: 550 });
  });

  it('in the middle of the content is a no, and nothing was accepted', async () => {
    const sink = await sinkWith({ act: at('content', { reply: '552 5.3.4 Too big', thenDrop: true }) });
    const result = await transportTo(sink).send(
      mail(1),
      () => new Promise((resolve) => setTimeout(() => resolve(true), 100)),
    );
    expect(result).toEqual({
      outcome: 'refused',
      code: 552,
      enhanced: '5.3.4',
      response: '552 5.3.4 Too big',
      stage: 'message',
    });
    expect(sink.accepted).toEqual([]);
  });

  it('given twice for one message is not taken for the answer to the next', async () => {
    // The content is refused with two replies: the second lines up with the MAIL of the next message.
    const sink = await sinkWith({
      act: at(
        'dot',
        { reply: '552 5.3.4 No\r\n500 5.5.2 What?' },
        ({ connection, count }) => connection === 1 && count === 1,
      ),
    });
    const transport = transportTo(sink);
    const results = await Promise.all([1, 2, 3].map((id) => transport.send(mail(id), yes)));
    expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted', 'accepted']);
    expect([1, 2, 3].map((id) => sink.copiesOf(`<${id}>`))).toEqual([0, 1, 1]);
  });
});

describe('trouble with the relay says nothing about the mail', () => {
  const relay = (reason: RegExp) => ({ outcome: 'relay', reason: expect.stringMatching(reason) });
  const troubles: [string, SinkOptions, RegExp][] = [
    [
      'refuses the connection in its greeting',
      { act: at('greeting', { reply: '554 5.7.1 go away' }) },
      /does not want us: 554 5\.7\.1 go away/,
    ],
    ['is full', { act: at('greeting', { reply: '421 4.3.2 too many' }) }, /421 4\.3\.2 too many/],
    ['says nothing', { act: at('greeting', 'hang') }, /no reply within/],
    ['closes before the greeting', { act: at('greeting', 'drop') }, /closed|reset/i],
    ['does not like our name', { act: at('ehlo', { reply: '550 5.7.1 bad name' }) }, /refused our name: 550/],
    ['hangs at EHLO', { act: at('ehlo', 'hang') }, /EHLO was not answered: no reply within/],
    ['hangs at MAIL', { act: at('mail', 'hang') }, /no reply within/],
    ['hangs at DATA', { act: at('data', 'hang') }, /no reply within/],
    ['closes at MAIL', { act: at('mail', 'drop') }, /closed|reset/i],
    ['closes at RCPT', { act: at('rcpt', 'drop') }, /closed|reset/i],
    ['closes at DATA', { act: at('data', 'drop') }, /closed|reset/i],
    ['is stopping', { act: at('mail', { reply: '421 4.3.2 stopping' }) }, /421 4\.3\.2 stopping/],
    ['wants a login', { act: at('mail', { reply: '530 5.7.0 login first' }) }, /530 5\.7\.0 login first/],
    ['speaks nonsense', { act: at('mail', { reply: '999 nonsense' }) }, /not an SMTP reply/],
    ['takes the content for granted', { act: at('data', { reply: '250 fine' }) }, /250 fine/],
    ['closes when the content begins', { act: at('content', 'drop') }, /closed|reset/i],
    [
      'is stopping while the content comes',
      { act: at('content', { reply: '421 4.3.2 stopping', thenDrop: true }) },
      /421 4\.3\.2 stopping/,
    ],
  ];
  it.each(troubles)('the relay %s', async (_, options, reason) => {
    const sink = await sinkWith(options);
    const wait = () => new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 50));
    expect(await transportTo(sink, 'pool=1', {}, short).send(mail(1), wait)).toEqual(relay(reason));
    expect(sink.accepted).toEqual([]);
  });

  it('nobody listens', async () => {
    const sink = await SmtpSink.start();
    const { port } = sink;
    await sink.stop();
    const transport = transportTo({ port }, 'pool=3');
    const results = await Promise.all(Array.from({ length: 20 }, (_, id) => transport.send(mail(id), yes)));
    expect(results).toEqual(results.map(() => relay(/^smtp:\/\/127\.0\.0\.1:\d+: .*ECONNREFUSED/)));
    expect(await transport.probe()).toEqual({ ok: false, reason: expect.stringContaining('ECONNREFUSED') });
  });

  it('a connection the relay closed while it was idle is replaced without a word', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink);
    await transport.send(mail(1), yes);
    sink.cut();
    expect(await transport.send(mail(2), yes)).toMatchObject({ outcome: 'accepted' });
    expect(sink.connections).toBe(2);
  });

  it.each(['drop', { reply: '421 4.7.0 enough for this connection', thenDrop: true }] as SinkAction[])(
    'a connection that ends after two mails (%j) costs no mail',
    async (action) => {
      const sink = await sinkWith({ act: at('mail', action, ({ count }) => count === 3) });
      const transport = transportTo(sink);
      const results = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((id) => transport.send(mail(id), yes)));
      expect(results.map(({ outcome }) => outcome)).toEqual(results.map(() => 'accepted'));
      expect([1, 2, 3, 4, 5, 6, 7].map((id) => sink.copiesOf(`<${id}>`))).toEqual([1, 1, 1, 1, 1, 1, 1]);
      expect(sink.connections).toBe(4);
    },
  );

  it('a relay that ends every connection at its second mail for good is trouble in the end', async () => {
    let stopped = false;
    const sink = await sinkWith({ act: (stage) => (stopped && stage === 'mail' ? 'drop' : undefined) });
    const transport = transportTo(sink);
    await transport.send(mail(1), yes);
    stopped = true;
    expect(await transport.send(mail(2), yes)).toEqual(relay(/closed|reset/i));
  });
});

describe('trouble after the dot is ambiguous', () => {
  it.each([
    ['takes the mail and closes', { accept: 'drop' }, 1],
    ['takes the mail and says nothing', { accept: 'hang' }, 1],
    ['takes the mail and speaks nonsense', { accept: { reply: '2xx what' } }, 1],
    ['closes without taking it', 'drop', 0],
    ['says nothing and does not take it', 'hang', 0],
    ['asks for more', { reply: '354 go on' }, 0],
  ] as [string, SinkAction, number][])('the relay %s', async (_, action, copies) => {
    const sink = await sinkWith({ act: at('dot', action, ({ connection }) => connection === 1) });
    const transport = transportTo(sink, 'pool=1', {}, { dot: 300 });
    const results = await Promise.all([transport.send(mail(1), yes), transport.send(mail(2), yes)]);
    expect(results).toEqual([
      { outcome: 'ambiguous', reason: expect.any(String) },
      expect.objectContaining({ outcome: 'accepted' }),
    ]);
    expect([sink.copiesOf('<1>'), sink.copiesOf('<2>')]).toEqual([copies, 1]);
  });

  it('a yes before the dot is one, too', async () => {
    const sink = await sinkWith({ act: at('content', { reply: '250 2.0.0 taken already' }) });
    const result = await transportTo(sink).send(
      mail(1),
      () => new Promise((resolve) => setTimeout(() => resolve(true), 100)),
    );
    expect(result).toMatchObject({ outcome: 'ambiguous', reason: expect.stringContaining('taken already') });
  });
});

describe('the pool', () => {
  it('opens what is needed and no more, and uses it again', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink, 'pool=4');
    const results = await Promise.all(Array.from({ length: 200 }, (_, id) => transport.send(mail(id), yes)));
    expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(Array.from({ length: 200 }, (_, id) => sink.copiesOf(`<${id}>`))).toEqual(Array(200).fill(1));
    expect(sink.connections).toBe(4);
    expect(sink.violations).toEqual([]);
  });

  it('replaces a connection after its number of mails', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink, 'pool=1&messages=3');
    const results = await Promise.all(Array.from({ length: 9 }, (_, id) => transport.send(mail(id), yes)));
    expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(sink.connections).toBe(3);
    await transport.close();
    expect(sink.commands.filter((line) => line === 'QUIT')).toHaveLength(3);
  });

  it('makes do with fewer connections when the relay allows fewer', async () => {
    const sink = await sinkWith({
      act: at(
        'greeting',
        { reply: '421 4.7.0 too many connections', thenDrop: true },
        ({ connection }) => connection > 2,
      ),
    });
    const transport = transportTo(sink, 'pool=6');
    await Promise.all([1, 2].map((id) => transport.send(mail(id), yes)));
    const results = await Promise.all(Array.from({ length: 60 }, (_, id) => transport.send(mail(100 + id), yes)));
    expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    expect(sink.connections).toBeLessThanOrEqual(6);
  });

  it('closes idle connections politely', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink, 'pool=1', {}, { idle: 50 });
    await transport.send(mail(1), yes);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([sink.open, sink.commands.at(-1)]).toEqual([0, 'QUIT']);
    expect(await transport.send(mail(2), yes)).toMatchObject({ outcome: 'accepted' });
  });

  it('does not keep a mail behind one that hangs', async () => {
    const sink = await sinkWith({ act: at('dot', 'hang', ({ connection }) => connection === 1) });
    const transport = transportTo(sink, 'pool=2', {}, { dot: 5000 });
    const results = await Promise.all([1, 2, 3, 4, 5, 6].map((id) => transport.send(mail(id), yes)));
    const outcomes = results.map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'accepted', 'ambiguous']);
    expect([1, 2, 3, 4, 5, 6].every((id) => sink.copiesOf(`<${id}>`) <= 1)).toBe(true);
  });

  it('closes: what is under way ends, what waits is given back', async () => {
    const sink = await sinkWith({ act: at('dot', { afterMs: 100 }) });
    const transport = transportTo(sink, 'pool=1');
    const results = [1, 2, 3, 4].map((id) => transport.send(mail(id), yes));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await transport.close();
    const outcomes = (await Promise.all(results)).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['accepted', 'accepted', 'relay', 'relay']); // the second was offered together with the first dot
    expect(await transport.send(mail(5), yes)).toMatchObject({ outcome: 'relay' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([sink.open, sink.accepted.length]).toEqual([0, 2]);
  });

  it('cuts what does not end in time', async () => {
    const sink = await sinkWith({ act: at('dot', 'hang') });
    const transport = transportTo(sink, 'pool=1');
    const result = transport.send(mail(1), yes);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await transport.close(100);
    expect(await result).toEqual({ outcome: 'ambiguous', reason: 'this process is stopping' });
  });
});

describe('encryption and login', () => {
  const ca = { authorities: sinkCertificate(), host: 'localhost' };

  it.each([
    ['STARTTLS', 'starttls', 'tls=required', {}],
    ['TLS from the first byte', 'implicit', 'pool=1', { tls: 'implicit', checkCertificate: true }],
  ] as const)('%s with a certificate we trust', async (_, tls, query, changes) => {
    const sink = await sinkWith({ tls });
    const transport = transportTo(sink, query, { ...ca, ...changes });
    for (const id of [1, 2]) expect(await transport.send(mail(id), yes)).toMatchObject({ outcome: 'accepted' });
    expect(sink.violations).toEqual([]);
    expect(sink.commands.filter((line) => line.startsWith('EHLO'))).toHaveLength(tls === 'starttls' ? 2 : 1);
  });

  it.each([
    ['required', 'tls=required', /self-signed/],
    ['from the first byte', 'pool=1', /self-signed/],
  ])('%s: a certificate nobody vouches for is trouble', async (how, query, reason) => {
    const implicit = how !== 'required';
    const sink = await sinkWith({ tls: implicit ? 'implicit' : 'starttls' });
    const transport = transportTo(sink, query, {
      host: 'localhost',
      ...(implicit && { tls: 'implicit', checkCertificate: true }),
    });
    expect(await transport.send(mail(1), yes)).toEqual({ outcome: 'relay', reason: expect.stringMatching(reason) });
    expect(sink.commands.some((line) => line.startsWith('MAIL'))).toBe(false);
  });

  it('unchecked on request, and always when it is only opportunistic', async () => {
    const sink = await sinkWith({ tls: 'starttls' });
    expect(await transportTo(sink, 'tls=required&certificate=unchecked').send(mail(1), yes)).toMatchObject({
      outcome: 'accepted',
    });
    expect(await transportTo(sink, 'tls=opportunistic').send(mail(2), yes)).toMatchObject({ outcome: 'accepted' });
  });

  it('required and not offered: nothing is sent in the clear', async () => {
    const sink = await sinkWith();
    const transport = transportTo(sink, 'tls=required', {}, {}, 'user:hunter2@');
    expect(await transport.send(mail(1), yes)).toEqual({
      outcome: 'relay',
      reason: expect.stringContaining('offers no encryption'),
    });
    expect(sink.commands).toEqual(['EHLO relais.test']);
  });

  it('what was sent in the clear behind the yes to STARTTLS is not believed', async () => {
    const sink = await sinkWith({ tls: 'starttls', act: at('starttls', { reply: '220 2.0.0 Ready\r\n250 injec' }) });
    expect(await transportTo(sink, 'tls=required&certificate=unchecked').send(mail(1), yes)).toMatchObject({
      outcome: 'relay',
    });
  });

  it.each(['PLAIN LOGIN', 'PLAIN', 'LOGIN', 'CRAM-MD5 LOGIN'])('logs in with %s', async (methods) => {
    const login = { user: 'me@acme.example', pass: 'pässwörd: =+ \u{1f511}', methods };
    const sink = await sinkWith({ tls: 'starttls', login });
    const user = `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@`;
    const transport = transportTo(sink, 'pool=1', ca, {}, user);
    expect(await transport.probe()).toEqual({ ok: true });
    expect(await transport.send(mail(1), yes)).toMatchObject({ outcome: 'accepted' });
    expect(sink.violations).toEqual([]);
  });

  it.each([
    ['a wrong password', { user: 'me', pass: 'other' }, /refused the login: 535/],
    ['no method we know', { user: 'me', pass: 'hunter2', methods: 'CRAM-MD5' }, /no login with a password/],
  ])('%s is trouble with the relay, told without the password', async (_, login, reason) => {
    const sink = await sinkWith({ tls: 'starttls', login });
    const transport = transportTo(sink, 'pool=1', ca, {}, 'me:hunter2@');
    const result = await transport.send(mail(1), yes);
    expect(result).toEqual({ outcome: 'relay', reason: expect.stringMatching(reason) });
    expect(JSON.stringify([result, await transport.probe()])).not.toMatch(/hunter2|aHVudGVyMg|bWU/);
  });
});

describe('what cannot be sent is refused before anything leaves', () => {
  it.each([
    ['two recipients', { to: 'a@example.com,b@example.com' }],
    ['a recipient with a line break', { to: 'a@example.com>\r\nRCPT TO:<b@example.com' }],
    ['a sender with parameters', { from: 'a@example.com> SIZE=1' }],
    ['no recipient', { to: '' }],
  ])('%s', async (_, part) => {
    const sink = await sinkWith();
    const bad = { ...mail(1), envelope: { ...mail(1).envelope, ...part } };
    await expect(transportTo(sink).send(bad, yes)).rejects.toMatchObject({ code: 'mail.address' });
    expect(sink.connections).toBe(0);
  });

  it('content with a bare line feed', async () => {
    const sink = await sinkWith();
    await expect(transportTo(sink).send(mail(1, 'a\n.\nb'), yes)).rejects.toMatchObject({ code: 'mail.lines' });
    expect(sink.connections).toBe(0);
  });
});

describe('with a DKIM key', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 1024,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const signed = (sink: SmtpSink) => {
    const transport = new SmtpTransport(
      parseSmtpUrl(`smtp://127.0.0.1:${sink.port}`),
      new DkimSigner([new DkimKey({ domain: 'relais.example', selector: 's1', privateKey })]),
    );
    open.push(transport);
    return transport;
  };

  it('every mail leaves signed', async () => {
    const sink = await sinkWith();
    const transport = signed(sink);
    const from = (id: number) => ({
      ...mail(id),
      raw: Buffer.concat([Buffer.from('From: a@relais.example\r\n'), mail(id).raw]),
    });
    await Promise.all([1, 2, 3].map((id) => transport.send(from(id), yes)));
    expect(sink.accepted.map(({ raw }) => raw.toString().slice(0, 60))).toEqual(
      Array(3).fill(expect.stringMatching(/^DKIM-Signature: v=1; a=rsa-sha256;/)),
    );
  });

  it('a mail that cannot be signed does not leave', async () => {
    const sink = await sinkWith();
    await expect(signed(sink).send(mail(1), yes)).rejects.toMatchObject({ code: 'mail.dkim' });
    expect(sink.connections).toBe(0);
  });
});
