import { PublishingService } from '@relais/editorial';
import { SignedLinks, dayOf } from '@relais/platform';
import { aLine, aQuiz, anInfo } from '../../../../test/support/content.js';
import { SmtpSink, type SinkAction, type SinkStage } from '../../../../test/support/smtp-sink.js';
import { people, World } from '../../../../test/support/world.js';
import { AnsweringService } from '../answering/answering.service.js';
import { NotesService } from '../inbound/notes/notes.service.js';
import { PlanningService } from '../planning/planning.service.js';
import { ANSWER_LINK } from '../sending/answer-link.rules.js';
import { SendingService } from '../sending/sending.service.js';
import { RetractionsService } from './retractions.service.js';

const BRICK = 'lines/basics/010-first.en.md';
const QUIZ = aQuiz('The first question');
/** The third option is right, not the second. */
const CORRECTED = QUIZ.replace('text: The second, right: true', 'text: The second')
  .replace('text: The third', 'text: The third, right: true')
  .replace('Because **b** is right.', 'Because **c** is right.');

describe('a quiz whose answer no longer holds', () => {
  let sink: SmtpSink;
  let world: World;
  let act: (stage: SinkStage) => SinkAction | undefined;
  beforeEach(async () => {
    act = () => undefined;
    sink = await SmtpSink.start({ act: (stage) => act(stage) });
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment' }),
        [BRICK]: QUIZ,
        'lines/basics/020-info.en.md': anInfo('A thing to know'),
      },
      people: people(Array<string>(4).fill('Europe/Paris')),
      env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=2` },
    });
    await world.get(PlanningService).plan();
    await world.get(SendingService).sendDue();
    await world.query(`UPDATE network.rep SET locale = 'en' WHERE external_id = 'P-1-R2'`);
    for (const n of [1, 2]) await answer(n, n === 1 ? 'b' : 'a');
    sink.accepted.length = 0;
  });
  afterEach(async () => {
    await world.close();
    await sink.stop();
  });

  async function tokenOf(n: number): Promise<string> {
    const [row] = await world.query<{ id: string }>(
      `SELECT d.id FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id JOIN editorial.brick b ON b.id = d.brick_id
       WHERE r.external_id = $1 AND b.slug = 'first' ORDER BY d.occurrence DESC LIMIT 1`,
      [`P-1-R${n}`],
    );
    return world.get(SignedLinks).sign(ANSWER_LINK, { id: Number(row!.id), untilDay: dayOf(new Date()) + 10 });
  }
  const answer = async (n: number, choice: string) =>
    world.get(AnsweringService).answer(await tokenOf(n), { choices: [choice], text: null }, 'link');
  const open = async (n: number) => world.get(AnsweringService).open(await tokenOf(n));
  const tell = () => world.get(RetractionsService).tell();
  const sendNotes = () => world.get(NotesService).sendDue();
  const withdraw = (reason?: Record<string, string>) =>
    world.get(PublishingService).withdraw('basics', 'first', { reason });
  async function correct(): Promise<void> {
    world.content.write(BRICK, CORRECTED);
    await world.sync();
  }
  /** The text part of the one note to rep `n`, as it reads. */
  function noteTo(n: number): string {
    const notes = sink.accepted.filter(({ to }) => to === `rep${n}@p-1.example`);
    expect(notes).toHaveLength(1);
    const raw = notes[0]!.raw.toString('latin1').replace(/=\r\n/g, '');
    const bytes = raw.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\u00a0', ' ');
  }
  const states = () =>
    world.query(
      `SELECT r.external_id AS rep, n.state FROM delivery.note n JOIN network.rep r ON r.id = n.rep_id ORDER BY 1`,
    );

  it('taken back, tells those who answered it, each once and in their language, with the reason', async () => {
    await withdraw({ en: 'The second one was never sold.', fr: 'Le deuxième n’a jamais été vendu.' });
    expect(await tell()).toBe(2);
    expect(await tell()).toBe(0);
    await Promise.all([sendNotes(), sendNotes(), sendNotes()]);
    expect(sink.accepted.map(({ to }) => to).sort()).toEqual(['rep1@p-1.example', 'rep2@p-1.example']);
    const [french, english] = [noteTo(1), noteTo(2)];
    for (const text of [
      'Question retirée',
      'The first question',
      'Le deuxième n’a jamais été vendu.',
      'Elle donnait pour juste : The second',
      'vos points ne changent pas',
      `http://relais.test/a/`,
    ])
      expect(french).toContain(text);
    for (const text of ['Taken back: The first question', 'was never sold', 'Your answer and your points stay'])
      expect(english).toContain(text);
    expect(french).toMatch(/^Message-ID: <note\.r\d+x\d+@kelvane\.example>\r$/m);
    expect(french).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(french).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(await tell()).toBe(0);
    await sendNotes();
    expect(sink.accepted).toHaveLength(2);
  });

  it('taken back, says so on the page of the answer, and to those who have not answered', async () => {
    await withdraw({ en: 'It was never sold.' });
    expect(await open(1)).toMatchObject({
      state: 'answered',
      outcome: { correct: true },
      notice: {
        kind: 'withdrawn',
        reason: 'It was never sold.',
        was: [{ text: 'The second' }],
        right: [],
        explanation: null,
      },
    });
    expect(await open(3)).toMatchObject({
      state: 'withdrawn',
      outcome: null,
      notice: { reason: 'It was never sold.' },
    });
    await expect(answer(3, 'b')).rejects.toMatchObject({ code: 'answer.withdrawn' });
  });

  it('taken back, stops within the minute: what is planned, and what a worker is about to send', async () => {
    await world.query(
      `UPDATE delivery.delivery SET state = 'planned', wake_at = now(), settled_at = NULL WHERE rep_id IN (SELECT id FROM network.rep WHERE external_id IN ('P-1-R3', 'P-1-R4'))`,
    );
    // The relay has the envelope and is about to take the message when the brick is taken back: no dot may follow.
    let withdrawn: Promise<unknown> | undefined;
    act = (stage) => {
      if (stage !== 'data') return undefined;
      withdrawn ??= withdraw();
      return { afterMs: 2_500 }; // a mark is good for two seconds
    };
    await world.get(SendingService).sendDue();
    expect(await withdrawn).toBe(true);
    expect(sink.accepted).toHaveLength(0);
    const states = await world.query(
      `SELECT DISTINCT d.state, d.reason FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.external_id IN ('P-1-R3', 'P-1-R4')`,
    );
    expect(states).toEqual([{ state: 'cancelled', reason: 'cancelled.brick-withdrawn' }]);
  });

  it('corrected, tells the right answer now; answers and grades stay as they were', async () => {
    await correct();
    expect(await tell()).toBe(2);
    await sendNotes();
    const note = noteTo(2);
    for (const text of [
      'A correction: The first question',
      'It called right: The second',
      'The right answer now:',
      'The third',
      'Because c is right.',
    ])
      expect(note).toContain(text);
    expect(await open(1)).toMatchObject({
      outcome: { correct: true, choices: ['b'], right: ['b'] },
      notice: { kind: 'corrected', was: [{ text: 'The second' }], right: [{ text: 'The third' }] },
    });
    // A mail that is out asks and grades what it asked; only then its page says what is right today.
    const before = await open(3);
    expect(before).toMatchObject({ state: 'open', notice: null });
    expect(JSON.stringify(before)).not.toMatch(/Because|right/);
    expect(await answer(3, 'b')).toMatchObject({
      outcome: { correct: true },
      notice: { right: [{ text: 'The third' }] },
    });
  });

  it('says nothing about a version that only reads better', async () => {
    world.content.write(BRICK, QUIZ.replace('Which one is it', 'Which one would you take'));
    await world.sync();
    expect(await tell()).toBe(0);
    expect((await open(1)).notice).toBeNull();
  });

  it('published again before its notes have left tells nobody any more', async () => {
    await withdraw();
    await tell();
    world.content.write(BRICK, QUIZ.replace('Which one is it', 'Which one would you take'));
    await world.sync();
    await sendNotes();
    expect(sink.accepted).toHaveLength(0);
    expect(await states()).toEqual([
      { rep: 'P-1-R1', state: 'expired' },
      { rep: 'P-1-R2', state: 'expired' },
    ]);
    expect((await open(1)).notice).toBeNull();
    await withdraw();
    expect(await tell()).toBe(2);
  });

  it('is not told to those who have left, stopped their mails or cannot be reached', async () => {
    await withdraw();
    await world.query(`UPDATE network.rep SET status = 'left' WHERE external_id = 'P-1-R1'`);
    expect(await tell()).toBe(1);
    await world.query(
      `INSERT INTO delivery.opt_out (rep_id, topic, source) SELECT id, 'basics', 'page' FROM network.rep`,
    );
    await sendNotes();
    expect(sink.accepted).toHaveLength(0);
    expect(await states()).toEqual([{ rep: 'P-1-R2', state: 'suppressed' }]);
  });

  it('tells once more for an answer that was being recorded at that moment', async () => {
    await correct();
    expect(await tell()).toBe(2);
    await answer(3, 'b');
    expect(await tell()).toBe(0);
    await world.query(`UPDATE editorial.retraction SET at = at - interval '20 minutes'`);
    await world.query(`UPDATE delivery.told_retraction SET told_at = told_at - interval '19 minutes'`);
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
  });

  it('has its notes tried again when the relay refuses for a while', async () => {
    act = (stage) => (stage === 'dot' ? { reply: '451 4.3.0 later' } : undefined) as SinkAction | undefined;
    await withdraw();
    await tell();
    await sendNotes();
    expect(sink.accepted).toHaveLength(0);
    act = () => undefined;
    await world.query(`UPDATE delivery.note SET wake_at = now()`);
    await sendNotes();
    expect(sink.accepted).toHaveLength(2);
  });
});
