import { readMessage } from '../message.js';
import type { ReportNature } from './bounce-report.rules.js';
import { readBounce } from './read-bounce.rules.js';

/** A report without machine-readable part, in the form a mail server gives it. */
interface Format {
  server: string;
  from?: string;
  type?: string;
  subject?: string;
  head?: string[];
  lines: string[];
  says: [ReportNature, Record<string, string>];
}

// The returned mail does not name its recipient, so that the report itself must be understood.
const RETURNED = [
  'Received: from relais.example ([192.0.2.1]) by mx.relay.example; Mon, 1 Jun 2026 10:00:00 +0000',
  'Message-ID: <delivery.42@relais.example>',
  'From: Kelvane <learn@relais.example>',
  'Subject: Two minutes on rates',
  '',
  'Which rate applies to max@partner.example? User unknown, mailbox full, spam.',
];
const hard: Format['says'] = ['bounce', { 'zoe@partner.example': 'hard' }];
const soft: Format['says'] = ['bounce', { 'zoe@partner.example': 'soft' }];
const policy: Format['says'] = ['bounce', { 'zoe@partner.example': 'policy' }];
const waiting: Format['says'] = ['delayed', { 'zoe@partner.example': 'unknown' }];
const fine: Format['says'] = ['not-a-bounce', { 'zoe@partner.example': 'unknown' }];
const OUTLOOK = 'Microsoft Outlook <MicrosoftExchange329e71ec88ae@relay.example>';
const delayed: Format['says'] = ['delayed', { 'zoe@partner.example': 'soft' }];

// prettier-ignore
const FORMATS: Format[] = [
  { server: 'qmail', subject: 'failure notice', says: hard, lines: [
    'Hi. This is the qmail-send program at relay.example.', "I'm afraid I wasn't able to deliver your message to the following addresses.",
    "This is a permanent error; I've given up. Sorry it didn't work out.", '', '<zoe@partner.example>:', '192.0.2.7 does not like recipient.',
    'Remote host said: 550 5.1.1 unknown', 'Giving up on 192.0.2.7.', '', '--- Below this line is a copy of the message.', '', ...RETURNED] },
  { server: 'sendmail of old', says: hard, lines: [
    '   ----- Transcript of session follows -----', 'While talking to smtp.partner.example:', '>>> RCPT To:<zoe@partner.example>',
    '<<< 550 <zoe@partner.example>, User Unknown', '550 <zoe@partner.example>... User unknown', '', '   ----- Unsent message follows -----', ...RETURNED] },
  { server: 'sendmail, warning', subject: 'Warning: could not send message for past 4 hours', says: delayed, lines: [
    '    **      THIS IS A WARNING MESSAGE ONLY      **', '    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **', '',
    '   ----- Transcript of session follows -----', '<zoe@partner.example>... Deferred: Connection timed out with mx.partner.example.',
    'Warning: message still undelivered after 4 hours', 'Will keep trying until message is 5 days old'] },
  { server: 'sendmail of old, two people', says: ['bounce', { 'zoe@partner.example': 'hard', 'ana@partner.example': 'soft' }], lines: [
    '   ----- The following addresses had permanent fatal errors -----', '<zoe@partner.example>', '<ana@partner.example>', '',
    '   ----- Transcript of session follows -----', '550 <zoe@partner.example>... User unknown', '552 <ana@partner.example>... Mailbox full',
    '', '   ----- Message header follows -----', ...RETURNED] },
  { server: 'a gateway that writes only HTML', type: 'text/html', says: hard, lines: [
    '<html><body><p>Your message to <b>zoe@partner.example</b> couldn&#39;t be delivered.</p>', '<p>The recipient&nbsp;address does not exist.</p></body></html>'] },
  { server: 'Exim', subject: 'Mail delivery failed: returning message to sender', says: soft, lines: [
    'This message was created automatically by mail delivery software.', '', 'A message that you sent could not be delivered to one or more of its',
    'recipients. This is a permanent error. The following address(es) failed:', '', '  zoe@partner.example', '    mailbox is full: retry timeout exceeded', '',
    '------ This is a copy of the message, including all the headers. ------', '', ...RETURNED] },
  { server: 'Exim, warning', subject: 'Warning: message 1X-000-00 delayed 24 hours', says: delayed, lines: [
    'A message that you sent has not yet been delivered to one or more of its', 'recipients after more than 24 hours on the queue on mx.relay.example.', '',
    'The address to which the message has not yet been delivered is:', '', '  zoe@partner.example', '    Delay reason: Connection timed out', '',
    'No action is required on your part. Delivery attempts will continue for', 'some time. Eventually the mail delivery software will give up.'] },
  { server: 'OpenSMTPD', subject: 'Delivery status notification: error', says: soft, lines: [
    '    Hi!', '', '    This is the MAILER-DAEMON, please DO NOT REPLY to this email.', '', '    An error has occurred while attempting to deliver a message for',
    '    the following list of recipients:', '', 'zoe@partner.example: 550 5.2.2 <zoe@partner.example>: mailbox full', '',
    '    Below is a copy of the original message:', '', ...RETURNED] },
  { server: 'OpenSMTPD, delay', subject: 'Delivery status notification: delayed', says: delayed, lines: [
    '    Hi!', '', '    A message is delayed for more than 4 hours for the following', '    list of recipients:', '', 'zoe@partner.example: 451 4.7.1 try again later',
    '', '    The message is kept in the queue for up to 4 days.', '    You DO NOT NEED to re-send the message to these recipients.'] },
  { server: 'Exchange 2003', from: 'System Administrator <postmaster@relay.example>', subject: 'Undeliverable: Two minutes on rates', says: hard, lines: [
    'Your message did not reach some or all of the intended recipients.', '', '      Subject:\tTwo minutes on rates', '      Sent:\t6/1/2026 10:00 AM', '',
    'The following recipient(s) could not be reached:', '', '      zoe@partner.example on 6/1/2026 10:01 AM',
    '            The e-mail account does not exist at the organization this message was sent to.', '            <mx.partner.example #5.1.1>'] },
  { server: 'Exchange 5.5', from: 'System Administrator <postmaster@relay.example>', subject: 'Undeliverable: Two minutes on rates', says: hard, lines: [
    'Your message', '', '  To:      zoe@partner.example', '  Subject: Two minutes on rates', '  Sent:    Mon, 1 Jun 2026 10:00:00 +0000', '',
    'did not reach the following recipient(s):', '', 'zoe@partner.example on Mon, 1 Jun 2026 10:01:00 +0000', '    The recipient name is not recognized',
    '    MSEXCH:IMS:Partner:HQ:EX1 0 (000C05A6) Unknown Recipient'] },
  { server: 'Yahoo, two people', subject: 'failure delivery', says: ['bounce', { 'zoe@partner.example': 'hard', 'ana@partner.example': 'soft' }], lines: [
    'Message from yahoo.example.', 'Unable to deliver message to the following address(es).', '', '<zoe@partner.example>:',
    "This user doesn't have a yahoo.example account (zoe@partner.example) [0]", '', '<ana@partner.example>:', '192.0.2.1 failed after I sent the message.',
    'Remote host said: 554 delivery error: dd Sorry, your message cannot be delivered. This mailbox is over quota.', '', '--- Original message follows.', '', ...RETURNED] },
  { server: 'Yahoo, refused sender', subject: 'Failure Notice', says: ['bounce', { 'zoe@partner.example': 'policy' }], lines: [
    'Sorry, we were unable to deliver your message to the following address.', '', '<zoe@partner.example>:', 'Remote host said: 550 rejected [MAIL_FROM]', '',
    '--- Below this line is a copy of the message.', '', ...RETURNED] },
  { server: 'Gmail without report part', subject: 'Delivery Status Notification (Failure)', says: hard, lines: [
    '** Address not found **', '', "Your message wasn't delivered to zoe@partner.example because the address couldn't be found, or is unable to receive mail.", '',
    'The response was:', '', '550 5.1.1 The email account that you tried to reach does not exist.'] },
  { server: 'GMX', says: hard, lines: [
    'This message was created automatically by mail delivery software.', 'A message that you sent could not be delivered to one or more of', 'its recipients.', '',
    '"zoe@partner.example":', 'SMTP error from remote server after RCPT command:', 'host: mx.partner.example', '5.1.1 <zoe@partner.example>... User Unknown', '',
    '--- The header of the original message is following. ---', '', ...RETURNED] },
  { server: 'IONOS', says: soft, lines: [
    'A message that you sent could not be delivered to one or more of', 'its recipients. The following addresses failed:', '', '<zoe@partner.example>',
    'Mail quota exceeded.', '', '--- The header of the original message is following. ---', '', ...RETURNED] },
  { server: 'Apache James', from: 'postmaster@relay.example', subject: 'Re: Two minutes on rates', says: hard, lines: [
    "I'm afraid I wasn't able to deliver your message to the following addresses.", "This is a permanent error; I've given up.", '', 'Failed recipient(s):',
    'zoe@partner.example', '', 'Error message:', '550 - Requested action not taken: no such user here', '', 'The original message is attached.'] },
  { server: 'GroupWise', subject: 'Message status - undeliverable', says: hard, lines: [
    'The message that you sent was undeliverable to the following:', '\tzoe@partner.example (user not found)', '', 'Possibly truncated original message follows:', '', ...RETURNED] },
  { server: 'IMail', from: 'Postmaster <postmaster@relay.example>', subject: 'Undeliverable Mail', says: hard, lines: [
    'Unknown user: zoe@partner.example', '', 'Original message follows.', '', ...RETURNED] },
  { server: 'MDaemon', from: 'MDaemon <MDaemon@relay.example>', subject: 'Permanent Delivery Failure', says: hard, lines: [
    'Failed to deliver message to zoe@partner.example:', '', '  Mailbox does not exist', '', '----- End of session -----'] },
  { server: 'CommuniGate', subject: 'Undeliverable mail: Two minutes on rates', says: hard, lines: [
    "Failed to deliver to 'zoe@partner.example'", 'LOCAL module(account zoe) reports:', ' account does not exist'] },
  { server: 'MailMarshal', says: hard, lines: [
    'Your message:', '   From:    learn@relais.example', '   Subject: Two minutes on rates', '', 'Could not be delivered because of', '', '550 5.1.1 User unknown', '',
    'The following recipients were affected: ', '    zoe@partner.example'] },
  { server: 'Netscape', from: 'Postmaster@relay.example', subject: 'Returned mail: User unknown', says: ['bounce', { 'zoe@partner.example': 'hard', 'ana@partner.example': 'hard' }], lines: [
    'Each of the following recipients was rejected by a remote mail server.', '', '    Recipient: <zoe@partner.example>', '    Reason:    No such user here', '',
    '    Recipient: <ana@partner.example>', '    Reason:    unknown user', '', 'Please reply to Postmaster@relay.example', 'if you feel this message to be in error.'] },
  { server: 'Openwave', from: 'Mail Administrator <Postmaster@relay.example>', subject: 'Mail System Error - Returned Mail', says: soft, lines: [
    'This Message was undeliverable due to the following reason:', '', 'Your message was not delivered within 4 days:', 'Host mx.partner.example is not responding.', '',
    'The following recipients did not receive this message:', '', '     <zoe@partner.example>', '', 'Please reply to postmaster@relay.example', 'if you feel this message to be in error.'] },
  { server: 'KDDI', says: soft, lines: [
    'Your mail sent on: Mon, 1 Jun 2026 10:00:00 +0900', '', ' Could not be delivered to: <zoe@partner.example>', ' As their mailbox is full.', '', ...RETURNED] },
  { server: 'ActiveHunter', says: hard, lines: [
    '  ----- The following addresses had permanent fatal errors -----', '', '>>> zoe@partner.example <zoe@partner.example>', '',
    '  550 sorry, no mailbox here by that name (#5.1.1 - chkusr)', '', '  ----- original message -----', '', ...RETURNED] },
  { server: 'Courier', from: '"Courier mail server at relay.example" <>', subject: 'NOTICE: mail delivery status.', says: hard, lines: [
    'This is a delivery status notification from relay.example,', 'running the Courier mail server, version 0.73.', '', '                           UNDELIVERABLE MAIL', '',
    'Your message to the following recipients cannot be delivered:', '', '<zoe@partner.example>:', '    mx.partner.example [192.0.2.1]:', '>>> RCPT TO:<zoe@partner.example>',
    '<<< 550 User unknown.'] },
  { server: 'Netscape, the reason above two people', says: ['bounce', { 'zoe@partner.example': 'hard', 'ana@partner.example': 'hard' }], lines: [
    'This Message was undeliverable due to the following reason:', '', 'The following destination addresses were unknown (please check', 'the addresses and re-mail the message):', '',
    'SMTP <zoe@partner.example>', 'SMTP <ana@partner.example>', '', 'Please reply to Postmaster@relay.example', 'if you feel this message to be in error.'] },
  { server: 'AOL, people without domain', from: 'MAILER-DAEMON@partner.example', says: policy, lines: [
    'Your mail to the following recipients could not be delivered because they are not accepting mail from learn@relais.example:', '\tzoe'] },
  { server: 'vtext', from: 'post_master@relay.example', subject: 'Undeliverable Message', says: hard, lines: [
    'Message could not be delivered to mobile.', 'Error: No valid recipients for this MM', '', 'Original Message:', 'To: zoe@partner.example', 'Subject: Two minutes'] },
  { server: 'a filter whose mails count as automatic', from: 'Mail Filter <filter@relay.example>', subject: 'Undeliverable: Two minutes', head: ['Auto-Submitted: auto-generated'], says: hard, lines: [
    'Your message could not be delivered to the following recipient:', '', 'zoe@partner.example', '550 5.1.1 User unknown'] },
  { server: 'Exchange in French, full', from: OUTLOOK, subject: 'Non remis : Two minutes', says: soft, lines: [
    'Échec de la remise pour ces destinataires ou groupes :', '', 'zoe@partner.example', 'La boîte aux lettres du destinataire est saturée.', '', 'Informations de diagnostic pour les administrateurs :',
    '', 'zoe@partner.example', '#554 5.2.2 mailbox full ##', '', "En-têtes de message d'origine :", '', ...RETURNED] },
  { server: 'Exchange in Japanese', from: OUTLOOK, subject: '=?utf-8?B?6YWN5L+h5LiN6IO9OiBUd28=?=', says: hard, lines: [
    '次の受信者またはグループへの配信に失敗しました:', '', 'zoe@partner.example', '入力した電子メール アドレスが見つかりませんでした。', '', '管理者向け診断情報:', '', 'zoe@partner.example', '#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##'] },
  { server: 'Exchange in Italian', from: OUTLOOK, subject: 'Non recapitabile: Two minutes', says: hard, lines: [
    'Recapito non riuscito verso i seguenti destinatari o gruppi:', '', 'zoe@partner.example', "Impossibile trovare l'indirizzo di posta elettronica."] },
  { server: 'Exchange in Spanish, delay', from: OUTLOOK, subject: '=?utf-8?Q?Entrega_retrasada:_Two?=', says: waiting, lines: [
    'La entrega a estos destinatarios o grupos se ha retrasado:', '', 'zoe@partner.example', '', 'Este mensaje todavía no se ha entregado. Microsoft Exchange seguirá intentando entregar el mensaje.'] },
  { server: 'Exchange in French, delay', from: OUTLOOK, subject: '=?utf-8?Q?Remise_retard=C3=A9e_:_Two?=', says: waiting, lines: [
    'La remise à ces destinataires ou groupes a été retardée :', '', 'zoe@partner.example', '', "Ce message n'a pas encore été remis. Microsoft Exchange continuera d'essayer de remettre ce message."] },
  { server: 'Exchange, delivered', from: OUTLOOK, subject: 'Delivered: Two minutes', says: fine, lines: [
    'Your message has been delivered to the following recipients:', '', 'zoe@partner.example', '', 'Subject: Two minutes'] },
  { server: 'Postfix, delivered', subject: 'Successful Mail Delivery Report', says: fine, lines: [
    'Your message was successfully delivered to the destination(s)', 'listed below. If the message was delivered to mailbox you will', 'receive no further notifications.', '',
    '<zoe@partner.example>: delivery via mx.partner.example[192.0.2.1]:25: 250 2.0.0 Ok: queued as 1234'] },
  { server: 'in words of success about a failure', subject: 'Delivery report', says: hard, lines: [
    'The message has been delivered to the mail server, but it failed:', '<zoe@partner.example>: user unknown'] },
  { server: 'people named in one breath', says: ['bounce', { 'zoe@partner.example': 'hard', 'ana@partner.example': 'hard' }], lines: [
    'Your message to zoe@partner.example, ana@partner.example could not be delivered: no such users.'] },
  { server: 'people in one line', says: ['bounce', { 'zoe@partner.example': 'hard', 'ana@partner.example': 'hard' }], lines: [
    'Not delivered:', 'zoe@partner.example, ana@partner.example: no such users'] },
  { server: 'a list with reasons', says: ['bounce', { 'zoe@partner.example': 'hard', 'ana@partner.example': 'soft', 'tom@partner.example': 'policy' }], lines: [
    'The following recipients were not reached:', ' - zoe@partner.example: user unknown', ' - ana@partner.example: mailbox full', ' - tom@partner.example: rejected as spam'] },
  { server: 'in French', from: 'Service messagerie <postmaster@relay.example>', subject: '=?utf-8?Q?=C3=89chec_de_la_remise?=', says: hard, lines: [
    'Bonjour,', '', "Votre message n'a pas pu être remis au destinataire suivant :", '', '   zoe@partner.example', '', 'Motif : adresse inconnue'] },
];

describe('reports in words', () => {
  it.each(FORMATS.map((format) => [format.server, format] as const))('%s', async (_, format) => {
    const {
      from = 'MAILER-DAEMON@mx.relay.example',
      subject = 'Returned mail',
      type = 'text/plain',
      lines,
      head: more = [],
    } = format;
    const head = [
      `From: ${from}`,
      'To: bounce@relais.example',
      `Subject: ${subject}`,
      `Content-Type: ${type}; charset=utf-8`,
      ...more,
    ];
    const report = readBounce(await readMessage(Buffer.from([...head, '', ...lines].join('\r\n'))));
    const kinds = Object.fromEntries(report!.recipients.map((r) => [r.address, r.class]));
    expect([report!.nature, kinds]).toEqual(format.says);
    expect(report!.originalMessageId).toBe(lines.includes(RETURNED[1]!) ? '<delivery.42@relais.example>' : null);
  });
});
