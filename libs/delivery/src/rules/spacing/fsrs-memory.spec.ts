import { readFileSync } from 'node:fs';
import { addDays } from '@relais/platform';
import { memoryModel, type Memory, type Rating } from './fsrs-memory.rules.js';
import { fsrsPolicy } from './fsrs.rules.js';
import type { ReviewState } from './spacing-policy.rules.js';

interface History {
  id: string;
  learning_steps: boolean;
  desired_retention: number;
  maximum_interval: number;
  seq: { elapsed_s: number; rating: Rating }[];
  expect: { stability: number; difficulty: number; interval_s: number }[];
}

const fixture = new URL('../../../../../test/fixtures/fsrs/vectors.json', import.meta.url);
const { parameters, vectors } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  parameters: number[];
  vectors: History[];
};

const DAY_SECONDS = 86_400;
const elapsedDays = (seconds: number): number => Math.floor(seconds / DAY_SECONDS);
const modelOf = (history: History): ReturnType<typeof memoryModel> =>
  memoryModel({
    weights: parameters,
    desiredRetention: history.desired_retention,
    maximumIntervalDays: history.maximum_interval,
  });

/** ts-fsrs rounds each stability to eight decimals, the reference does not: over a history that is under one in a million. */
function expectMemory(memory: Memory, { stability, difficulty }: Memory): void {
  expect(Math.abs(memory.stability / stability - 1)).toBeLessThan(1e-6);
  expect(Math.abs(memory.difficulty / difficulty - 1)).toBeLessThan(1e-6);
}

function expectHistory(history: History, checkIntervals: boolean): void {
  const model = modelOf(history);
  let memory: Memory | null = null;
  history.seq.forEach(({ elapsed_s, rating }, i) => {
    memory = model.after(memory, elapsedDays(elapsed_s), rating);
    const expected = history.expect[i]!;
    expectMemory(memory, expected);
    if (checkIntervals) expect(model.intervalDays(memory) * DAY_SECONDS).toBe(expected.interval_s);
  });
}

const withoutSteps = vectors.filter((history) => !history.learning_steps);
// Steps change when an answer falls due, not what it does to the memory.
const withSteps = vectors.filter((history) => history.learning_steps);

it.each(withoutSteps)('memory and interval of history $id', (history) => expectHistory(history, true));

it.each(withSteps)('memory of history $id, given with learning steps', (history) => expectHistory(history, false));

it('both kinds of histories are there', () => expect([withoutSteps.length, withSteps.length]).toEqual([14, 17]));

describe('an answer on the day of the last one', () => {
  const model = memoryModel({ desiredRetention: 0.9, maximumIntervalDays: 36_500 });
  const known = { stability: 40, difficulty: 5 };
  it.each([
    ['again', 'less than', 1],
    ['hard', 'less than', 2],
    ['good', 'exactly', 3],
    ['easy', 'more than', 4],
  ] as const)('"%s" leaves %s the forty days of stability there were', (_, expected, rating) => {
    const { stability } = model.after(known, 0, rating);
    expect(stability < 40 ? 'less than' : stability > 40 ? 'more than' : 'exactly').toBe(expected);
  });

  it.each([1, 2, 3, 4] as const)('given again and again (%d) keeps memory within its bounds', (rating) => {
    let memory = model.after(null, 0, rating);
    for (let i = 0; i < 60; i++) memory = model.after(memory, 0, rating);
    expect(memory.stability).toBeGreaterThanOrEqual(0.001);
    expect(memory.stability).toBeLessThanOrEqual(36_500);
    expect(memory.difficulty).toBeGreaterThanOrEqual(1);
    expect(memory.difficulty).toBeLessThanOrEqual(10);
    expect(model.intervalDays(memory)).toBeGreaterThanOrEqual(1);
  });
});

// In a row of wrong answers after long absences FSRS-6 divides stability by e^(w17 w18) = 1.05072037 each time.
it('forgetting again and again keeps the bound of FSRS-6', () => {
  const model = memoryModel({ desiredRetention: 0.9, maximumIntervalDays: 36_500 });
  const first = model.after(null, 0, 1);
  const second = model.after(first, 365, 1);
  expect(first.stability / second.stability).toBeCloseTo(Math.exp(parameters[17]! * parameters[18]!), 6);
});

const wrongOrRight = withoutSteps.filter(({ seq }) => seq.every(({ rating }) => rating === 1 || rating === 3));

it.each(wrongOrRight)('the policy follows history $id of wrong and right answers', (history) => {
  const policy = fsrsPolicy({
    weights: parameters,
    desiredRetention: history.desired_retention,
    maximumIntervalDays: history.maximum_interval,
  });
  let state: ReviewState | null = null;
  let on = '2026-01-05';
  history.seq.forEach(({ elapsed_s, rating }, i) => {
    on = addDays(on, elapsedDays(elapsed_s));
    const step = policy.next(state, { right: rating === 3, on });
    const expected = history.expect[i]!;
    if (step.state.policy !== 'fsrs') throw new Error('fsrs must leave a state of its own');
    expectMemory(step.state, expected);
    const days = expected.interval_s / DAY_SECONDS;
    expect(step.dueInDays).toBe(rating === 3 && days > 365 ? null : days);
    state = step.state;
  });
});
