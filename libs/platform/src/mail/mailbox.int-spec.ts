import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { MailboxDoor } from './mailbox-door.js';
import { MailboxStore, type MailboxQuery } from './mailbox.store.js';
import { compileMail } from './mime.rules.js';
import { SmtpTransport } from './smtp-transport.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: MailboxStore;
let door: MailboxDoor;
let transport: SmtpTransport;
let statements: string[] = [];
let broken = false;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  const query: MailboxQuery = async <Row>(sql: string, parameters: unknown[]) => {
    if (broken) throw new Error('the database is away');
    statements.push(sql);
    return (await pool.query(sql, parameters)).rows as Row[];
  };
  store = new MailboxStore(query, 'X-Reference');
  door = await MailboxDoor.open(store);
  transport = new SmtpTransport(door.target);
});
afterAll(async () => {
  await transport.close();
  await door.close();
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await database.query('TRUNCATE platform.mailbox_message');
  statements = [];
});

const template = compileMail({
  subject: '{{who}} : été',
  text: 'Bonjour {{who}}',
  html: '<p>Bonjour {{who}}</p>',
  holes: ['who'],
});
const letter = (to: string, who: string, ref?: string) => ({
  raw: template.render(
    { who },
    {
      messageId: `<${to}>`,
      date: new Date('2026-11-22T08:30:00Z'),
      from: { name: 'Relais', address: 'relais@example.com' },
      to: { name: who, address: to },
      unsubscribe: ['https://relais.example/u/1'],
      ...(ref && { headers: { 'X-Reference': ref } }),
    },
  ),
  envelope: { from: 'bounce@example.com', to },
});
const yes = async () => true;

describe('the mailbox', () => {
  it('shows what was sent as it was written', async () => {
    const sent = letter('zoe@partner.example', 'Zoë', '42');
    expect(await transport.send(sent, yes)).toMatchObject({ outcome: 'accepted' });
    const [entry, ...others] = await store.list({ limit: 10 });
    expect(others).toEqual([]);
    expect(entry).toEqual({
      id: entry!.id,
      to: 'zoe@partner.example',
      subject: 'Zoë : été',
      date: entry!.date,
      ref: '42',
    });
    expect(Math.abs(entry!.date.getTime() - Date.now())).toBeLessThan(60_000);
    const message = await store.read(entry!.id);
    expect(message).toMatchObject({
      ...entry,
      text: expect.stringContaining('Bonjour Zoë'),
      html: expect.stringContaining('<p>Bonjour Zoë</p>'),
    });
    expect(message.headers).toMatchObject({
      'list-unsubscribe': '<https://relais.example/u/1>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'message-id': '<zoe@partner.example>',
      'auto-submitted': 'auto-generated',
      'x-reference': '42',
    });
    expect((await store.raw(entry!.id)).equals(sent.raw)).toBe(true);
  });

  it('lists newest first, page by page, and by recipient', async () => {
    for (let n = 1; n <= 7; n++)
      await transport.send(letter(n % 2 ? 'odd@partner.example' : 'even@partner.example', `n${n}`), yes);
    const pages: string[][] = [];
    for (let before: string | undefined; ;) {
      const page = await store.list({ limit: 3, before });
      if (page.length === 0) break;
      pages.push(page.map(({ subject }) => subject.slice(0, 2)));
      before = page.at(-1)!.id;
    }
    expect(pages).toEqual([['n7', 'n6', 'n5'], ['n4', 'n3', 'n2'], ['n1']]);
    expect(
      (await store.list({ limit: 9, to: 'even@partner.example' })).map(({ subject }) => subject.slice(0, 2)),
    ).toEqual(['n6', 'n4', 'n2']);
    expect((await store.list({ limit: 1 }))[0]).toMatchObject({ ref: null });
  });

  it.each(['0', '999999999', 'x', '', '1;drop', '9'.repeat(30), '-1'])('has no message %j', async (id) => {
    await expect(store.read(id)).rejects.toMatchObject({ code: 'mailbox.message' });
    await expect(store.raw(id)).rejects.toMatchObject({ code: 'mailbox.message' });
  });

  it('says yes only when the mail is committed: a database that is away defers it', async () => {
    broken = true;
    const result = await transport.send(letter('a@partner.example', 'A'), yes).finally(() => (broken = false));
    expect(result).toMatchObject({ outcome: 'deferred', code: 451 });
    expect(await store.list({ limit: 9 })).toEqual([]);
    expect(await transport.send(letter('a@partner.example', 'A'), yes)).toMatchObject({ outcome: 'accepted' });
  });

  it('has nothing of a mail that was taken back before its dot', async () => {
    const back = await Promise.all(
      Array.from({ length: 50 }, (_, n) => transport.send(letter(`a${n}@partner.example`, 'A'), async () => false)),
    );
    expect(back).toEqual(back.map(() => ({ outcome: 'withdrawn' })));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await transport.send(letter('b@partner.example', 'B'), yes)).toMatchObject({ outcome: 'accepted' });
    expect((await store.list({ limit: 9 })).map(({ to }) => to)).toEqual(['b@partner.example']);
  });

  it('refuses a mail of more than 10 MB and takes the next', async () => {
    const raw = Buffer.from(`Subject: big\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(150_000)}`);
    expect(await transport.send({ raw, envelope: { from: '', to: 'a@partner.example' } }, yes)).toMatchObject({
      outcome: 'refused',
      code: 552,
    });
    expect(await transport.send(letter('a@partner.example', 'A'), yes)).toMatchObject({ outcome: 'accepted' });
  });

  it('keeps mails of others, too: no headers, no body, NUL, anything', async () => {
    for (const raw of [
      '',
      'x',
      '\r\n\r\n',
      'Subject: =?utf-8?q?a=00b?=\r\nX-Reference: r\0\r\n\r\n\0',
      'Subject: 1\r\nSubject: 2\r\n\r\nx',
    ]) {
      await store.keep(Buffer.from(raw), { to: 'a\0@b' });
    }
    const entries = await store.list({ limit: 9 });
    expect(entries).toHaveLength(5);
    for (const { id } of entries) await store.read(id);
    expect(entries[1]).toMatchObject({ to: 'a@b', subject: 'ab', ref: 'r' });
    expect((await store.read(entries[0]!.id)).headers.subject).toBe('1\n2');
  });

  it('keeps many mails with few statements, each once', async () => {
    const results = await Promise.all(
      Array.from({ length: 600 }, (_, n) => transport.send(letter(`rep${n}@partner.example`, `n${n}`), yes)),
    );
    expect(results.filter(({ outcome }) => outcome !== 'accepted')).toEqual([]);
    const rows = await database.query<{ recipient: string }>('SELECT recipient FROM platform.mailbox_message');
    expect(new Set(rows.map(({ recipient }) => recipient)).size).toBe(600);
    expect(rows).toHaveLength(600);
    expect(statements.length).toBeLessThan(300);
  });
});

describe('the mailbox over time', () => {
  it('keeps the newest mails, and none for longer than its days', async () => {
    await database.query(
      `INSERT INTO platform.mailbox_message (recipient, subject, received_at, raw)
       SELECT 'a@b.example', n::text, now() - make_interval(days => 40 - n), '' FROM generate_series(1, 40) AS n`,
    );
    expect(await store.prune({ days: 30, mails: 10_000 })).toBe(10);
    expect(await store.prune({ days: 30, mails: 5 })).toBe(25);
    expect((await store.list({ limit: 50 })).map(({ subject }) => subject)).toEqual(['40', '39', '38', '37', '36']);
    expect(await store.prune({ days: 30, mails: 5 })).toBe(0);
  });
});
