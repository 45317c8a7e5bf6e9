import { TOTP, Secret } from 'otpauth';
import { anAccount, Caller, PASSWORD } from '../../../../test/support/caller.js';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { Site } from '../../../../test/browser/site.js';

let site: Site;
beforeAll(async () => {
  site = await Site.open({
    content: { 'lines/basics/line.yaml': aLine('Basics'), 'lines/basics/010-first.en.md': aQuiz('The first question') },
  });
  await anAccount(site.world, 'admin@vendor.example', ['programme-admin']);
}, 60_000);
afterAll(() => site.close());
beforeEach(() => site.world.query('DELETE FROM platform.rate_limit'));

const visitor = () => new Caller(site.url);
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
const problem = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];
const halfSignedIn = async (email: string) => {
  const caller = visitor();
  const state = await (await caller.post('/api/v1/session/sign-in', { email, password: PASSWORD })).json();
  return { caller, state: state as { state: string; person: unknown } };
};

/** An account with a second factor; `secret` of its app. */
async function enrolled(email: string): Promise<{ own: Caller; secret: string; recoveryCodes: string[] }> {
  await anAccount(site.world, email, ['author']);
  const own = await visitor().signIn(email);
  const { secret } = (await (await own.post('/api/v1/second-factor/enrol')).json()) as { secret: string };
  const { recoveryCodes } = (await (
    await own.post('/api/v1/second-factor/confirm', { code: codeOf(secret, -1) })
  ).json()) as { recoveryCodes: string[] };
  return { own, secret, recoveryCodes };
}

describe('a second factor', () => {
  it('is asked for once it is set up; before it is given nothing is open and nobody is named', async () => {
    const { secret } = await enrolled('one@vendor.example');
    const { caller, state } = await halfSignedIn('one@vendor.example');
    expect(state).toMatchObject({ state: 'second-factor', person: null });
    for (const path of ['/api/v1/sessions', '/api/v1/accounts'])
      expect(await problem(await caller.get(path))).toEqual([401, 'session.second-factor']);
    expect(await problem(await caller.post('/api/v1/second-factor/enrol'))).toEqual([401, 'session.second-factor']);
    const half = caller.cookies.get('relais-session')!;
    const done = await caller.post('/api/v1/session/second-factor', { code: codeOf(secret) });
    expect(await done.json()).toMatchObject({ state: 'signed-in', person: { email: 'one@vendor.example' } });
    const thief = visitor();
    thief.cookies.set('relais-session', half);
    expect((await thief.get('/api/v1/sessions')).status).toBe(401);
  });

  it('takes a code once, also when it comes twice at the same time', async () => {
    const { secret } = await enrolled('two@vendor.example');
    const code = codeOf(secret);
    const halves = await Promise.all(Array.from({ length: 4 }, () => halfSignedIn('two@vendor.example')));
    const tries = await Promise.all(halves.map(({ caller }) => caller.post('/api/v1/session/second-factor', { code })));
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('stops guesses after five', async () => {
    const { secret } = await enrolled('three@vendor.example');
    const { caller } = await halfSignedIn('three@vendor.example');
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++)
      statuses.push((await caller.post('/api/v1/session/second-factor', { code: `00000${i}` })).status);
    expect(statuses.slice(-1)).toEqual([429]);
    expect((await caller.post('/api/v1/session/second-factor', { code: codeOf(secret) })).status).toBe(429);
  });

  it('may be given by a recovery code, each once', async () => {
    const { recoveryCodes } = await enrolled('four@vendor.example');
    expect(new Set(recoveryCodes).size).toBe(10);
    const { caller } = await halfSignedIn('four@vendor.example');
    const recoveryCode = recoveryCodes[3]!.toUpperCase();
    expect((await caller.post('/api/v1/session/second-factor', { recoveryCode })).status).toBe(200);
    const { caller: again } = await halfSignedIn('four@vendor.example');
    expect(await problem(await again.post('/api/v1/session/second-factor', { recoveryCode }))).toEqual([422, 'second-factor.code']); // prettier-ignore
  });

  it('is nowhere stored as it is', async () => {
    const { secret, recoveryCodes } = await enrolled('five@vendor.example');
    const rows = await site.world.query(
      `SELECT a::text AS t FROM network.account a UNION ALL SELECT c::text FROM network.recovery_code c`,
    );
    for (const word of [secret, recoveryCodes[0]!, recoveryCodes[0]!.replaceAll('-', '')])
      expect(JSON.stringify(rows)).not.toContain(word);
  });

  it('that an admin asks for is set up before anything else', async () => {
    const id = await anAccount(site.world, 'six@vendor.example', ['author']);
    const before = await visitor().signIn('six@vendor.example');
    const admin = await visitor().signIn('admin@vendor.example');
    expect((await admin.request('PATCH', `/api/v1/accounts/${id}`, { secondFactorRequired: true })).status).toBe(200);
    expect((await before.get('/api/v1/sessions')).status).toBe(401);
    const { caller, state } = await halfSignedIn('six@vendor.example');
    expect(state.state).toBe('enrol');
    expect(await problem(await caller.get('/api/v1/sessions'))).toEqual([401, 'session.enrol']);
    const { secret } = (await (await caller.post('/api/v1/second-factor/enrol')).json()) as { secret: string };
    expect(await problem(await caller.post('/api/v1/second-factor/confirm', { code: '000000' }))).toEqual([422, 'second-factor.code']); // prettier-ignore
    expect((await caller.post('/api/v1/second-factor/confirm', { code: codeOf(secret) })).status).toBe(200);
    expect((await caller.get('/api/v1/sessions')).status).toBe(200);
    expect(await problem(await caller.post('/api/v1/second-factor/turn-off', { password: PASSWORD }))).toEqual([409, 'second-factor.required']); // prettier-ignore
    expect((await admin.post(`/api/v1/accounts/${id}/reset-second-factor`)).status).toBe(204);
    expect((await caller.get('/api/v1/sessions')).status).toBe(401);
    expect((await halfSignedIn('six@vendor.example')).state.state).toBe('enrol');
  });

  it('is turned off with the password', async () => {
    const { own } = await enrolled('seven@vendor.example');
    expect(await problem(await own.post('/api/v1/second-factor/turn-off', { password: 'wrong' }))).toEqual([422, 'password.wrong']); // prettier-ignore
    expect((await own.post('/api/v1/second-factor/turn-off', { password: PASSWORD })).status).toBe(204);
    expect((await halfSignedIn('seven@vendor.example')).state.state).toBe('signed-in');
  });
});
