import { addDays, dayNumber, mondayOf, weekdayOf, type LocalDate } from '@relais/platform';
import { DEFAULT_CAP } from '../planning/cap.rules.js';
import { note, nothingHeard, planDay, type Heard, type HeardLine } from '../planning/plan-day.rules.js';
import type { ReviewState, SpacingPolicy } from '../rules/spacing/index.js';
import { chanceOfRight, type Memory, type SimulatedPeople } from './simulated-rep.rules.js';

export interface SimulationInput {
  /** `welcomes`: the first brick comes on the first day, whatever weekday that is. */
  line: HeardLine & { weekdays: readonly number[]; welcomes?: boolean };
  /** Bricks that are graded and come back. */
  quizzes: ReadonlySet<number>;
  spacing: SpacingPolicy;
  people: SimulatedPeople;
  reps: number;
  from: LocalDate;
  days: number;
  random: () => number;
}

/** One week of all reps together. */
export interface SimulatedWeek {
  monday: LocalDate;
  fresh: number;
  repeats: number;
  answered: number;
  /** Graded answers to first presentations, and the right ones among them. */
  firstGraded: number;
  firstRight: number;
  repeatGraded: number;
  repeatRight: number;
  /** The most bricks one rep got on one day. */
  mostADay: number;
  /** Days with deliveries, and how many the busiest of them had. */
  sendingDays: number;
  busiestDay: number;
  /** Retention: share of the quizzes met so far that would be answered right at the end of the week, forgetting included. */
  known: number;
}

export interface Simulation {
  weeks: SimulatedWeek[];
  /** Deliveries on each day with any, all reps together. */
  load: { day: LocalDate; deliveries: number }[];
  /** Share of quizzes known at the end, had everybody been asked everything on the last day. */
  retained: number;
  /** Share of rep and quiz pairs that are retired. */
  retired: number;
}

const SUNDAY = 7;
/** Retention is measured on so many of the simulated people: they are alike, and more would cost without telling more. */
const ASKED = 2_000;

interface Rep {
  heard: Heard;
  memories: Map<number, Memory>;
  states: Map<number, ReviewState>;
  retired: number;
}

/** Plays a line to simulated people, day after day, by the rules that plan and space the real one. Pure, given its randomness. */
export function simulate(input: SimulationInput): Simulation {
  const { line, from, days, reps } = input;
  const people = Array.from({ length: reps }, (): Rep => ({
    heard: nothingHeard(),
    memories: new Map(),
    states: new Map(),
    retired: 0,
  }));
  const weeks = new Map<LocalDate, SimulatedWeek>();
  const load: Simulation['load'] = [];
  for (let i = 0; i < days; i++) {
    const date = addDays(from, i);
    const week = weekOf(weeks, date);
    if (speaksOn(line, date, i)) {
      const deliveries = playDay(input, people, date, week);
      if (deliveries) load.push({ day: date, deliveries });
    }
    if (weekdayOf(date) === SUNDAY || i === days - 1) week.known = retention(input, people, dayNumber(date));
  }
  return { weeks: [...weeks.values()].filter((w) => w.sendingDays > 0), load, ...atTheEnd(input, people) };
}

function speaksOn({ weekdays, welcomes }: SimulationInput['line'], date: LocalDate, day: number): boolean {
  return weekdays.includes(weekdayOf(date)) || (day === 0 && welcomes === true);
}

/** @returns number of deliveries of the day. */
function playDay(input: SimulationInput, people: Rep[], date: LocalDate, week: SimulatedWeek): number {
  let deliveries = 0;
  for (const rep of people) {
    const chosen = planDay(date, [input.line], rep.heard, DEFAULT_CAP);
    note(date, chosen, rep.heard);
    deliveries += chosen.length;
    week.mostADay = Math.max(week.mostADay, chosen.length);
    for (const { brickId, occurrence } of chosen) answer(input, rep, { brickId, occurrence, date }, week);
  }
  if (deliveries) week.sendingDays++;
  week.busiestDay = Math.max(week.busiestDay, deliveries);
  return deliveries;
}

/** Had everybody been asked today all quizzes they have met: the share of right answers. */
function retention({ people }: SimulationInput, all: Rep[], today: number): number {
  let met = 0;
  let known = 0;
  for (const { memories } of all.slice(0, ASKED)) {
    met += memories.size;
    for (const memory of memories.values()) known += chanceOfRight(people, memory, today);
  }
  return met ? known / met : 0;
}

function answer(
  input: SimulationInput,
  rep: Rep,
  { brickId, occurrence, date }: { brickId: number; occurrence: number; date: LocalDate },
  week: SimulatedWeek,
): void {
  const { people, random, quizzes, spacing } = input;
  const first = occurrence === 0;
  if (first) week.fresh++;
  else week.repeats++;
  if (random() >= people.answer) return;
  week.answered++;
  if (!quizzes.has(brickId)) return;
  const day = dayNumber(date);
  const memory = rep.memories.get(brickId);
  const right = random() < chanceOfRight(people, memory, day);
  week[first ? 'firstGraded' : 'repeatGraded']++;
  if (right) week[first ? 'firstRight' : 'repeatRight']++;
  rep.memories.set(brickId, { day, rightInARow: right ? (memory?.rightInARow ?? 0) + 1 : 0 });
  const step = spacing.next(rep.states.get(brickId) ?? null, { right, on: date });
  rep.states.set(brickId, step.state);
  if (step.dueInDays === null) rep.retired++;
  rep.heard.reviews.set(brickId, {
    occurrence: occurrence + 1,
    dueOn: step.dueInDays === null ? null : addDays(date, step.dueInDays),
    wasRight: right,
  });
}

function atTheEnd(
  { quizzes, people, reps, from, days }: SimulationInput,
  all: Rep[],
): Pick<Simulation, 'retained' | 'retired'> {
  const last = dayNumber(addDays(from, days));
  const pairs = Math.max(1, reps * quizzes.size);
  const known = all.reduce(
    (sum, rep) => sum + [...quizzes].reduce((s, id) => s + chanceOfRight(people, rep.memories.get(id), last), 0),
    0,
  );
  return { retained: known / pairs, retired: all.reduce((sum, rep) => sum + rep.retired, 0) / pairs };
}

function weekOf(weeks: Map<LocalDate, SimulatedWeek>, date: LocalDate): SimulatedWeek {
  const monday = mondayOf(date);
  const known = weeks.get(monday);
  if (known) return known;
  const week = {
    monday,
    fresh: 0,
    repeats: 0,
    answered: 0,
    firstGraded: 0,
    firstRight: 0,
    repeatGraded: 0,
    repeatRight: 0,
    mostADay: 0,
    sendingDays: 0,
    busiestDay: 0,
    known: 0,
  };
  weeks.set(monday, week);
  return week;
}
