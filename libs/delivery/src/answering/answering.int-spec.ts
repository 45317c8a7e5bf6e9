import { SignedLinks, dayOf } from '@relais/platform';
import { aLine, anInfo, aPoll, aQuiz } from '../../../../test/support/content.js';
import { people, World } from '../../../../test/support/world.js';
import { PlanningService } from '../planning/planning.service.js';
import { PreferencesService } from '../preferences/preferences.service.js';
import { ReviewingService } from '../reviewing/reviewing.service.js';
import { ANSWER_LINK, type Addressed } from '../sending/answer-link.rules.js';
import { OwnAddresses, PREFERENCES_LINK } from '../sending/own-addresses.js';
import { AnsweringService } from './answering.service.js';

const OPEN_UNTIL = dayOf(new Date()) + 10;

describe('answering', () => {
  let world: World;
  let answering: AnsweringService;
  /** As links were before they told what they ask. */
  const bareToken = (id: string | number) =>
    world.get(SignedLinks).sign(ANSWER_LINK, { id: Number(id), untilDay: OPEN_UNTIL });

  /** The link of the first brick of rep `n`, as if its mail had been accepted a minute ago. */
  async function delivered(n = 1, slug = 'first'): Promise<string> {
    return world.get(OwnAddresses).answerToken(await deliver(n, slug));
  }

  async function deliver(n: number, slug = 'first'): Promise<Required<Addressed>> {
    const [row] = await world.query<Required<Addressed>>(
      `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, local_day, due_at, expires_at, answer_until, wake_at, state, settled_at)
       SELECT r.id, b.line_id, b.id, b.version_id, current_date, now(), now() + interval '7 days', now() + interval '10 days', now(), 'accepted', now() - interval '1 minute'
       FROM network.rep r, editorial.brick b WHERE r.external_id = $1 AND b.slug = $2
       ON CONFLICT (rep_id, brick_id, occurrence) DO UPDATE SET state = 'accepted'
       RETURNING id, answer_until AS "answerUntil", version_id AS "versionId", occurrence`,
      [`P-1-R${n}`, slug],
    );
    return row!;
  }

  beforeAll(async () => {
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics'),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
        'lines/basics/020-poll.en.md': aPoll('A poll'),
        'lines/basics/030-info.en.md': anInfo('A thing to know'),
      },
      people: people(Array<string>(40).fill('Europe/Paris')),
    });
    answering = world.get(AnsweringService);
  });
  afterAll(() => world.close());

  it('shows the question and nothing of the key before the answer', async () => {
    const view = await answering.open(await delivered(1));
    expect(view).toMatchObject({
      state: 'open',
      kind: 'quiz',
      outcome: null,
      rep: { firstName: 'Claire', partnerName: 'Acme' },
    });
    expect(view.bodyHtml).toContain('Which one is it, Claire?');
    expect(JSON.stringify(view)).not.toMatch(/Because|right|correct/);
  });

  it('opening and opening again leaves no trace', async () => {
    const link = await delivered(2);
    const trace = () =>
      world.query(
        `SELECT (SELECT count(*) FROM delivery.answer)::int AS answers, xmin::text FROM delivery.delivery ORDER BY id`,
      );
    const before = await trace();
    await Promise.all(Array.from({ length: 50 }, () => answering.open(link)));
    expect(await trace()).toEqual(before);
  });

  it('grades, explains, and keeps the first answer', async () => {
    const link = await delivered(3);
    const first = await answering.answer(link, { choices: ['a'], text: null }, 'link');
    expect(first.outcome).toMatchObject({ correct: false, choices: ['a'], right: ['b'], fresh: true });
    expect(first.outcome!.explanationHtml).toContain('Because <strong>b</strong> is right');
    const second = await answering.answer(link, { choices: ['b'], text: null }, 'web');
    expect(second.outcome).toMatchObject({ correct: false, choices: ['a'], fresh: false });
    expect((await answering.open(link)).outcome).toMatchObject({ correct: false, choices: ['a'] });
  });

  it('of fifty different answers at once one is recorded, and everybody is shown that one', async () => {
    const link = await delivered(4);
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        answering.answer(link, { choices: [i % 2 ? 'a' : 'b'], text: null }, 'link'),
      ),
    );
    const results = new Set(
      all.map((view) => JSON.stringify([view.outcome!.choices, view.outcome!.correct, view.outcome!.answeredAt])),
    );
    expect(results.size).toBe(1);
    expect(all.filter((view) => view.outcome!.fresh)).toHaveLength(1);
    expect(
      await world.query(
        `SELECT 1 FROM delivery.answer a JOIN network.rep r ON r.id = a.rep_id WHERE r.external_id = 'P-1-R4'`,
      ),
    ).toHaveLength(1);
  });

  it.each([
    ['no choice', { choices: [], text: null }, 'answer.choice-missing'],
    ['an unknown choice', { choices: ['z'], text: null }, 'answer.choice-unknown'],
    ['two choices where one is asked', { choices: ['a', 'b'], text: null }, 'answer.one-choice-only'],
  ])('refuses %s and records nothing', async (_, input, code) => {
    const link = await delivered(5);
    await expect(answering.answer(link, input, 'link')).rejects.toMatchObject({ code });
    expect((await answering.open(link)).state).toBe('open');
  });

  it('refuses after the last day, and says so on opening', async () => {
    const link = await delivered(6);
    await world.query(
      `UPDATE delivery.delivery d SET answer_until = now() - interval '1 minute' FROM network.rep r WHERE r.id = d.rep_id AND r.external_id = 'P-1-R6'`,
    );
    await expect(answering.answer(link, { choices: ['b'], text: null }, 'link')).rejects.toMatchObject({
      code: 'answer.expired',
    });
    expect((await answering.open(link)).state).toBe('expired');
  });

  it.each([
    [
      'a token of another purpose',
      () => world.get(SignedLinks).sign(PREFERENCES_LINK, { id: 1, untilDay: OPEN_UNTIL }),
    ],
    ['a token of a delivery that does not exist', () => bareToken(999_999_999)],
    [
      'a token that tells its question, of a delivery that does not exist',
      () =>
        world.get(OwnAddresses).answerToken({ id: '999999998', answerUntil: new Date(), versionId: 1, occurrence: 0 }),
    ],
    ['a made-up token', () => 'a'.repeat(32)],
  ])('knows nothing of %s', async (_, make) => {
    await expect(answering.open(make())).rejects.toMatchObject({ code: 'answer.unknown-link' });
    await expect(answering.answer(make(), { choices: ['b'], text: null }, 'link')).rejects.toMatchObject({
      code: 'answer.unknown-link',
    });
  });

  it('answers an older version as it was asked, whatever was published since', async () => {
    const link = await delivered(7);
    world.content.write(
      'lines/basics/010-first.en.md',
      aQuiz('The first question, put better')
        .replace('text: The second, right: true', 'text: The second')
        .replace('text: The third', 'text: The third, right: true'),
    );
    await world.sync();
    const view = await answering.answer(link, { choices: ['b'], text: null }, 'link');
    expect(view).toMatchObject({ title: 'The first question', outcome: { correct: true, right: ['b'] } });
  });

  describe('whatever a link tells of its question', () => {
    const tokenOf = (told: boolean, delivery: Required<Addressed>) =>
      told ? world.get(OwnAddresses).answerToken(delivery) : bareToken(delivery.id);
    const kinds: [string, boolean][] = [
      ['with its question', true],
      ['without', false],
    ];

    it.each(kinds)(
      '%s: a first answer, a repeat, and a repeat that is no answer give the same result',
      async (_, told) => {
        const link = tokenOf(told, await deliver(told ? 21 : 22));
        const [first, again, odd] = [
          await answering.answer(link, { choices: ['b'], text: null }, 'link'),
          await answering.answer(link, { choices: ['a'], text: null }, 'link'),
          await answering.answer(link, { choices: ['z'], text: null }, 'link'),
        ];
        expect(first.outcome).toMatchObject({ fresh: true, choices: ['b'] });
        for (const later of [again, odd])
          expect(later).toEqual({ ...first, outcome: { ...first.outcome, fresh: false } });
      },
    );

    it.each(kinds)('%s: what was taken back is not answered any more', async (_, told) => {
      const link = tokenOf(told, await deliver(told ? 23 : 24, 'info'));
      await world.query(`UPDATE editorial.brick SET status = 'withdrawn' WHERE slug = 'info'`);
      await expect(answering.answer(link, { choices: [], text: null }, 'link')).rejects.toMatchObject({
        code: 'answer.withdrawn',
      });
      await world.query(`UPDATE editorial.brick SET status = 'published' WHERE slug = 'info'`);
    });

    it.each<[string, (asked: Required<Addressed>) => Required<Addressed>]>([
      ['of a version there is not', (asked) => ({ ...asked, versionId: 999_999 })],
      ['of another version', (asked) => ({ ...asked, versionId: asked.versionId + 1 })],
      ['of another presentation', (asked) => ({ ...asked, occurrence: 3 })],
      ['that does not fit', (asked) => ({ ...asked, occurrence: 300 })],
    ])('a question %s: what the delivery asks is what is graded', async (name, change) => {
      const asked = await deliver(25 + (name.length % 9));
      const link = world.get(OwnAddresses).answerToken(change(asked));
      const { outcome } = await answering.answer(link, { choices: ['b'], text: null }, 'link');
      const [row] = await world.query('SELECT version_id AS "versionId", occurrence, correct FROM delivery.answer WHERE delivery_id = $1', [asked.id]); // prettier-ignore
      expect(row).toEqual({ versionId: asked.versionId, occurrence: asked.occurrence, correct: outcome!.correct });
    });
  });

  it('does not grade a poll and shows how others chose', async () => {
    await answering.answer(await delivered(8, 'poll'), { choices: ['a'], text: null }, 'link');
    const view = await answering.answer(await delivered(9, 'poll'), { choices: ['b'], text: null }, 'link');
    expect(view.outcome).toMatchObject({
      correct: null,
      shares: expect.arrayContaining([
        { id: 'a', share: 0.5 },
        { id: 'b', share: 0.5 },
      ]),
    });
  });

  it('offers the next brick that waits', async () => {
    const first = await delivered(10);
    await delivered(10, 'info');
    const view = await answering.answer(first, { choices: ['b'], text: null }, 'link');
    const next = await answering.next(view.rep.id, view.deliveryId);
    expect(next).toMatchObject({ title: 'A thing to know' });
    expect((await answering.open(next!.token)).kind).toBe('info');
  });

  it('brings a wrong brick back the next day, the first right one after three, and counts each answer once', async () => {
    await world.query('DELETE FROM delivery.answer');
    await world.query('DELETE FROM delivery.delivery');
    await answering.answer(await delivered(11, 'first'), { choices: ['c'], text: null }, 'link');
    await answering.answer(await delivered(12, 'first'), { choices: ['a'], text: null }, 'link');
    const reviewing = world.get(ReviewingService);
    await Promise.all([reviewing.review(), reviewing.review(), reviewing.review()]);
    expect(await reviewing.review()).toBe(0);
    const reviews = await world.query(
      `SELECT r.external_id AS rep, v.occurrence, v.was_right, v.due_on - (now() AT TIME ZONE 'Europe/Paris')::date AS days, v.why->>'code' AS why
       FROM delivery.review v JOIN network.rep r ON r.id = v.rep_id ORDER BY 1`,
    );
    expect(reviews).toEqual([
      { rep: 'P-1-R11', occurrence: 1, was_right: true, days: 3, why: 'right-in-a-row' },
      { rep: 'P-1-R12', occurrence: 1, was_right: false, days: 1, why: 'wrong-last-time' },
    ]);
  });

  it('opts out by the link of a mail, once or twice, and back in', async () => {
    const preferences = world.get(PreferencesService);
    const [row] = await world.query<{ id: string }>('SELECT min(id) AS id FROM delivery.delivery');
    const link = world.get(SignedLinks).sign(PREFERENCES_LINK, { id: Number(row!.id), untilDay: 65_535 });
    await preferences.optOut(link, 'line', 'page');
    await preferences.optOut(link, 'line', 'page');
    await preferences.optOut(link, 'all', 'one-click');
    expect(await preferences.open(link)).toMatchObject({
      everything: true,
      lines: [{ slug: 'basics', stopped: true }],
      rep: { email: 'r…@p-1.example' },
    });
    await preferences.optIn(link);
    expect(await preferences.open(link)).toMatchObject({ everything: false, lines: [{ stopped: false }] });
  });

  it('plans the repeat once it is due, with the right ones first', async () => {
    await world.query(`UPDATE delivery.review SET due_on = current_date - 1`);
    await world.query(`UPDATE delivery.enrolment SET enrolled_at = now() - interval '3 days'`);
    await world.query(`UPDATE editorial.line SET at = '00:00', until = '23:59'`);
    await world.get(PlanningService).plan();
    const again = await world.query(
      `SELECT r.external_id AS rep FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE d.occurrence = 1 ORDER BY 1`,
    );
    expect(again).toEqual([]); // nobody was enrolled before this run: the repeat waits for the next window
    await world.query('DELETE FROM delivery.planned_slot');
    await world.query(`UPDATE delivery.enrolment SET enrolled_at = now() - interval '3 days'`);
    await world.get(PlanningService).plan();
    const planned = await world.query(
      `SELECT r.external_id AS rep, d.occurrence FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE d.occurrence = 1 ORDER BY 1`,
    );
    expect(planned).toEqual([
      { rep: 'P-1-R11', occurrence: 1 },
      { rep: 'P-1-R12', occurrence: 1 },
    ]);
  });
});
