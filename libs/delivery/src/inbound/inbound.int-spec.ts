import { aLine, aQuiz } from '../../../../test/support/content.js';
import { SmtpSink } from '../../../../test/support/smtp-sink.js';
import { people, World } from '../../../../test/support/world.js';
import { AnsweringService } from '../answering/answering.service.js';
import { PlanningService } from '../planning/planning.service.js';
import { PreferencesService } from '../preferences/preferences.service.js';
import { OwnAddresses } from '../sending/own-addresses.js';
import { SendingService } from '../sending/sending.service.js';
import { NOTES_A_DAY } from './inbound-journal.js';
import { InboundService } from './inbound.service.js';
import { NotesService } from './notes/notes.service.js';

/** A mail of ours as a rep's mail program has it. */
interface Received {
  deliveryId: string;
  email: string;
  envelopeFrom: string;
  replyTo: string;
  messageId: string;
  source: string;
}

describe('mail that comes in', () => {
  let sink: SmtpSink;
  let world: World;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment' }),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
        'lines/later/line.yaml': aLine('Later'),
        'lines/later/010-second.en.md': aQuiz('The second question'),
      },
      people: people(Array<string>(30).fill('Europe/Paris')),
      env: {
        SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=4`,
        RELAIS_REPLY_ADDRESS: 'answers@reply.kelvane.example',
        RELAIS_BOUNCE_ADDRESS: 'bounce@reply.kelvane.example',
        RELAIS_INBOUND_AUTHSERV: 'mx.kelvane.example',
      },
    });
    await world.get(PlanningService).plan();
    await world.get(SendingService).sendDue();
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await sink.stop();
  });

  const header = (source: string, name: string) =>
    new RegExp(`^${name}: (?:.*<)?([^<>\\r\\n]+)>?\\r$`, 'im').exec(source.replace(/\r\n[ \t]+/g, ' '))![1]!;

  /** The brick that was sent to rep `n`. */
  function sentTo(n: number): Received {
    const mail = sink.accepted.find(({ to, raw }) => to === `rep${n}@p-1.example` && raw.includes('delivery.'))!;
    const source = mail.raw.toString('latin1');
    return {
      deliveryId: header(source, 'X-Relais-Delivery'),
      email: mail.to,
      envelopeFrom: mail.from,
      replyTo: header(source, 'Reply-To'),
      messageId: `<${header(source, 'Message-ID')}>`,
      source,
    };
  }

  let count = 0;
  function reply(to: Received, text: string, changes: Record<string, string> = {}): Buffer {
    const headers = {
      From: `Claire <${to.email}>`,
      To: to.replyTo,
      Subject: 'Re: The first question',
      'Message-ID': `<${++count}@p-1.example>`,
      'In-Reply-To': to.messageId,
      'Content-Type': 'text/plain; charset=utf-8',
      ...changes,
    };
    const quoted =
      '\r\n\r\nOn Mon, 23 Nov 2026 at 09:00, Kelvane <learning@kelvane.example> wrote:\r\n> Which one is it?\r\n> A) The first\r\n';
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`${head.join('')}\r\n${text}${quoted}`);
  }

  const receive = (raw: Buffer, to: string, from = 'someone@p-1.example') =>
    world.get(InboundService).receive(raw, { from, to: [to] });
  const answersOf = (id: string) =>
    world.query(`SELECT choices, correct, route FROM delivery.answer WHERE delivery_id = $1`, [id]);
  const notesTo = async (n: number): Promise<string[]> => {
    await world.get(NotesService).sendDue();
    return sink.accepted
      .filter(({ to, raw }) => to === `rep${n}@p-1.example` && raw.includes('<note.'))
      .map(({ raw }) => raw.toString('latin1').replace(/=\r\n/g, ''));
  };
  const noteTo = async (n: number): Promise<string> => (await notesTo(n))[0]!;

  it('a letter is an answer: one row of the route reply, and a note with the result', async () => {
    const mail = sentTo(1);
    expect(mail.replyTo).toMatch(/^answers\+[0-9a-z]{32}@reply\.kelvane\.example$/);
    expect(mail.source.replace(/=\r\n/g, '')).toContain('Ou r=C3=A9pondez =C3=A0 ce mail par la lettre');
    expect(await receive(reply(mail, 'B'), mail.replyTo)).toEqual({
      nature: 'reply',
      outcome: 'answered',
      deliveryId: mail.deliveryId,
      duplicate: false,
    });
    expect(await answersOf(mail.deliveryId)).toEqual([{ choices: ['b'], correct: true, route: 'reply' }]);
    const note = await noteTo(1);
    expect(note).toMatch(/^Auto-Submitted: auto-replied\r$/m);
    expect(note).toMatch(/^In-Reply-To: <\d+@p-1\.example>\r$/m);
    for (const words of ['Because', 'C=E2=80=99est juste', '/a/']) expect(note).toContain(words);
  });

  it('the same mail twice is one answer and one note; another letter later changes nothing', async () => {
    const mail = sentTo(2);
    const raw = reply(mail, 'a)');
    await receive(raw, mail.replyTo);
    expect(await receive(raw, mail.replyTo)).toMatchObject({ outcome: 'answered', duplicate: true });
    expect(await receive(reply(mail, 'B'), mail.replyTo)).toMatchObject({ outcome: 'repeated', duplicate: false });
    expect(await answersOf(mail.deliveryId)).toEqual([{ choices: ['a'], correct: false, route: 'reply' }]);
    expect(await notesTo(2)).toHaveLength(2);
  });

  it('an answer after one on the page gives the result of the first', async () => {
    const mail = sentTo(3);
    const token = world.get(OwnAddresses).answerToken({ id: mail.deliveryId, answerUntil: new Date(Date.now() + 1e9) });
    await world.get(AnsweringService).answer(token, { choices: ['c'], text: null }, 'link');
    expect(await receive(reply(mail, 'B'), mail.replyTo)).toMatchObject({ outcome: 'repeated' });
    expect(await answersOf(mail.deliveryId)).toEqual([{ choices: ['c'], correct: false, route: 'link' }]);
    expect(await noteTo(3)).toContain('Because');
  });

  it('what names two answers is asked back once, without the key, and nothing is recorded', async () => {
    const mail = sentTo(4);
    const both = await Promise.all(['B ou C', 'C ou B'].map((text) => receive(reply(mail, text), mail.replyTo)));
    expect(both.map(({ outcome }) => outcome)).toEqual(['unclear', 'unclear']);
    expect(await answersOf(mail.deliveryId)).toEqual([]);
    const note = await noteTo(4);
    expect(note).not.toContain('Because');
    expect(header(note, 'Reply-To')).toBe(mail.replyTo);
    await receive(reply(mail, 'peut-être A'), mail.replyTo);
    expect(await receive(reply(mail, 'B'), mail.replyTo)).toMatchObject({ outcome: 'answered' });
    expect(await notesTo(4)).toHaveLength(2);
  });

  it('our Message-ID alone is enough where the mail server in front vouches for the rep’s domain', async () => {
    const mail = sentTo(5);
    const raw = reply(mail, 'réponse B', {
      'Authentication-Results': 'mx.kelvane.example; dmarc=pass header.from=p-1.example',
      To: 'learning@kelvane.example',
    });
    expect(await receive(raw, 'learning@kelvane.example')).toMatchObject({ outcome: 'answered' });
  });

  it('where nothing vouches for the sender the rep is asked at the address on file, and nothing is recorded', async () => {
    const mail = sentTo(21);
    const raw = reply(mail, 'B', {
      'Authentication-Results': 'mx.elsewhere.example; dmarc=pass header.from=p-1.example',
      To: 'learning@kelvane.example',
    });
    expect(await receive(raw, 'learning@kelvane.example')).toMatchObject({ nature: 'reply', outcome: 'unproven' });
    expect(await answersOf(mail.deliveryId)).toEqual([]);
    const [note, ...others] = await notesTo(21);
    expect(others).toEqual([]);
    expect(note).toContain('/a/');
  });

  const stopsOf = (mail: Received) =>
    world.query(
      `SELECT o.topic, o.source FROM delivery.opt_out o JOIN network.rep r ON r.id = o.rep_id WHERE r.email = $1`,
      [mail.email],
    );

  it.each([
    ['STOP', 22, 'basics'],
    ['Bonjour,\r\nmerci de me désinscrire', 23, 'basics'],
    ['stop all', 24, 'all'],
  ])('%j stops %s and is confirmed with the way back', async (text, n, topic) => {
    const mail = sentTo(n);
    expect(await receive(reply(mail, text), mail.replyTo)).toMatchObject({ outcome: 'opted-out' });
    expect(await stopsOf(mail)).toEqual([{ topic, source: 'reply' }]);
    expect(await answersOf(mail.deliveryId)).toEqual([]);
    expect(await noteTo(n)).toContain('/u/');
  });

  it('a note of ours that comes back is not answered', async () => {
    const mail = sentTo(25);
    const raw = reply(mail, 'B', { 'Message-ID': '<note.0123456789abcdef@kelvane.example>' });
    expect(await receive(raw, mail.replyTo)).toMatchObject({ nature: 'other', outcome: 'noted' });
    expect(await notesTo(25)).toEqual([]);
  });

  it('a machine that answers each of our notes gets no more than some a day', async () => {
    const mail = sentTo(26);
    for (let i = 0; i < NOTES_A_DAY + 5; i++) {
      await receive(reply(mail, `I got your mail number ${i} and it is important to me`), mail.replyTo);
      // as if each note had been about something else, so that only their number counts
      await world.query(`UPDATE delivery.note SET about = 'expired' WHERE delivery_id = $1`, [mail.deliveryId]);
    }
    expect(await notesTo(26)).toHaveLength(NOTES_A_DAY);
  });

  it.each<[string, number, string, Record<string, string>, string, string]>([
    ['an absence note', 6, 'B', { 'Auto-Submitted': 'auto-replied', Subject: 'Absence' }, 'auto-reply', 'noted'],
    ['a colleague it was forwarded to', 7, 'B', { From: 'colleague@p-1.example' }, 'foreign', 'flagged'],
    ['a stranger without our token', 8, 'B', { From: 'x@evil.example', To: 'y@z.example' }, 'foreign', 'flagged'],
  ])('%s answers nothing and gets no note', async (_, n, text, changes, nature, outcome) => {
    const mail = sentTo(n);
    expect(await receive(reply(mail, text, changes), changes.To ?? mail.replyTo)).toMatchObject({ nature, outcome });
    expect(await answersOf(mail.deliveryId)).toEqual([]);
    expect(await notesTo(n)).toEqual([]);
  });

  it('a person’s answer below a subject that speaks of an absence is an answer', async () => {
    const mail = sentTo(20);
    const raw = reply(mail, 'B', { Subject: 'Re: Absence du bureau : que dire au client ?' });
    expect(await receive(raw, mail.replyTo)).toMatchObject({ outcome: 'answered' });
  });

  it('what a rep passes on to somebody else answers nothing', async () => {
    const mail = sentTo(9);
    const raw = reply(mail, 'Look\r\n\r\n---------- Forwarded message ---------\r\nFrom: Kelvane\r\n\r\nB');
    expect(await receive(raw, mail.replyTo)).toMatchObject({ nature: 'forward', outcome: 'flagged' });
    expect(await answersOf(mail.deliveryId)).toEqual([]);
  });

  it('mail about nothing of ours is noted by its digest and its sender alone', async () => {
    const raw = Buffer.from(
      'From: x@evil.example\r\nTo: answers@reply.kelvane.example\r\nSubject: hi\r\n\r\nsecret words\r\n',
    );
    expect(await receive(raw, 'answers@reply.kelvane.example')).toMatchObject({ nature: 'other', outcome: 'unknown' });
    const kept = await world.query(`SELECT i::text AS row FROM delivery.inbound_message i`);
    expect(JSON.stringify(kept)).not.toContain('secret words');
  });

  it('after the last day the answer is refused, and the person is told', async () => {
    const mail = sentTo(10);
    await world.query(`UPDATE delivery.delivery SET answer_until = now() - interval '1 minute' WHERE id = $1`, [
      mail.deliveryId,
    ]);
    expect(await receive(reply(mail, 'B'), mail.replyTo)).toMatchObject({ outcome: 'closed' });
    expect(await answersOf(mail.deliveryId)).toEqual([]);
    expect(await noteTo(10)).not.toContain('Because');
  });

  it('a note that a lost worker held is taken back and leaves once, however many send', async () => {
    const mail = sentTo(27);
    await receive(reply(mail, 'B'), mail.replyTo);
    const [lost] = await world.query<{ id: string }>(
      `UPDATE delivery.note SET state = 'claimed', fence = fence + 1, lease_until = now() + interval '1 hour' WHERE delivery_id = $1 RETURNING id`,
      [mail.deliveryId],
    );
    expect(await notesTo(27)).toEqual([]);
    await world.query(`UPDATE delivery.note SET lease_until = now() - interval '1 second' WHERE id = $1`, [lost!.id]);
    await Promise.all([notesTo(27), notesTo(27), notesTo(27)]);
    expect(await notesTo(27)).toHaveLength(1);
    const kept = `SELECT state, attempts, ambiguous, crashes FROM delivery.note WHERE id = $1`;
    expect(await world.query(kept, [lost!.id])).toEqual([{ state: 'accepted', attempts: 1, ambiguous: 0, crashes: 1 }]);
  });

  it('a note is written with the received mail or not at all', async () => {
    const mail = sentTo(28);
    await world.query(
      `CREATE FUNCTION delivery.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`,
    );
    await world.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON delivery.note FOR EACH ROW EXECUTE FUNCTION delivery.refuse()`,
    );
    const raw = reply(mail, 'B');
    await expect(receive(raw, mail.replyTo)).rejects.toThrow();
    await world.query(`DROP TRIGGER refuse ON delivery.note`);
    expect(await receive(raw, mail.replyTo)).toMatchObject({ outcome: 'repeated', duplicate: false });
    expect(await notesTo(28)).toHaveLength(1);
  });

  function bounce(mail: Received, status: string, told: string, returned = mail.source): Buffer {
    const head = returned.slice(0, returned.indexOf('\r\n\r\n'));
    return Buffer.from(
      `From: MAILER-DAEMON@mx.p-1.example\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\nMessage-ID: <${++count}@mx>\r\n` +
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n' +
        `--b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n` +
        `--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.p-1.example\r\n\r\nFinal-Recipient: rfc822; ${mail.email}\r\n` +
        `Action: failed\r\nStatus: ${status}\r\nDiagnostic-Code: smtp; ${told}\r\n\r\n` +
        `--b\r\nContent-Type: text/rfc822-headers\r\n\r\n${head}\r\n\r\n--b--\r\n`,
    );
  }
  const suppressed = (mail: Received) =>
    world.query(`SELECT reason FROM delivery.suppression WHERE address = $1`, [mail.email]);
  const minimal = ({ messageId }: Received) => `Message-ID: ${messageId}\r\n\r\n`;

  /** Sends the second brick to rep `n` and gives how its delivery ended. */
  async function sendAgain(n: number): Promise<string> {
    const [row] = await world.query<{ id: string }>(
      `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at)
       SELECT r.id, b.line_id, b.id, b.version_id, current_date, now(), now() + interval '7 days', now() + interval '10 days', now()
       FROM network.rep r, editorial.brick b WHERE r.external_id = $1 AND b.slug = 'second' RETURNING id`,
      [`P-1-R${n}`],
    );
    await world.get(SendingService).sendDue();
    const [{ ended } = { ended: '' }] = await world.query<{ ended: string }>(
      `SELECT concat_ws(' ', state, reason) AS ended FROM delivery.delivery WHERE id = $1`,
      [row!.id],
    );
    return ended;
  }
  const UNKNOWN_USER = ['5.1.1', '550 5.1.1 user unknown'] as const;

  it('a hard bounce of our mail ends the sending to that address', async () => {
    const mail = sentTo(11);
    expect(mail.envelopeFrom).toMatch(/^bounce\+[0-9a-z]{32}@reply\.kelvane\.example$/);
    expect(await receive(bounce(mail, ...UNKNOWN_USER), mail.envelopeFrom, '')).toMatchObject({
      outcome: 'suppressed',
    });
    expect(await suppressed(mail)).toEqual([{ reason: 'hard-bounce' }]);
    expect(await sendAgain(11)).toBe('suppressed suppressed.address');
  });

  it.each([
    ['that names our Message-ID but shows nothing of our mail', 12, minimal, 'unproven'],
    ['about a mail that was never ours', 13, () => 'Message-ID: <delivery.1@other.example>\r\n\r\n', 'unknown'],
    ['about a delivery there is not', 14, () => 'Message-ID: <delivery.999999@kelvane.example>\r\n\r\n', 'unknown'],
    ['that names the rep above somebody else’s mail', 15, () => sentTo(16).source, 'counted'],
  ])('a bounce %s suppresses nobody', async (_, n, returned, outcome) => {
    const mail = sentTo(n);
    const raw = bounce(mail, ...UNKNOWN_USER, returned(mail));
    expect(await receive(raw, 'learning@kelvane.example', '')).toMatchObject({ outcome });
    expect(await suppressed(mail)).toEqual([]);
  });

  it('a receiver who refuses us as a sender suppresses nobody', async () => {
    const mail = sentTo(17);
    const raw = bounce(mail, '5.7.1', '550 5.7.1 Message rejected due to DMARC policy of kelvane.example');
    expect(await receive(raw, mail.envelopeFrom, '')).toMatchObject({ outcome: 'warned' });
    expect(await suppressed(mail)).toEqual([]);
    expect(await sendAgain(17)).toBe('accepted');
  });

  it('soft bounces suppress only when they go on for weeks', async () => {
    const mail = sentTo(18);
    for (const days of [20, 15, 10, 5, 0]) {
      expect(await suppressed(mail)).toEqual([]);
      expect(await receive(bounce(mail, '4.2.2', '452 4.2.2 mailbox full'), mail.envelopeFrom, '')).toMatchObject({
        outcome: 'counted',
      });
      await world.query(
        `UPDATE delivery.inbound_message SET received_at = now() - make_interval(days => $2) WHERE rep_id = (SELECT rep_id FROM delivery.delivery WHERE id = $1) AND received_at > now() - interval '1 hour'`,
        [mail.deliveryId, days],
      );
    }
    expect(await suppressed(mail)).toEqual([{ reason: 'soft-bounces' }]);
  });

  it('a complaint stops everything', async () => {
    const mail = sentTo(19);
    const raw = Buffer.from(
      `From: feedback@isp.example\r\nSubject: complaint\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n` +
        `--b\r\nContent-Type: text/plain\r\n\r\nAn abuse report.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: isp/1\r\nVersion: 1\r\n\r\n` +
        `--b\r\nContent-Type: message/rfc822\r\n\r\n${mail.source}\r\n--b--\r\n`,
    );
    expect(await receive(raw, 'learning@kelvane.example', '')).toMatchObject({
      nature: 'complaint',
      outcome: 'stopped',
    });
    expect(await suppressed(mail)).toEqual([{ reason: 'complaint' }]);
    expect(await sendAgain(19)).toBe('suppressed suppressed.opted-out');
    const [, token] = /\/u\/([0-9a-z]{32})/.exec(mail.source)!;
    await world.get(PreferencesService).optIn(token!); // only the person takes it back
    expect(await suppressed(mail)).toEqual([]);
  });

  it('a complaint that hides the person and our words finds them by the sender it returns', async () => {
    const mail = sentTo(12);
    const raw = Buffer.from(
      `From: feedback@isp.example\r\nSubject: complaint\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n` +
        `--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\nOriginal-Mail-From: <${mail.envelopeFrom}>\r\nOriginal-Rcpt-To: <redacted@isp.example>\r\n\r\n` +
        `--b\r\nContent-Type: message/rfc822\r\n\r\nTo: redacted@isp.example\r\nSubject: redacted\r\n\r\nredacted\r\n--b--\r\n`,
    );
    expect(await receive(raw, 'learning@kelvane.example', '')).toMatchObject({ outcome: 'stopped' });
    expect(await suppressed(mail)).toEqual([{ reason: 'complaint' }]);
  });

  it('our mail passed on to an address that does not exist counts, and suppresses nobody at once', async () => {
    const mail = sentTo(14);
    const raw = Buffer.from(
      bounce(mail, ...UNKNOWN_USER)
        .toString()
        .replaceAll(mail.email, 'gone@elsewhere.example'),
    );
    expect(await receive(raw, mail.envelopeFrom, '')).toMatchObject({ outcome: 'counted' });
    expect(await suppressed(mail)).toEqual([]);
  });
});
