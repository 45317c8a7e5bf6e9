import { aLine, aQuiz } from '../../../../test/support/content.js';
import { anAccount, Caller, PASSWORD } from '../../../../test/support/caller.js';
import { mailedTokens } from '../../../../test/support/access-mails.js';
import { Site } from '../../../../test/browser/site.js';
import { people } from '../../../../test/support/world.js';
import { Env } from '@relais/platform';
import { FirstAdminService, SessionsService } from '@relais/network';

let site: Site;
beforeAll(async () => {
  site = await Site.open({
    content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': aQuiz('The first question') },
    people: people(Array<string>(8).fill('Europe/Paris')),
  });
  await anAccount(site.world, 'admin@vendor.example', ['programme-admin']);
  await anAccount(site.world, 'manager@vendor.example', ['channel-manager']);
  await anAccount(site.world, 'author@vendor.example', ['author']);
}, 60_000);
afterAll(() => site.close());

const visitor = (headers?: Record<string, string>) => new Caller(site.url, headers);
const signedIn = (email: string) => visitor().signIn(email);
const problem = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];
const freshLimits = () => site.world.query('DELETE FROM platform.rate_limit');
beforeEach(freshLimits);

describe('signing in by password', () => {
  it('opens a session whose cookie no script reads and no foreign page sends', async () => {
    const manager = visitor();
    const response = await manager.post('/api/v1/session/sign-in', {
      email: 'Manager@Vendor.example ',
      password: PASSWORD,
    });
    expect(response.status).toBe(200);
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('relais-session='))!;
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/);
    expect(await response.json()).toMatchObject({
      state: 'signed-in',
      person: { email: 'manager@vendor.example', roles: ['channel-manager'], scope: { kind: 'network' } },
    });
    expect(await manager.json('/api/v1/session')).toMatchObject({ state: 'signed-in' });
    const [row] = await site.world.query<{ all: string }>(
      `SELECT string_agg(s::text, ' ') AS all FROM network.session s`,
    );
    expect(row!.all).not.toContain(manager.cookies.get('relais-session'));
  });

  it.each([
    ['a wrong password', 'manager@vendor.example', 'not the password at all'],
    ['an unknown address', 'nobody@vendor.example', PASSWORD],
    ['what is no address', 'nobody', PASSWORD],
    ['a rep, who has none', 'rep1@p-1.example', PASSWORD],
  ])('%s is refused, all in the same words', async (_, email, password) => {
    const response = await visitor().post('/api/v1/session/sign-in', { email, password });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toEqual({
      type: '/api/docs#problem-sign-in.refused',
      title: 'Unauthorized',
      status: 401,
      detail: 'The address or the password is not right.',
      code: 'sign-in.refused',
    });
  });

  it('takes as long for an unknown address as for a known one', async () => {
    const timed = async (email: string) => {
      const times: number[] = [];
      for (let i = 0; i < 9; i++) {
        await freshLimits();
        const from = performance.now();
        await visitor().post('/api/v1/session/sign-in', { email, password: 'wrong wrong wrong' });
        times.push(performance.now() - from);
      }
      return times.sort((a, b) => a - b)[1]!; // what else the machine does only adds to a time
    };
    const known = await timed('manager@vendor.example');
    const unknown = await timed('nobody@vendor.example');
    // Without the hash of nobody's password the unknown one would take a few milliseconds, a tenth.
    expect(unknown).toBeGreaterThan(known * 0.4);
    expect(known).toBeGreaterThan(unknown * 0.4);
  });

  it('is slowed down for who guesses, and not for the browser the person had used before', async () => {
    const own = await signedIn('author@vendor.example');
    for (let i = 0; i < 8; i++)
      await visitor().post('/api/v1/session/sign-in', { email: 'author@vendor.example', password: `guess ${i}` });
    const ninth = await visitor().post('/api/v1/session/sign-in', {
      email: 'author@vendor.example',
      password: PASSWORD,
    });
    expect([ninth.status, Number(ninth.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(Number(ninth.headers.get('retry-after'))).toBeLessThanOrEqual(900);
    await own.post('/api/v1/session/sign-out');
    await own.signIn('author@vendor.example');
  });

  it('ends with sign-out, and with the account', async () => {
    const manager = await signedIn('manager@vendor.example');
    const token = manager.cookies.get('relais-session')!;
    await manager.post('/api/v1/session/sign-out');
    const stolen = visitor();
    stolen.cookies.set('relais-session', token);
    expect(await problem(await stolen.get('/api/v1/sessions'))).toEqual([401, 'session.none']);

    const other = await signedIn('manager@vendor.example');
    await site.world.query(`UPDATE network.account SET status = 'disabled' WHERE email = 'manager@vendor.example'`);
    expect(await problem(await other.get('/api/v1/sessions'))).toEqual([401, 'session.none']);
    await site.world.query(`UPDATE network.account SET status = 'active' WHERE email = 'manager@vendor.example'`);
  });

  it('ends by itself: unused, and at last', async () => {
    for (const column of ['idle_until', 'ends_at']) {
      const manager = await signedIn('manager@vendor.example');
      expect((await manager.get('/api/v1/sessions')).status).toBe(200);
      await site.world.query(`UPDATE network.session SET ${column} = now() - interval '1 second'`);
      expect((await manager.get('/api/v1/sessions')).status).toBe(401);
    }
    await site.app.get(SessionsService, { strict: false }).sweep();
    expect(await site.world.query('SELECT 1 FROM network.session')).toEqual([]);
  });
});

describe('one’s own sessions', () => {
  it('are listed, and end one by one or all others at once', async () => {
    const [here, there, elsewhere] = [
      await signedIn('author@vendor.example'),
      await signedIn('author@vendor.example'),
      await signedIn('author@vendor.example'),
    ];
    type Listed = { id: string; current: boolean };
    const listed = await here.json<Listed[]>('/api/v1/sessions');
    expect(listed.filter(({ current }) => current)).toHaveLength(1);
    const foreign = await (await signedIn('manager@vendor.example')).json<Listed[]>('/api/v1/sessions');
    expect(await problem(await here.request('DELETE', `/api/v1/sessions/${foreign[0]!.id}`))).toEqual([
      404,
      'session.unknown',
    ]);
    const second = (await there.json<Listed[]>('/api/v1/sessions')).find(({ current }) => current)!;
    expect((await here.request('DELETE', `/api/v1/sessions/${second.id}`)).status).toBe(204);
    expect((await there.get('/api/v1/sessions')).status).toBe(401);
    expect((await here.post('/api/v1/sessions/revoke-others')).status).toBe(204);
    expect((await elsewhere.get('/api/v1/sessions')).status).toBe(401);
    expect((await here.get('/api/v1/sessions')).status).toBe(200);
  });
});

describe('a rep’s link', () => {
  const asked = async (email: string) => {
    const rep = visitor();
    const response = await rep.post('/api/v1/sign-in-links', { email });
    return { rep, response };
  };

  it('arrives at once, works once, and opens a rep’s session', async () => {
    const { rep, response } = await asked('rep1@p-1.example');
    expect(response.status).toBe(202);
    const [token] = await mailedTokens(site.app, 'rep1@p-1.example');
    const used = await rep.post('/api/v1/sign-in-links/consume', { token });
    expect(await used.json()).toMatchObject({
      state: 'signed-in',
      person: { kind: 'rep', roles: ['rep'], locale: 'fr', scope: { kind: 'rep', partnerName: 'Acme' } },
    });
    expect(await problem(await rep.post('/api/v1/sign-in-links/consume', { token }))).toEqual([410, 'link.over']);
    expect(await problem(await rep.get('/api/v1/accounts'))).toEqual([403, 'access.role']);
  });

  it('has one winner of 100 tries at once', async () => {
    const { rep } = await asked('rep2@p-1.example');
    const [token] = await mailedTokens(site.app, 'rep2@p-1.example');
    const tries = await Promise.all(
      Array.from({ length: 100 }, () => {
        const caller = visitor();
        for (const [name, value] of rep.cookies) caller.cookies.set(name, value);
        return caller.post('/api/v1/sign-in-links/consume', { token });
      }),
    );
    const statuses = tries.map(({ status }) => status).sort();
    expect([statuses.filter((s) => s === 200).length, statuses.filter((s) => s === 410).length]).toEqual([1, 99]);
    expect(
      await site.world.query(
        `SELECT 1 FROM network.session s JOIN network.rep r ON r.id = s.rep_id WHERE r.email = 'rep2@p-1.example'`,
      ),
    ).toHaveLength(1);
  });

  it('works in the browser that asked only, and a try elsewhere does not use it up', async () => {
    const { rep } = await asked('rep3@p-1.example');
    const [token] = await mailedTokens(site.app, 'rep3@p-1.example');
    expect(await problem(await visitor().post('/api/v1/sign-in-links/consume', { token }))).toEqual([
      410,
      'link.other-browser',
    ]);
    const { rep: other } = await asked('rep4@p-1.example');
    expect(await problem(await other.post('/api/v1/sign-in-links/consume', { token }))).toEqual([
      410,
      'link.other-browser',
    ]);
    expect((await rep.post('/api/v1/sign-in-links/consume', { token })).status).toBe(200);
  });

  it('is over after ten minutes', async () => {
    const { rep } = await asked('rep5@p-1.example');
    const [token] = await mailedTokens(site.app, 'rep5@p-1.example');
    const [row] = await site.world.query<{ life: number }>(
      `SELECT extract(epoch FROM expires_at - created_at)::int AS life FROM network.single_use_token ORDER BY created_at DESC LIMIT 1`,
    );
    expect(row!.life).toBe(600);
    await site.world.query(`UPDATE network.single_use_token SET expires_at = now()`);
    expect(await problem(await rep.post('/api/v1/sign-in-links/consume', { token }))).toEqual([410, 'link.over']);
  });

  it('asked for by a stranger: the same answer, and no mail', async () => {
    await site.world.query(`UPDATE network.rep SET status = 'left' WHERE email = 'rep6@p-1.example'`);
    const answers = await Promise.all(
      ['rep7@p-1.example', 'nobody@p-1.example', 'rep6@p-1.example', 'no address'].map(async (email) => {
        const { response } = await asked(email);
        return [
          response.status,
          await response.text(),
          response.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, '=…')),
        ];
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    for (const email of ['nobody@p-1.example', 'rep6@p-1.example'])
      expect(await mailedTokens(site.app, email)).toEqual([]);
    expect(await mailedTokens(site.app, 'rep7@p-1.example')).toHaveLength(1);
  });

  it('of an answer is never a session', async () => {
    const [rep] = await site.world.query<{ id: number }>(`SELECT id FROM network.rep WHERE email = 'rep1@p-1.example'`);
    const caller = visitor();
    for (const token of [site.sign('answer', rep!.id), site.sign('preferences', rep!.id)]) {
      caller.cookies.set('relais-session', token);
      expect((await caller.get('/api/v1/sessions')).status).toBe(401);
      expect((await caller.post('/api/v1/sign-in-links/consume', { token: token.padEnd(43, '0') })).status).toBe(410);
    }
  });
});

describe('the gate', () => {
  const SIGN_OUT = '/api/v1/sessions/revoke-others';

  it.each([
    ['a foreign page', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', { 'sec-fetch-site': 'same-site' }],
    ['a foreign page over plain http', { origin: 'http://evil.example' }],
    ['nobody says where', {}],
  ])('does nothing for %s', async (_, headers) => {
    const own = await signedIn('author@vendor.example');
    const foreign = visitor(headers as Record<string, string>);
    for (const [name, value] of own.cookies) foreign.cookies.set(name, value);
    // Node's own fetch sends no Sec-Fetch-Site.
    expect(await problem(await foreign.post(SIGN_OUT))).toEqual([403, 'access.foreign-page']);
    expect(
      await problem(
        await foreign.post('/api/v1/session/sign-in', { email: 'author@vendor.example', password: PASSWORD }),
      ),
    ).toEqual([403, 'access.foreign-page']);
    expect((await foreign.get('/api/v1/sessions')).status).toBe(200);
  });

  it('stays closed when the database does not answer', async () => {
    const own = await signedIn('admin@vendor.example');
    await site.world.query('ALTER TABLE network.session RENAME TO session_away');
    try {
      for (const path of ['/api/v1/accounts', '/api/v1/session', '/api/v1/audit']) {
        const response = await own.get(path);
        expect(response.status).toBe(500);
        expect(await response.text()).not.toContain('vendor.example');
      }
      expect(
        (await own.post('/api/v1/accounts', { email: 'x@vendor.example', name: 'X', roles: ['author'] })).status,
      ).toBe(500);
    } finally {
      await site.world.query('ALTER TABLE network.session_away RENAME TO session');
    }
    await site.world.query('ALTER TABLE platform.rate_limit RENAME TO rate_limit_away');
    try {
      expect(
        (await visitor().post('/api/v1/session/sign-in', { email: 'admin@vendor.example', password: PASSWORD })).status,
      ).toBe(500);
    } finally {
      await site.world.query('ALTER TABLE platform.rate_limit_away RENAME TO rate_limit');
    }
    expect(await site.world.query(`SELECT 1 FROM network.account WHERE email = 'x@vendor.example'`)).toEqual([]);
  });

  it('lets a rolled-up method through no sooner: HEAD asks as GET does', async () => {
    expect((await visitor().request('HEAD', '/api/v1/accounts')).status).toBe(401);
  });
});

describe('accounts', () => {
  const invite = (by: Caller, form: object) => by.post('/api/v1/accounts', form);

  it('are made by an invitation, with a password of one’s own', async () => {
    const admin = await signedIn('admin@vendor.example');
    const made = await invite(admin, { email: 'New@Vendor.example', name: 'Nina New', roles: ['coach'], locale: 'fr' });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({
      email: 'new@vendor.example',
      joined: false,
      roles: ['coach'],
      locale: 'fr',
    });
    const [token] = await mailedTokens(site.app, 'new@vendor.example');
    const guest = visitor();
    const weak = await guest.post('/api/v1/password/choose', { token, password: 'nina new 12' });
    expect(await weak.json()).toMatchObject({
      status: 422,
      code: 'password.weak',
      errors: [{ where: 'password', what: expect.any(String) }],
    });
    expect(
      await (await guest.post('/api/v1/password/choose', { token, password: 'a heron eats noodles' })).json(),
    ).toEqual({ email: 'new@vendor.example' });
    expect(
      await problem(await guest.post('/api/v1/password/choose', { token, password: 'another heron eats' })),
    ).toEqual([410, 'link.over']);
    await guest.signIn('new@vendor.example', 'a heron eats noodles');
  });

  it.each([
    [
      'an address that has one',
      { email: 'manager@vendor.example', name: 'M', roles: ['author'] },
      409,
      'account.exists',
    ],
    [
      'a partner admin without a company',
      { email: 'p@vendor.example', name: 'P', roles: ['partner-admin'] },
      422,
      'account.invalid',
    ],
    [
      'a partner admin of no company',
      { email: 'p@vendor.example', name: 'P', roles: ['partner-admin'], partnerId: 99_999 },
      422,
      'account.invalid',
    ],
    [
      'two kinds of role',
      { email: 'p@vendor.example', name: 'P', roles: ['partner-admin', 'author'], partnerId: 1 },
      422,
      'account.invalid',
    ],
    [
      'an author with a company',
      { email: 'p@vendor.example', name: 'P', roles: ['author'], partnerId: 1 },
      422,
      'account.invalid',
    ],
    ['a role there is not', { email: 'p@vendor.example', name: 'P', roles: ['god'] }, 400, 'request.invalid'],
    ['a rep', { email: 'p@vendor.example', name: 'P', roles: ['rep'] }, 400, 'request.invalid'],
    ['no address', { email: 'p', name: 'P', roles: ['author'] }, 422, 'account.invalid'],
  ])('are refused: %s', async (_, form, status, code) => {
    expect(await problem(await invite(await signedIn('admin@vendor.example'), form))).toEqual([status, code]);
  });

  it('are nobody’s business but a programme admin’s', async () => {
    for (const email of ['manager@vendor.example', 'author@vendor.example']) {
      const caller = await signedIn(email);
      expect(await problem(await caller.get('/api/v1/accounts'))).toEqual([403, 'access.role']);
      expect(
        await problem(await invite(caller, { email: 'z@vendor.example', name: 'Z', roles: ['programme-admin'] })),
      ).toEqual([403, 'access.role']);
    }
  });

  it('change at once, sessions included; the last admin stays', async () => {
    const admin = await signedIn('admin@vendor.example');
    const id = await anAccount(site.world, 'shifts@vendor.example', ['auditor']);
    const person = await signedIn('shifts@vendor.example');
    expect((await person.get('/api/v1/audit')).status).toBe(200);
    expect((await admin.request('PATCH', `/api/v1/accounts/${id}`, { roles: ['author'] })).status).toBe(200);
    expect((await person.get('/api/v1/audit')).status).toBe(403);
    expect((await admin.request('PATCH', `/api/v1/accounts/${id}`, { status: 'disabled' })).status).toBe(200);
    expect((await person.get('/api/v1/sessions')).status).toBe(401);
    const [own] = await site.world.query<{ id: number }>(
      `SELECT id FROM network.account WHERE email = 'admin@vendor.example'`,
    );
    for (const change of [{ status: 'disabled' }, { roles: ['author'] }])
      expect(await problem(await admin.request('PATCH', `/api/v1/accounts/${own!.id}`, change))).toEqual([
        409,
        'account.last-admin',
      ]);
    expect(await problem(await admin.request('DELETE', `/api/v1/accounts/${own!.id}`))).toEqual([
      409,
      'account.last-admin',
    ]);
    expect((await admin.request('DELETE', `/api/v1/accounts/${id}`)).status).toBe(204);
    const trail = await admin.json<{ lines: { action: string; subject: string }[] }>(
      `/api/v1/audit?subject=account:${id}`,
    );
    expect(trail.lines.map(({ action }) => action)).toEqual([
      'account-removed',
      'account-changed',
      'account-changed',
      'signed-in',
    ]);
    await expect(site.world.query('DELETE FROM network.audit_entry')).rejects.toThrow('only ever added to');
  });
});

describe('passwords', () => {
  it('change with the old one; every other session ends', async () => {
    await anAccount(site.world, 'changes@vendor.example', ['author']);
    const [here, there] = [await signedIn('changes@vendor.example'), await signedIn('changes@vendor.example')];
    expect(
      await problem(await here.post('/api/v1/password/change', { current: 'wrong', next: 'a new long sentence' })),
    ).toEqual([422, 'password.wrong']);
    expect(
      (await here.post('/api/v1/password/change', { current: PASSWORD, next: 'a new long sentence' })).status,
    ).toBe(204);
    expect([(await here.get('/api/v1/sessions')).status, (await there.get('/api/v1/sessions')).status]).toEqual([
      200, 401,
    ]);
  });

  it('forgotten are chosen anew by a mail; strangers get the same answer and no mail', async () => {
    await anAccount(site.world, 'forgets@vendor.example', ['author']);
    const old = await signedIn('forgets@vendor.example');
    const answers = await Promise.all(
      ['forgets@vendor.example', 'nobody@vendor.example', 'rep8@p-1.example'].map(async (email) => {
        const response = await visitor().post('/api/v1/password/forgotten', { email });
        return `${response.status} ${await response.text()}`;
      }),
    );
    expect(new Set(answers)).toEqual(new Set(['202 ']));
    expect(await mailedTokens(site.app, 'rep8@p-1.example')).toEqual([]);
    const [token] = await mailedTokens(site.app, 'forgets@vendor.example');
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        visitor().post('/api/v1/password/choose', { token, password: `the herons of ${i} lakes` }),
      ),
    );
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await old.get('/api/v1/sessions')).status).toBe(401);
  });
});

describe('the first admin', () => {
  it('comes by the printed link, while there is none', async () => {
    const link = await site.app.get(FirstAdminService, { strict: false }).link();
    expect(link).toBeNull();
    await site.world.query(`UPDATE network.account SET status = 'disabled' WHERE 'programme-admin' = ANY (roles)`);
    const [first, second] = [
      await site.app.get(FirstAdminService, { strict: false }).link(),
      await site.app.get(FirstAdminService, { strict: false }).link(),
    ];
    const token = (url: string | null) => url!.split('/').at(-1);
    const form = { email: 'first@vendor.example', name: 'Fay First', password: 'seven herons on a roof' };
    expect(
      await problem(await visitor().post('/api/v1/password/first-admin', { token: token(first), ...form })),
    ).toEqual([410, 'link.over']);
    expect((await visitor().post('/api/v1/password/first-admin', { token: token(second), ...form })).status).toBe(204);
    const admin = await visitor().signIn('first@vendor.example', form.password);
    expect((await admin.get('/api/v1/accounts')).status).toBe(200);
    await site.world.query(`UPDATE network.account SET status = 'active' WHERE email = 'admin@vendor.example'`);
  });
});

describe('the mailbox of an installation that people reach', () => {
  it('is a programme admin’s: its mails hold links that let their readers in', async () => {
    const env = site.app.get(Env, { strict: false });
    Object.assign(env, { RELAIS_PUBLIC_URL: 'http://learn.example.com' });
    try {
      expect(await problem(await visitor().get('/mailbox/messages'))).toEqual([401, 'session.none']);
      expect((await (await signedIn('author@vendor.example')).get('/mailbox/messages')).status).toBe(403);
      expect((await (await signedIn('admin@vendor.example')).get('/mailbox/messages')).status).toBe(200);
    } finally {
      Object.assign(env, { RELAIS_PUBLIC_URL: undefined });
    }
  });
});
