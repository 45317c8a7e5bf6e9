import fc from 'fast-check';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { passDays, zoneOfNoon } from '../../../../test/support/days.js';
import { SmtpSink, type SinkAction, type SinkStage } from '../../../../test/support/smtp-sink.js';
import { people, World } from '../../../../test/support/world.js';
import { AbsencesService } from '../absences/absences.service.js';
import { DEFAULT_CAP } from '../planning/cap.rules.js';
import { PlanningService } from '../planning/planning.service.js';
import { PreferencesService } from '../preferences/preferences.service.js';
import { OwnAddresses } from './own-addresses.js';
import { SendingService } from './sending.service.js';

const LINES = 3;
const BRICKS = 2;
const REPS = 3;

/** What a day brings. */
type Day =
  | {
      the:
        | 'ordinary day'
        | 'day without anything running'
        | 'day without senders'
        | 'day without a relay'
        | 'day of "later"';
    }
  | { the: 'pause'; rep: number; days: number }
  | { the: 'end of a pause'; rep: number }
  | { the: 'closure'; days: number };

const aDay: fc.Arbitrary<Day> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ the: 'ordinary day' as const }) },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      ...(
        ['day without anything running', 'day without senders', 'day without a relay', 'day of "later"'] as const
      ).map((the) => ({ the })),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      the: fc.constant('pause' as const),
      rep: fc.nat(REPS - 1),
      days: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ the: fc.constant('end of a pause' as const), rep: fc.nat(REPS - 1) }) },
  { weight: 1, arbitrary: fc.record({ the: fc.constant('closure' as const), days: fc.integer({ min: 1, max: 3 }) }) },
);

describe('the cap after pauses and troubles (P7)', () => {
  let sink: SmtpSink;
  let world: World;
  let trouble: 'none' | 'away' | 'later' = 'none';
  const act = (stage: SinkStage): SinkAction | undefined => {
    if (trouble === 'away' && stage === 'greeting') return 'drop';
    return trouble === 'later' && stage === 'dot' ? { reply: '451 4.3.0 later' } : undefined;
  };

  beforeAll(async () => {
    sink = await SmtpSink.start({ act });
  });
  afterAll(() => sink.stop());

  async function open(): Promise<void> {
    const content: Record<string, string> = {};
    for (let line = 1; line <= LINES; line++) {
      content[`lines/line-${line}/line.yaml`] = aLine(`Line ${line}`, { at: '10:00', until: '20:00' });
      for (let brick = 1; brick <= BRICKS; brick++)
        content[`lines/line-${line}/0${brick}0-brick-${brick}.en.md`] = aQuiz(`Brick ${line} ${brick}`);
    }
    world = await World.open({
      content,
      people: people(Array<string>(REPS).fill(zoneOfNoon())),
      env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}?pool=4` },
    });
    await world.query(`UPDATE editorial.line SET published_at = now() - interval '90 days'`);
    // Enrolled yesterday, so that today's window is theirs.
    await world.get(PlanningService).plan();
    await passDays(world, 1);
  }

  const plan = () => world.get(PlanningService).plan(undefined, 'wait');
  /** As a worker does over a day: it sends, planners plan what came back, and what waits some minutes is tried again. */
  async function work(senders = true): Promise<void> {
    for (let round = 0; round < 3; round++) {
      await plan();
      if (!senders) continue;
      await Promise.all([world.get(SendingService).sendDue(), world.get(SendingService).sendDue(), plan()]);
      await world.query(
        `UPDATE delivery.delivery SET wake_at = now() WHERE state = 'planned' AND wake_at < now() + interval '2 hours'`,
      );
    }
  }

  /** The token of the link in any mail of this rep. */
  async function tokenOf(rep: number): Promise<string | null> {
    const [row] = await world.query<{ id: string | null }>(
      `SELECT min(d.id)::text AS id FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id WHERE r.external_id = $1`,
      [`P-1-R${rep + 1}`],
    );
    return row?.id ? world.get(OwnAddresses).unsubscribeUrl(row.id).split('/').at(-1)! : null;
  }

  const today = async () =>
    (await world.query<{ day: string }>(`SELECT (now() AT TIME ZONE $1)::date::text AS day`, [zoneOfNoon()]))[0]!.day;
  const plus = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

  async function live(day: Day): Promise<void> {
    trouble = day.the === 'day without a relay' ? 'away' : day.the === 'day of "later"' ? 'later' : 'none';
    if (day.the === 'pause') {
      const token = await tokenOf(day.rep);
      if (token) await world.get(PreferencesService).pause(token, plus(await today(), day.days));
    }
    if (day.the === 'end of a pause') {
      const token = await tokenOf(day.rep);
      if (token) await world.get(PreferencesService).endPause(token);
    }
    if (day.the === 'closure') {
      const from = await today();
      await world.get(AbsencesService).add([{ partner: 'P-1', from, until: plus(from, day.days - 1), note: null }]);
    }
    if (day.the !== 'day without anything running') await work(day.the !== 'day without senders');
  }

  const absentNow = async () =>
    new Set(
      (
        await world.query<{ email: string }>(
          `SELECT r.email FROM network.rep r WHERE EXISTS (SELECT 1 FROM delivery.absence a WHERE a.rep_id = r.id AND $1::date BETWEEN a.from_day AND coalesce(a.until_day, 'infinity'))
           OR EXISTS (SELECT 1 FROM delivery.closure c WHERE c.partner_id = r.partner_id AND $1::date BETWEEN c.from_day AND coalesce(c.until_day, 'infinity'))`,
          [await today()],
        )
      ).map(({ email }) => email),
    );

  async function check(sentBefore: number): Promise<void> {
    const perRep = new Map<string, number>();
    for (const { to } of sink.accepted.slice(sentBefore)) perRep.set(to, (perRep.get(to) ?? 0) + 1);
    expect([...perRep].filter(([, n]) => n > DEFAULT_CAP.day)).toEqual([]);
    const absent = await absentNow();
    expect([...perRep.keys()].filter((to) => absent.has(to))).toEqual([]);
    const rows = await world.query(
      `SELECT rep_id, local_day, count(*)::int AS n FROM delivery.delivery WHERE state NOT IN ('cancelled', 'suppressed', 'expired')
       GROUP BY 1, 2 HAVING count(*) > $1`,
      [DEFAULT_CAP.day],
    );
    expect(rows).toEqual([]);
  }

  it('nobody gets more than two a day, nothing comes during a pause, and every brick comes in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aDay, { minLength: 4, maxLength: 6 }), async (days) => {
        await open();
        const first = sink.accepted.length;
        try {
          const quiet = Array.from({ length: (LINES * BRICKS) / DEFAULT_CAP.day + 7 }, () => ({
            the: 'ordinary day' as const,
          }));
          for (const day of [...days, ...quiet]) {
            const before = sink.accepted.length;
            await live(day);
            await check(before);
            await passDays(world, 1);
          }
          const copies = new Map<string, number>();
          for (const { to, raw } of sink.accepted.slice(first)) {
            const [subject] = /^Subject: .*$/m.exec(raw.toString('latin1'))!;
            copies.set(`${to} ${subject}`, (copies.get(`${to} ${subject}`) ?? 0) + 1);
          }
          expect(copies.size).toBe(REPS * LINES * BRICKS);
          expect([...copies.values()].every((n) => n === 1)).toBe(true);
        } finally {
          await world.close();
        }
      }),
      { numRuns: Number(process.env.RELAIS_PROPERTY_RUNS ?? 3), seed: 20_261_123, endOnFailure: true },
    );
  }, 240_000);
});
