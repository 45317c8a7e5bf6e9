import { InboundDoor } from '@relais/platform';
import pg from 'pg';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { people, World } from '../../../../test/support/world.js';
import { SmtpTransport } from '../../../platform/src/mail/smtp-transport.js';
import { parseSmtpUrl } from '../../../platform/src/mail/smtp-url.js';
import { OwnAddresses } from '../sending/own-addresses.js';
import { InboundService } from './inbound.service.js';

describe('the SMTP door for mail that comes in', () => {
  let world: World;
  let door: InboundDoor;
  let sender: SmtpTransport;
  let replyTo: string;
  const troubles: string[] = [];

  beforeAll(async () => {
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics'),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
      people: people(['Europe/Paris']),
      env: { RELAIS_REPLY_ADDRESS: 'answers@reply.kelvane.example' },
    });
    const [row] = await world.query<{ id: string }>(
      `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, settled_at)
       SELECT r.id, b.line_id, b.id, b.version_id, current_date, now(), now() + interval '7 days', now() + interval '10 days', now(), 'accepted', now()
       FROM network.rep r, editorial.brick b RETURNING id`,
    );
    replyTo = world.get(OwnAddresses).replyTo({ id: row!.id, answerUntil: new Date(Date.now() + 864e6) })!.address;
    const note = (reason: string) => void troubles.push(reason);
    const at = { host: '127.0.0.1', port: 0, mostBytes: 20_000 };
    door = await InboundDoor.open(world.get(InboundService), at, note);
    sender = new SmtpTransport(parseSmtpUrl(`smtp://127.0.0.1:${door.port}?tls=off`));
  });
  afterAll(async () => {
    await sender.close();
    await door.close();
    await world.close();
  });

  const mail = (text: string) =>
    Buffer.from(
      `From: rep1@p-1.example\r\nTo: ${replyTo}\r\nSubject: Re: The first question\r\nMessage-ID: <1@x>\r\n\r\n${text}\r\n`,
    );
  const handIn = (raw: Buffer, to = replyTo) =>
    sender.send({ raw, envelope: { from: 'rep1@p-1.example', to } }, () => Promise.resolve(true));
  const answers = () => world.query(`SELECT choices, route FROM delivery.answer`);

  it('takes no mail for addresses that are not ours', async () => {
    expect(await handIn(mail('B'), 'someone@elsewhere.example')).toMatchObject({
      outcome: 'refused',
      code: 550,
      stage: 'rcpt',
    });
  });

  it('takes no mail above its size', async () => {
    expect(await handIn(mail(`${'x'.repeat(70)}\r\n`.repeat(400)))).toMatchObject({ outcome: 'refused', code: 552 });
    expect(await answers()).toEqual([]);
  });

  it('says "later" while the database is away, and takes the same mail when it is back', async () => {
    const name = new URL(world.db.url).pathname.slice(1);
    const admin = new pg.Client(process.env.TEST_DATABASE_URL);
    await admin.connect();
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]);
    const refused = await handIn(mail('B'));
    await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
    await admin.end();
    expect(refused).toMatchObject({ outcome: 'deferred', code: 451, stage: 'message' });
    expect(troubles).toHaveLength(1);
    expect(await answers()).toEqual([]);
    expect(await handIn(mail('B'))).toMatchObject({ outcome: 'accepted' });
    expect(await answers()).toEqual([{ choices: ['b'], route: 'reply' }]);
  });
});
