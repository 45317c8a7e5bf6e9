import type { CountedState, ReviewStep, SpacingPolicy } from './spacing-policy.rules.js';

/** Waits in days, decided by counting right answers in a row. */
export interface CountedSpacing {
  code: CountedState['policy'];
  /** Wait after a wrong answer, which also starts the count again. */
  wrongInDays: number;
  /** Waits after the first, second, … right answer in a row; the right answer after the last wait retires the brick. */
  rightInDays: readonly [number, ...number[]];
}

/** A policy that looks only at how many answers in a row were right. */
export function countedPolicy({ code, wrongInDays, rightInDays }: CountedSpacing): SpacingPolicy {
  return {
    code,
    facts: { wrongInDays, rightInDays, retiredAfterRight: rightInDays.length + 1 },
    next(state, answer): ReviewStep {
      if (!answer.right) {
        return {
          state: { policy: code, rightInARow: 0 },
          dueInDays: wrongInDays,
          why: { code: 'wrong-last-time', days: wrongInDays },
        };
      }
      const count = (state?.rightInARow ?? 0) + 1;
      const days = rightInDays[count - 1];
      return {
        state: { policy: code, rightInARow: count },
        dueInDays: days ?? null,
        why: days === undefined ? { code: 'retired', count } : { code: 'right-in-a-row', count, days },
      };
    },
  };
}
