import { aLine, aQuiz } from '../../../../test/support/content.js';
import { SmtpSink, type SinkAction } from '../../../../test/support/smtp-sink.js';
import { people, World } from '../../../../test/support/world.js';
import { InboundService } from '../inbound/inbound.service.js';
import { PlanningService } from '../planning/planning.service.js';
import { SendingService } from '../sending/sending.service.js';
import { DeliverabilityQueries, type DomainDeliverability } from './deliverability.queries.js';

const REPS = 10;

/** What each gateway says to the reps of its company; the sink stands for the relay that talks to all of them. */
const GATEWAYS: Record<string, (rep: number) => SinkAction | undefined> = {
  good: () => undefined,
  acme: (rep) =>
    rep <= 4 ? { reply: `451 4.7.1 <rep${rep}@acme.example> greylisted, id ${rep}f3a99b1, try later` } : undefined,
  globex: (rep) =>
    rep <= 3 ? { reply: `550 5.7.1 Message from 192.0.2.${rep} refused: blocked by policy` } : undefined,
  initech: (rep) => (rep <= 5 ? { reply: '550 5.1.1 User unknown' } : undefined),
};

describe('deliverability per mail domain', () => {
  let sink: SmtpSink;
  let world: World;

  beforeAll(async () => {
    sink = await SmtpSink.start({
      act: (stage, { text }) => {
        const [, rep, company] = /rep(\d+)@([a-z]+)\.example/.exec(stage === 'rcpt' ? text : '') ?? [];
        return company ? GATEWAYS[company]?.(Number(rep)) : undefined;
      },
    });
    const zones = Array<string>(REPS).fill('Europe/Paris');
    world = await World.open({
      content: {
        'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment' }),
        'lines/basics/010-first.en.md': aQuiz('The first question'),
      },
      env: {
        SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=4`,
        RELAIS_BOUNCE_ADDRESS: 'bounce@reply.kelvane.example',
      },
    });
    for (const company of ['good', 'acme', 'globex', 'initech', 'hooli'])
      await world.importPeople(people(zones, company).replaceAll('Acme', company === 'good' ? 'Good & Co' : company));
    // Two companies behind one gateway.
    await world.query(`UPDATE network.rep SET email = 'eleven@acme.example' WHERE external_id = 'hooli-R10'`);
    await world.get(PlanningService).plan();
    await world.get(SendingService).sendDue();
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await sink.stop();
  });

  const read = async (days = 7) => world.get(DeliverabilityQueries).byDomain(days);
  const of = async (domain: string): Promise<DomainDeliverability> =>
    (await read()).find((one) => one.domain === domain)!;
  const received = (company: string, rep: number) => {
    const { from, raw } = sink.accepted.find(({ to }) => to === `rep${rep}@${company}.example`)!;
    return { from, head: raw.toString('latin1').split('\r\n\r\n')[0]! };
  };
  /** A report about the mail to a rep, as the gateway's server writes it. */
  async function report(company: string, rep: number, action: string, status: string, diagnostic: string) {
    const { from, head } = received(company, rep);
    const raw = [
      `From: MAILER-DAEMON@mx.${company}.example`,
      `Subject: ${action === 'delayed' ? 'Delayed Mail (still being retried)' : 'Undelivered Mail Returned to Sender'}`,
      `Message-ID: <${company}.${rep}.${action}.${Math.round(performance.now() * 1_000)}@mx>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      `Reporting-MTA: dns; mx.${company}.example`,
      '',
      `Final-Recipient: rfc822; rep${rep}@${company}.example`,
      `Action: ${action}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${diagnostic}`,
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      head,
      '',
      '--b--',
      '',
    ].join('\r\n');
    return world.get(InboundService).receive(Buffer.from(raw, 'latin1'), { from: '', to: [from] });
  }

  it('a company whose gateway takes everything is fine', async () => {
    expect(await of('good.example')).toMatchObject({
      partners: 1,
      partnerNames: ['Good & Co'],
      sent: REPS,
      accepted: REPS,
      waiting: 0,
      refused: 0,
      ambiguous: 0,
      replies: [],
      verdict: 'ok',
    });
  });

  it('Acme’s gateway defers us: how many wait, and what it says, whatever number and address it puts in', async () => {
    const acme = await of('acme.example');
    expect(acme).toMatchObject({ sent: REPS + 1, accepted: REPS - 3, waiting: 4, refused: 0, verdict: 'defers us' });
    expect(acme.because).toBe('4 of 11 wait or were given up after temporary refusals');
    expect(acme.replies).toEqual([
      { kind: 'deferred', count: 4, meaning: 'policy', reply: expect.stringMatching(/^451 4\.7\.1 <rep\d@acme/) },
    ]);
    expect([acme.partners, acme.partnerNames]).toEqual([2, ['acme', 'hooli']]); // the one with the most mails first
  });

  it('refusals are told apart: of the sender, and of the address', async () => {
    expect(await of('globex.example')).toMatchObject({
      refused: 3,
      verdict: 'refuses us',
      replies: [{ kind: 'refused', count: 3, meaning: 'policy' }],
    });
    expect(await of('initech.example')).toMatchObject({
      refused: 5,
      verdict: 'bounces',
      replies: [{ kind: 'refused', count: 5, meaning: 'hard' }],
    });
  });

  it('reports that come back later count by their class, each delivery once', async () => {
    expect(await of('hooli.example')).toMatchObject({ sent: REPS - 1, verdict: 'ok' });
    for (const rep of [1, 2, 3]) {
      await report('hooli', rep, 'delayed', '4.4.1', `connect to mx.hooli.example: no answer, attempt ${rep}`);
      await report('hooli', rep, 'delayed', '4.4.1', 'connect to mx.hooli.example: no answer, attempt 22');
    }
    expect(await of('hooli.example')).toMatchObject({ delayed: 3, verdict: 'defers us' });
    for (const rep of [4, 5, 6, 7])
      await report('hooli', rep, 'failed', '5.7.1', '550 5.7.1 rejected due to the DMARC policy of kelvane.example');
    await report('hooli', 8, 'failed', '5.1.1', '550 5.1.1 user unknown');
    await report('hooli', 9, 'failed', '4.2.2', '452 4.2.2 mailbox full');
    const hooli = await of('hooli.example');
    expect(hooli).toMatchObject({
      accepted: REPS - 1,
      bounced: { hard: 1, soft: 1, policy: 4, unknown: 0 },
      verdict: 'refuses us',
      because: expect.stringContaining('4 of 9'),
    });
    expect(hooli.replies[0]).toMatchObject({ kind: 'delayed', count: 6 });
    expect(hooli.replies.map(({ count }) => count)).toEqual([6, 4, 1, 1]);
  });

  it('a mail taken at a later attempt is no longer waiting, but was late', async () => {
    await world.query(`UPDATE delivery.delivery SET wake_at = now() WHERE state = 'planned'`);
    const refusing = GATEWAYS.acme!;
    GATEWAYS.acme = () => undefined;
    await world.get(SendingService).sendDue();
    GATEWAYS.acme = refusing;
    expect(await of('acme.example')).toMatchObject({
      accepted: REPS + 1,
      waiting: 0,
      acceptedLate: 4,
      verdict: 'slow',
    });
  });

  it('mails that take long to be accepted make a domain slow; what expired while it waited was deferred', async () => {
    await world.query(
      `UPDATE delivery.delivery d SET settled_at = due_at + interval '20 minutes' FROM network.rep r WHERE r.id = d.rep_id AND r.email LIKE '%@good.example'`,
    );
    expect(await of('good.example')).toMatchObject({ medianSeconds: 1_200, verdict: 'slow' });
    await world.query(
      `UPDATE delivery.delivery d SET state = 'expired', reason = 'late.deferred-450: 450 4.2.0 later' FROM network.rep r WHERE r.id = d.rep_id AND r.email LIKE 'rep1%@good.example' OR r.id = d.rep_id AND r.email LIKE 'rep2@good.example'`,
    );
    expect(await of('good.example')).toMatchObject({ expired: 3, accepted: 7, verdict: 'defers us' });
  });

  it('shows trouble first, and only the days asked for', async () => {
    expect((await read()).map(({ verdict }) => verdict)).toEqual([
      'refuses us',
      'refuses us',
      'defers us',
      'bounces',
      'slow',
    ]);
    await world.query(
      `UPDATE delivery.delivery d SET due_at = now() - interval '3 days' FROM network.rep r WHERE r.id = d.rep_id AND r.email LIKE '%@globex.example'`,
    );
    expect((await read(2)).map(({ domain }) => domain)).not.toContain('globex.example');
    expect((await read(4)).map(({ domain }) => domain)).toContain('globex.example');
  });
});
