import { Caller } from '../support/caller.js';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build, freePort, relais, RelaisProcess, until } from '../support/process.js';

interface Listed {
  id: string;
  to: string;
  subject: string;
  delivery: string;
}

/** A checkout's first minutes: one command, no database, no Redis, no mail server. */
describe('npm start on an empty machine', () => {
  let dir: string;
  let env: Record<string, string>;
  let app: RelaisProcess;

  const json = async <T>(at: string): Promise<T> =>
    (await fetch(`${app.url}${at}`, { headers: { accept: 'application/json' } })).json() as Promise<T>;
  /** Mails of bricks: those of sign-in are of no delivery. */
  const mails = async () => (await json<Listed[]>('/mailbox/messages')).filter(({ delivery }) => delivery);

  beforeAll(async () => {
    build();
    dir = mkdtempSync(path.join(os.tmpdir(), 'relais-start-'));
    env = { RELAIS_DATA_DIR: path.join(dir, 'data'), PORT: String(await freePort()) };
    app = await RelaisProcess.start('standalone', env);
  }, 120_000);
  afterAll(async () => {
    await app.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);

  it('loads the demo, sends the first brick to each of 300 reps, and says where to look', async () => {
    await until(mails, (all) => all.length >= 300);
    await until(
      async () => app.output,
      (text) => text.includes('/api/docs'),
    );
    expect(app.output).toMatch(/Home\s+http:\/\/localhost:\d+\/$/m);
    expect(app.output).toMatch(/Mailbox\s+http:\/\/localhost:\d+\/mailbox$/m);
    expect(app.output).toMatch(/Board\s+http:\/\/localhost:\d+\/boards\/winter-sprint$/m);
  }, 60_000);

  it('lets in one account of each role with the password it says, and a rep by a mailed link', async () => {
    const accounts = [...app.output.matchAll(/^ {2}([a-z-]+) +(\S+@kelvane\.example)$/gm)];
    expect(accounts.map(([, role]) => role).sort()).toEqual(['auditor', 'author', 'channel-manager', 'coach', 'partner-admin', 'programme-admin']); // prettier-ignore
    const [, password] = /with the password (\S+):/.exec(app.output)!;
    for (const [, role, email] of accounts) {
      const caller = await new Caller(app.url).signIn(email!, password);
      expect(await caller.json('/api/v1/session')).toMatchObject({ person: { roles: [role] } });
    }
    const [{ to }] = (await mails()) as [Listed, ...Listed[]];
    const rep = new Caller(app.url);
    await rep.post('/api/v1/sign-in-links', { email: to });
    const token = await until(
      async () => {
        const [latest] = await json<{ id: string }[]>(`/mailbox/messages?to=${encodeURIComponent(to)}&limit=1`);
        const { text } = await json<{ text: string }>(`/mailbox/messages/${latest!.id}`);
        return /\/sign-in\/([\w-]{43})/.exec(text)?.[1];
      },
      (found) => found !== undefined,
    );
    expect(await (await rep.post('/api/v1/sign-in-links/consume', { token })).json()).toMatchObject({ state: 'signed-in', person: { roles: ['rep'], email: to } }); // prettier-ignore
  }, 60_000);

  it('lets a rep answer from the mail, explains, and puts the points on the board', async () => {
    const [mail] = await mails();
    const { html, text, headers } = await json<{ html: string; text: string; headers: Record<string, string> }>(
      `/mailbox/messages/${mail!.id}`,
    );
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const link = /http:\/\/[^\s"<>?]+\/a\/[0-9a-z]+/.exec(html)![0];
    expect(text).toContain(link);
    const page = await (await fetch(`${link}?choice=a`)).text();
    expect(page).toMatch(/<input[^>]+type="radio"/);
    for (const choice of ['a', 'b', 'c', 'd']) {
      const response = await fetch(link, { method: 'POST', body: new URLSearchParams({ choice }) });
      expect(response.status).toBe(200); // the first is recorded, the others show it again
    }
    const result = await (await fetch(link)).text();
    expect(result).toContain('docs.kelvane.example');
    const board = await until(
      () => json<{ entries: { rank: number; name: string; points: number }[] }>('/api/v1/boards/winter-sprint?by=rep'),
      (b) => b.entries.length > 0,
    );
    expect(board.entries[0]!.rank).toBe(1);
  });

  it('gives points for a right answer', async () => {
    const all = await mails();
    const link = async (mail: Listed) =>
      /http:\/\/[^\s"<>?]+\/a\/[0-9a-z]+/.exec((await json<{ html: string }>(`/mailbox/messages/${mail.id}`)).html)![0];
    for (const [i, choice] of ['a', 'b', 'c', 'd'].entries()) {
      await fetch(await link(all[i + 1]!), { method: 'POST', body: new URLSearchParams({ choice }) });
    }
    const board = await until(
      () => json<{ entries: { points: number }[] }>('/api/v1/boards/winter-sprint'),
      (b) => (b.entries[0]?.points ?? 0) > 0,
    );
    expect(board.entries[0]!.points).toBe(10);
  });

  it('runs commands beside the running program', () => {
    const checked = relais(['board', 'verify', '--json'], env);
    expect([checked.status, checked.stderr]).toEqual([0, '']);
    const plan = relais(['plan', '--line', 'first-steps', '--from', '2026-12-01', '--days', '7', '--json'], env);
    expect(plan.status).toBe(0);
    expect((JSON.parse(plan.stdout) as { deliveries: unknown[] }).deliveries.length).toBeGreaterThan(300);
  }, 60_000);

  it('stops cleanly, and at the next start sends nothing twice and loses nothing', async () => {
    const before = await mails();
    const code = await app.stop('SIGINT');
    expect({ code, said: code === 0 ? '' : app.output.slice(-2_000) }).toEqual({ code: 0, said: '' });
    app = await RelaisProcess.start('standalone', env);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const after = await mails();
    expect(after.map((mail) => mail.id)).toEqual(before.map((mail) => mail.id));
    expect(new Set(after.map((mail) => mail.delivery)).size).toBe(after.length);
  }, 90_000);

  it('recovers by itself after kill -9', async () => {
    const before = await mails();
    expect(await app.stop('SIGKILL')).toBe('SIGKILL');
    app = await RelaisProcess.start('standalone', env);
    expect((await mails()).length).toBe(before.length);
  }, 90_000);

  it('refuses a second program on the same port with a reason', async () => {
    const second = await RelaisProcess.run('standalone', { ...env, RELAIS_DATA_DIR: path.join(dir, 'other') });
    expect(second).toMatchObject({ code: 1, output: expect.stringMatching(/Port \d+ is in use by another program/) });
  }, 90_000);
});

describe('wrong settings', () => {
  it('stop the start with one readable list of all faults, without their values', async () => {
    build();
    const wrong = { PORT: 'eighty', RELAIS_DEMO: 'yes', RELAIS_COLOUR: 'blue', REDIS_URL: 'secret-of-mine' };
    const { code, output: failure } = await RelaisProcess.run('standalone', wrong);
    expect(code).toBe(1);
    for (const name of Object.keys(wrong)) expect(failure).toContain(name);
    expect(failure).not.toMatch(/secret-of-mine|at .*\.js:/);
  }, 60_000);
});
