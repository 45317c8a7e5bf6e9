import { spacingPolicies } from '../rules/spacing/index.js';
import { chanceOfRight, seeded } from './simulated-rep.rules.js';
import { simulate, type SimulationInput } from './simulation.rules.js';

const input = (over: Partial<SimulationInput> = {}): SimulationInput => ({
  line: {
    id: 1,
    mode: 'sequence',
    weekdays: [1, 3, 5],
    enrolledOn: '2026-12-07',
    bricks: Array.from({ length: 10 }, (_, i) => ({ id: i + 1, position: i + 1, afterDays: 0, plannedOn: null })),
  },
  quizzes: new Set(Array.from({ length: 10 }, (_, i) => i + 1)),
  spacing: spacingPolicies.ladder,
  people: { answer: 0.7, right: 0.5, halfLifeDays: 7 },
  reps: 200,
  from: '2026-12-07',
  days: 120,
  random: seeded(1),
  ...over,
});
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);

describe('a simulation', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(simulate(input())).toEqual(simulate(input()));
    expect(simulate(input({ random: seeded(2) }))).not.toEqual(simulate(input()));
  });

  it('sends every brick once to everybody, and never more than the cap a day', () => {
    const { weeks } = simulate(input());
    expect(sum(weeks.map((w) => w.fresh))).toBe(200 * 10);
    expect(Math.max(...weeks.map((w) => w.mostADay))).toBeLessThanOrEqual(2);
  });

  it('has the share of people who answer and of first answers that are right', () => {
    const { weeks } = simulate(input());
    const sent = sum(weeks.map((w) => w.fresh + w.repeats));
    expect(sum(weeks.map((w) => w.answered)) / sent).toBeCloseTo(0.7, 1);
    expect(sum(weeks.map((w) => w.firstRight)) / sum(weeks.map((w) => w.firstGraded))).toBeCloseTo(0.5, 1);
  });

  it('never repeats what is not a quiz', () => {
    expect(sum(simulate(input({ quizzes: new Set() })).weeks.map((w) => w.repeats))).toBe(0);
  });

  it('teaches: with repeats more is known at the end than without anybody answering', () => {
    const taught = simulate(input()).retained;
    expect(taught).toBeGreaterThan(
      simulate(input({ people: { answer: 0, right: 0.5, halfLifeDays: 7 } })).retained + 0.05,
    );
  });
});

describe('the chance of a right answer', () => {
  const people = { answer: 1, right: 0.4, halfLifeDays: 10 };
  it.each([
    ['never met', undefined, 0.4],
    ['just explained', { day: 100, rightInARow: 0 }, 1],
    ['one half-life later', { day: 90, rightInARow: 0 }, 0.7],
    ['the same time after one right answer', { day: 90, rightInARow: 1 }, 0.4 + 0.6 * Math.SQRT1_2],
  ])('%s', (_, memory, chance) => {
    expect(chanceOfRight(people, memory, 100)).toBeCloseTo(chance, 10);
  });
});
