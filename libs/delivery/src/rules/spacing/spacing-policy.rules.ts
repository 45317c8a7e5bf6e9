import type { LocalDate } from '@relais/platform';

/** The policies a line can choose from. Stored with the line and in each review: never rename one. */
export type SpacingCode = 'ladder' | 'academic' | 'fsrs';

/**
 * What is known of one rep's memory of one quiz brick; kept as JSON in the review row.
 * `rightInARow` counts the right answers since the last wrong one, whatever the policy.
 */
export type ReviewState = CountedState | FsrsState;

export interface CountedState {
  policy: 'ladder' | 'academic';
  rightInARow: number;
}

export interface FsrsState {
  policy: 'fsrs';
  rightInARow: number;
  /** Days after which nine of ten would still answer right. */
  stability: number;
  /** 1 easy to 10 hard. */
  difficulty: number;
  /** Local date of the last answer, from which the next one counts elapsed days. */
  answeredOn: LocalDate;
}

/** One graded answer to a quiz brick. */
export interface ReviewAnswer {
  right: boolean;
  /** The rep's local date when answering. */
  on: LocalDate;
}

/**
 * Why a brick comes back when it does, or no longer does. The codes are keys of sentences in each language, the
 * numbers fill them in: `days` is the wait that was decided, `count` the right answers in a row.
 */
export type SpacingReason =
  | { code: 'wrong-last-time'; days: number }
  | { code: 'right-in-a-row'; count: number; days: number }
  | { code: 'memory-fades'; count: number; days: number; recallPercent: number }
  | { code: 'retired'; count: number };

/** What follows from an answer. */
export interface ReviewStep {
  state: ReviewState;
  /** Whole days from the answer's local date to the repeat, at least 1; null when the brick is retired. */
  dueInDays: number | null;
  why: SpacingReason;
}

/** The numbers of a policy, for the sentence that explains it to an author; the sentence is keyed by the policy's code. */
export type SpacingFacts =
  | { wrongInDays: number; rightInDays: readonly number[]; retiredAfterRight: number }
  | { recallPercent: number; retiredAboveDays: number };

/** Decides when a quiz brick comes back. Pure: the same state and answer always give the same step. */
export interface SpacingPolicy {
  readonly code: SpacingCode;
  readonly facts: SpacingFacts;
  /**
   * The step after an answer. `state` is null at the first answer. A state left by another policy keeps its count of
   * right answers, so that a line can change policy; answering a retired brick again goes on from where it was.
   */
  next(state: ReviewState | null, answer: ReviewAnswer): ReviewStep;
}
