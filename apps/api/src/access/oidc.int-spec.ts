import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { freePort } from '../../../../test/support/process.js';
import { anAccount, Caller } from '../../../../test/support/caller.js';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { Site } from '../../../../test/browser/site.js';

/** People of the provider: what it says of them. */
const PEOPLE: Record<string, Record<string, unknown>> = {
  ana: { email: 'Ana@vendor.example', email_verified: true, name: 'Ana' },
  unverified: { email: 'manager@vendor.example', email_verified: false, name: 'Mallory' },
  stranger: { email: 'stranger@elsewhere.example', email_verified: true, name: 'Stella' },
};

let server: Server;
let issuer: string;
let strict: Site;
let open: Site;

/** A real provider on this machine that signs in whoever the login hint of the test says. */
async function startProvider(redirects: string[]): Promise<void> {
  server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'relais',
        client_secret: 'a secret of the client',
        redirect_uris: redirects,
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...PEOPLE[sub] }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: { devInteractions: { enabled: false } },
  });
  const callback = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
    void (async () => {
      const { params, prompt, session, grantId } = await provider.interactionDetails(request, response);
      const who = /who=(\w+)/.exec(request.headers.cookie ?? '')![1]!;
      if (prompt.name === 'login')
        return provider.interactionFinished(request, response, { login: { accountId: who } });
      const grant = grantId
        ? (await provider.Grant.find(grantId))!
        : new provider.Grant({ accountId: session!.accountId, clientId: String(params.client_id) });
      grant.addOIDCScope('openid email profile');
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
    })();
  });
}

beforeAll(async () => {
  const ports = [await freePort(), await freePort()];
  const urls = ports.map((port) => `http://localhost:${port}`);
  await startProvider(urls.map((url) => `${url}/api/v1/session/oidc/callback`));
  const site = (url: string, more: Record<string, string> = {}) =>
    Site.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics'),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
      settings: {
        RELAIS_PUBLIC_URL: url,
        RELAIS_OIDC_ISSUER: issuer,
        RELAIS_OIDC_CLIENT_ID: 'relais',
        RELAIS_OIDC_CLIENT_SECRET: 'a secret of the client',
        RELAIS_OIDC_NAME: 'Vendor login',
        ...more,
      },
    });
  strict = await site(urls[0]!);
  open = await site(urls[1]!, { RELAIS_OIDC_NEW_ACCOUNTS: 'author' });
  for (const { world } of [strict, open]) {
    await anAccount(world, 'ana@vendor.example', ['channel-manager']);
    await anAccount(world, 'manager@vendor.example', ['programme-admin']);
  }
}, 60_000);
afterAll(async () => {
  await strict.close();
  await open.close();
  server.close();
});

/** Goes the whole way of a browser: to the provider, through its sign-in, back. Gives the last redirect and the browser. */
async function goAndReturn(
  site: Site,
  who: string,
  tamper = (url: URL) => url,
): Promise<{ caller: Caller; location: string }> {
  const caller = new Caller(site.url);
  const { url } = (await (await caller.post('/api/v1/session/oidc')).json()) as { url: string };
  const there = new Map([['who', who]]);
  let at = url;
  for (let hops = 0; at.startsWith(issuer) && hops < 10; hops++) {
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...there].map(([k, v]) => `${k}=${v}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value) there.set(name!, value);
      else there.delete(name!);
    }
    at = new URL(response.headers.get('location')!, issuer).href;
  }
  const back = tamper(new URL(at));
  const response = await caller.get(`${back.pathname}${back.search}`);
  return {
    caller,
    location: new URL(response.headers.get('location')!).pathname + new URL(response.headers.get('location')!).search,
  };
}

describe('signing in by OpenID Connect', () => {
  it('is offered by name', async () => {
    expect(await new Caller(strict.url).json('/api/v1/session')).toMatchObject({ ways: { oidc: 'Vendor login' } });
  });

  it('finds the account of a verified address, and the same one the next time', async () => {
    for (let time = 0; time < 2; time++) {
      const { caller, location } = await goAndReturn(strict, 'ana');
      expect(location).toBe('/app');
      expect(await caller.json('/api/v1/session')).toMatchObject({
        state: 'signed-in',
        person: { email: 'ana@vendor.example', roles: ['channel-manager'] },
      });
      expect(caller.cookies.has('relais-oidc')).toBe(false);
    }
  });

  it.each([
    ['an address the provider does not vouch for', 'unverified', 'oidc.unverified'],
    ['an address without account', 'stranger', 'oidc.unknown'],
  ])('refuses %s', async (_, who, code) => {
    const { caller, location } = await goAndReturn(strict, who);
    expect(location).toBe(`/sign-in?problem=${code}`);
    expect(await caller.json('/api/v1/session')).toMatchObject({ state: 'anonymous' });
  });

  it('makes an account where the settings say so, and of no more than that role', async () => {
    const { caller } = await goAndReturn(open, 'stranger');
    expect(await caller.json('/api/v1/session')).toMatchObject({
      person: { email: 'stranger@elsewhere.example', roles: ['author'] },
    });
    expect((await goAndReturn(open, 'unverified')).location).toBe('/sign-in?problem=oidc.unverified');
  });

  it.each([
    ['another state', (url: URL) => (url.searchParams.set('state', 'x'), url)],
    ['another code', (url: URL) => (url.searchParams.set('code', 'x'), url)],
    ['another issuer', (url: URL) => (url.searchParams.set('iss', 'https://evil.example'), url)],
    ['no code', (url: URL) => (url.searchParams.delete('code'), url)],
  ])('refuses an answer with %s', async (_, tamper) => {
    const { caller, location } = await goAndReturn(strict, 'ana', tamper);
    expect(location).toBe('/sign-in?problem=oidc.refused');
    expect(await caller.json('/api/v1/session')).toMatchObject({ state: 'anonymous' });
  });

  it('refuses an answer in a browser that did not ask: nobody can be signed in as somebody else', async () => {
    const victim = new Caller(strict.url);
    let stolen = '';
    await goAndReturn(strict, 'ana', (url) => {
      stolen = url.pathname + url.search;
      return new URL(`${strict.url}/api/v1/session/oidc/callback?error=stopped`);
    });
    const response = await victim.get(stolen);
    expect(response.headers.get('location')).toContain('/sign-in?problem=oidc.refused');
    expect(await victim.json('/api/v1/session')).toMatchObject({ state: 'anonymous' });
  });

  it('is not there where it is not set up', async () => {
    const without = await Site.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics'),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
    });
    const response = await new Caller(without.url).post('/api/v1/session/oidc');
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'oidc.off']);
    await without.close();
  });
});
