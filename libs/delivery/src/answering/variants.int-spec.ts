import { gradeAnswer, askedAs, BrickVersions, wordingFor } from '@relais/editorial';
import { SignedLinks, dayOf } from '@relais/platform';
import fc from 'fast-check';
import { aLine } from '../../../../test/support/content.js';
import { SmtpSink } from '../../../../test/support/smtp-sink.js';
import { people, World } from '../../../../test/support/world.js';
import { InboundService } from '../inbound/inbound.service.js';
import { ANSWER_LINK } from '../sending/answer-link.rules.js';
import { OwnAddresses } from '../sending/own-addresses.js';
import { SendingService } from '../sending/sending.service.js';
import { AnsweringService } from './answering.service.js';

const BRICK = 'lines/basics/010-probe.en.md';

/** A quiz of one question and `variants` more; in each another option is right and says so, in the words of this edition. */
function quiz(edition: string, variants: number): string {
  const options = (ask: string, right: number) =>
    ['a', 'b', 'c', 'd'].map(
      (id, i) => `{ id: ${id}, text: ${ask} option ${id}${i === right ? ', right: true' : ''} }`,
    );
  const asks = Array.from({ length: variants + 1 }, (_, i) => ({ ask: `Asked-${edition}-${i}`, right: i % 4 }));
  const [base, ...more] = asks.map(({ ask, right }) => ({
    ask,
    right,
    options: `[${options(ask, right).join(', ')}]`,
  }));
  const entries = more.map(
    ({ ask, options }) =>
      `  - title: Title ${ask}\n    question: Body ${ask}\n    options: ${options}\n    explanation: Why ${ask}\n`,
  );
  return `---\nkind: quiz\ntitle: Title ${base!.ask}\noptions: ${base!.options}\nexplanation: Why ${base!.ask}\n${entries.length ? `variants:\n${entries.join('')}` : ''}---\nBody ${base!.ask}\n`;
}

describe('the variants of a quiz', () => {
  let sink: SmtpSink;
  let world: World;
  beforeAll(async () => {
    sink = await SmtpSink.start();
    world = await World.open({
      content: { 'lines/basics/line.yaml': aLine('Basics'), [BRICK]: quiz('v1', 2) },
      people: people(Array<string>(200).fill('Europe/Paris')),
      env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=2`, RELAIS_REPLY_ADDRESS: 'answers@reply.kelvane.example' },
    });
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await sink.stop();
  });

  const publish = async (edition: string, variants: number) => {
    world.content.write(BRICK, quiz(edition, variants));
    await world.sync();
  };

  /** A presentation to rep `n`, planned and due now; what came before it is taken as answered. */
  async function planned(n: number, occurrence: number): Promise<string> {
    const [row] = await world.query<{ id: string }>(
      `WITH why AS (
         INSERT INTO delivery.review (rep_id, brick_id, occurrence, state, why, was_right, due_on)
         SELECT r.id, b.id, $2::smallint, '{}', '{"code": "wrong-last-time", "days": 1}', false, current_date FROM network.rep r, editorial.brick b
         WHERE r.external_id = $1 AND $2::int > 0 ON CONFLICT DO NOTHING),
       joined AS (
         INSERT INTO delivery.enrolment (line_id, rep_id, enrolled_on) SELECT b.line_id, r.id, current_date FROM network.rep r, editorial.brick b
         WHERE r.external_id = $1 ON CONFLICT DO NOTHING)
       INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, occurrence, local_day, due_at, expires_at, answer_until, wake_at)
       SELECT r.id, b.line_id, b.id, b.version_id, $2::smallint, current_date, now(), now() + interval '7 days', now() + interval '10 days', now()
       FROM network.rep r, editorial.brick b WHERE r.external_id = $1 RETURNING id`,
      [`P-1-R${n}`, occurrence],
    );
    return row!.id;
  }

  const token = (id: string) =>
    world.get(SignedLinks).sign(ANSWER_LINK, { id: Number(id), untilDay: dayOf(new Date()) + 10 });
  const mailOf = (n: number) =>
    sink.accepted
      .filter(({ to }) => to === `rep${n}@p-1.example`)
      .at(-1)!
      .raw.toString();
  /** Which question a text asks: the marks of every one that is in it. */
  const asked = (text: string) => [...new Set(text.match(/Asked-v\d+-\d/g) ?? [])];

  it.each([
    [0, 'Asked-v1-0', 'a'],
    [1, 'Asked-v1-1', 'b'],
    [2, 'Asked-v1-2', 'c'],
    [3, 'Asked-v1-0', 'a'],
  ])('presentation %i asks %s by mail and on its page, and grades by it', async (occurrence, ask, right) => {
    const n = 1 + occurrence;
    const id = await planned(n, occurrence);
    await world.get(SendingService).sendDue();
    expect(asked(mailOf(n))).toEqual([ask]);
    expect(mailOf(n).replace(/=\r\n/g, '').includes('demand=C3=A9 autrement')).toBe(occurrence > 0);
    const view = await world.get(AnsweringService).open(token(id));
    expect(asked(JSON.stringify(view))).toEqual([ask]);
    expect(view.repeat?.otherWords ?? false).toBe(occurrence > 0);
    const done = await world.get(AnsweringService).answer(token(id), { choices: [right], text: null }, 'link');
    expect(done.outcome).toMatchObject({ correct: true, right: [right] });
    expect(done.outcome!.explanationHtml).toContain(`Why ${ask}`);
    expect(asked(JSON.stringify(await world.get(AnsweringService).open(token(id))))).toEqual([ask]);
  });

  it('a reply by letter or by words is read and graded by the variant of its mail', async () => {
    const id = await planned(10, 1);
    await world.get(SendingService).sendDue();
    const to = world.get(OwnAddresses).replyTo({ id, answerUntil: new Date(Date.now() + 10 * 86_400_000) })!.address;
    const reply = Buffer.from(
      `From: Claire <rep10@p-1.example>\r\nTo: ${to}\r\nSubject: Re\r\nMessage-ID: <r10@x.example>\r\n\r\nAsked-v1-1 option b\r\n`,
    );
    expect(await world.get(InboundService).receive(reply, { from: 'rep10@p-1.example', to: [to] })).toMatchObject({
      outcome: 'answered',
    });
    expect(await world.query(`SELECT choices, correct FROM delivery.answer WHERE delivery_id = $1`, [id])).toEqual([
      { choices: ['b'], correct: true },
    ]);
  });

  it('page, mail and grading agree whatever is published between planning, sending and answering', async () => {
    let edition = 1;
    let rep = 20;
    const step = fc.record({
      occurrence: fc.integer({ min: 0, max: 5 }),
      variantsBefore: fc.integer({ min: 0, max: 3 }),
      betweenPlanAndMail: fc.option(fc.integer({ min: 0, max: 3 })),
      betweenMailAndPage: fc.option(fc.integer({ min: 0, max: 3 })),
      betweenPageAndAnswer: fc.option(fc.integer({ min: 0, max: 3 })),
      choice: fc.constantFrom('a', 'b', 'c', 'd'),
      again: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(step, async (plan) => {
        const change = (variants: number | null) =>
          variants === null ? Promise.resolve() : publish(`v${++edition}`, variants);
        const n = rep++;
        await change(plan.variantsBefore);
        const id = await planned(n, plan.occurrence);
        await change(plan.betweenPlanAndMail);
        await world.get(SendingService).sendDue();
        const [mailed] = asked(mailOf(n));
        await change(plan.betweenMailAndPage);
        if (plan.again) {
          // Nobody knows whether the relay took it: the same delivery goes out once more.
          await world.query(
            `UPDATE delivery.delivery SET state = 'planned', ambiguous = 1, settled_at = NULL, wake_at = now() WHERE id = $1`,
            [id],
          );
          await world.get(SendingService).sendDue();
          expect(asked(mailOf(n))).toEqual([mailed]);
        }
        expect(asked(JSON.stringify(await world.get(AnsweringService).open(token(id))))).toEqual([mailed]);
        await change(plan.betweenPageAndAnswer);
        const done = await world
          .get(AnsweringService)
          .answer(token(id), { choices: [plan.choice], text: null }, 'link');
        const right = 'abcd'[Number(mailed!.split('-')[2]) % 4];
        expect(done.outcome).toMatchObject({ correct: plan.choice === right, right: [right] });
        expect(asked(JSON.stringify(done))).toEqual([mailed]);
        const [row] = await world.query<{ version: number; correct: boolean }>(
          `SELECT version_id AS version, correct FROM delivery.answer WHERE delivery_id = $1`,
          [id],
        );
        const version = (await world.get(BrickVersions).read([row!.version])).get(row!.version)!;
        const again = askedAs(version, plan.occurrence);
        expect(asked(wordingFor(again, 'en').wording.title)).toEqual([mailed]);
        expect(gradeAnswer(again, { choices: [plan.choice], text: null }).correct).toBe(row!.correct);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
