import { PlanningService } from '@relais/delivery';
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
      'lines/season/line.yaml': aLine('Season'),
      'lines/season/010-second.en.md': aQuiz('The second question'),
    },
    people: people(Array<string>(30).fill('Europe/Paris')),
  });
  await site.world.get(PlanningService).plan();
}, 60_000);
afterAll(() => site.close());

const HTML = { accept: 'text/html,application/xhtml+xml' };

describe('the link at the foot of a mail', () => {
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
    expect(visibleText(await response.text())).toMatch(/Ce que vous recevez.*Basics.*Season.*pause.*Tout arrêter/);
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
    ['a break of no length', { action: 'pause', day: '' }, 422],
  ])('stops nothing with %s', async (_, form, status) => {
    const token = await tokenOf(24);
    expect((await site.post(`/u/${token}`, form as Record<string, string>, HTML)).status).toBe(status);
    expect(await wishes(24)).toEqual([]);
  });

  it('chooses among the lines a rep hears, and leaves alone what the page did not show', async () => {
    const token = await tokenOf(25);
    const page = await (await site.get(`/u/${token}`, HTML)).text();
    expect(page.match(/type="checkbox"[^>]* checked/g)).toHaveLength(2);
    const shown: [string, string][] = [
      ['action', 'choose'],
      ['shown', 'basics'],
      ['shown', 'season'],
    ];
    const chosen = await site.post(`/u/${token}`, [...shown, ['lines', 'season']]);
    expect(visibleText(await chosen.text())).toContain('Votre choix est enregistré');
    expect(await wishes(25)).toEqual([{ topic: 'basics', source: 'page' }]);
    await site.post(`/u/${token}`, [...shown, ['lines', 'basics'], ['lines', 'season'], ['lines', 'all']]);
    expect(await wishes(25)).toEqual([]);
    await site.post(`/u/${token}`, [
      ['action', 'choose'],
      ['shown', 'basics'],
      ['shown', 'all'],
      ['shown', 'nobody’s'],
    ]);
    expect(await wishes(25)).toEqual([{ topic: 'basics', source: 'page' }]);
  });

  const pauses = (n: number) =>
    site.world.query<{ from: number; days: number; source: string }>(
      `SELECT a.from_day - (now() AT TIME ZONE 'Europe/Paris')::date AS from, a.until_day - a.from_day + 1 AS days, a.source
       FROM delivery.absence a JOIN network.rep r ON r.id = a.rep_id WHERE r.external_id = $1 ORDER BY 1`,
      [`P-1-R${n}`],
    );
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  it('pauses for a week, for two instead, and goes on at once', async () => {
    const token = await tokenOf(26);
    const paused = visibleText(await (await site.post(`/u/${token}`, { action: 'pause', pause: 'week' })).text());
    expect(paused).toMatch(/Rien ne vous est envoyé avant le .*Vos mails sont suspendus/);
    expect(await pauses(26)).toEqual([{ from: 0, days: 7, source: 'page' }]);
    await site.post(`/u/${token}`, { action: 'pause', pause: 'two-weeks' });
    expect(await pauses(26)).toEqual([{ from: 0, days: 14, source: 'page' }]);
    const on = visibleText(await (await site.post(`/u/${token}`, { action: 'go-on' })).text());
    expect(on).toContain('La pause est terminée');
    expect(await pauses(26)).toEqual([]);
  });

  it('pauses until a day that was filled in, marked or not', async () => {
    const token = await tokenOf(27);
    expect((await site.post(`/u/${token}`, { action: 'pause', day: inDays(40) })).status).toBe(200);
    const [pause] = await pauses(27);
    expect(pause!.days).toBeGreaterThanOrEqual(38);
    expect(pause!.days).toBeLessThanOrEqual(41);
  });

  it.each([
    ['the past', inDays(-3)],
    ['more than a year from now', inDays(400)],
    ['no day at all', '2027-02-30'],
  ])('does not pause until %s', async (_, day) => {
    const token = await tokenOf(28);
    const response = await site.post(`/u/${token}`, { action: 'pause', pause: 'day', day });
    expect([response.status, visibleText(await response.text())]).toEqual([
      422,
      expect.stringContaining('Choisissez un jour'),
    ]);
    expect(await pauses(28)).toEqual([]);
  });

  it('that is not ours is a friendly 404, for people and for providers', async () => {
    const page = await site.get(`/u/${'b'.repeat(32)}`, HTML);
    expect([page.status, visibleText(await page.text()).includes('This link does not open')]).toEqual([404, true]);
    expect((await site.post(`/u/${'b'.repeat(32)}`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(404);
  });
});

describe('the log', () => {
  it('never holds a token', () => {
    expect(site.log.lines.filter((line) => /\b[0-9a-hjkmnp-tv-z]{32,40}\b/.test(line))).toEqual([]);
  });
});
