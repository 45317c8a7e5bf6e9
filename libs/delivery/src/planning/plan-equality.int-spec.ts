import { addDays, weekdayOf, type LocalDate } from '@relais/platform';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { aLine, anInfo, aQuiz, BASICS } from '../../../../test/support/content.js';
import { people, World } from '../../../../test/support/world.js';
import { DEFAULT_CAP } from './cap.rules.js';
import { MembershipService } from './membership.service.js';
import { note, nothingHeard, planDay, type HeardLine } from './plan-day.rules.js';
import { LIVE } from './plan-statements.js';
import { PlanningService } from './planning.service.js';

const START = '2026-12-06'; // a Sunday
const DAYS = 12;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const aRandomLine = fc.record({
  mode: fc.constantFrom('sequence' as const, 'calendar' as const),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  bricks: fc.array(fc.integer({ min: 0, max: DAYS }), { minLength: 1, maxLength: 8 }),
});
const aReview = fc.record({
  rep: fc.nat(),
  brick: fc.nat(),
  dueIn: fc.integer({ min: 0, max: DAYS }),
  wasRight: fc.boolean(),
});

/** P2: what is planned is what a pure function, recomputed from nothing, says; none is missing and none is too many. */
describe('the plan', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({
      content: contentOf([{ mode: 'sequence', weekdays: [1], bricks: [0] }]),
      people: people(['Europe/Paris', 'Europe/Paris']),
    });
  });
  afterAll(() => world.close());

  it('equals its recomputation, for any lines, dates, repeats and caps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aRandomLine, { minLength: 1, maxLength: 4 }),
        fc.array(aReview, { maxLength: 6 }),
        async (lines, reviews) => {
          await world.query(
            'TRUNCATE delivery.delivery, delivery.enrolment, delivery.planned_slot, delivery.review, editorial.brick, editorial.line CASCADE',
          );
          world.content.replace({ ...BASICS, ...contentOf(lines) });
          await world.sync();
          expect(await planBySql(world, reviews)).toEqual(await planByRule(world, lines));
        },
      ),
      { numRuns: 25 },
    );
  }, 240_000);
});

interface RandomLine {
  mode: 'sequence' | 'calendar';
  weekdays: number[];
  bricks: number[];
}

function contentOf(lines: RandomLine[]): Record<string, string> {
  const files = lines.flatMap(({ mode, weekdays, bricks }, i) => [
    [
      `lines/line-${i}/line.yaml`,
      aLine(`Line ${i}`, {
        mode,
        weekdays: weekdays.map((d) => WEEKDAYS[d - 1]).join(', '),
        ...(mode === 'calendar' ? { starts: START } : {}),
      }),
    ],
    ...bricks.map((day, n) => [
      `lines/line-${i}/${String(n + 1).padStart(3, '0')}-brick-${i}-${n}.en.md`,
      mode === 'calendar' ? anInfo(`Brick ${i} ${n}`, `day: ${day}\n`) : aQuiz(`Brick ${i} ${n}`),
    ]),
  ]);
  return Object.fromEntries(files) as Record<string, string>;
}

interface Row {
  rep: number;
  brick: number;
  occurrence: number;
  day: LocalDate;
}

async function planBySql(
  world: World,
  reviews: { rep: number; brick: number; dueIn: number; wasRight: boolean }[],
): Promise<Row[]> {
  const reps = await world.query<{ id: number }>('SELECT id FROM network.rep ORDER BY id');
  const bricks = await world.query<{ id: number }>('SELECT id FROM editorial.brick ORDER BY id');
  for (const { rep, brick, dueIn, wasRight } of reviews) {
    await world.query(
      `INSERT INTO delivery.review (rep_id, brick_id, occurrence, state, why, was_right, due_on) VALUES ($1, $2, 1, '{}', '{}', $3, $4) ON CONFLICT DO NOTHING`,
      [reps[rep % reps.length]!.id, bricks[brick % bricks.length]!.id, wasRight, addDays(START, dueIn)],
    );
  }
  const planning = world.get(PlanningService);
  const db = world.get(DataSource).manager;
  const lines = await world.get(MembershipService).activeLines();
  const now = Date.parse(`${START}T01:00:00Z`);
  await planning.planWindows(db, LIVE, lines, { now, until: now + DAYS * 86_400_000 });
  return world.query<Row>(
    `SELECT rep_id AS rep, brick_id AS brick, occurrence, local_day::text AS day FROM delivery.delivery ORDER BY rep_id, local_day, brick_id, occurrence`,
  );
}

async function planByRule(
  world: World,
  lines: { mode: 'sequence' | 'calendar'; weekdays: number[] }[],
): Promise<Row[]> {
  const stored = await world.query<{ id: number; slug: string }>('SELECT id, slug FROM editorial.line ORDER BY id');
  const bricks = await world.query<{ id: number; line: number; position: number; day: number | null }>(
    'SELECT id, line_id AS line, position, day FROM editorial.brick',
  );
  const heardLines = stored.map(({ id, slug }) => {
    const { mode, weekdays } = lines[Number(slug.split('-')[1])]!;
    const own = bricks
      .filter((b) => b.line === id)
      .map((b) => ({
        id: b.id,
        position: b.position,
        afterDays: 0,
        plannedOn: b.day === null ? null : addDays(START, b.day),
      }));
    return { weekdays, line: { id, mode, enrolledOn: START, bricks: own } satisfies HeardLine };
  });
  const reps = await world.query<{ id: number }>('SELECT id FROM network.rep ORDER BY id');
  const out: Row[] = [];
  for (const { id: rep } of reps) {
    const heard = nothingHeard();
    const own = await world.query<{ brick: number; occurrence: number; dueOn: string; wasRight: boolean }>(
      'SELECT brick_id AS brick, occurrence, due_on::text AS "dueOn", was_right AS "wasRight" FROM delivery.review WHERE rep_id = $1',
      [rep],
    );
    for (const { brick, ...review } of own) heard.reviews.set(brick, review);
    for (let i = 0; i < DAYS; i++) {
      const date = addDays(START, i);
      const speaking = heardLines.filter(({ weekdays }) => weekdays.includes(weekdayOf(date))).map(({ line }) => line);
      const chosen = planDay(date, speaking, heard, DEFAULT_CAP);
      note(date, chosen, heard);
      for (const { brickId, occurrence } of chosen) out.push({ rep, brick: brickId, occurrence, day: date });
    }
  }
  return out.sort(
    (a, b) =>
      a.rep - b.rep || (a.day < b.day ? -1 : a.day > b.day ? 1 : 0) || a.brick - b.brick || a.occurrence - b.occurrence,
  );
}
