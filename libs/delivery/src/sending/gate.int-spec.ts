import { GatedMail, MailGate } from '@relais/platform';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { SmtpSink, type SinkAction, type SinkStage } from '../../../../test/support/smtp-sink.js';
import { people, World } from '../../../../test/support/world.js';
import { NotesService } from '../inbound/notes/notes.service.js';
import { PlanningService } from '../planning/planning.service.js';
import { SendingService } from './sending.service.js';
import { SendingStandingQueries } from './sending-standing.queries.js';

const REPS = 20;

describe('the gate between due mails and the relay', () => {
  let sink: SmtpSink;
  let world: World;
  let act: (stage: SinkStage) => SinkAction | undefined;

  const open = async (rates?: string) => {
    act = () => undefined;
    sink = await SmtpSink.start({ act: (stage) => act(stage) });
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment' }),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
      people: people(Array<string>(REPS).fill('Europe/Paris')),
      env: {
        SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=4`,
        ...(rates === undefined ? {} : { RELAIS_MAIL_RATES: rates }),
      },
    });
    await world.get(PlanningService).plan();
  };
  afterEach(async () => {
    await world.close();
    await sink.stop();
  });

  const send = () => world.get(SendingService).sendDue();
  const gate = () => world.get(MailGate);
  const standing = () => world.get(SendingStandingQueries).read();
  const wake = () => world.query(`UPDATE delivery.delivery SET wake_at = now() WHERE state = 'planned'`);
  const reasons = async () => (await standing()).reasons.map(({ reason }) => reason);

  describe('rates', () => {
    it('lets no more leave than the relay may be sent, from three senders at once', async () => {
      await open('relay=10');
      const start = performance.now();
      await Promise.all([send(), send(), send()]);
      expect(sink.accepted).toHaveLength(REPS);
      // One at once and the others a tenth of a second apart, however fast the machine.
      expect((performance.now() - start) / 1000).toBeGreaterThanOrEqual((REPS - 1) / 10 - 0.01);
    });

    it('holds back a slow domain and lets the others pass it', async () => {
      await open('slow.example=0.02');
      await world.query(
        `UPDATE network.rep SET email = replace(email, '@p-1.example', '@slow.example') WHERE id % 2 = 0`,
      );
      await send();
      const domains = sink.accepted.map(({ to }) => to.split('@')[1]);
      expect(domains.filter((domain) => domain === 'slow.example')).toHaveLength(1);
      expect(domains.filter((domain) => domain === 'p-1.example')).toHaveLength(REPS / 2);
      expect(await reasons()).toEqual(['late.rate-of-domain']);
      // They wait for fifty seconds more each, not all for the same moment.
      const waits = await world.query<{ n: number }>(
        `SELECT round(extract(epoch FROM wake_at - now()) / 50)::int AS n FROM delivery.delivery WHERE state = 'planned' ORDER BY 1`,
      );
      expect(waits.map(({ n }) => n)).toEqual(Array.from({ length: REPS / 2 - 1 }, (_, i) => i + 1));
    });

    it('are enough for sign-in mails at once, and bricks wait for them', async () => {
      await open('relay=0.01');
      const mail = (i: number) => ({
        raw: Buffer.from(`From: a@b.example\r\nTo: c${i}@d.example\r\nSubject: Sign in\r\n\r\nHere.\r\n`),
        envelope: { from: 'a@b.example', to: `c${i}@d.example` },
      });
      for (const i of [1, 2, 3])
        expect(await world.get(GatedMail).send(mail(i), 'sign-in', async () => true)).toMatchObject({
          outcome: 'accepted',
        });
      await send();
      expect(sink.accepted).toHaveLength(3);
      expect(await world.get(GatedMail).send(mail(4), 'note', async () => true)).toMatchObject({ outcome: 'not yet' });
    });

    it('say when what is due will be through', async () => {
      await open('relay=0.5');
      expect(await standing()).toMatchObject({ due: REPS, throughInSeconds: REPS / 0.5 });
    });
  });

  describe('the pause of everything', () => {
    beforeEach(() => open());

    it('lets nothing leave, says why, and goes on', async () => {
      expect(await gate().pause('the texts are wrong')).toBe(true);
      expect(await gate().pause('a second time')).toBe(false);
      await send();
      expect(sink.commands).toEqual([]);
      expect(await standing()).toMatchObject({
        paused: { because: 'the texts are wrong' },
        due: REPS,
        throughInSeconds: null,
      });
      expect(await gate().resume()).toBe(true);
      await send();
      expect(sink.accepted).toHaveLength(REPS);
    });

    it('stops mails that are in hand, before their dot', async () => {
      act = (stage) => {
        if (stage !== 'rcpt') return undefined;
        void gate().pause('stop');
        return { afterMs: 2_500 }; // a mark is good for two seconds
      };
      await send();
      act = () => undefined;
      expect(sink.accepted.length).toBeLessThan(REPS);
      const sent = sink.accepted.length;
      await wake();
      await send();
      expect(sink.accepted).toHaveLength(sent);
      await gate().resume();
      await wake();
      await send();
      expect(sink.accepted).toHaveLength(REPS);
    });
  });

  describe('a relay in trouble', () => {
    beforeEach(() => open());
    const untilShut = async () => {
      act = (stage) => (stage === 'greeting' ? 'drop' : undefined);
      for (let round = 0; round < 3; round++) {
        await wake();
        await send();
      }
    };

    it('is left alone after three troubles in a row, and nothing is taken in hand for it', async () => {
      await untilShut();
      expect(await standing()).toMatchObject({ troubles: 3, lastTrouble: expect.stringContaining('127.0.0.1') });
      expect((await standing()).shutUntil).toBeInstanceOf(Date);
      await wake();
      const before = await world.query(`SELECT sum(fence)::int AS n FROM delivery.delivery`);
      await send();
      expect(await world.query(`SELECT sum(fence)::int AS n FROM delivery.delivery`)).toEqual(before);
    });

    it('is tried with one mail, and gets them all once it answers', async () => {
      await untilShut();
      const rested = () => world.query(`UPDATE platform.relay SET shut_until = now() - interval '1 second'`);
      await rested();
      await wake();
      const begun = sink.commands.length;
      await send();
      expect((await standing()).troubles).toBe(4); // one more, from one connection
      expect(sink.commands).toHaveLength(begun);
      act = () => undefined;
      await rested();
      await world.query(`UPDATE platform.relay SET probing_until = NULL`);
      await wake();
      await send();
      expect(sink.accepted).toHaveLength(REPS);
      expect((await standing()).troubles).toBe(0);
    });

    it.each<[string, () => Promise<unknown>]>([
      ['notes of which none is due', () => world.get(NotesService).sendDue()],
      [
        'mails that end before they leave',
        async () => {
          await world.query(
            `UPDATE network.rep SET status = 'suspended' WHERE id IN (SELECT rep_id FROM delivery.delivery ORDER BY wake_at LIMIT 1)`,
          );
          const soon = `UPDATE delivery.delivery SET wake_at = now() + CASE WHEN id = (SELECT min(d.id) FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.status = 'suspended') THEN interval '-1 second' ELSE interval '1 day' END`; // prettier-ignore
          await world.query(soon);
          await send();
        },
      ],
    ])('is not kept from who has mails by %s', async (_, look) => {
      await untilShut();
      act = () => undefined;
      await world.query(`UPDATE platform.relay SET shut_until = now() - interval '1 second'`);
      await look();
      await wake();
      await send();
      expect(sink.accepted.length).toBeGreaterThanOrEqual(REPS - 1);
    });
  });
});
