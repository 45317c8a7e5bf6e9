import { readMessage } from '../message.js';
import type { OwnReference } from './bounce-report.rules.js';
import type { OwnMarks } from './own-reference.rules.js';
import { readBounce } from './read-bounce.rules.js';

/** Tokens of this test: `t` and the number. */
const own: OwnMarks = {
  domains: ['relais.example'],
  openToken: (token) => /^t(\d+)$/.exec(token)?.[1] ?? null,
};

interface Bounce {
  to?: string;
  head?: string;
  returned?: string;
}

async function oursIn(
  { to = 'bounce@relais.example', head = '', returned = '' }: Bounce,
  envelope: string[] = [],
): Promise<OwnReference> {
  const raw = [
    'From: MAILER-DAEMON@mx.partner.example',
    `To: ${to}`,
    'Subject: Undelivered Mail',
    ...(head ? [head] : []),
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.partner.example',
    '',
    'Final-Recipient: rfc822; zoe@partner.example',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    returned,
    '',
    '--b--',
  ].join('\r\n');
  return readBounce(await readMessage(Buffer.from(raw)), own, { sender: '', recipients: envelope })!.ours;
}

describe('which delivery a bounce is about', () => {
  it.each<[string, Bounce, string[], OwnReference]>([
    ['token in the envelope', {}, ['bounce+t42@relais.example'], { deliveryId: '42', by: 'verp' }],
    ['token in To', { to: '<bounce+t42@relais.example>' }, [], { deliveryId: '42', by: 'verp' }],
    [
      'token in Delivered-To',
      { head: 'Delivered-To: bounce+t42@RELAIS.example' },
      [],
      { deliveryId: '42', by: 'verp' },
    ],
    [
      'our Message-ID',
      { returned: 'Message-ID: <delivery.42@relais.example>' },
      [],
      { deliveryId: '42', by: 'message-id' },
    ],
    [
      'a reference to our Message-ID',
      { head: 'References: <delivery.42@relais.example>' },
      [],
      { deliveryId: '42', by: 'message-id' },
    ],
    [
      'our header, the Message-ID rewritten by the relay',
      { returned: 'Message-ID: <0101@email.amazonses.com>\r\nX-Relais-Delivery: 42' },
      [],
      { deliveryId: '42', by: 'x-header' },
    ],
    [
      'our Message-ID in a sentence',
      { returned: 'about the message delivery.42@relais.example.' },
      [],
      { deliveryId: '42', by: 'message-id' },
    ],
    [
      'our Message-ID in a quoted head',
      { returned: '> Message-Id: <delivery.42@RELAIS.example>' },
      [],
      { deliveryId: '42', by: 'message-id' },
    ],
    [
      'the token as the sender of the returned mail',
      { returned: 'Return-Path: <bounce+t42@relais.example>\r\nMessage-ID: <1@rewritten.example>' },
      [],
      { deliveryId: '42', by: 'verp' },
    ],
    [
      'the token signed by a relay (BATV)',
      {},
      ['prvs=1234abcdef=bounce+t42@relais.example'],
      { deliveryId: '42', by: 'verp' },
    ],
    [
      'the token before the Message-ID',
      { returned: 'Message-ID: <delivery.7@relais.example>' },
      ['bounce+t42@relais.example'],
      { deliveryId: '42', by: 'verp' },
    ],
    [
      'the Message-ID before the header',
      { returned: 'X-Relais-Delivery: 7\r\nMessage-ID: <delivery.42@relais.example>' },
      [],
      { deliveryId: '42', by: 'message-id' },
    ],
  ])('%s', async (_, bounce, envelope, expected) => {
    expect(await oursIn(bounce, envelope)).toEqual(expected);
  });

  it.each<[string, Bounce, string[]]>([
    ['no mark at all', {}, []],
    ['a token we did not make', {}, ['bounce+forged@relais.example']],
    ["a token of somebody else's domain", {}, ['bounce+t42@elsewhere.example']],
    ["a Message-ID of somebody else's domain", { returned: 'Message-ID: <delivery.42@elsewhere.example>' }, []],
    ['a Message-ID that only looks like ours', { returned: 'Message-ID: <delivery.42x@relais.example>' }, []],
    ['a number no database holds', { returned: 'Message-ID: <delivery.99999999999999999999@relais.example>' }, []],
    ['a header that is no number', { returned: "X-Relais-Delivery: 1' or '1'='1" }, []],
    ['a longer Message-ID that ends like ours', { returned: 'x-delivery.42@relais.example' }, []],
    ['our header in the middle of a line', { returned: 'Subject: see X-Relais-Delivery: 42' }, []],
  ])('not ours: %s', async (_, bounce, envelope) => {
    expect(await oursIn(bounce, envelope)).toEqual({ deliveryId: null, by: null });
  });

  it('no report is ours for an installation without marks', async () => {
    const raw =
      'From: MAILER-DAEMON@mx.example\r\nTo: bounce+t42@relais.example\r\nSubject: failure notice\r\n\r\n<zoe@partner.example>: no such user\r\n';
    expect(readBounce(await readMessage(Buffer.from(raw)))!.ours).toEqual({ deliveryId: null, by: null });
  });
});
