import { DataSource } from 'typeorm';
import { aLine, anInfo, aQuiz } from '../../../../test/support/content.js';
import { people, World } from '../../../../test/support/world.js';
import { ForecastService } from './forecast.service.js';
import { MembershipService } from './membership.service.js';
import { LIVE } from './plan-statements.js';
import { PlanningService } from './planning.service.js';

interface Row {
  rep: string;
  brick: string;
  due: string;
}

const HOUR = 3_600_000;

/** Plans as if it were `now`, the way the tick does, and gives what is written down, in order. */
async function planAt(world: World, now: string, hours = 24): Promise<number> {
  const planning = world.get(PlanningService);
  const db = world.get(DataSource).manager;
  const at = Date.parse(now);
  const lines = await world.get(MembershipService).activeLines();
  return planning.planWindows(db, LIVE, lines, { now: at, until: at + hours * HOUR });
}

const planned = (world: World): Promise<Row[]> =>
  world.query<Row>(
    `SELECT r.external_id AS rep, b.slug || CASE WHEN d.occurrence > 0 THEN ' again' ELSE '' END AS brick,
            to_char(d.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS due
     FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id JOIN editorial.brick b ON b.id = d.brick_id ORDER BY d.due_at, r.external_id, d.id`,
  );

const FIVE = Object.fromEntries(
  [1, 2, 3, 4, 5].map((n) => [`lines/basics/0${n}0-brick-${n}.en.md`, aQuiz(`Brick ${n}`)]),
);

describe('planning a sequence', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open({
      content: { 'lines/basics/line.yaml': aLine('Basics', { weekdays: 'mon, wed' }), ...FIVE },
      people: people(['Europe/Paris', 'America/Montreal', 'Asia/Tokyo']),
    });
  });
  afterEach(() => world.close());

  it("sends the first brick at each rep's own nine o'clock of the next sending day", async () => {
    await planAt(world, '2026-12-06T10:00:00Z', 48); // a Sunday
    expect(await planned(world)).toEqual([
      { rep: 'P-1-R3', brick: 'brick-1', due: '2026-12-07 00:00' },
      { rep: 'P-1-R1', brick: 'brick-1', due: '2026-12-07 08:00' },
      { rep: 'P-1-R2', brick: 'brick-1', due: '2026-12-07 14:00' },
    ]);
  });

  it('goes on with the next brick on the next sending day, one a day', async () => {
    await planAt(world, '2026-12-06T10:00:00Z', 24 * 8);
    const paris = (await planned(world)).filter((row) => row.rep === 'P-1-R1');
    expect(paris).toEqual([
      { rep: 'P-1-R1', brick: 'brick-1', due: '2026-12-07 08:00' },
      { rep: 'P-1-R1', brick: 'brick-2', due: '2026-12-09 08:00' },
      { rep: 'P-1-R1', brick: 'brick-3', due: '2026-12-14 08:00' },
    ]);
  });

  it('twice, and from four planners at once, adds nothing', async () => {
    await planAt(world, '2026-12-06T10:00:00Z', 48);
    const before = await planned(world);
    await planAt(world, '2026-12-06T10:00:00Z', 48);
    await Promise.all([1, 2, 3, 4].map(() => planAt(world, '2026-12-06T10:00:00Z', 48)));
    expect(await planned(world)).toEqual(before);
  });

  it('from four planners at once from nothing gives the rows of one', async () => {
    await Promise.all([1, 2, 3, 4].map(() => planAt(world, '2026-12-06T10:00:00Z', 48)));
    expect(await planned(world)).toHaveLength(3);
  });

  it('does not speak to who was suspended, opted out, or is not in the segment', async () => {
    await world.query(`UPDATE network.rep SET status = 'suspended' WHERE external_id = 'P-1-R1'`);
    await world.query(
      `INSERT INTO delivery.opt_out (rep_id, topic, source) SELECT id, 'basics', 'page' FROM network.rep WHERE external_id = 'P-1-R2'`,
    );
    await planAt(world, '2026-12-06T10:00:00Z', 48);
    expect((await planned(world)).map((row) => row.rep)).toEqual(['P-1-R3']);
  });

  it('sends a brick that was added in the middle to those who are past it', async () => {
    await planAt(world, '2026-12-06T10:00:00Z', 48);
    world.content.write('lines/basics/005-before.en.md', anInfo('Before all'));
    await world.sync();
    await planAt(world, '2026-12-08T10:00:00Z', 48);
    expect((await planned(world)).filter((row) => row.rep === 'P-1-R1').map((row) => row.brick)).toEqual([
      'brick-1',
      'before',
    ]);
  });

  it('plans late, with the reason, while the window of the day is open, and not after', async () => {
    const atOnce = await planAt(world, '2026-12-06T22:00:00Z', 0.1); // enrols: nothing is open yet but Tokyo's Monday is near
    expect(atOnce).toBe(0);
    await planAt(world, '2026-12-07T10:00:00Z', 0.1); // Tokyo closed at 18:00 (09:00 UTC), Paris open since 08:00 UTC, Montreal not yet
    const rows = await world.query(
      `SELECT r.external_id AS rep, d.reason FROM delivery.delivery d JOIN network.rep r ON r.id = d.rep_id`,
    );
    expect(rows).toEqual([{ rep: 'P-1-R1', reason: 'late.planned-after-its-hour' }]);
  });

  it('forecasts exactly what it will plan, and writes nothing', async () => {
    const forecast = await world.get(ForecastService).forecast('basics', new Date('2026-12-06T10:00:00Z'), 15);
    expect(await world.query('SELECT 1 FROM delivery.delivery')).toEqual([]);
    expect(await world.query('SELECT 1 FROM delivery.enrolment')).toEqual([]);
    await planAt(world, '2026-12-06T10:00:00Z', 24 * 15);
    const real = (await planned(world)).map((row) => `${row.rep} ${row.brick} ${row.due}`);
    expect(
      forecast.map((entry) => `${entry.rep} ${entry.brick} ${entry.dueAt.slice(0, 16).replace('T', ' ')}`),
    ).toEqual(real);
    expect(forecast[0]).toEqual({
      rep: 'P-1-R3',
      email: 'rep3@p-1.example',
      partner: 'P-1',
      brick: 'brick-1',
      occurrence: 0,
      dueAt: '2026-12-07T00:00:00.000Z',
      local: '2026-12-07 09:00',
      zone: 'Asia/Tokyo',
    });
  });
});

describe('planning several lines', () => {
  it('never goes above two bricks a day and six a week over all lines; what does not fit comes later, in order', async () => {
    const lines = Object.fromEntries(
      ['one', 'two', 'three'].flatMap((line) => [
        [`lines/${line}/line.yaml`, aLine(line)],
        ...[1, 2, 3, 4].map((n) => [`lines/${line}/0${n}0-${line}-${n}.en.md`, anInfo(`${line} ${n}`)]),
      ]),
    ) as Record<string, string>;
    const world = await World.open({ content: lines, people: people(['Europe/Paris']) });
    try {
      await planAt(world, '2026-12-06T20:00:00Z', 24 * 14); // from a Sunday evening, two weeks
      const perDay = await world.query<{ day: string; n: number }>(
        `SELECT local_day::text AS day, count(*)::int AS n FROM delivery.delivery GROUP BY 1 ORDER BY 1`,
      );
      expect(perDay).toEqual(['07', '08', '09', '14', '15', '16'].map((day) => ({ day: `2026-12-${day}`, n: 2 })));
      const [all] = await world.query<{ n: number }>(
        `SELECT count(DISTINCT brick_id)::int AS n FROM delivery.delivery`,
      );
      expect(all!.n).toBe(12); // postponed, none dropped
    } finally {
      await world.close();
    }
  });
});

describe('planning a calendar', () => {
  it('gives everybody the brick of the day, on the next sending day when the date is none, and nothing from before they came', async () => {
    const world = await World.open({
      content: {
        'lines/season/line.yaml': aLine('Season', {
          mode: 'calendar',
          starts: '2026-12-07',
          weekdays: 'mon, tue, wed, thu, fri',
        }),
        'lines/season/010-opening.en.md': anInfo('Opening', 'day: 0\n'),
        'lines/season/020-weekend.en.md': anInfo('Weekend', 'on: 2026-12-12\n'), // a Saturday
      },
      people: people(['Europe/Paris']),
    });
    try {
      await planAt(world, '2026-12-06T10:00:00Z', 48);
      await world.importPeople(people(['Europe/Paris'], 'P-2'));
      await planAt(world, '2026-12-08T10:00:00Z', 24 * 10);
      expect(await planned(world)).toEqual([
        { rep: 'P-1-R1', brick: 'opening', due: '2026-12-07 08:00' },
        { rep: 'P-1-R1', brick: 'weekend', due: '2026-12-14 08:00' },
        { rep: 'P-2-R1', brick: 'weekend', due: '2026-12-14 08:00' },
      ]);
    } finally {
      await world.close();
    }
  });
});

describe('a night shift whose window is planned after midnight', () => {
  it('gives what was due by the evening, counted for the day that has begun, and nothing of that day early', async () => {
    const world = await World.open({
      content: {
        'lines/season/line.yaml': aLine('Season', {
          mode: 'calendar',
          starts: '2026-12-07',
          at: '18:00',
          until: '23:59',
        }),
        ...Object.fromEntries(
          [0, 1, 2].map((day, i) => [
            `lines/season/0${i + 1}0-brick-${i + 1}.en.md`,
            anInfo(`Brick ${i + 1}`, `day: ${day}\n`),
          ]),
        ),
      },
      people: people(['Europe/Paris']),
    });
    try {
      await world.query(`UPDATE network.rep SET work_from = '22:00', work_until = '06:00'`);
      await planAt(world, '2026-12-06T10:00:00Z', 0.1); // enrols
      await planAt(world, '2026-12-07T23:30:00Z', 0.1); // 00:30 on the 8th
      await planAt(world, '2026-12-08T20:55:00Z', 0.2);
      await planAt(world, '2026-12-09T20:55:00Z', 0.2);
      const rows = await world.query(
        `SELECT b.slug, d.local_day::text AS day, to_char(d.due_at AT TIME ZONE 'UTC', 'DD HH24:MI') AS due
         FROM delivery.delivery d JOIN editorial.brick b ON b.id = d.brick_id ORDER BY d.id`,
      );
      expect(rows).toEqual([
        { slug: 'brick-1', day: '2026-12-08', due: '07 21:00' },
        { slug: 'brick-2', day: '2026-12-08', due: '08 21:00' },
        { slug: 'brick-3', day: '2026-12-09', due: '09 21:00' },
      ]);
    } finally {
      await world.close();
    }
  });
});

describe('a line that begins at enrolment', () => {
  it('sends its first brick at once, whatever the hour, and the second on the next sending day', async () => {
    const world = await World.open({
      content: { 'lines/basics/line.yaml': aLine('Basics', { start: 'enrolment', weekdays: 'mon' }), ...FIVE },
      people: people(['Europe/Paris']),
    });
    try {
      await planAt(world, '2026-12-05T02:00:00Z', 24 * 9); // a Saturday night
      expect(await planned(world)).toEqual([
        { rep: 'P-1-R1', brick: 'brick-1', due: '2026-12-05 02:00' },
        { rep: 'P-1-R1', brick: 'brick-2', due: '2026-12-07 08:00' },
      ]);
    } finally {
      await world.close();
    }
  });
});

describe("a rep's own days", () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open({
      content: { 'lines/basics/line.yaml': aLine('Basics', { weekdays: 'mon, tue, wed, thu, fri' }), ...FIVE },
      people: people(['Europe/Paris']),
    });
  });
  afterEach(() => world.close());
  const days = async () => (await planned(world)).map((row) => row.due);

  it('leave out public holidays of the country: what was due moves on, nothing is dropped', async () => {
    await world.query(`UPDATE network.partner SET country = 'FR'`);
    await planAt(world, '2026-12-23T20:00:00Z', 24 * 6); // 25 December is a Friday
    expect(await days()).toEqual(['2026-12-24 08:00', '2026-12-28 08:00', '2026-12-29 08:00']);
  });

  it('know the holidays of a region', async () => {
    await world.query(`UPDATE network.partner SET country = 'CA', region = 'QC'`);
    await planAt(world, '2026-06-22T20:00:00Z', 24 * 3); // 24 June is a holiday in Quebec
    expect(await days()).toEqual(['2026-06-23 07:00', '2026-06-25 07:00']);
  });

  it("are the company's, unless the rep has others", async () => {
    await world.query(`UPDATE network.partner SET work_days = '{1,2}'`);
    await planAt(world, '2026-12-06T20:00:00Z', 24 * 5);
    expect(await days()).toEqual(['2026-12-07 08:00', '2026-12-08 08:00']);
    await world.query(`UPDATE network.rep SET work_days = '{4}'`);
    await planAt(world, '2026-12-08T20:00:00Z', 24 * 3);
    expect((await days()).slice(2)).toEqual(['2026-12-10 08:00']);
  });

  it('begin at the hour the rep works from', async () => {
    await world.query(`UPDATE network.rep SET work_from = '13:00', work_until = '20:00'`);
    await planAt(world, '2026-12-06T20:00:00Z', 24);
    expect(await days()).toEqual(['2026-12-07 12:00']);
  });

  it('wait for the end of an absence; the sequence then goes on where it stopped', async () => {
    await world.query(`INSERT INTO delivery.absence SELECT id, '2026-12-07', '2026-12-09', 'rep' FROM network.rep`);
    await planAt(world, '2026-12-06T20:00:00Z', 24 * 5);
    const rows = await planned(world);
    expect(rows.map((row) => [row.brick, row.due])).toEqual([
      ['brick-1', '2026-12-10 08:00'],
      ['brick-2', '2026-12-11 08:00'],
    ]);
  });

  it('do not pull a brick forward that comes so many days after joining', async () => {
    await world.query(`UPDATE editorial.brick SET day = 3 WHERE slug = 'brick-2'`);
    await planAt(world, '2026-12-06T20:00:00Z', 24 * 6);
    expect((await planned(world)).map((row) => [row.brick, row.due.slice(8, 10)])).toEqual([
      ['brick-1', '07'],
      ['brick-2', '09'],
      ['brick-3', '10'],
      ['brick-4', '11'],
    ]);
  });
});
