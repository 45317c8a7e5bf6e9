import { readMessage } from '../message.js';
import type { BounceClass } from './bounce-report.rules.js';
import { readBounce } from './read-bounce.rules.js';

/** What servers write around the other server's words. Nothing of it may be taken for the reason. */
const WRAPPINGS: readonly [string, string, (said: string) => string[]][] = [
  [
    'Postfix',
    'Undelivered Mail Returned to Sender',
    (said) => [
      ...["I'm sorry to have to inform you that your message could not", 'be delivered to one or more recipients.', ''],
      ...['For further assistance, please send mail to postmaster.', '', '                   The mail system', ''],
      `<zoe@partner.example>: host mx.partner.example[192.0.2.1] said: ${said}`,
    ],
  ],
  [
    'Exim',
    'Mail delivery failed: returning message to sender',
    (said) => [
      ...[
        'A message that you sent could not be delivered to one or more of its',
        'recipients. This is a permanent error.',
      ],
      ...['The following address(es) failed:', '', '  zoe@partner.example', '    host mx.partner.example [192.0.2.1]'],
      ...['    SMTP error from remote mail server after RCPT TO:<zoe@partner.example>:', `    ${said}`],
    ],
  ],
  [
    'qmail',
    'failure notice',
    (said) => [
      ...["I'm afraid I wasn't able to deliver your message to the following addresses."],
      ...["This is a permanent error; I've given up. Sorry it didn't work out.", '', '<zoe@partner.example>:'],
      ...['192.0.2.1 does not like recipient.', `Remote host said: ${said}`, 'Giving up on 192.0.2.1.'],
    ],
  ],
  [
    'sendmail',
    'Returned mail: see transcript for details',
    (said) => [
      ...['   ----- The following addresses had permanent fatal errors -----', '<zoe@partner.example>'],
      ...[`    (reason: ${said})`, '', '   ----- Transcript of session follows -----'],
      ...['... while talking to mx.partner.example.:', '>>> RCPT To:<zoe@partner.example>', `<<< ${said}`],
      '554 5.0.0 Service unavailable',
    ],
  ],
  [
    'Gmail',
    'Delivery Status Notification (Failure)',
    (said) => [
      ...['Delivery to the following recipient failed permanently:', '', '     zoe@partner.example', ''],
      ...[
        'Technical details of permanent failure:',
        'Google tried to deliver your message, but it was rejected by the',
      ],
      ...['server for the recipient domain partner.example by mx.partner.example. [192.0.2.1].', ''],
      ...['The error that the other server returned was:', said],
    ],
  ],
  [
    'Exchange',
    'Undeliverable: Two minutes',
    (said) => [
      ...['Delivery has failed to these recipients or groups:', '', 'zoe@partner.example'],
      ...['A problem occurred during the delivery of this message. Please contact your helpdesk.', ''],
      ...['Diagnostic information for administrators:', '', 'zoe@partner.example', `Remote Server returned '${said}'`],
    ],
  ],
  [
    'a server that says everything in one line',
    'There was an error sending your mail',
    (said) => [
      'We had trouble delivering your message. Full details follow:',
      `SMTP Server <mx.partner.example> rejected recipient <zoe@partner.example> (Error following RCPT command). It responded as follows: [${said}]`,
    ],
  ],
];

const SAID: readonly [BounceClass, string][] = [
  ['hard', '550 5.1.1 <zoe@partner.example>: user unknown'],
  ['hard', '550 Requested action not taken: mailbox unavailable'],
  ['soft', '450 Requested mail action not taken: mailbox unavailable'],
  ['soft', '552 5.2.2 Mailbox full'],
  ['soft', '451 4.3.0 Temporary lookup failure'],
  ['policy', '550 Rejected'],
  ['policy', '550 5.7.1 Command rejected'],
  ['policy', '550 Zugriff verweigert'],
  ['policy', '554 Denied (Mode: normal)'],
  ['policy', '550 This system is configured to reject mail from 192.0.2.1; contact our helpdesk'],
  ['policy', '530 5.7.0 Must issue a STARTTLS command first'],
  ['unknown', '550 Zoe cannot come to the door'],
];

const report = (head: string, lines: readonly string[]): Buffer =>
  Buffer.from([`From: MAILER-DAEMON@relay.example\r\nTo: bounce@relais.example\r\n${head}\r\n`, ...lines].join('\r\n'));

describe('the other server’s words mean the same in every report', () => {
  it.each(WRAPPINGS.flatMap(([server, subject, wrap]) => SAID.map((row) => [server, ...row, subject, wrap] as const)))(
    '%s: %s: %s',
    async (_, expected, said, subject, wrap) => {
      const raw = report(`Subject: ${subject}\r\nContent-Type: text/plain; charset=utf-8`, wrap(said));
      expect(readBounce(await readMessage(raw))?.recipients).toMatchObject([
        { address: 'zoe@partner.example', class: expected },
      ]);
    },
  );

  it.each(SAID)('a delivery status, whatever its text part guesses: %s: %s', async (expected, said) => {
    const raw = report('Content-Type: multipart/report; report-type=delivery-status; boundary=b', [
      ...['--b', '', 'It may be that the mailbox is full.', '--b', 'Content-Type: message/delivery-status', ''],
      ...['Final-Recipient: rfc822; zoe@partner.example', 'Action: failed', 'Status: 5.0.0'],
      ...[`Diagnostic-Code: smtp; ${said}`, '--b--'],
    ]);
    const found = readBounce(await readMessage(raw))?.recipients;
    // Words that nobody here knows say nothing, so the guess is better than nothing.
    const known = expected === 'unknown' ? 'soft' : expected;
    expect(found).toMatchObject([{ address: 'zoe@partner.example', class: known }]);
  });
});
