import type { BounceClass } from './bounce-report.rules.js';
import { classify } from './classify.rules.js';

const classOf = (diagnostic: string | null, status: string | null = null, words = ''): BounceClass =>
  classify({ status, diagnostic, words }).class;

describe('what receiving servers say', () => {
  it.each<[BounceClass, string]>([
    ['hard', '550 5.1.1 <zoe@partner.example>: Recipient address rejected: User unknown in local recipient table'],
    ['hard', '550 5.1.1 <zoe@partner.example>: Recipient address rejected: User unknown in relay recipient table'],
    [
      'hard',
      "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550 5.1.1 unnecessary spaces. https://support.google.com/mail/?p=NoSuchUser - gsmtp",
    ],
    ['hard', '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302).'],
    [
      'hard',
      '550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [AM6EUR05FT010.eop-eur05.prod.protection.outlook.com]',
    ],
    ['hard', '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'],
    ['hard', '554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain'],
    ['hard', "554 delivery error: dd This user doesn't have a yahoo.com account (zoe@yahoo.com) [0] - mta1.mail"],
    ['hard', '552 1 Requested mail action aborted, mailbox not found'],
    ['hard', 'Sorry, no mailbox here by that name. (#5.1.1)'],
    ['hard', "Sorry, I couldn't find any host named partner.invalid. (#5.1.2)"],
    ['hard', 'Unrouteable address'],
    ['hard', 'all relevant MX records point to non-existent hosts'],
    ['hard', 'Host or domain name not found. Name service error for name=partner.invalid type=A: Host not found'],
    ['hard', 'User zoe (zoe@partner.example) not listed in Domino Directory'],
    ['hard', '550 #5.1.0 Address rejected.'],
    ['hard', '550 5.7.1 No such user!'],
    ['hard', '550 5.1.6 recipient no longer on server: zoe@icloud.com'],
    [
      'hard',
      '550 Message was not accepted -- invalid mailbox.  Local mailbox zoe@mail.ru is unavailable: user not found',
    ],
    ['hard', '550 Mailbox not found. https://service.mail.qq.com/detail/122/169'],
    ['hard', '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]'],
    ['hard', '550 5.1.1 <zoe@laposte.net> : Adresse inconnue LPN007_405'],
    ['hard', '550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550'],
    ['hard', "5.1.0 - Unknown address error 550-'5.1.1 unknown user' (delivery attempts: 0)"],
    [
      'soft',
      'Amazon SES did not send the message to this address because it is on the suppression list for your account.',
    ],
    ['hard', 'Empfänger unbekannt'],
    ['hard', "Cette adresse n'existe pas"],
    ['hard', '宛先不明'],
    [
      'soft',
      '552 5.2.2 <zoe@partner.example> Quota exceeded (mailbox for user is full) (in reply to end of DATA command)',
    ],
    [
      'soft',
      '452-4.2.2 The email account that you tried to reach is over quota. https://support.google.com/mail/?p=OverQuotaTemp',
    ],
    ['soft', '550 5.2.1 The email account that you tried to reach is disabled.'],
    ['soft', '554 30 Sorry, your message to zoe@yahoo.com cannot be delivered. This mailbox is disabled (554.30).'],
    [
      'soft',
      '554 5.2.2 STOREDRV.Deliver.Exception:QuotaExceededException; Failed to process message due to a permanent exception',
    ],
    ['soft', '550 4.4.7 QUEUE.Expired; message expired'],
    ['soft', '554 5.4.14 Hop count exceeded - possible mail loop ATTR34'],
    ['soft', 'connect to mx.partner.example[192.0.2.1]:25: Connection timed out'],
    ['soft', 'lost connection with mx.partner.example[192.0.2.1] while sending RCPT TO'],
    [
      'soft',
      'Host or domain name not found. Name service error for name=partner.example type=MX: Host not found, try again',
    ],
    ['soft', 'retry timeout exceeded'],
    ['soft', "I'm not going to try again; this message has been in the queue too long."],
    ['soft', 'procmail: Couldn\'t create "/var/mail/zoe": No such user'],
    ['soft', '552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]'],
    [
      'soft',
      '550 Message was not accepted -- invalid mailbox.  Local mailbox zoe@mail.ru is unavailable: account is disabled',
    ],
    ['soft', 'The mail database of zoe is over its quota'],
    ['soft', '552 5.3.4 Message size exceeds fixed maximum message size'],
    ['soft', 'La boîte aux lettres du destinataire est pleine'],
    ['soft', 'Das Postfach des Empfängers ist voll'],
    ['policy', '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org'],
    ['policy', 'https://www.spamhaus.org/query/ip/192.0.2.1'],
    ['policy', '550-5.7.26 Your email has been blocked because the sender is unauthenticated.'],
    ['policy', '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address.'],
    ['policy', '450 4.2.1 The user you are trying to contact is receiving mail too quickly.'],
    [
      'policy',
      "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Part of their network is on our block list (S3150).",
    ],
    ['policy', '550 5.7.129 RESOLVER.RST.RestrictedToRecipientsPermission; not authorized to send to recipient'],
    ['policy', '550 5.7.509 Access denied, sending domain example.com does not pass DMARC verification'],
    ['policy', '550 5.1.8 Access denied, bad outbound sender AS(42004)'],
    [
      'policy',
      '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume or user complaints',
    ],
    ['policy', '554 5.7.9 Message not accepted for policy reasons.'],
    ['policy', '550-Requested action not taken: mailbox unavailable\n550 Reject due to policy restrictions.'],
    ['policy', '554 5.7.1 [HM08] Message rejected due to local policy.'],
    ['policy', '550 spam message rejected. Please visit http://help.mail.ru/notspam-support'],
    ['policy', '550 Mail content denied. https://service.mail.qq.com/detail/122/57'],
    ['policy', '554 DT:SPM 163 mx1,xx http://mail.163.com/help/help_spam_16.htm'],
    ['policy', '421 mwinf5c77 ME Trop de connexions. Too many connections, slow down. OFR004_104 [104]'],
    ['policy', '421 Too many spams from your IP (192.0.2.1), please visit http://postmaster.free.fr/'],
    ['policy', '550 csi.mimecast.org Poor Reputation Sender.'],
    ['policy', '550 permanent failure for one or more recipients (zoe@partner.example:blocked)'],
    ['policy', '450 4.1.8 <learn@relais.example>: Sender address rejected: Domain not found'],
    ['policy', '554 5.7.1 <zoe@partner.example>: Relay access denied'],
    ['policy', '450 4.7.1 <zoe@partner.example>: Recipient address rejected: Greylisted'],
    ['policy', '550 5.7.1 SPF MAIL FROM check failed'],
    ['policy', '552-5.7.0 This message was blocked because its content presents a potential security issue.'],
    ['policy', 'TLS is required, but was not offered by host mx.partner.example[192.0.2.1]'],
    ['policy', '571 Delivery not authorized, message refused'],
    ['unknown', 'something nobody has seen yet'],
    ['unknown', '550 Zoe cannot come to the door'],
    ['unknown', '550 Unknown error'],
    ['unknown', '550 Undeliverable mail'],
    // The same words mean nobody there after 550, and a busy mailbox after 450.
    ['hard', '550 Requested action not taken: mailbox unavailable'],
    ['soft', '450 Requested mail action not taken: mailbox unavailable'],
    ['soft', '454 4.4.4 [internal] Domain Lookup Failed'],
    // Exchange Online adds its name, Postfix with the same words refuses by a rule of its operator.
    ['hard', '550 5.4.1 Recipient address rejected: Access denied. For more information see https://aka.ms/x [AM7]'],
    ['policy', '554 5.7.1 <zoe@partner.example>: Recipient address rejected: Access denied (in reply to RCPT TO)'],
    // Postfix puts the same words before every rule of its operator.
    ['policy', '550 5.0.0 <zoe@partner.example>: Recipient address rejected: Blocked'],
    ['policy', '554 <zoe@partner.example>: Recipient address rejected: Zoe cannot come to the door'],
    ['policy', '554 <zoe@partner.example>: Recipient address rejected: 拒绝'],
    ['hard', '550 <zoe@partner.example>: Recipient address rejected: partner.example'],
    ['hard', '550 5.1.1 <zoe@partner.example>: Recipient address rejected: undeliverable address: unknown user: "zoe"'],
    // An unknown user, and talk of blocking around it; an unknown sender in the same words.
    ['hard', '550 5.1.1 No such user. If you feel your message was blocked in error, see our policy page'],
    ['hard', '550 No such recipient here. This server uses anti-spam software'],
    ['policy', '550 5.1.0 <learn@relais.example>: Sender address rejected: User unknown; ask us about spam'],
    ['policy', '550-Verification failed for <learn@relais.example>\n550-No Such User Here\n550 Sender verify failed'],
    ['policy', '550 5.7.27 Sender address has null MX'],
    ['hard', 'Domain partner.example does not accept mail (nullMX)'],
    // Whose limit, whose account
    ['policy', '550 5.7.1 Email quota exceeded.'],
    ['policy', '552 5.3.4 sender over quota'],
    ['policy', '550 5.1.8 sender account suspended'],
    ['policy', '550 Maximum credits exceeded'],
    ['policy', '554 Message rejected: Email address is not verified.'],
    ['policy', '550 5.4.6 Unusual sending activity detected. Please try after sometime.'],
    ['policy', '421 Excessive connections from your host'],
    ['policy', '450 4.7.1 Error: too much mail from 192.0.2.1'],
    ['policy', '554 5.3.0 Your IP (192.0.2.1) is listed. Visit http://www.partner.example'],
    ['policy', '550 5.0.0 You are banned'],
    ['soft', '550 the recipient does not want mail from you'],
    ['soft', '554 5.7.1 Message refused due to recipient preferences'],
    ['soft', '550 5.5.1 Command unrecognized'],
    ['hard', '550 5.1.1 Recipient rejected: no such user'],
    ['soft', '501 Syntax error in parameters or arguments'],
    ['policy', '550 insufficient privileges to relay'],
    ['policy', 'message has lines too long for transport'],
    // The connection and the programs of the receiver
    ['soft', 'lost connection with mx.partner.example[192.0.2.1] while performing the EHLO handshake'],
    ['soft', '550 5.4.318 Message expired, connection reset (SuspiciousRemoteServerError)'],
    ['soft', '451 4.7.1 try again later\n554 5.5.1 Error: no valid recipients'],
    ['soft', 'unknown mail transport error'],
    ['soft', 'Child process of dovecot_virtual_delivery transport returned 75 from command: dovecot-lda'],
    ['soft', 'This message is looping: it already has my Delivered-To line. (#5.4.6)'],
    ['soft', 'Malformed or unexpected name server reply'],
    ['soft', 'Envelope expired'],
    ['hard', 'Error: No valid recipients for this MM'],
    ['hard', 'The following destination addresses were unknown'],
    ['hard', '553 5.3.0 this recipient is not in my validrcptto list'],
    ['hard', '550 zoe: recipient not on file'],
    ['hard', '550 address changed to zoe@new.example'],
    ['hard', '551 User not local; please try <zoe@new.example>'],
  ])('%s: %s', (expected, text) => {
    expect(classOf(text)).toBe(expected);
    expect(classOf(null, null, `Your message could not be delivered.\n\n<zoe@partner.example>:\n  ${text}\n`)).toBe(
      expected,
    );
  });
});

describe('what receiving servers say in other languages', () => {
  it.each<[BounceClass, string]>([
    ['hard', "Le destinataire n'a pas été trouvé"],
    ['hard', 'No existe dicha persona'],
    ['hard', 'Onbekende gebruiker'],
    ['hard', 'Użytkownik nieznany'],
    ['hard', 'Kullanıcı bulunamadı'],
    ['hard', 'Такого пользователя нет'],
    ['hard', 'Ο χρήστης δεν υπάρχει'],
    ['hard', '存在しないアドレスです'],
    ['hard', '수신자를 찾을 수 없습니다'],
    ['soft', 'Das Postfach des Empfängers hat sein Speicherlimit erreicht'],
    ['soft', 'Skrzynka pełna'],
    ['soft', 'Brevlådan är full'],
    ['soft', '信箱已满'],
    ['soft', 'Das Konto ist gesperrt'],
    ['soft', 'Cuenta suspendida'],
    ['soft', 'Nachricht zu groß'],
    ['soft', 'Message trop volumineux'],
    ['soft', 'Connexion refusée'],
    ['soft', 'サーバーに接続できませんでした'],
    ['policy', '550 Absender abgelehnt'],
    ['policy', '550 Absender unbekannt'],
    ['policy', '550 Expéditeur inconnu'],
    ['policy', "550 L'expéditeur n'est pas autorisé"],
    ['policy', '550 Remitente rechazado'],
    ['policy', '550 Mittente rifiutato'],
    ['policy', '550 Zugriff verweigert'],
    ['policy', '550 Acceso denegado'],
    ['policy', '550 доступ запрещен'],
    ['policy', '550 拒绝访问'],
    ['policy', '550 受信拒否'],
  ])('%s: %s', (expected, text) => {
    expect(classOf(text)).toBe(expected);
  });
});

describe('status codes without words', () => {
  it.each<[BounceClass, string]>([
    ['hard', '5.1.0'],
    ['hard', '5.1.1'],
    ['hard', '5.1.2'],
    ['hard', '5.1.3'],
    ['hard', '5.1.6'],
    ['hard', '5.1.10'],
    ['hard', '5.4.4'],
    ['hard', '5.7.17'],
    ['soft', '4.1.1'],
    ['soft', '4.2.2'],
    ['soft', '4.4.1'],
    ['soft', '4.4.7'],
    ['soft', '4.0.0'],
    ['soft', '5.2.0'],
    ['soft', '5.2.1'],
    ['soft', '5.2.2'],
    ['soft', '5.2.3'],
    ['soft', '5.3.4'],
    ['soft', '5.4.1'],
    ['soft', '5.4.6'],
    ['soft', '5.4.7'],
    ['soft', '5.5.2'],
    ['policy', '5.1.7'],
    ['policy', '5.1.8'],
    ['policy', '5.5.3'],
    ['policy', '5.1.90'],
    ['policy', '5.2.122'],
    ['policy', '5.6.0'],
    ['policy', '5.7.0'],
    ['policy', '5.7.1'],
    ['policy', '5.7.26'],
    ['policy', '5.7.509'],
    ['policy', '4.7.0'],
    ['unknown', '5.0.0'],
  ])('%s: %s', (expected, status) => {
    expect(classOf(null, status)).toBe(expected);
  });
});

describe('when several things are said', () => {
  it.each<[string, BounceClass, string | null, string | null, string]>([
    ['words of the server before its code', 'hard', '550 5.7.1 user unknown', '5.7.1', ''],
    ['a full mailbox before a code for unknown users', 'soft', '552 5.1.1 mailbox full', '5.1.1', ''],
    ["the server's code before the report's guess", 'hard', '550 5.1.1 #!', '5.0.0', 'Perhaps the mailbox is full.'],
    ["the report's words when the server is silent", 'soft', null, '5.0.0', 'The mailbox of the recipient is full.'],
    [
      'the quoted server before the politeness around it',
      'hard',
      null,
      null,
      'Google tried to deliver your message, but it was rejected by the server. The error that the other server returned was: 550 no such user',
    ],
    ['a reply code when nothing else is said', 'hard', 'host mx[192.0.2.1] said: 550 <zoe@partner.example>', null, ''],
    ['a reply code with words nobody knows', 'unknown', '550 Zoe cannot come to the door', null, ''],
    ['a mailbox that has moved', 'hard', '551 Try somewhere else', null, ''],
    ['554 without a word', 'policy', '554 mx1', null, ''],
    ['refused at the greeting', 'policy', 'host mx[192.0.2.1] refused to talk to me: 554 mx1', '4.0.0', ''],
    [
      'an unknown user at MAIL FROM is our sender',
      'policy',
      '550 user unknown (in reply to MAIL FROM command)',
      '5.0.0',
      '',
    ],
    [
      'a name taken back after the message was read',
      'soft',
      '550 User unknown',
      '5.2.0',
      '>>> DATA\n<<< 550 User unknown',
    ],
    [
      'a code that names the address, after the message',
      'hard',
      '550 5.1.1 user unknown (in reply to end of DATA command)',
      '5.1.1',
      '',
    ],
    ['a host called antispam', 'hard', 'host antispam.partner.example[192.0.2.1] said: 550 no such user', '5.0.0', ''],
    ['a person called spam', 'soft', '552 <spam@partner.example> mailbox full', '5.0.0', ''],
    ['an address of a machine is no status code', 'policy', '5.1.1.7 blocked', null, ''],
  ])('%s', (_, expected, diagnostic, status, words) => {
    expect(classOf(diagnostic, status, words)).toBe(expected);
  });

  it('tells the clearest status code and the words of the server in one line', () => {
    const verdict = classify({ status: '5.0.0', diagnostic: '550-5.1.1 no such\n  user', words: 'Sorry.' });
    expect(verdict).toEqual({ class: 'hard', status: '5.1.1', diagnostic: '550-5.1.1 no such user' });
  });
});
