import { visibleText } from '../../../../test/browser/html-check.js';
import { Site } from '../../../../test/browser/site.js';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { people } from '../../../../test/support/world.js';

const CHALLENGE =
  'name: { en: Sprint, fr: Sprint }\nlines: [basics]\ndays: 30\nscoring:\n  - { rule: right-first-answer, points: 10 }\n';
let site: Site;
beforeAll(async () => {
  site = await Site.open({
    content: {
      'lines/basics/line.yaml': aLine('Basics'),
      'lines/basics/010-first.en.md': aQuiz('The first question'),
      'challenges/sprint.yaml': CHALLENGE,
    },
    people: people(Array<string>(60).fill('Europe/Paris')),
  });
  await site.fillBoards();
}, 60_000);
afterAll(() => site.close());

const HTML = { accept: 'text/html,application/xhtml+xml' };
const JSON_ONLY = { accept: 'application/json' };

describe('boards, home and mailbox', () => {
  it.each([
    ['rep', 'Vendeur'],
    ['partner', 'Acme'],
    ['segment', 'Tout le monde'],
  ])('the board by %s is a table', async (by, words) => {
    const response = await site.get(`/boards/sprint?by=${by}&lang=fr`, HTML);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(visibleText(html)).toContain(words);
    expect(html).toContain('<table class="board">');
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
