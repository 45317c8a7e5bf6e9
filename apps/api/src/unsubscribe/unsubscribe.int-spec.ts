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
    people: people(Array<string>(30).fill('Europe/Paris')),
  });
}, 60_000);
afterAll(() => site.close());

const HTML = { accept: 'text/html,application/xhtml+xml' };

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

describe('the log', () => {
  it('never holds a token', () => {
    expect(site.log.lines.filter((line) => /\b[0-9a-hjkmnp-tv-z]{32}\b/.test(line))).toEqual([]);
  });
});
