import { addDays, toLocal } from '@relais/platform';
import { DataSource } from 'typeorm';
import { aLine, aQuiz } from '../../../../test/support/content.js';
import { passDays, zoneWhereItIs } from '../../../../test/support/days.js';
import { SmtpSink } from '../../../../test/support/smtp-sink.js';
import { people, World } from '../../../../test/support/world.js';
import { MembershipService } from '../planning/membership.service.js';
import { LIVE } from '../planning/plan-statements.js';
import { PlanningService } from '../planning/planning.service.js';
import { SendingService } from './sending.service.js';

const HOUR = 3_600_000;
const LINES = ['one', 'two', 'three'];

/** Three lines of the evening come to a night shift from ten until four; it is between one and two at night (P7). */
describe('a night that goes on after midnight', () => {
  const zone = zoneWhereItIs(1);
  let sink: SmtpSink;
  let world: World;
  let today: string;

  beforeEach(async () => {
    sink = await SmtpSink.start();
    world = await World.open({
      content: Object.fromEntries(
        LINES.flatMap((line) => [
          [`lines/${line}/line.yaml`, aLine(line, { at: '18:00', until: '23:59' })],
          ...[1, 2, 3].map((n) => [`lines/${line}/0${n}0-${line}-${n}.en.md`, aQuiz(`${line} ${n}`)]),
        ]),
      ) as Record<string, string>,
      people: people([zone]),
      env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` },
    });
    await world.query(`UPDATE network.rep SET work_from = '22:00', work_until = '06:00'`);
    await world.get(PlanningService).plan(); // enrols
    await passDays(world, 2);
    today = toLocal(Date.now(), zone).date;
  });
  afterEach(async () => {
    await world.close();
    await sink.stop();
  });

  /** Plans as the tick does at that moment. */
  async function planAt(now: number): Promise<number> {
    const lines = await world.get(MembershipService).activeLines();
    const planning = world.get(PlanningService);
    return planning.planWindows(world.get(DataSource).manager, LIVE, lines, { now, until: now + HOUR / 6 });
  }
  const hoursAgo = (hours: number) => Date.now() - hours * HOUR;
  const send = () => world.get(SendingService).sendDue();
  const days = () =>
    world.query(
      `SELECT state, local_day::text AS day, count(*)::int AS n FROM delivery.delivery GROUP BY 1, 2 ORDER BY 1, 2`,
    );

  it('counts for the day on which its mails leave, when nothing planned them before', async () => {
    expect(await planAt(Date.now())).toBe(2);
    await send();
    expect(await days()).toEqual([{ state: 'accepted', day: today, n: 2 }]);
    expect(await planAt(hoursAgo(-21))).toBe(0); // the coming evening
    expect(await planAt(hoursAgo(-45))).toBe(2); // the one after it
    expect(sink.accepted).toHaveLength(2);
  });

  it('counts for the day on which its mails leave, when they were planned in time', async () => {
    expect(await planAt(hoursAgo(3))).toBe(2);
    expect(await days()).toEqual([{ state: 'planned', day: addDays(today, -1), n: 2 }]);
    await send();
    expect(await days()).toEqual([{ state: 'accepted', day: today, n: 2 }]);
    expect(await planAt(hoursAgo(-21))).toBe(0);
    expect(await planAt(hoursAgo(-45))).toBe(2);
    expect(sink.accepted).toHaveLength(2);
  });

  it('gives back what the day that has begun has no room for', async () => {
    await planAt(hoursAgo(3));
    await world.query(
      `INSERT INTO delivery.delivery (rep_id, line_id, brick_id, version_id, occurrence, local_day, due_at, expires_at, answer_until, wake_at, state, settled_at)
       SELECT r.id, b.line_id, b.id, b.version_id, 7, $1, now(), now() + interval '7 days', now() + interval '30 days', now(), 'accepted', now()
       FROM network.rep r, editorial.brick b WHERE b.slug IN ('one-3', 'two-3')`,
      [today],
    );
    await send();
    expect(sink.accepted).toEqual([]);
    expect(await days()).toEqual([{ state: 'accepted', day: today, n: 2 }]);
    expect(await planAt(hoursAgo(-45))).toBe(2);
  });
});
