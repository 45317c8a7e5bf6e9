import { aLine, aQuiz } from '../../../../test/support/content.js';
import { SmtpSink, type SinkAction, type SinkStage } from '../../../../test/support/smtp-sink.js';
import { people, World } from '../../../../test/support/world.js';
import { Clock } from '@relais/platform';
import { PlanningService } from '../planning/planning.service.js';
import { SendingService } from './sending.service.js';

const REPS = 30;
type Act = (stage: SinkStage, at: { text: string; connection: number; count: number }) => SinkAction | undefined;

describe('sending', () => {
  let sink: SmtpSink;
  let world: World;
  let act: Act;

  beforeEach(async () => {
    act = () => undefined;
    sink = await SmtpSink.start({ act: (stage, at) => act(stage, at) });
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment' }),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
      people: people(Array<string>(REPS).fill('Europe/Paris')),
      env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=4` },
    });
    await world.get(PlanningService).plan();
  });
  afterEach(async () => {
    await world.close();
    await sink.stop();
  });

  const states = () =>
    world.query<{ state: string; reason: string | null; n: number }>(
      `SELECT state, regexp_replace(reason, ':.*', '') AS reason, count(*)::int AS n FROM delivery.delivery GROUP BY 1, 2 ORDER BY 1, 2`,
    );
  const send = () => world.get(SendingService).sendDue();
  const copies = () => sink.accepted.length;
  const recipients = () => new Set(sink.accepted.map((mail) => mail.to)).size;
  const wake = () => world.query(`UPDATE delivery.delivery SET wake_at = now() WHERE state = 'planned'`);

  it('sends every due delivery once, from eight senders at once', async () => {
    await Promise.all(Array.from({ length: 8 }, send));
    expect(await states()).toEqual([{ state: 'accepted', reason: null, n: REPS }]);
    expect([copies(), recipients()]).toEqual([REPS, REPS]);
  });

  it('again sends nothing', async () => {
    await send();
    await send();
    expect(copies()).toBe(REPS);
  });

  it('does not send what is not due by the database clock', async () => {
    await world.query(`UPDATE delivery.delivery SET wake_at = now() + interval '5 seconds'`);
    await send();
    expect(copies()).toBe(0);
  });

  it('writes a mail with the link, the names, and the headers that stop it with one click', async () => {
    await send();
    const raw = sink.accepted.find((mail) => mail.to === 'rep1@p-1.example')!.raw.toString();
    expect(raw).toMatch(/^Message-ID: <delivery\.\d+@kelvane\.example>\r$/m);
    expect(raw).toMatch(/^To: "?Claire Dupont 1"? <rep1@p-1\.example>\r$/m);
    expect(raw).toMatch(/^List-Unsubscribe: <http:\/\/relais\.test\/u\/[0-9a-z]{32}>\r$/m);
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(raw).not.toMatch(/^Reply-To:|Reply above/m); // nobody reads replies unless the settings say where
    expect(raw).not.toContain('Because'); // the key stays here until the answer
  });

  it('greets a rep without a name without leaving a hole', async () => {
    await world.query(`UPDATE network.rep SET first_name = '' WHERE email = 'rep1@p-1.example'`);
    await send();
    const raw = sink.accepted.find((mail) => mail.to === 'rep1@p-1.example')!.raw.toString();
    expect(raw).toContain('Which one is it?');
    expect(raw).not.toContain('{{');
  });

  it('never tries again what the relay refuses for good', async () => {
    act = (stage, at) =>
      stage === 'rcpt' && at.text.includes('rep1@') ? { reply: '550 5.1.1 no such person' } : undefined;
    await send();
    await wake();
    await send();
    expect(await states()).toEqual([
      { state: 'accepted', reason: null, n: REPS - 1 },
      { state: 'refused', reason: 'refused.550', n: 1 },
    ]);
    // Nobody is there, so nothing more is sent to that address.
    expect(await world.query(`SELECT address, reason, source FROM delivery.suppression`)).toEqual([
      { address: 'rep1@p-1.example', reason: 'hard-bounce', source: 'relay' },
    ]);
  });

  it('suppresses nobody when the relay refuses for its policy', async () => {
    act = (stage) => (stage === 'rcpt' ? { reply: '554 5.7.1 Relay access denied' } : undefined);
    await send();
    expect(await states()).toEqual([{ state: 'refused', reason: 'refused.554', n: REPS }]);
    expect(await world.query(`SELECT address FROM delivery.suppression`)).toEqual([]);
  });

  it('tries again later what the relay defers, with the same Message-ID, and sends it once', async () => {
    let deferred = 0;
    act = (stage, at) =>
      stage === 'rcpt' && at.text.includes('rep1@') && deferred++ === 0 ? { reply: '451 4.7.1 later' } : undefined;
    await send();
    expect(await states()).toEqual([
      { state: 'accepted', reason: null, n: REPS - 1 },
      { state: 'planned', reason: 'late.deferred-451', n: 1 },
    ]);
    const [row] = await world.query<{ wait: number }>(
      `SELECT extract(epoch FROM wake_at - now())::int AS wait FROM delivery.delivery WHERE state = 'planned'`,
    );
    expect(row!.wait).toBeGreaterThanOrEqual(40);
    await wake();
    await send();
    expect([copies(), recipients()]).toEqual([REPS, REPS]);
  });

  it('keeps everything while the relay is away and sends it when it is back', async () => {
    const port = sink.port;
    await sink.stop();
    await send();
    expect(await states()).toEqual([{ state: 'planned', reason: 'late.relay', n: REPS }]);
    sink = await SmtpSink.start({ port });
    await wake();
    await send();
    expect([copies(), recipients()]).toEqual([REPS, REPS]);
  });

  it('counts an attempt as ambiguous when the relay hangs up after the dot, and copies stay within one plus those', async () => {
    let dropped = 0;
    act = (stage) => (stage === 'dot' && dropped++ < 5 ? { accept: 'drop' } : undefined);
    await send();
    await wake();
    await send();
    const [sum] = await world.query<{ ambiguous: number }>(
      `SELECT sum(ambiguous)::int AS ambiguous FROM delivery.delivery`,
    );
    expect(sum!.ambiguous).toBe(5);
    expect(recipients()).toBe(REPS);
    expect(copies()).toBeLessThanOrEqual(REPS + 5);
    const ends = await states(); // a mail that was offered on a cut connection may also tell of trouble with the relay
    expect(ends.every(({ state }) => state === 'accepted')).toBe(true);
    expect(ends.reduce((sum, { n }) => sum + n, 0)).toBe(REPS);
  });

  it.each([
    [
      'who was suspended',
      `UPDATE network.rep SET status = 'suspended' WHERE email LIKE 'rep1@%'`,
      'cancelled',
      'cancelled.rep-suspended',
    ],
    [
      'who opted out',
      `INSERT INTO delivery.opt_out SELECT id, 'all', 'page' FROM network.rep WHERE email LIKE 'rep1@%'`,
      'suppressed',
      'suppressed.opted-out',
    ],
  ])('sends nothing to a rep %s between plan and sending', async (_, change, state, reason) => {
    await world.query(change);
    await send();
    expect(copies()).toBe(REPS - 1);
    expect(await states()).toContainEqual({ state, reason, n: 1 });
  });

  it('stops at the dot for a rep who opts out while the mail is under way', async () => {
    let done = false;
    act = (stage) => {
      if (stage === 'mail' && !done) {
        done = true;
        void world.query(
          `INSERT INTO delivery.opt_out SELECT id, 'all', 'page' FROM network.rep ON CONFLICT DO NOTHING`,
        );
      }
      return stage === 'mail' ? { afterMs: 300 } : undefined; // time for the wish to be written
    };
    await send();
    const [suppressed] = await world.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM delivery.delivery WHERE state = 'suppressed'`,
    );
    expect(suppressed!.n).toBeGreaterThan(0);
    expect(copies() + suppressed!.n).toBe(REPS);
  });

  it('stops a withdrawn brick and waits with a paused line', async () => {
    await world.query(`UPDATE editorial.line SET status = 'paused'`);
    await send();
    expect(await states()).toEqual([{ state: 'planned', reason: 'late.line-paused', n: REPS }]);
    await world.query(`UPDATE editorial.line SET status = 'active'`);
    await world.query(`UPDATE editorial.brick SET status = 'withdrawn'`);
    await wake();
    await send();
    expect(copies()).toBe(0);
    expect(await states()).toEqual([{ state: 'cancelled', reason: 'cancelled.brick-withdrawn', n: REPS }]);
  });

  it('takes back what a lost worker held: not begun is sent, allowed at the dot is ambiguous, three crashes hold it', async () => {
    await world.query(`UPDATE delivery.delivery SET state = 'claimed', lease_until = now() - interval '1 second'`);
    await world.query(
      `UPDATE delivery.delivery SET state = 'sending', attempts = 1 WHERE id = (SELECT min(id) FROM delivery.delivery)`,
    );
    await world.query(`UPDATE delivery.delivery SET crashes = 2 WHERE id = (SELECT max(id) FROM delivery.delivery)`);
    expect(await world.get(SendingService).recover()).toBe(REPS);
    await send();
    expect(copies()).toBe(REPS - 1);
    expect(await states()).toContainEqual({ state: 'held', reason: 'held.crashed-3-times', n: 1 });
    const [first] = await world.query(`SELECT ambiguous, state FROM delivery.delivery ORDER BY id LIMIT 1`);
    expect(first).toEqual({ ambiguous: 1, state: 'accepted' });
  });

  it('does not let a frozen worker send after its lease was given to another', async () => {
    // The fence moves on while the mails are between claim and dot.
    let moved: Promise<unknown> | null = null;
    act = (stage) => {
      if (stage === 'mail')
        moved ??= world.query(`UPDATE delivery.delivery SET fence = fence + 1 WHERE state = 'claimed'`);
      return stage === 'mail' ? { afterMs: 300 } : undefined;
    };
    await send();
    await moved;
    const [left] = await world.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM delivery.delivery WHERE state = 'claimed'`,
    );
    expect(left!.n).toBeGreaterThan(0);
    expect(copies() + left!.n).toBe(REPS);
  });

  describe('when a mark has waited long for its dot', () => {
    /** Time passes while the relay thinks about each sender, and `change` happens meanwhile. */
    const passing = (seconds: number, change: string) => {
      const clock = world.get(Clock);
      let passed = 0;
      let changed: Promise<unknown> | null = null;
      clock.monotonic = () => performance.now() + passed;
      act = (stage) => {
        if (stage !== 'mail') return undefined;
        changed ??= world.query(change).then(() => (passed = seconds * 1_000));
        return { afterMs: 300 };
      };
    };
    const attempts = () =>
      world.query<{ state: string; attempts: number }>(
        'SELECT DISTINCT state, attempts FROM delivery.delivery ORDER BY state',
      );

    it('a rep who has opted out since gets nothing, and it was no attempt', async () => {
      passing(3, `INSERT INTO delivery.opt_out SELECT id, 'all', 'page' FROM network.rep`);
      await send();
      expect(copies()).toBe(0);
      expect(await attempts()).toEqual([{ state: 'suppressed', attempts: 0 }]);
    });

    it('a worker that was frozen leaves alone what has become another worker’s', async () => {
      passing(200, `UPDATE delivery.delivery SET fence = fence + 1 WHERE state IN ('claimed', 'sending')`);
      await send();
      expect(copies()).toBe(0);
    });

    it('whoever has left the segment since gets nothing of what the batch still holds, nor who is away', async () => {
      passing(
        31,
        `WITH left_it AS (UPDATE network.segment SET rule = '{"field": "rep.id", "is_not": "P-1-R30"}')
         INSERT INTO delivery.absence (rep_id, from_day, source) SELECT id, current_date - 2, 'page' FROM network.rep WHERE external_id = 'P-1-R29'`,
      );
      await send();
      expect(await states()).toEqual([
        { state: 'accepted', reason: null, n: REPS - 2 },
        { state: 'cancelled', reason: 'cancelled.left-the-segment', n: 1 },
      ]);
      expect([copies(), recipients()]).toEqual([REPS - 2, REPS - 2]);
    });

    it('a mail that is still ours leaves, as one attempt', async () => {
      passing(30, 'SELECT 1');
      await send();
      expect([copies(), recipients()]).toEqual([REPS, REPS]);
      expect(await attempts()).toEqual([{ state: 'accepted', attempts: 1 }]);
    });
  });

  it.each([
    ['refused by the relay is one attempt', '550 5.1.1 no such person', 1],
    ['put off by the relay is one attempt', '451 4.7.1 later', 1],
    ['that met trouble with the relay is none', '421 4.3.2 stopping', 0],
  ])('a mail %s', async (_, reply, attempts) => {
    act = (stage) => (stage === 'mail' ? { reply } : undefined);
    await send();
    const found = await world.query('SELECT DISTINCT attempts FROM delivery.delivery');
    expect(found).toEqual([{ attempts }]);
    expect(copies()).toBe(0);
  });

  it('ends what could not be sent in time', async () => {
    await world.query(`UPDATE delivery.delivery SET expires_at = now() - interval '1 second'`);
    await world.get(SendingService).recover();
    await send();
    expect(copies()).toBe(0);
    expect(await states()).toEqual([{ state: 'expired', reason: 'expired.not-sent-in-time', n: REPS }]);
  });

  it('hands back what it has not begun when it is told to stop', async () => {
    const stop = new AbortController();
    stop.abort();
    await world.get(SendingService).sendDue(stop.signal);
    expect(await states()).toEqual([{ state: 'planned', reason: null, n: REPS }]);
  });
});
