import { Logger } from '@nestjs/common';
import { InboundService } from '@relais/delivery';
import { readEnv } from '@relais/platform';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { OwnAddresses } from '../../../libs/delivery/src/sending/own-addresses.js';
import { ImapInbox } from '../../../libs/platform/src/mail/imap-inbox.js';
import { parseImapUrl } from '../../../libs/platform/src/mail/imap-url.js';
import { aLine, aQuiz } from '../../../test/support/content.js';
import { describeWithImap, IMAP_PASSWORD, TestDovecot } from '../../../test/support/dovecot.js';
import { until } from '../../../test/support/process.js';
import { people, World } from '../../../test/support/world.js';
import { ImapMail } from './imap-mail.js';

describeWithImap('mail fetched from a mailbox', () => {
  let world: World;
  let server: TestDovecot;
  let replyTo: string[];
  const lines: string[] = [];
  const running: ImapMail[] = [];

  beforeAll(async () => {
    server = await TestDovecot.start();
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics'),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
      people: people(Array<string>(12).fill('Europe/Paris')),
      env: { RELAIS_REPLY_ADDRESS: 'answers@reply.kelvane.example' },
    });
    const sent = await world.query<{ id: string }>(
      `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, settled_at)
       SELECT r.id, b.line_id, b.id, b.version_id, current_date, now(), now() + interval '7 days', now() + interval '10 days', now(), 'accepted', now()
       FROM network.rep r, editorial.brick b ORDER BY r.id RETURNING id`,
    );
    const answerUntil = new Date(Date.now() + 864e6);
    replyTo = sent.map(({ id }) => world.get(OwnAddresses).replyTo({ id, answerUntil })!.address);
    const note = (line: unknown) => void lines.push(String(line));
    Logger.overrideLogger({ log: note, warn: note, error: note });
  }, 60_000);
  afterEach(async () => {
    await Promise.all(running.splice(0).map((door) => door.beforeApplicationShutdown()));
  });
  afterAll(async () => {
    await world.close();
    await server.stop();
    server.remove();
  });

  const reply = (n: number, text = 'B', more = '') =>
    Buffer.from(
      `From: rep${n}@p-1.example\r\nTo: ${replyTo[n - 1]}\r\nSubject: Re: The first question\r\nMessage-ID: <${n}@x>\r\n${more}\r\n${text}\r\n`,
    );
  const answerOf = async (n: number) =>
    (
      await world.query<{ choices: string[]; route: string }>(
        `SELECT a.choices, a.route FROM delivery.answer a JOIN network.rep r ON r.id = a.rep_id WHERE r.external_id = $1`,
        [`P-1-R${n}`],
      )
    ).map(({ choices, route }) => `${choices.join()} by ${route}`);
  const inbox = (user: string, options = '', mostBytes?: number) =>
    ImapInbox.open(parseImapUrl(server.url(user, { options })), world.get(InboundService), { mostBytes });
  async function drain(user: string, options = '', mostBytes?: number): Promise<number> {
    const box = await inbox(user, options, mostBytes);
    try {
      return await box.drain(() => undefined);
    } finally {
      await box.close();
    }
  }
  function worker(url: string): ImapMail {
    const door = new ImapMail(readEnv({ RELAIS_IMAP_URL: url }), world.get(InboundService), world.get(DataSource));
    door.onApplicationBootstrap();
    running.push(door);
    return door;
  }

  it('answers what waits there, marks it as seen, and reads nothing twice', async () => {
    server.deliver('first', reply(1));
    server.deliver('first', Buffer.from('From: x@y.example\r\nSubject: hi\r\n\r\nhello\r\n'));
    expect(await drain('first')).toBe(2);
    expect(await answerOf(1)).toEqual(['b by reply']);
    expect(server.flags('first')).toEqual(['S', 'S']);
    expect(await drain('first')).toBe(0);
  });

  it('takes in what somebody has read already', async () => {
    server.deliver('read', reply(2));
    await drain('read', '', 1); // makes the mailbox known, passes the mail over and marks it
    server.deliver('read', reply(3));
    expect(await drain('read')).toBe(1);
    expect(await answerOf(3)).toEqual(['b by reply']);
  });

  it('moves what was taken in, also what a crash had left behind between the two', async () => {
    server.deliver('moving', reply(4));
    const box = await inbox('moving');
    await box.drain(() => undefined); // taken in, not moved: as after a crash
    await box.close();
    server.deliver('moving', reply(5));
    expect(await drain('moving', '&move=Done')).toBe(1);
    expect([server.flags('moving'), server.flags('moving', 'Done')]).toEqual([[], ['S', 'S']]);
    expect([await answerOf(4), await answerOf(5)]).toEqual([['b by reply'], ['b by reply']]);
  });

  it('passes a mail over that is too large, and takes one with a picture', async () => {
    server.deliver('large', reply(6, `B\r\n${'x'.repeat(70)}\r\n`.repeat(1_000)));
    const picture = `--b\r\nContent-Type: text/plain\r\n\r\nB\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\n${'iVBORw0K'.repeat(50)}\r\n--b--`;
    server.deliver('large', reply(7, picture, 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n'));
    expect(await drain('large', '', 20_000)).toBe(2);
    expect([await answerOf(6), await answerOf(7)]).toEqual([[], ['b by reply']]);
    const flagged = `SELECT detail->>'fault' AS fault FROM delivery.inbound_message WHERE outcome = 'flagged'`;
    expect(await world.query(flagged)).toContainEqual({ fault: 'too-large' });
    expect(await drain('large', '', 20_000)).toBe(0);
  });

  it('leaves a mail where it is while the database is away, and takes it the next time', async () => {
    server.deliver('patient', reply(8));
    const box = await inbox('patient');
    const name = new URL(world.db.url).pathname.slice(1);
    const admin = new pg.Client(process.env.TEST_DATABASE_URL);
    await admin.connect();
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]);
    await expect(box.drain(() => undefined)).rejects.toThrow();
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
    await admin.end();
    expect(server.flags('patient')).not.toContain('S');
    expect(await box.drain(() => undefined)).toBe(1);
    await box.close();
    expect(await answerOf(8)).toEqual(['b by reply']);
  });

  it('hears of a mail when it comes; of two workers one fetches; a server that went away is found again', async () => {
    worker(server.url('busy'));
    worker(server.url('busy'));
    await until(
      () => Promise.resolve(lines.filter((line) => line.startsWith('Fetches mail')).length),
      (n) => n === 1,
    );
    server.deliver('busy', reply(9));
    await until(
      () => answerOf(9),
      (found) => found.length === 1,
    );
    await server.stop();
    await until(() => Promise.resolve(lines.some((line) => line.includes('next try'))), Boolean);
    server.deliver('busy', reply(10));
    await server.restart();
    await until(
      () => answerOf(10),
      (found) => found.length === 1,
    );
    expect(await world.query(`SELECT digest FROM delivery.inbound_message WHERE origin IS NULL`)).toEqual([]);
  }, 90_000);

  it('says why it cannot fetch, and never the password', async () => {
    lines.length = 0;
    worker(server.url('wrong', { password: 'not-the-password-42' }));
    const line = await until(
      () => Promise.resolve(lines.find((each) => each.includes('next try')) ?? ''),
      (found) => found !== '',
    );
    expect(line).toMatch(/auth/i);
    expect(lines.join('\n')).not.toContain('not-the-password-42');
    expect(lines.join('\n')).not.toContain(IMAP_PASSWORD);
  });
});
