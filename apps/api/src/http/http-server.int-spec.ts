import { visibleText } from '../../../../test/browser/html-check.js';
import { Site } from '../../../../test/browser/site.js';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { people } from '../../../../test/support/world.js';
import { KnownRoutes } from './known-routes.js';
import { FILE_ROUTES } from './public-routes.js';

let site: Site;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': aQuiz('The first question'),
    },
    people: people(Array<string>(20).fill('Europe/Paris')),
  });
}, 60_000);
afterAll(() => site.close());

const HTML = { accept: 'text/html,application/xhtml+xml' };
const JSON_ONLY = { accept: 'application/json' };

describe('routes without a controller', () => {
  it('are refused at the start unless they are on the reviewed list', () => {
    const routes = new KnownRoutes();
    const added: ((route: { url: string; method: string | string[] }) => void)[] = [];
    routes.watch({ addHook: (_: string, hook: (typeof added)[0]) => added.push(hook) } as never);
    for (const route of [
      { url: '/api/docs', method: 'GET' },
      { url: '/api/docs', method: 'HEAD' },
      { url: '/backdoor', method: ['GET', 'POST'] },
    ])
      added[0]!(route);
    expect(routes.beside(FILE_ROUTES)).toEqual(['GET /backdoor', 'POST /backdoor']);
  });
});

describe('operations', () => {
  it('the process lives', async () => {
    expect(await (await site.get('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('is ready when every check is, and says what is wrong when one is not', async () => {
    site.checks.splice(0, 10, { name: 'database', check: async () => {} });
    const well = await site.get('/readyz');
    expect([well.status, await well.json()]).toEqual([
      200,
      { status: 'ok', checks: [{ name: 'database', status: 'ok' }] },
    ]);
    site.checks.push(
      {
        name: 'queue',
        check: async () => Promise.reject(new Error('connect failed: redis://user:hunter2@redis:6379')),
      },
      { name: 'mail', check: () => new Promise(() => {}) },
    );
    const ill = await site.get('/readyz');
    expect(ill.status).toBe(503);
    expect(await ill.json()).toEqual({
      status: 'fault',
      checks: [
        { name: 'database', status: 'ok' },
        { name: 'queue', status: 'fault', reason: 'connect failed: redis://redis:6379' },
        { name: 'mail', status: 'fault', reason: 'no answer within 2000 ms' },
      ],
    });
  });

  it('measures requests by route, never by address', async () => {
    await site.get(`/a/${'c'.repeat(32)}`);
    const text = await (await site.get('/metrics')).text();
    expect(text).toMatch(
      /relais_http_request_duration_seconds_count\{method="GET",route="\/a\/:token",status="404"\} \d+/,
    );
    expect(text).toContain('relais_test_measure{of="this"} 3');
    expect(text).toContain('process_cpu_seconds_total');
    expect(text).not.toContain('c'.repeat(32));
  });

  it('describes the API, problems included', async () => {
    const document = (await (await site.get('/api/openapi.json')).json()) as {
      openapi: string;
      info: { title: string; version: string };
      paths: Record<string, object>;
      components: { schemas: Record<string, object> };
    };
    expect(document.info).toMatchObject({ title: 'Relais', version: expect.any(String) });
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/a/{token}', '/u/{token}', '/boards/{slug}', '/mailbox/messages', '/readyz']),
    );
    expect(document.components.schemas).toHaveProperty('Problem');
    expect(document.components.schemas).toHaveProperty('AnswerReceipt');
    const docs = await site.get('/api/docs');
    expect([docs.status, docs.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("script-src 'self'"),
    ]);
    expect((await site.get('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });
});

describe('what goes wrong', () => {
  it.each([
    ['JSON that is none', '{"choice":', 'application/json', 400],
    ['JSON with a forbidden key', '{"__proto__":{"x":1}}', 'application/json', 400],
    ['a form with a forbidden key', '__proto__=x', 'application/x-www-form-urlencoded', 400],
    ['more than 64 KB', `text=${'x'.repeat(70_000)}`, 'application/x-www-form-urlencoded', 413],
    ['a format nobody asked for', '<a/>', 'application/xml', 415],
    ['plain text', 'choice=b', 'text/plain', 415],
    ['a multipart form that is none', 'x', 'multipart/form-data; boundary=y', 400],
  ])('%s is a problem for programs and a page for people', async (_, body, type, status) => {
    const token = await site.delivered(16, 'first');
    const problem = await site.post(`/a/${token}`, body, { 'content-type': type, ...JSON_ONLY });
    expect([problem.status, problem.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await problem.json()).toMatchObject({
      status,
      code: expect.stringMatching(/^(http|request)\./),
      type: expect.any(String),
      detail: expect.any(String),
    });
    const page = await site.post(`/a/${token}`, body, { 'content-type': type, ...HTML });
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('<h1>');
  });

  it.each([
    ['/nope', 404],
    ['/api/v1/nope', 404],
    ['/%', 400],
    ['/a/%ff', 400],
    ['/boards/%00', 400],
    ['/mailbox/messages?to=%00', 400],
  ])('%s is answered with %d', async (path, status) => {
    const response = await site.get(path, JSON_ONLY);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('a fault of ours is logged in full under an id; the visitor gets the id and nothing else', async () => {
    const token = await site.delivered(17, 'first');
    await site.world.query('ALTER TABLE delivery.answer RENAME TO answer_away');
    try {
      site.log.lines.length = 0;
      const response = await site.get(`/a/${token}`, JSON_ONLY);
      expect(response.status).toBe(500);
      const problem = (await response.json()) as { reference: string; detail: string };
      expect(JSON.stringify(problem)).not.toMatch(/relation|delivery\.answer|at .*:\d+/);
      expect(site.log.lines.join('\n')).toMatch(
        new RegExp(`${problem.reference} GET /a/:token: .*relation "delivery.answer" does not exist`),
      );
      const page = await site.get(`/a/${token}`, HTML);
      expect([page.status, visibleText(await page.text()).includes('on our side')]).toEqual([500, true]);
      expect(site.log.lines.join('\n')).not.toContain(token);
    } finally {
      await site.world.query('ALTER TABLE delivery.answer_away RENAME TO answer');
    }
  });
});

describe('the log', () => {
  it('never holds a token', () => {
    expect(site.log.lines.filter((line) => /\b[0-9a-hjkmnp-tv-z]{32,40}\b/.test(line))).toEqual([]);
  });
});
