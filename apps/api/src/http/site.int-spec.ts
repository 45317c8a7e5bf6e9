import { visibleText } from '../../../../test/browser/html-check.js';
import { Site } from '../../../../test/browser/site.js';
import { aLine, anInfo, aPoll, aQuiz } from '../../../../test/support/content.js';
import { people } from '../../../../test/support/world.js';

const OPEN_QUESTION = '---\nkind: open\ntitle: Say it\nmax_length: 20\n---\nHow do you open?\n';
const CHALLENGE =
  'name: { en: Sprint, fr: Sprint }\nlines: [basics]\ndays: 30\nscoring:\n  - { rule: right-first-answer, points: 10 }\n';

let site: Site;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': aQuiz('The first question'),
      'lines/basics/020-poll.en.md': aPoll('A poll'),
      'lines/basics/030-info.en.md': anInfo('A thing to know'),
      'lines/basics/040-say.en.md': OPEN_QUESTION,
      'challenges/sprint.yaml': CHALLENGE,
    },
    people: people(Array<string>(60).fill('Europe/Paris')),
  });
  await site.world.query(
    `INSERT INTO challenges.standing (challenge_id, rep_id, listed, partner_id) SELECT c.id, r.id, true, r.partner_id FROM challenges.challenge c, network.rep r ON CONFLICT DO NOTHING`,
  );
}, 60_000);
afterAll(async () => {
  if (process.env.DUMP) console.log(site.log.lines.join('\n').slice(0, 6000));
  await site.close();
});

const HTML = { accept: 'text/html,application/xhtml+xml' };
const JSON_ONLY = { accept: 'application/json' };

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
    expect(html).not.toMatch(/Because|manual/);
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

describe('an answer', () => {
  it('is recorded by the form, and the page tells the result, the reason, the points and the place', async () => {
    const response = await site.post(`/a/${await site.delivered(6, 'first')}`, { choice: 'b' }, HTML);
    expect(response.status).toBe(200);
    const html = await response.text();
    const text = visibleText(html);
    for (const part of ['C’est juste', 'Because b is right', 'The manual', '+10 points', 'Sprint', '1er', 'sur 60'])
      expect(text).toContain(part);
    expect(html).toContain('href="/boards/sprint"');
  });

  it('that is repeated changes nothing and shows the same result, also by the link', async () => {
    const token = await site.delivered(7, 'first');
    await site.post(`/a/${token}`, { choice: 'a' });
    const again = visibleText(await (await site.post(`/a/${token}`, { choice: 'b' })).text());
    const opened = visibleText(await (await site.get(`/a/${token}?choice=b`)).text());
    for (const text of [again, opened]) {
      expect(text).toContain('Pas cette fois');
      expect(text).toMatch(/Vous avez répondu le/);
      expect(text).toContain('A The first Votre réponse, inexacte');
    }
  });

  it('counts once, however often and at once it is sent', async () => {
    const token = await site.delivered(8, 'first');
    const all = await Promise.all(
      Array.from(
        { length: 30 },
        async (_, i) =>
          (await site.post(`/a/${token}`, { choice: i % 2 ? 'a' : 'b' }, JSON_ONLY)).json() as Promise<{
            choices: string[];
            correct: boolean;
            fresh: boolean;
          }>,
      ),
    );
    expect(new Set(all.map(({ choices, correct }) => JSON.stringify([choices, correct]))).size).toBe(1);
    expect(all.filter(({ fresh }) => fresh)).toHaveLength(1);
  });

  it('as JSON gives a receipt', async () => {
    const response = await fetch(`${site.url}/a/${await site.delivered(9, 'first')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...JSON_ONLY },
      body: JSON.stringify({ choice: ['B'] }),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      state: 'answered',
      correct: true,
      choices: ['b'],
      right: ['b'],
      fresh: true,
      references: [{ title: 'The manual' }],
    });
  });

  it.each([
    ['no choice', 'first', {}, 'Choisissez une réponse'],
    ['an unknown choice', 'first', { choice: 'z' }, 'ne fait pas partie des choix'],
    ['no words', 'say', { text: '  ' }, 'Écrivez quelques mots'],
    ['a character no text can hold', 'say', { text: '\0' }, 'Écrivez quelques mots'],
    ['too many words', 'say', { text: 'a word or two too many' }, 'Ramenez-la à 20 au plus'],
  ] as const)('with %s comes back with the reason, and nothing is recorded', async (_, brick, form, words) => {
    const token = await site.delivered(10, brick);
    const before = await site.trace();
    const response = await site.post(`/a/${token}`, { ...form }, HTML);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(visibleText(html)).toContain(words);
    if ('text' in form && form.text.replace('\0', '').trim()) expect(html).toContain(`>\n${form.text}</textarea>`);
    const refused = await site.post(`/a/${token}`, { ...form }, JSON_ONLY);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await refused.json()).toMatchObject({ status: 422, code: expect.stringMatching(/^answer\./) });
    expect(await site.trace()).toBe(before);
  });

  it('with two choices where one is asked comes back, too', async () => {
    const response = await site.post(
      `/a/${await site.delivered(10, 'first')}`,
      [
        ['choice', 'a'],
        ['choice', 'b'],
      ],
      HTML,
    );
    expect(response.status).toBe(422);
    expect(visibleText(await response.text())).toContain('une seule réponse');
  });

  it('after the last day is refused with the policy, and so is looking', async () => {
    const token = await site.delivered(11, 'first');
    await site.world.query(
      `UPDATE delivery.delivery d SET answer_until = now() - interval '1 minute' FROM network.rep r WHERE r.id = d.rep_id AND r.external_id = 'P-1-R11'`,
    );
    for (const response of [
      await site.get(`/a/${token}`, HTML),
      await site.post(`/a/${token}`, { choice: 'b' }, HTML),
    ]) {
      expect(response.status).toBe(410);
      expect(visibleText(await response.text())).toContain('Et les réponses tardives');
    }
    expect(await (await site.post(`/a/${token}`, { choice: 'b' }, JSON_ONLY)).json()).toMatchObject({
      status: 410,
      code: 'answer.expired',
    });
  });

  it('leads to the next brick that waits', async () => {
    const token = await site.delivered(12, 'first');
    const next = await site.delivered(12, 'poll');
    const html = await (await site.post(`/a/${token}`, { choice: 'b' })).text();
    expect(visibleText(html)).toContain('A poll');
    const [, link = ''] = /class="btn" href="(\/a\/[^"]+)"/.exec(html) ?? [];
    expect(visibleText(await (await site.get(link)).text())).toContain('A poll');
    expect(next).toHaveLength(32);
  });

  it('of an information is one button', async () => {
    const token = await site.delivered(13, 'info');
    expect(visibleText(await (await site.get(`/a/${token}`)).text())).toContain('J’ai lu');
    expect(visibleText(await (await site.post(`/a/${token}`, {})).text())).toContain('Lu et noté');
  });

  it('is shown even when its points cannot be had', async () => {
    const token = await site.delivered(14, 'first');
    await site.world.query('ALTER TABLE challenges.point RENAME TO point_away');
    try {
      const response = await site.post(`/a/${token}`, { choice: 'b' }, HTML);
      expect(response.status).toBe(200);
      const text = visibleText(await response.text());
      expect(text).toContain('C’est juste');
      expect(text).toContain('Les points suivent');
    } finally {
      await site.world.query('ALTER TABLE challenges.point_away RENAME TO point');
    }
  });

  it.each([
    ['an unknown field', { choice: 'b', score: '100' }, 'score'],
    ['a time of its own', { choice: 'b', answeredAt: '2020-01-01' }, 'answeredAt'],
  ])('that brings %s is refused whole', async (_, form, field) => {
    const response = await site.post(
      `/a/${await site.delivered(15, 'first')}`,
      form as unknown as Record<string, string>,
      JSON_ONLY,
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'request.invalid',
      errors: [{ where: field, what: 'is not a known field' }],
    });
  });
});

describe('the stop link', () => {
  const tokenOf = async (n: number) => {
    await site.delivered(n, 'first');
    const [row] = await site.world.query<{ id: string }>(
      `SELECT min(d.id) AS id FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.external_id = $1`,
      [`P-1-R${n}`],
    );
    return site.sign('preferences', row!.id);
  };
  const wishes = (n: number) =>
    site.world.query<{ topic: string; source: string }>(
      `SELECT o.topic, o.source FROM delivery.opt_out o JOIN network.rep r ON r.id = o.rep_id WHERE r.external_id = $1 ORDER BY 1`,
      [`P-1-R${n}`],
    );

  it('shows what can be stopped, and stops nothing by being looked at', async () => {
    const token = await tokenOf(20);
    const before = await site.trace();
    const response = await site.get(`/u/${token}`, HTML);
    expect(response.status).toBe(200);
    expect(visibleText(await response.text())).toMatch(/Que voulez-vous arrêter.*Basics.*Toutes/);
    expect(await site.trace()).toBe(before);
  });

  it.each([
    ['an ordinary form', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    [
      'multipart/form-data',
      () => {
        const form = new FormData();
        form.set('List-Unsubscribe', 'One-Click');
        return form;
      },
    ],
  ])('stops at one click, sent as %s, without page, cookie or redirect', async (kind, body) => {
    const n = kind.startsWith('multipart') ? 22 : 21;
    const token = await tokenOf(n);
    for (let again = 0; again < 3; again++) {
      const response = await fetch(`${site.url}/u/${token}`, { method: 'POST', body: body(), redirect: 'manual' });
      expect([response.status, response.headers.get('set-cookie'), response.headers.get('location')]).toEqual([
        200,
        null,
        null,
      ]);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(Buffer.byteLength(await response.text())).toBeLessThan(500);
    }
    expect(await wishes(n)).toEqual([{ topic: 'basics', source: 'one-click' }]);
  });

  it('stops a line or everything from the page, and takes it back', async () => {
    const token = await tokenOf(23);
    expect(visibleText(await (await site.post(`/u/${token}`, { action: 'stop', topic: 'line' })).text())).toContain(
      'C’est fait',
    );
    await site.post(`/u/${token}`, { action: 'stop', topic: 'all' });
    expect(await wishes(23)).toEqual([
      { topic: 'all', source: 'page' },
      { topic: 'basics', source: 'page' },
    ]);
    expect(visibleText(await (await site.post(`/u/${token}`, { action: 'resume' })).text())).toContain('de nouveau');
    expect(await wishes(23)).toEqual([]);
  });

  it.each([
    ['no choice', { action: 'stop' }, 422],
    ['an empty body', {}, 422],
    ['a topic there is not', { topic: 'everything' }, 400],
  ])('stops nothing with %s', async (_, form, status) => {
    const token = await tokenOf(24);
    expect((await site.post(`/u/${token}`, form as Record<string, string>, HTML)).status).toBe(status);
    expect(await wishes(24)).toEqual([]);
  });

  it('that is not ours is a friendly 404, for people and for providers', async () => {
    const page = await site.get(`/u/${'b'.repeat(32)}`, HTML);
    expect([page.status, visibleText(await page.text()).includes('This link does not open')]).toEqual([404, true]);
    expect((await site.post(`/u/${'b'.repeat(32)}`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(404);
  });
});

describe('boards, home and mailbox', () => {
  it.each([
    ['rep', 'Vendeur'],
    ['partner', 'Acme'],
    ['segment', 'Personne n’a encore marqué'], // this challenge has no segments
  ])('the board by %s is a table', async (by, words) => {
    const response = await site.get(`/boards/sprint?by=${by}&lang=fr`, HTML);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(visibleText(html)).toContain(words);
    expect(html.includes('<table class="board">')).toBe(by !== 'segment');
  });

  it('the board goes on page by page', async () => {
    const first = await (await site.get('/boards/sprint?by=rep')).text();
    const [, next = ''] = /<a href="([^"]*cursor[^"]*)">Next page/.exec(first) ?? [];
    const second = await (await site.get(next.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))).text();
    const names = (html: string) => [...html.matchAll(/<td class="num">/g)].length;
    expect([names(first), names(second)]).toEqual([50, 10]);
    expect(second).toContain('Back to the top');
  });

  it.each([
    ['a board there is not', '/boards/nope', 404],
    ['a way of ranking there is not', '/boards/sprint?by=colour', 400],
    ['a cursor of nobody', '/boards/sprint?cursor=xyz', 422],
  ])('%s is a friendly page and a problem', async (_, path, status) => {
    const page = await site.get(path, HTML);
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    const problem = await site.get(path, JSON_ONLY);
    expect(problem.status).toBe(status);
    expect(await problem.json()).toMatchObject({ status, code: expect.any(String), title: expect.any(String) });
  });

  it.each([
    ['en', 'Two minutes that stay'],
    ['fr', 'Deux minutes qui restent'],
  ])('the home page says in %s what runs and where to look', async (language, words) => {
    const html = await (await site.get('/', { 'accept-language': language })).text();
    const text = visibleText(html);
    for (const part of [words, 'Basics', 'Sprint', 'API']) expect(text).toContain(part);
    expect(html).not.toMatch(/postgres:|secret|@p-1/i);
  });

  it('the mailbox lists what was caught and opens it', async () => {
    const ids: string[] = [];
    for (let n = 1; n <= 3; n++) {
      const raw = `From: a@b.c\r\nTo: rep${n}@p-1.example\r\nSubject: Mail ${n}\r\nX-Relais-Delivery: ${n}\r\nContent-Type: text/html\r\n\r\n<head></head><p><a href="https://x.example">Mail ${n}</a><script>1</script>\r\n`;
      await site.world.query(
        `INSERT INTO platform.mailbox_message (recipient, subject, ref, raw) VALUES ($1, $2, $3, $4)`,
        [`rep${n}@p-1.example`, `Mail ${n}`, String(n), Buffer.from(raw)],
      );
    }
    const all = (await (await site.get('/mailbox/messages')).json()) as {
      id: string;
      to: string;
      subject: string;
      date: string;
      delivery: string;
    }[];
    expect(all.map(({ subject }) => subject)).toEqual(['Mail 3', 'Mail 2', 'Mail 1']);
    expect(all[0]).toEqual({
      id: expect.any(String),
      to: 'rep3@p-1.example',
      subject: 'Mail 3',
      date: expect.stringMatching(/^\d{4}-.*Z$/),
      delivery: '3',
    });
    ids.push(...all.map(({ id }) => id));
    expect(await (await site.get('/mailbox/messages?to=rep2@p-1.example')).json()).toHaveLength(1);
    expect(await (await site.get(`/mailbox/messages?limit=1&before=${ids[0]}`)).json()).toMatchObject([
      { subject: 'Mail 2' },
    ]);
    expect(await (await site.get(`/mailbox/messages/${ids[0]}`)).json()).toMatchObject({
      ...all[0],
      headers: { subject: 'Mail 3' },
      text: expect.any(String),
      html: expect.stringContaining('Mail 3'),
    });
    const raw = await site.get(`/mailbox/messages/${ids[0]}/raw`);
    expect([raw.headers.get('content-type'), (await raw.text()).startsWith('From: a@b.c\r\n')]).toEqual([
      'message/rfc822',
      true,
    ]);
    expect(visibleText(await (await site.get('/mailbox?to=rep1@p-1.example', HTML)).text())).toMatch(
      /Mail 1(?!.*Mail 2)/,
    );
    for (const [view, words] of [
      ['html', 'iframe'],
      ['text', '<pre'],
      ['headers', 'x-relais-delivery'],
      ['source', 'Content-Type: text/html'],
    ]) {
      const page = await (await site.get(`/mailbox/${ids[0]}?view=${view}`, HTML)).text();
      expect(page.slice(page.indexOf('<main>'))).toContain(words);
    }
    const frame = await site.get(`/mailbox/${ids[0]}/html`);
    expect(await frame.text()).toContain('<base target="_blank">');
    expect(frame.headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*sandbox allow-popups allow-popups-to-escape-sandbox/,
    );
    expect((await site.get('/mailbox/999999', HTML)).status).toBe(404);
    expect((await site.get('/mailbox/messages/abc')).status).toBe(404);
    expect((await site.get('/mailbox/messages?limit=0')).status).toBe(400);
    expect((await site.get('/mailbox/messages?colour=red')).status).toBe(400);
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

describe('all of the above', () => {
  it('never wrote a token into the log', () => {
    expect(site.log.lines.filter((line) => /\b[0-9a-hjkmnp-tv-z]{32}\b/.test(line))).toEqual([]);
  });
});
