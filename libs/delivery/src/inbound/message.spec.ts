import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readMessage } from './message.js';
import { replyText } from './reply/reply-text.rules.js';

const crlf = (...lines: string[]) => Buffer.from(lines.join('\r\n'));

describe('published mails', () => {
  const FOLDER = 'test/fixtures/replies/eml';
  it.each(readdirSync(FOLDER))('%s says "Hello"', async (name) => {
    const message = await readMessage(readFileSync(`${FOLDER}/${name}`));
    expect(message.fault).toBeNull();
    expect(replyText(message.text).text).toBe('Hello');
  });

  it('give sender, recipients and subject', async () => {
    const message = await readMessage(readFileSync(`${FOLDER}/android.eml`));
    expect(message.from).toEqual({ name: 'Sergey Obykhov', address: 'bob@example.com' });
    expect(message.to).toEqual([{ name: '', address: 'bob@xxx.mailgun.org' }]);
    expect(message.subject).toBe('Re: Test');
    expect(message.headers.get('date')).toEqual(['Mon, 2 Apr 2012 18:22:10 +0400']);
  });
});

describe('the headers', () => {
  it('are kept by name, every value in order, unfolded', async () => {
    const { headers } = await readMessage(crlf('Received: a', 'received: b', 'X-Long: one', '\ttwo', '', 'x'));
    expect(headers.get('received')).toEqual(['a', 'b']);
    expect(headers.get('x-long')?.[0]?.replace(/\s+/g, ' ')).toBe('one two');
  });

  it('name every recipient, of groups too', async () => {
    const { to } = await readMessage(
      crlf('To: Team: ana@example.com, Zoe <zoe@example.com>;', 'Cc: tom@example.com', '', 'x'),
    );
    expect(to.map(({ address }) => address)).toEqual(['ana@example.com', 'zoe@example.com', 'tom@example.com']);
  });

  it.each(['From: ', 'From: Paul', 'From: <>', 'X: y'])('without a sender (%j) give none', async (line) => {
    expect((await readMessage(crlf(line, '', 'x'))).from).toBeNull();
  });
});

describe('the text', () => {
  it('is the plain part', async () => {
    const message = await readMessage(
      crlf(
        'Content-Type: multipart/alternative; boundary=x',
        '',
        '--x',
        'Content-Type: text/plain; charset=iso-8859-1',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'R=E9ponse B',
        '--x',
        'Content-Type: text/html',
        '',
        '<p>other</p>',
        '--x--',
      ),
    );
    expect(message.text.trim()).toBe('Réponse B');
  });

  it.each(['windows-1252', 'iso-8859-1'])('in %s has the quotation marks and the euro of Windows', async (charset) => {
    const message = await readMessage(
      crlf(
        `Content-Type: text/plain; charset=${charset}`,
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'C=92est =80 5=85',
      ),
    );
    expect(message.text.trim()).toBe('C’est € 5…');
  });

  it.each([
    ['there is no plain one', []],
    ['the plain one is empty', ['--x', 'Content-Type: text/plain', '', ' ']],
  ])('is that of the HTML part when %s', async (_when, plain) => {
    const message = await readMessage(
      crlf(
        'Content-Type: multipart/alternative; boundary=x',
        '',
        ...plain,
        '--x',
        'Content-Type: text/html; charset=utf-8',
        '',
        '<p>R&eacute;ponse&nbsp;B</p><script>x()</script><blockquote>Laquelle ?</blockquote>',
        '--x--',
      ),
    );
    expect(message.text).toBe('Réponse B\n\n> Laquelle ?');
  });

  it('of HTML with a plain footer below keeps its quotes apart', async () => {
    const message = await readMessage(
      crlf(
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: text/html',
        '',
        '<p>B</p><blockquote>Laquelle ?</blockquote>',
        '--x',
        'Content-Type: text/plain',
        '',
        'checked by a scanner',
        '--x--',
      ),
    );
    expect(replyText(message.text, { marked: message.fromHtml }).text).toBe('B\nchecked by a scanner');
  });

  it('of an attached mail is not the sender’s', async () => {
    const message = await readMessage(
      crlf(
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: text/plain',
        '',
        'B',
        '--x',
        'Content-Type: message/rfc822',
        '',
        'Subject: y',
        '',
        'C',
        '--x--',
      ),
    );
    expect(message.text.trim()).toBe('B');
    expect(message.parts.find(({ type }) => type === 'message/rfc822')?.text).toContain('Subject: y');
  });

  it.each([
    [
      'joined where the program broke it',
      'format=flowed',
      ['Je pense que c’est ', 'la réponse B'],
      'Je pense que c’est la réponse B',
    ],
    [
      'joined without the added space',
      'format=flowed; delsp=yes',
      ['Je pense que c’est la ré ', 'ponse B'],
      'Je pense que c’est la réponse B',
    ],
    ['not glued to the quote above it', 'Format="Flowed"', ['> Laquelle ', 'B'], '> Laquelle\nB'],
    ['not glued to the signature', 'format=flowed', ['B', '-- ', 'Paul'], 'B\n-- \nPaul'],
    ['unstuffed', 'format=flowed', [' >100', ' From here'], '>100\nFrom here'],
    ['left alone otherwise', 'format=fixed', ['B ', 'C'], 'B \nC'],
  ])('is %s', async (_how, format, lines, expected) => {
    const message = await readMessage(
      crlf(`Content-Type: text/plain; charset=utf-8; ${format}`, 'Content-Transfer-Encoding: 8bit', '', ...lines),
    );
    expect(message.text.trimEnd()).toBe(expected);
  });
});

it('lists attachments without keeping them', async () => {
  const message = await readMessage(
    crlf(
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      '',
      'B',
      '--x',
      'Content-Type: image/png; name="a.png"',
      'Content-Disposition: attachment; filename="a.png"',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.alloc(300).toString('base64'),
      '--x',
      'Content-Type: image/gif',
      'Content-Disposition: inline',
      '',
      'GIF',
      '--x--',
    ),
  );
  expect(message.attachments).toEqual([
    { filename: 'a.png', type: 'image/png', bytes: 300, inline: false },
    { filename: null, type: 'image/gif', bytes: expect.any(Number), inline: true },
  ]);
  expect(message.parts.map(({ type }) => type)).toEqual(['text/plain']);
});

it('gives the parts of a report as text', async () => {
  const message = await readMessage(
    crlf(
      'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
      '',
      '--x',
      '',
      'Sorry',
      '--x',
      'Content-Type: message/delivery-status',
      '',
      'Action: failed',
      '--x',
      'Content-Type: text/rfc822-headers',
      '',
      'Subject: y',
      '--x--',
    ),
  );
  expect(message.parts.map(({ type }) => type)).toEqual([
    'text/plain',
    'message/delivery-status',
    'text/rfc822-headers',
  ]);
  expect(message.parts[1]!.text).toContain('Action: failed');
});

describe('a hostile mail', () => {
  const head = ['From: a@example.com', 'Subject: x', 'Content-Type: text/plain', ''];

  it('of too many bytes keeps its headers only', async () => {
    const message = await readMessage(crlf(...head, 'x'.repeat(2_000)), { bytes: 1_000 });
    expect(message).toMatchObject({ fault: 'too-large', from: { address: 'a@example.com' }, subject: 'x', text: '' });
  });

  it('of too many lines keeps its headers only', async () => {
    expect(await readMessage(crlf(...head, '\n'.repeat(2_000)), { lines: 1_000 })).toMatchObject({
      fault: 'too-large',
      subject: 'x',
    });
    expect((await readMessage(Buffer.alloc(20_000_000, '\n'))).fault).toBe('too-large');
  });

  it('of half a million headers of one name is read as fast as any other', async () => {
    const { headers } = await readMessage(Buffer.from(`${'a:\r\n'.repeat(500_000)}\r\nB`));
    expect(headers.get('a')).toHaveLength(500_000);
  });

  it('of too long a text is cut and says so', async () => {
    const message = await readMessage(crlf(...head, 'x'.repeat(2_000)), { characters: 1_000 });
    expect([message.text.length, message.fault]).toEqual([1_000, 'text-too-long']);
  });

  it('of endless nesting is unreadable', async () => {
    const nested = Array.from({ length: 2_000 }, (_, i) => [
      `--b${i}`,
      `Content-Type: multipart/mixed; boundary=b${i + 1}`,
      '',
    ]).flat();
    const message = await readMessage(crlf('Subject: x', 'Content-Type: multipart/mixed; boundary=b0', '', ...nested));
    expect(message).toMatchObject({ fault: 'unreadable', subject: 'x' });
  });

  it.each([
    ['an empty buffer', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(10_000)],
    ['no header', Buffer.from('B')],
    ['no body', Buffer.from('Subject: x')],
    ['an unknown charset', crlf('Content-Type: text/plain; charset=x-martian', '', 'B')],
    ['an unclosed boundary', crlf('Content-Type: multipart/mixed; boundary=x', '', '--x', '', 'B')],
    ['no boundary', crlf('Content-Type: multipart/mixed', '', '--x', '', 'B')],
    ['damaged base64', crlf('Content-Transfer-Encoding: base64', '', '=?*§')],
    ['a header named like a property', crlf('__proto__: x', 'constructor: y', '', 'B')],
    ['2 MB of header', crlf(`X: ${'a'.repeat(3_000_000)}`, '', 'B')],
    ['addresses without end', crlf(`To: ${'<a@b>,'.repeat(20_000)}`, '', 'B')],
  ])('of %s is read or refused, never thrown', async (_what, raw) => {
    const message = await readMessage(raw);
    expect(typeof message.text).toBe('string');
    expect([null, 'unreadable']).toContain(message.fault);
  });

  it('of any bytes is read or refused, never thrown', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom(
          '\r\n',
          '\n',
          '--x',
          '--x--',
          ': ',
          'Content-Type: multipart/mixed; boundary=x\r\n',
          'Content-Type: text/html\r\n',
          'Content-Transfer-Encoding: base64\r\n',
          'format=flowed',
          '<p>',
          '=?utf-8?B?',
        )
        .map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const message = await readMessage(Buffer.concat(pieces));
        expect([null, 'unreadable']).toContain(message.fault);
      }),
      { numRuns: 300 },
    );
  });
});
