/** How many bricks a rep gets at most, over all lines, by the rep's own calendar. What does not fit is postponed. */
export interface Cap {
  day: number;
  week: number;
}

export const DEFAULT_CAP: Cap = { day: 2, week: 6 };

/** A mail that could not leave for so long is not sent any more: the line has moved on. */
export const MAIL_EXPIRES_DAYS = 7;

/**
 * The planner looks this far ahead, and no further: a decision made late knows the latest answers and opt-outs. Ten minutes are
 * enough to plan a million reps before their hour.
 */
export const PLANNING_HORIZON_MS = 10 * 60_000;

/** Later than this after its hour a delivery says why (P4). */
export const LATE_AFTER_SECONDS = 120;
