import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { compileMail, type MailHead } from './mime.rules.js';

const head: MailHead = {
  messageId: '<d-1@relais.example>',
  date: new Date('2026-11-22T08:30:00Z'),
  from: { name: 'Relais', address: 'relais@example.com' },
  to: { name: 'Ana Silva', address: 'ana@example.com' },
};
const naughty = JSON.parse(readFileSync('test/fixtures/naughty-strings/blns-sample.json', 'utf8')) as string[];
const nasty = [
  ...naughty,
  '=',
  '=3D=\r\n',
  '=?UTF-8?Q?trap?=',
  '--=_relais_alternative--',
  '.',
  '..',
  '.\r\n.\r\nFrom here',
  'From ana',
  'trailing space ',
  'trailing tab\t',
  ' ',
  'x'.repeat(2000),
  'é'.repeat(500),
  '👩‍👩‍👧‍👦'.repeat(60),
  `${'a'.repeat(74)}=`,
  `${'a'.repeat(75)} ${'b'.repeat(76)}`,
  'line one\nline two\r\nline three\rline four',
  '\r\n\r\nBcc: eve@example.com\r\n\r\n',
  'Ω\u2028\u2029\u0085\u00a0\u200b',
];
/** What any mail system does to a text: one kind of line end, no half characters. */
const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8');
const asSent = (text: string) => wellFormed(text.replace(/\r\n|\r/g, '\n'));
const unescape = (html: string) =>
  html.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name]!,
  );
const lines = (raw: Buffer) => raw.toString('latin1').split('\r\n');
/** The reader may add one line end at the end of a part; everything else must be exact. */
const parse = async (raw: Buffer) => {
  const mail = await PostalMime.parse(raw);
  return {
    ...mail,
    text: mail.text!.replace(/\r\n/g, '\n').replace(/\n$/, ''),
    html: mail.html!.replace(/\r\n/g, '\n').replace(/\n$/, ''),
  };
};

function expectCleanWire(raw: Buffer): void {
  const text = raw.toString('latin1');
  expect(text).toMatch(/^[\t\r\n -~]*$/);
  expect(text).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
  const body = text.slice(text.indexOf('\r\n\r\n'));
  expect(body.split('\r\n').filter((line) => line.length > 76)).toEqual([]);
  expect(text.split('\r\n').filter((line) => line.length > 998)).toEqual([]);
  expect(body.split('\r\n').filter((line) => /[ \t]$|^\.|^From /.test(line))).toEqual([]);
}

describe('a mail', () => {
  const template = compileMail({
    subject: 'Brique pour {{rep.firstName}} : été',
    text: 'Bonjour {{rep.firstName}},\n\n{{note}}\n\n{{link}}',
    html: '<p>Bonjour <b>{{rep.firstName}}</b></p>\n<p>{{note}}</p><a href="{{link}}">ça</a>',
    holes: ['rep.firstName', 'note', 'link'],
  });

  it('reads as it was written, in both parts and the subject', async () => {
    const link = 'https://relais.example/a/abc?choice=b&x=1';
    const raw = template.render({ 'rep.firstName': 'Zoë', note: 'Trois fois < quatre', link }, head);
    const mail = await parse(raw);
    expect(mail.subject).toBe('Brique pour Zoë : été');
    expect(mail.text).toBe(`Bonjour Zoë,\n\nTrois fois < quatre\n\n${link}`);
    expect(mail.html).toBe(
      '<p>Bonjour <b>Zoë</b></p>\n<p>Trois fois &lt; quatre</p><a href="https://relais.example/a/abc?choice=b&amp;x=1">ça</a>',
    );
    expect(mail.from).toEqual({ name: 'Relais', address: 'relais@example.com' });
    expect(mail.to).toEqual([{ name: 'Ana Silva', address: 'ana@example.com' }]);
    expect(mail.date).toBe('2026-11-22T08:30:00.000Z');
    expect(mail.messageId).toBe('<d-1@relais.example>');
    expect(mail.attachments).toEqual([]);
    expectCleanWire(raw);
  });

  it('has text/plain before text/html, so that readers prefer the html', () => {
    const text = template.render({ 'rep.firstName': 'A', note: 'B', link: 'C' }, head).toString();
    expect(text.indexOf('Content-Type: text/plain; charset=utf-8')).toBeGreaterThan(0);
    expect(text.indexOf('Content-Type: text/html; charset=utf-8')).toBeGreaterThan(text.indexOf('text/plain'));
    expect(text).toContain('MIME-Version: 1.0\r\n');
    expect(text).toContain('Auto-Submitted: auto-generated\r\n');
  });

  it('carries the headers it is given', async () => {
    const mail = await parse(
      template.render(
        { 'rep.firstName': 'A', note: 'B', link: 'C' },
        {
          ...head,
          replyTo: { address: 'answer+abc@example.com' },
          unsubscribe: [`https://relais.example/u/${'t'.repeat(200)}`, 'mailto:leave@example.com?subject=leave%20abc'],
          autoSubmitted: 'auto-replied',
          headers: { 'X-Relais-Delivery': '42', 'X-Note': 'naïve' },
        },
      ),
    );
    const value = (key: string) => mail.headers.find((header) => header.key === key)?.value;
    expect(value('reply-to')).toBe('answer+abc@example.com');
    expect(value('list-unsubscribe')).toBe(
      `<https://relais.example/u/${'t'.repeat(200)}>, <mailto:leave@example.com?subject=leave%20abc>`,
    );
    expect(value('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(value('auto-submitted')).toBe('auto-replied');
    expect(value('x-relais-delivery')).toBe('42');
    expect(mail.headers.filter(({ key }) => key === 'x-note')).toHaveLength(1);
  });

  it('offers one click only with a web link', () => {
    const raw = template.render(
      { 'rep.firstName': 'A', note: 'B', link: 'C' },
      { ...head, unsubscribe: ['mailto:leave@example.com'] },
    );
    expect(raw.toString()).toContain('List-Unsubscribe: <mailto:leave@example.com>\r\n');
    expect(raw.toString()).not.toContain('List-Unsubscribe-Post');
  });

  it('is the same for the same values', () => {
    const values = { 'rep.firstName': 'A', note: 'B', link: 'C' };
    expect(template.render(values, head).equals(template.render(values, head))).toBe(true);
  });
});

describe('what people wrote arrives as they wrote it', () => {
  const filled = compileMail({ subject: 's', text: 'a{{v}}b', html: '<p title="{{v}}">{{v}}</p>', holes: ['v'] });

  it.each(nasty.map((text, i) => [i, text]))('value %i %j in the parts', async (_, text) => {
    const raw = filled.render({ v: text }, head);
    const mail = await parse(raw);
    const sent = asSent(text);
    expect(mail.text).toBe(`a${sent}b`);
    const [, attribute, content] = /^<p title="([^"<>]*)">([^"<>]*)<\/p>$/.exec(mail.html) ?? [];
    expect(unescape(attribute!)).toBe(sent);
    expect(unescape(content!)).toBe(sent);
    expectCleanWire(raw);
  });

  it.each(nasty.map((text, i) => [i, text]))('template text %i %j', async (_, text) => {
    const fixed = compileMail({ subject: 's', text: `a${text}b{{v}}${text}c`, html: `${text}{{v}}<br>`, holes: ['v'] });
    const raw = fixed.render({ v: 'V' }, head);
    const mail = await parse(raw);
    expect(mail.text).toBe(asSent(`a${text}bV${text}c`));
    expectCleanWire(raw);
  });

  it.each(nasty.map((text, i) => [i, text]))('header text %i %j', async (_, text) => {
    const subject = compileMail({ subject: 'x {{v}} y', text: '', html: '', holes: ['v'] });
    const render = () =>
      subject.render(
        { v: text },
        { ...head, to: { name: `x ${text} y`, address: 'ana@example.com' }, headers: { 'X-Note': `x ${text} y` } },
      );
    if (/[\r\n\0]/.test(text)) return expect(render).toThrow(expect.objectContaining({ code: 'mail.header' }));
    const raw = render();
    const mail = await PostalMime.parse(raw);
    expect(mail.subject).toBe(`x ${text} y`);
    expect(mail.to).toEqual([{ name: `x ${text} y`, address: 'ana@example.com' }]);
    expectCleanWire(raw);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('a', ' ', '=', '.', '\n', '\r', '\t', 'é', '😀', 'From ', '&', '<'),
      maxLength: 300,
    }),
  );

  it('any text between any texts', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, anyText, async (before, value, after) => {
        fc.pre(!/\{\{/.test(before + after) && !(before + value + after).includes('\ufeff'));
        const raw = compileMail({
          subject: '',
          text: `a${before}{{v}}${after}b`,
          html: `a${before}{{v}}${after}b`,
          holes: ['v'],
        }).render({ v: value }, head);
        const mail = await parse(raw);
        // A CR of one piece and an LF of the next are two line ends: pieces do not know each other.
        expect(mail.text).toBe(`a${asSent(before)}${asSent(value)}${asSent(after)}b`);
        expect(mail.html.replace(/&(amp|lt|gt|quot|#39);/g, '')).toBe(
          `a${asSent(before)}${asSent(value).replace(/[&<>"']/g, '')}${asSent(after)}b`.replace(
            /&(amp|lt|gt|quot|#39);/g,
            '',
          ),
        );
        expectCleanWire(raw);
      }),
      { numRuns: 400 },
    );
  });

  it('any subject and any name, or a refusal', async () => {
    const template = compileMail({ subject: '{{v}}', text: 't', html: 'h', holes: ['v'] });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (subject, name) => {
        const render = () => template.render({ v: subject }, { ...head, from: { name, address: 'a@example.com' } });
        if (/[\r\n\0]/.test(subject + name))
          return expect(render).toThrow(expect.objectContaining({ code: 'mail.header' }));
        const raw = render();
        const mail = await PostalMime.parse(raw);
        expect(mail.subject ?? '').toBe(wellFormed(subject));
        expect(mail.from?.name).toBe(wellFormed(name));
        expectCleanWire(raw);
        expect(mail.headers.map(({ key }) => key)).toEqual([
          'from',
          'to',
          'subject',
          'date',
          'message-id',
          'auto-submitted',
          'mime-version',
          'content-type',
        ]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('no stored text can add a header or a recipient', () => {
  const template = compileMail({ subject: '{{v}}', text: '{{v}}', html: '{{v}}', holes: ['v'] });
  const evil = ['a\r\nBcc: eve@example.com', 'a\nBcc: eve@example.com', 'a\rBcc: eve@example.com', 'a\0b'];

  it.each(
    evil.flatMap((text): [string, Partial<MailHead>][] => [
      ['the name of the recipient', { to: { name: text, address: 'ana@example.com' } }],
      ['the address of the recipient', { to: { address: text } }],
      ['the sender', { from: { name: text, address: 'ana@example.com' } }],
      ['the reply address', { replyTo: { address: text } }],
      ['the message id', { messageId: `<${text}@example.com>` }],
      ['an unsubscribe link', { unsubscribe: [`https://example.com/${text}`] }],
      ['a further header', { headers: { 'X-Note': text } }],
      ['the name of a further header', { headers: { [text]: 'x' } }],
    ]),
  )('%s: %j is refused', (_, part) => {
    expect(() => template.render({ v: 'x' }, { ...head, ...part })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^mail\./) }),
    );
  });

  it.each(evil)('the subject: %j is refused', (text) => {
    expect(() => template.render({ v: text }, head)).toThrow(expect.objectContaining({ code: 'mail.header' }));
  });

  it.each([
    'To',
    'cc',
    'BCC',
    'Subject',
    'Content-Type',
    'Resent-To',
    'DKIM-Signature',
    'List-Unsubscribe-Post',
    'Return-Path',
  ])('a further header %s is refused', (name) => {
    expect(() => template.render({ v: 'x' }, { ...head, headers: { [name]: 'x' } })).toThrow(
      expect.objectContaining({ code: 'mail.header' }),
    );
  });

  it('a value is never read as a template', async () => {
    const two = compileMail({ subject: 's', text: '{{a}} {{b}}', html: '{{a}} {{b}}', holes: ['a', 'b'] });
    expect((await parse(two.render({ a: '{{b}}', b: 'secret' }, head))).text).toBe('{{b}} secret');
  });

  it.each([
    ['an empty list of links', { unsubscribe: ['javascript:alert(1)'] }],
    ['a link with a bracket', { unsubscribe: ['https://a.example/>x'] }],
    ['a date that is none', { date: new Date(NaN) }],
  ])('%s is refused', (_, part) => {
    expect(() => template.render({ v: 'x' }, { ...head, ...part })).toThrow(
      expect.objectContaining({ code: 'mail.header' }),
    );
  });
});

describe('a template', () => {
  it('names its holes once each', () => {
    const template = compileMail({
      subject: '{{ a }}',
      text: '{{b.c}}{{a}}',
      html: '{{d-e}}',
      holes: ['a', 'b.c', 'd-e', 'unused'],
    });
    expect(template.holes).toEqual(['a', 'b.c', 'd-e']);
  });

  it('with a hole that nobody fills is refused with the names that are', () => {
    expect(() => compileMail({ subject: 's', text: 'Hi {{rep.age}}', html: '', holes: ['rep.firstName'] })).toThrow(
      expect.objectContaining({
        code: 'mail.template',
        details: [
          { where: 'text', what: 'has {{rep.age}}, which is not filled here', fix: 'use one of: rep.firstName' },
        ],
      }),
    );
  });

  it('with a line break in the subject is refused', () => {
    expect(() => compileMail({ subject: 'a\nb', text: '', html: '', holes: [] })).toThrow(
      expect.objectContaining({ code: 'mail.header' }),
    );
  });

  it.each(['constructor', 'toString', '__proto__', 'missing'])('does not invent a value for {{%s}}', (name) => {
    const template = compileMail({
      subject: 's',
      text: `{{x${name}}}{{${name.replaceAll('_', 'a')}}}`,
      html: '',
      holes: [`x${name}`, name.replaceAll('_', 'a')],
    });
    expect(() => template.render({ [`x${name}`]: '' }, head)).toThrow(expect.objectContaining({ code: 'mail.value' }));
  });

  it('may be empty', async () => {
    const raw = compileMail({ subject: '', text: '', html: '', holes: [] }).render({}, head);
    expect((await PostalMime.parse(raw)).subject ?? '').toBe('');
    expect(lines(raw).at(-2)).toBe('--=_relais_alternative--');
  });
});
