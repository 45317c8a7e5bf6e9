import { FSRSAlgorithm, generatorParameters, type Grade } from 'ts-fsrs';

/** What FSRS-6 keeps of one person's memory of one thing. */
export interface Memory {
  /** Days after which the chance to recall has fallen to 90 %. */
  stability: number;
  /** 1 easy to 10 hard. */
  difficulty: number;
}

/** FSRS ratings: 1 again (wrong), 2 hard, 3 good, 4 easy. */
export type Rating = 1 | 2 | 3 | 4;

export interface MemorySettings {
  /** The 21 weights of FSRS-6; the published defaults when left out. */
  weights?: readonly number[];
  /** Chance to recall at which a repeat is due, between 0 and 1. */
  desiredRetention: number;
  maximumIntervalDays: number;
}

/** How a memory changes with an answer, and how long it lasts. */
export interface MemoryModel {
  /** The memory after an answer, `elapsedDays` whole days after the one before; null before the first answer. */
  after(memory: Memory | null, elapsedDays: number, rating: Rating): Memory;
  /** Whole days until the chance to recall falls to the desired retention, from 1 to the maximum. */
  intervalDays(memory: Memory): number;
}

/** Less than this is no stability, in days. */
const LEAST_STABILITY = 0.001;

/**
 * "Hard" on the day of the last answer lowers stability, as the reference implementation (py-fsrs) has it: only "good" and "easy" never
 * do. ts-fsrs keeps "hard" from lowering it too.
 */
class Fsrs6 extends FSRSAlgorithm {
  override next_short_term_stability(stability: number, rating: Grade): number {
    if (rating !== 2) return super.next_short_term_stability(stability, rating);
    const [w17 = 0, w18 = 0, w19 = 0] = this.parameters.w.slice(17);
    return Math.max(LEAST_STABILITY, stability * Math.exp(w17 * (rating - 3 + w18)) * stability ** -w19);
  }
}

/**
 * The FSRS-6 memory model without learning steps: every answer moves stability and difficulty and gives whole days.
 *
 * It takes the formulas of ts-fsrs without its scheduler, which would stretch intervals to keep those of the four
 * ratings apart. `enable_short_term` stays true on purpose: in ts-fsrs it also switches the bound of FSRS-6 on the
 * stability left after a wrong answer (S / e^(w17 w18)); the minute-long steps it is named after live in the scheduler.
 * Formulas: https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
 */
export function memoryModel({ weights, desiredRetention, maximumIntervalDays }: MemorySettings): MemoryModel {
  const algorithm = new Fsrs6(
    generatorParameters({
      ...(weights ? { w: weights } : {}),
      request_retention: desiredRetention,
      maximum_interval: maximumIntervalDays,
      enable_fuzz: false,
      enable_short_term: true,
      learning_steps: [],
      relearning_steps: [],
    }),
  );
  return {
    after(memory, elapsedDays, rating) {
      const { stability, difficulty } = algorithm.next_state(memory, elapsedDays, rating as Grade);
      return { stability, difficulty };
    },
    // The second argument only feeds the random spread of intervals, which is off.
    intervalDays: ({ stability }) => algorithm.next_interval(stability, 0),
  };
}
