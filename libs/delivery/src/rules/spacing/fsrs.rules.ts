import { daysBetween } from '@relais/platform';
import { memoryModel, type MemorySettings } from './fsrs-memory.rules.js';
import type { ReviewStep, SpacingPolicy } from './spacing-policy.rules.js';

/** A repeat is due when nine of ten would still know. */
const DEFAULT_SETTINGS: MemorySettings = { desiredRetention: 0.9, maximumIntervalDays: 36_500 };

/**
 * A right answer that would bring the brick back later than this many days retires it: an offer changes within a year.
 * With the default weights and answers on the due day that is the fifth right answer in a row (2, 11, 46, 163 days).
 */
const RETIRED_ABOVE_DAYS = 365;

/** The rep's memory decides (FSRS-6): a wrong answer counts as "again", a right one as "good". */
export function fsrsPolicy(settings: MemorySettings = DEFAULT_SETTINGS): SpacingPolicy {
  const model = memoryModel(settings);
  const recallPercent = Math.round(settings.desiredRetention * 100);
  return {
    code: 'fsrs',
    facts: { recallPercent, retiredAboveDays: RETIRED_ABOVE_DAYS },
    next(state, answer): ReviewStep {
      const known = state?.policy === 'fsrs' ? state : null;
      // A rep who travels west can answer on an earlier local date than before.
      const elapsedDays = known ? Math.max(0, daysBetween(known.answeredOn, answer.on)) : 0;
      const memory = model.after(known, elapsedDays, answer.right ? 3 : 1);
      const days = model.intervalDays(memory);
      const count = answer.right ? (state?.rightInARow ?? 0) + 1 : 0;
      const next = { policy: 'fsrs', rightInARow: count, ...memory, answeredOn: answer.on } as const;

      if (!answer.right) return { state: next, dueInDays: days, why: { code: 'wrong-last-time', days } };
      if (days > RETIRED_ABOVE_DAYS) return { state: next, dueInDays: null, why: { code: 'retired', count } };
      return { state: next, dueInDays: days, why: { code: 'memory-fades', count, days, recallPercent } };
    },
  };
}

export const fsrs = fsrsPolicy();
