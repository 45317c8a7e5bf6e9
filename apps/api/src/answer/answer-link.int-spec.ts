import { visibleText } from '../../../../test/browser/html-check.js';
import { Site } from '../../../../test/browser/site.js';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { people } from '../../../../test/support/world.js';

let site: Site;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': aQuiz('The first question'),
    },
    people: people(Array<string>(10).fill('Europe/Paris')),
  });
}, 60_000);
afterAll(() => site.close());

const HTML = { accept: 'text/html,application/xhtml+xml' };

describe('the link of a mail', () => {
  it('opens the question with the choice selected, in the language of the rep, and records nothing', async () => {
    const token = await site.delivered(1, 'first');
    const before = await site.trace();
    const response = await site.get(`/a/${token}?choice=B`, HTML);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('<html lang="fr">');
    expect(html).toMatch(/value="b"[^>]* checked/);
    expect(visibleText(html)).toContain('Pour Claire D. , Acme');
    expect(html.replace(/<style>[\s\S]*<\/style>/, '')).not.toMatch(/Because|manual/);
    expect(await site.trace()).toBe(before);
  });

  it('has the headers of a page that nobody keeps, frames or finds', async () => {
    const { headers } = await site.get(`/a/${await site.delivered(1, 'first')}`, HTML);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
    });
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull(); // plain HTTP
  });

  it.each([
    ['upper case throughout', (t: string) => `/A/${t.toUpperCase()}?CHOICE=B`],
    ['a full stop appended', (t: string) => `/a/${t}.?choice=b.`],
    ['an escaped angle bracket appended', (t: string) => `/a/${t}%3E?choice=b%3E`],
    ['a slash appended', (t: string) => `/a/${t}/?choice=b`],
    ['parameters of a mailing tool', (t: string) => `/a/${t}?choice=b&utm_source=x&fbclid=y&data=05%7C02`],
    ['the parameter twice', (t: string) => `/a/${t}?choice=b&choice=b`],
  ])('works with %s', async (_, mangle) => {
    const response = await site.get(mangle(await site.delivered(2, 'first')), HTML);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/value="b"[^>]* checked/);
  });

  it.each([
    'choice[]=a',
    'choice=%00',
    `choice=${'x'.repeat(5000)}`,
    'choice=%F0%9F%92%A5',
    'choice[a]=b',
    '__proto__=x',
    'lang=fr&lang=en',
  ])('opens whatever its parameters have become: %s', async (query) => {
    expect((await site.get(`/a/${await site.delivered(2, 'first')}?${query}`, HTML)).status).toBe(200);
  });

  it.each([
    ['made up', 'a'.repeat(32), 404],
    ['cut', 'abc', 404],
    ['of another purpose', 'PREFERENCES', 404],
    ['of a delivery that is gone', 'GONE', 404],
    ['much too long', 'a'.repeat(290), 404],
    ['longer than any path', 'a'.repeat(900), 414],
  ])('shows one friendly page for a token that is %s', async (_, token, status) => {
    const given =
      token === 'PREFERENCES'
        ? site.sign('preferences', 1)
        : token === 'GONE'
          ? site.sign('answer', 999_999_999)
          : token;
    const response = await site.get(`/a/${given}`, { 'accept-language': 'fr' });
    expect(response.status).toBe(status);
    const text = visibleText(await response.text());
    expect(text).toContain('Ce lien ne s’ouvre pas');
    expect(text).not.toContain(given);
  });

  it('is the same for every wrong token: nothing tells a near miss from a guess', async () => {
    const token = await site.delivered(3, 'first');
    const pages = await Promise.all(
      [token.slice(0, 31) + (token.endsWith('0') ? '1' : '0'), 'a'.repeat(32), site.sign('answer', 88_888_888)].map(
        async (t) => (await site.get(`/a/${t}`)).text(),
      ),
    );
    expect(new Set(pages).size).toBe(1);
  });
});

describe('scanners', () => {
  it('that fetch, ask for the headers of, and try methods on every link of a mail leave no trace', async () => {
    const token = await site.delivered(4, 'first');
    const [{ id }] = (await site.world.query<{ id: string }>(
      `SELECT d.id FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.external_id = 'P-1-R4'`,
    )) as [{ id: string }];
    const stop = site.sign('preferences', id);
    const links = [`/a/${token}`, ...['a', 'b', 'c'].map((c) => `/a/${token}?choice=${c}`), `/u/${stop}`];
    const before = await site.trace();
    const agents = [
      '',
      'Mozilla/5.0 (compatible; Barracuda Sentinel (EE))',
      'python-requests/2.31.0',
      'GoogleImageProxy',
    ];
    for (const agent of agents) {
      for (const method of ['HEAD', 'GET', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']) {
        for (const link of links) {
          const { status } = await fetch(site.url + link, { method, headers: { 'user-agent': agent } });
          expect(status).toBe({ HEAD: 200, GET: 200, OPTIONS: 204 }[method] ?? 405);
        }
      }
    }
    expect(await site.trace()).toBe(before);
    const human = await site.post(`/a/${token}`, { choice: 'b' }, HTML);
    expect(human.status).toBe(200);
    expect(visibleText(await human.text())).toContain('C’est juste');
  }, 60_000);

  it('are told by HEAD whether the link is one of ours', async () => {
    const head = (path: string) => fetch(site.url + path, { method: 'HEAD' });
    const ours = await head(`/a/${await site.delivered(5, 'first')}`);
    expect([ours.status, ours.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await head(`/a/${'a'.repeat(32)}`)).status).toBe(404);
  });

  it.each([
    ['OPTIONS', 204],
    ['PUT', 405],
    ['DELETE', 405],
    ['PATCH', 405],
  ])('that send %s learn what the address takes', async (method, status) => {
    const response = await fetch(`${site.url}/a/${await site.delivered(5, 'first')}`, { method });
    expect([response.status, response.headers.get('allow')]).toEqual([status, 'GET, HEAD, OPTIONS, POST']);
  });
});

describe('the log', () => {
  it('never holds a token', () => {
    expect(site.log.lines.filter((line) => /\b[0-9a-hjkmnp-tv-z]{32,40}\b/.test(line))).toEqual([]);
  });
});
