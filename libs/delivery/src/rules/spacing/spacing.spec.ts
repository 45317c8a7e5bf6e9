import fc from 'fast-check';
import { addDays, daysBetween } from '@relais/platform';
import { isSpacingCode, spacingPolicies, type ReviewState, type ReviewStep, type SpacingPolicy } from './index.js';

/** Answers given on the due day, from 2026-01-05 on; a retired brick ends the history. */
function history(policy: SpacingPolicy, answers: boolean[], start: ReviewState | null = null): ReviewStep[] {
  const steps: ReviewStep[] = [];
  let state = start;
  let on = '2026-01-05';
  for (const right of answers) {
    // What a row keeps is JSON: the state must survive the trip.
    const step = policy.next(JSON.parse(JSON.stringify(state)) as ReviewState | null, { right, on });
    steps.push(step);
    state = step.state;
    on = addDays(on, step.dueInDays ?? 1);
  }
  return steps;
}

const answers = (pattern: string): boolean[] => [...pattern].map((letter) => letter === 'R');
const waits = (policy: SpacingPolicy, pattern: string): (number | null)[] =>
  history(policy, answers(pattern)).map((step) => step.dueInDays);

const { ladder, academic, fsrs } = spacingPolicies;
const anyPolicy = fc.constantFrom(...Object.values(spacingPolicies));
const someAnswers = fc.array(fc.boolean(), { minLength: 1, maxLength: 25 });

describe('days until a brick comes back, answer by answer (R right, W wrong)', () => {
  it.each([
    ['ladder', 'RRRRR', [3, 10, 30, 60, null]],
    ['ladder', 'W', [1]],
    ['ladder', 'WWRR', [1, 1, 3, 10]],
    ['ladder', 'RRRWRRRRR', [3, 10, 30, 1, 3, 10, 30, 60, null]],
    ['ladder', 'RRRRWR', [3, 10, 30, 60, 1, 3]],
    ['ladder', 'RRRRRRW', [3, 10, 30, 60, null, null, 1]],
    ['academic', 'RR', [42, null]],
    ['academic', 'WRR', [21, 42, null]],
    ['academic', 'RWRR', [42, 21, 42, null]],
    ['fsrs', 'RRRRR', [2, 11, 46, 163, null]],
    ['fsrs', 'WRR', [1, 2, 6]],
    ['fsrs', 'RRRW', [2, 11, 46, 3]],
  ] as const)('%s, %s', (code, pattern, expected) => expect(waits(spacingPolicies[code], pattern)).toEqual(expected));
});

describe('why a brick comes back', () => {
  it.each([
    ['ladder', 'RRW', { code: 'wrong-last-time', days: 1 }],
    ['ladder', 'WRR', { code: 'right-in-a-row', count: 2, days: 10 }],
    ['ladder', 'RRRRR', { code: 'retired', count: 5 }],
    ['academic', 'W', { code: 'wrong-last-time', days: 21 }],
    ['academic', 'R', { code: 'right-in-a-row', count: 1, days: 42 }],
    ['academic', 'RR', { code: 'retired', count: 2 }],
    ['fsrs', 'RRRW', { code: 'wrong-last-time', days: 3 }],
    ['fsrs', 'RRR', { code: 'memory-fades', count: 3, days: 46, recallPercent: 90 }],
    ['fsrs', 'RRRRR', { code: 'retired', count: 5 }],
  ] as const)('%s, %s', (code, pattern, expected) =>
    expect(history(spacingPolicies[code], answers(pattern)).at(-1)?.why).toEqual(expected),
  );
});

describe('any history under any policy', () => {
  it('a wrong answer always brings the brick back, a wait is at least a day, the reason tells the wait', () => {
    fc.assert(
      fc.property(anyPolicy, someAnswers, (policy, given) => {
        history(policy, given).forEach((step, i) => {
          expect(step.state.policy).toBe(policy.code);
          if (step.dueInDays === null) {
            expect(given[i]).toBe(true);
            expect(step.why.code).toBe('retired');
          } else {
            expect(Number.isInteger(step.dueInDays) && step.dueInDays >= 1).toBe(true);
            expect(step.why).toMatchObject({ days: step.dueInDays });
          }
        });
      }),
    );
  });

  it('the count is the number of right answers since the last wrong one', () => {
    fc.assert(
      fc.property(anyPolicy, someAnswers, (policy, given) => {
        const expected = [...given].reverse().findIndex((right) => !right);
        expect(history(policy, given).at(-1)?.state.rightInARow).toBe(expected === -1 ? given.length : expected);
      }),
    );
  });

  it('answers that are all right end with a retired brick', () => {
    for (const policy of Object.values(spacingPolicies)) expect(waits(policy, 'R'.repeat(12)).at(-1)).toBeNull();
  });

  it('a line can change policy: the count goes on, the memory starts anew', () => {
    const climbed = history(ladder, answers('RR')).at(-1)!.state;
    expect(academic.next(climbed, { right: true, on: '2026-02-01' }).dueInDays).toBeNull();
    expect(fsrs.next(climbed, { right: true, on: '2026-02-01' })).toMatchObject({
      dueInDays: 2,
      state: { rightInARow: 3 },
    });
    const remembered = history(fsrs, answers('RR')).at(-1)!.state;
    expect(ladder.next(remembered, { right: true, on: '2026-02-01' }).dueInDays).toBe(30);
  });
});

describe('fsrs looks at the days between answers', () => {
  const first = fsrs.next(null, { right: true, on: '2026-01-05' }).state;
  const waitWhenAnsweredOn = (on: string): number =>
    daysBetween(on, addDays(on, fsrs.next(first, { right: true, on }).dueInDays ?? 0));

  it('a later right answer proves a longer memory', () => {
    expect(waitWhenAnsweredOn('2026-01-07')).toBe(11);
    expect(waitWhenAnsweredOn('2026-01-27')).toBeGreaterThan(waitWhenAnsweredOn('2026-01-07'));
  });

  it('an answer on an earlier local date counts as the same day', () => {
    expect(waitWhenAnsweredOn('2026-01-04')).toBe(waitWhenAnsweredOn('2026-01-05'));
  });
});

it.each([
  ['ladder', true],
  ['fsrs', true],
  ['sm2', false],
  ['toString', false],
])('%p names a policy: %p', (code, expected) => expect(isSpacingCode(code)).toBe(expected));
