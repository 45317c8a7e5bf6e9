import { readMessage, type InboundMessage } from '../message.js';
import type { BounceReport, ReportNature } from './bounce-report.rules.js';
import { readBounce } from './read-bounce.rules.js';

const DAEMON = 'Mail Delivery System <MAILER-DAEMON@mx.partner.example>';
const ZOE = 'Zoe <zoe@partner.example>';
const RETURNED = [
  'Received: from relais.example ([192.0.2.1]) by mx.partner.example; Mon, 1 Jun 2026 10:00:00 +0000',
  'Message-ID: <delivery.42@relais.example>',
  'From: Kelvane <learn@relais.example>',
  'To: zoe@partner.example',
  'Subject: Two minutes on rates',
].join('\n');

interface Mail {
  from?: string;
  subject?: string;
  head?: string[];
  body: string;
}

const read = async (mail: Mail): Promise<BounceReport | null> => readBounce(await messageOf(mail));

function messageOf({ from = DAEMON, subject = 'Returned mail', head = [], body }: Mail): Promise<InboundMessage> {
  const lines = [`From: ${from}`, 'To: bounce@relais.example', `Subject: ${subject}`, ...head, '', body];
  return readMessage(Buffer.from(lines.join('\n').replace(/\n/g, '\r\n')));
}

/** A multipart mail of [media type, text] parts. */
function multipart(kind: string, ...parts: [string, string][]): { head: string[]; body: string } {
  const body = parts.map(([type, text]) => `--b\nContent-Type: ${type}\n\n${text}\n`).join('') + '--b--\n';
  return { head: ['MIME-Version: 1.0', `Content-Type: ${kind}; boundary=b`], body };
}

const dsn = (...groups: string[]): { head: string[]; body: string } =>
  multipart(
    'multipart/report; report-type=delivery-status',
    ['text/plain', 'This is a report.'],
    ['message/delivery-status', ['Reporting-MTA: dns; mx.partner.example', ...groups].join('\n\n')],
    ['text/rfc822-headers', RETURNED],
  );

const group = (who: string, action: string, status: string, text = ''): string =>
  `Final-Recipient: rfc822; ${who}\nAction: ${action}\nStatus: ${status}${text ? `\nDiagnostic-Code: smtp; ${text}` : ''}`;

const arf = (fields: string): { head: string[]; body: string } =>
  multipart(
    'multipart/report; report-type=feedback-report',
    ['text/plain', 'This is an abuse report. The mailbox is full of them.'],
    ['message/feedback-report', fields],
    ['message/rfc822', `${RETURNED}\n\nHello`],
  );

const brief = (report: BounceReport | null): [ReportNature, Record<string, string>] | null =>
  report && [report.nature, Object.fromEntries(report.recipients.map((r) => [r.address, r.class]))];

describe('delivery status notifications (RFC 3464)', () => {
  it.each<[string, string[], ReportNature, Record<string, string>]>([
    ['failed', [group('zoe@partner.example', 'failed', '5.1.1')], 'bounce', { 'zoe@partner.example': 'hard' }],
    ['delayed', [group('zoe@partner.example', 'delayed', '4.4.1')], 'delayed', { 'zoe@partner.example': 'soft' }],
    [
      'delivered',
      [group('zoe@partner.example', 'delivered', '2.1.5')],
      'not-a-bounce',
      { 'zoe@partner.example': 'unknown' },
    ],
    [
      'expanded to a list',
      [group('all@partner.example', 'expanded', '2.0.0')],
      'not-a-bounce',
      { 'all@partner.example': 'unknown' },
    ],
    [
      'two of a list, one still waiting',
      [
        group('zoe@partner.example', 'failed', '5.1.1'),
        group('max@partner.example', 'failed (full)', '5.2.2'),
        group('ana@partner.example', 'delayed', '4.4.1'),
      ],
      'bounce',
      { 'zoe@partner.example': 'hard', 'max@partner.example': 'soft' },
    ],
    [
      'angle brackets, capitals, no space',
      [group('<Zoe@Partner.example>', 'FAILED', '5.7.1 (policy)')],
      'bounce',
      { 'Zoe@Partner.example': 'policy' },
    ],
    [
      'the same person twice',
      [group('zoe@partner.example', 'failed', '5.1.1'), group('ZOE@partner.example', 'failed', '5.1.1')],
      'bounce',
      { 'zoe@partner.example': 'hard' },
    ],
    [
      'an action nobody knows',
      [group('zoe@partner.example', 'exploded', '5.1.1')],
      'bounce',
      { 'zoe@partner.example': 'hard' },
    ],
    [
      'deferred, which RFC 3464 does not know',
      [group('zoe@partner.example', 'deferred', '4.4.1')],
      'delayed',
      { 'zoe@partner.example': 'soft' },
    ],
    [
      'two people without an empty line between them',
      [`${group('zoe@partner.example', 'failed', '5.1.1')}\n${group('ana@partner.example', 'failed', '5.2.2')}`],
      'bounce',
      { 'zoe@partner.example': 'hard', 'ana@partner.example': 'soft' },
    ],
    [
      'letters of other scripts as numbers (RFC 6533)',
      [group('zo\\x{E9}@partner.example', 'failed', '5.1.1').replace('rfc822', 'utf-8')],
      'bounce',
      { 'zoé@partner.example': 'hard' },
    ],
    ['no address, only a local name', [group('zoe', 'failed', '5.1.1')], 'bounce', { 'zoe@partner.example': 'hard' }],
  ])('%s', async (_, groups, nature, recipients) => {
    expect(brief(await read(dsn(...groups)))).toEqual([nature, recipients]);
  });

  it('tells who reported, about which message, and to whom it was sent when that was another address', async () => {
    const fields = `Original-Recipient: rfc822;zoe@partner.example\n${group('z@elsewhere.example', 'failed', '5.0.0', '550 5.1.1 no such user')}`;
    expect(await read(dsn(fields))).toEqual({
      nature: 'bounce',
      originalMessageId: '<delivery.42@relais.example>',
      ours: { deliveryId: null, by: null },
      recipients: [
        {
          address: 'z@elsewhere.example',
          sentTo: 'zoe@partner.example',
          class: 'hard',
          status: '5.1.1',
          diagnostic: '550 5.1.1 no such user',
          reportingMta: 'mx.partner.example',
        },
      ],
    });
  });

  it('understands the fields in a part that is not labelled as a report', async () => {
    const body = `Reporting-MTA: dns; mx\n\n${group('zoe@partner.example', 'failed', '5.1.1')}\n`;
    expect(brief(await read({ body }))).toEqual(['bounce', { 'zoe@partner.example': 'hard' }]);
  });
});

describe('reports about our mail by mailbox providers (RFC 5965)', () => {
  it.each<[string, string, ReportNature, Record<string, string>]>([
    [
      'spam button',
      'Feedback-Type: abuse\nOriginal-Rcpt-To: <zoe@partner.example>',
      'complaint',
      { 'zoe@partner.example': 'unknown' },
    ],
    [
      'spam button, person blacked out',
      'Feedback-Type: abuse\nVersion: 1',
      'complaint',
      { 'zoe@partner.example': 'unknown' },
    ],
    [
      'wish to leave',
      'Feedback-Type: opt-out\nRemoval-Recipient: zoe@partner.example',
      'complaint',
      { 'zoe@partner.example': 'unknown' },
    ],
    ['fraud', 'Feedback-Type: fraud', 'complaint', { 'zoe@partner.example': 'unknown' }],
    ['rescued from the spam folder', 'Feedback-Type: not-spam', 'not-a-bounce', { 'zoe@partner.example': 'unknown' }],
    [
      'our authentication failed, nobody complained',
      'Feedback-Type: auth-failure\nAuth-Failure: dmarc',
      'bounce',
      { 'zoe@partner.example': 'policy' },
    ],
  ])('%s', async (_, fields, nature, recipients) => {
    expect(
      brief(await read({ from: 'feedback@provider.example', subject: 'FW: Two minutes', ...arf(fields) })),
    ).toEqual([nature, recipients]);
  });

  it("Outlook.com's reports, which have no report part", async () => {
    const attached = multipart('multipart/mixed', [
      'message/rfc822',
      `X-HmXmrOriginalRecipient: <zoe@outlook.example>\n${RETURNED}\n\nHello`,
    ]);
    const report = await read({
      from: 'staff@hotmail.example',
      subject: 'complaint about message from 192.0.2.1',
      ...attached,
    });
    expect(brief(report)).toEqual(['complaint', { 'zoe@outlook.example': 'unknown' }]);
    expect(report?.originalMessageId).toBe('<delivery.42@relais.example>');
  });
});

describe('machines that answer for people (RFC 3834)', () => {
  it.each<[string, Mail]>([
    ['Auto-Submitted', { from: ZOE, subject: 'Away', head: ['Auto-Submitted: auto-replied'], body: 'Back on Monday.' }],
    ['nothing but the subject', { from: ZOE, subject: 'Automatic reply: Two minutes', body: 'Back on Monday.' }],
    [
      'in French, subject encoded',
      { from: ZOE, subject: '=?utf-8?B?UsOpcG9uc2UgYXV0b21hdGlxdWUgOiBhYnNlbmNl?=', body: 'De retour lundi.' },
    ],
    [
      'a note that speaks of undelivered mail',
      {
        from: ZOE,
        head: ['Return-Path: <>', 'X-Autoreply: yes'],
        body: 'Your message was not delivered to anybody else.',
      },
    ],
    [
      'a read receipt',
      {
        from: ZOE,
        subject: 'Read: Two minutes',
        ...multipart('multipart/report; report-type=disposition-notification', ['text/plain', 'Read.']),
      },
    ],
    ...[
      'Automatisch antwoord',
      'Autosvar',
      'Odpowiedź automatyczna',
      'Автоматический ответ',
      '自動返信',
      '자동 회신',
    ].map((subject): [string, Mail] => [subject, { from: ZOE, subject: `${subject}: Two minutes`, body: 'x' }]),
    [
      'a read receipt of a mail that was deleted unread',
      {
        from: ZOE,
        subject: 'Not read: Two minutes',
        ...multipart(
          'multipart/mixed',
          ['text/plain', 'Your message was not delivered to the reader: deleted without being read.'],
          ['message/disposition-notification', 'Disposition: automatic-action/MDN-sent-automatically; deleted'],
        ),
      },
    ],
    [
      'Exchange',
      {
        from: ZOE,
        subject: 'Two minutes',
        head: ['X-Message-Class: IPM.Note.Rules.OofTemplate.Microsoft'],
        body: 'Away.',
      },
    ],
  ])('%s', async (_, mail) => {
    expect(brief(await read(mail))).toEqual(['auto-reply', { 'zoe@partner.example': 'unknown' }]);
  });
});

it('takes the null sender of the envelope for a sign, and a quoted complaint for none', async () => {
  const noted = await messageOf({
    from: 'gateway@partner.example',
    subject: 'Two minutes',
    body: 'Could not be delivered:\n\n<zoe@partner.example>: user unknown',
  });
  expect(readBounce(noted)).toBeNull();
  expect(brief(readBounce(noted, undefined, { sender: '', recipients: [] }))).toEqual([
    'bounce',
    { 'zoe@partner.example': 'hard' },
  ]);
  expect(
    await read({
      from: ZOE,
      subject: 'what is this?',
      body: 'Feedback-Type: abuse\nOriginal-Rcpt-To: max@partner.example',
    }),
  ).toBeNull();
});

describe('what people write is no report', () => {
  it.each<[string, Mail]>([
    ['an answer', { from: ZOE, subject: 'Re: Two minutes', body: 'B' }],
    [
      'talk of bounces',
      {
        from: ZOE,
        subject: 'Re: Two minutes',
        body: 'Your mail to max@partner.example was not delivered, his mailbox is full.',
      },
    ],
    [
      'a forwarded bounce',
      {
        from: ZOE,
        subject: 'Fwd: Undelivered Mail Returned to Sender',
        body: 'See below: user unknown, could not be delivered.',
      },
    ],
    ['a parcel', { from: ZOE, subject: 'Delivery problem', body: 'B. I had a delivery problem with a parcel.' }],
    ['quoted report fields', { from: ZOE, subject: 'help', body: group('max@partner.example', 'failed', '5.1.1') }],
    ['Auto-Submitted: no', { from: ZOE, subject: 'Re: Two minutes', head: ['Auto-Submitted: no'], body: 'B' }],
    ['nothing at all', { from: ZOE, subject: '', body: '' }],
  ])('%s', async (_, mail) => {
    expect(await read(mail)).toBeNull();
  });
});

describe('hostile or damaged reports are read in a moment, without a throw', () => {
  const many = 20_000;
  it.each<[string, Mail]>([
    ['a report part without fields', dsn()],
    [
      'three thousand recipients',
      dsn(...Array.from({ length: 3_000 }, (_, i) => group(`z${i}@partner.example`, 'failed', '5.1.1'))),
    ],
    [
      'three thousand addresses in words',
      { body: Array.from({ length: 3_000 }, (_, i) => `<z${i}@p.example>:`).join('\n') },
    ],
    ['one endless line of dashes', { body: `${'-'.repeat(many)}x` }],
    ['one endless local part', { body: `<${'a'.repeat(many)}@${'b.'.repeat(many)}>: user unknown` }],
    ['one endless sentence', { body: `user ${'recipient '.repeat(many)}` }],
    ['brackets without end', { head: ['Content-Type: text/html'], body: '<style'.repeat(many) }],
    [
      'folds without end',
      dsn(`Final-Recipient: rfc822; zoe@partner.example\nDiagnostic-Code: smtp; x${'\n a'.repeat(many)}`),
    ],
    ['references without end', { head: [`References: ${'<delivery.'.repeat(many)}`], body: 'user unknown' }],
    ['a subject without end', { subject: 'delivery '.repeat(many), body: 'x' }],
    [
      'failed recipients without end',
      { head: [`X-Failed-Recipients: ${'zoe@partner.example,'.repeat(5_000)}`], body: 'x' },
    ],
    [
      'a multipart without boundary',
      {
        head: ['Content-Type: multipart/report; report-type=delivery-status'],
        body: '<zoe@partner.example>: user unknown',
      },
    ],
    ['bytes of no charset', { body: '\u0000\uFFFF\uD800 <zoe@partner.example>: user unknown' }],
  ])('%s', async (_, mail) => {
    const message = await messageOf(mail);
    const report = readBounce(message);
    expect(report?.recipients.length ?? 0).toBeLessThanOrEqual(100);
    for (const { diagnostic } of report?.recipients ?? []) expect(diagnostic?.length ?? 0).toBeLessThanOrEqual(500);
  });
});
