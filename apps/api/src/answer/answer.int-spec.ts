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
  await site.fillBoards();
}, 60_000);
afterAll(() => site.close());

const HTML = { accept: 'text/html,application/xhtml+xml' };
const JSON_ONLY = { accept: 'application/json' };

describe('an answer', () => {
  it('is recorded by the form, and the page tells the result, the reason, the points and the place', async () => {
    const token = await site.delivered(6, 'first');
    const response = await site.post(`/a/${token}`, { choice: 'b' }, HTML);
    expect(response.status).toBe(200);
    const html = await response.text();
    const opened = await (await site.get(`/a/${token}`)).text(); // the link shows the same later
    for (const text of [visibleText(html), visibleText(opened)])
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

describe('the log', () => {
  it('never holds a token', () => {
    expect(site.log.lines.filter((line) => /\b[0-9a-hjkmnp-tv-z]{32,40}\b/.test(line))).toEqual([]);
  });
});
