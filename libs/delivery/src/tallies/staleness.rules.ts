/** When the sums of a day were made, and how long that took. */
export interface MadeDay {
  /** Days from today; negative: past. */
  age: number;
  /** null: never. */
  madeSecondsAgo: number | null;
  tookMs: number;
}

/** Bricks can be answered for so many days after they came. */
const OPEN_DAYS = 400;

/**
 * Is it time to make the sums of a day anew? Days that mails still leave on every few seconds, the last weeks every few minutes, older
 * ones daily; and never so often that it takes more than a twentieth of the time.
 */
export function isStale({ age, madeSecondsAgo, tookMs }: MadeDay): boolean {
  if (madeSecondsAgo === null) return true;
  if (age < -OPEN_DAYS) return false;
  const least = age >= -1 ? 10 : age >= -8 ? 300 : age >= -40 ? 3_600 : 86_400;
  return madeSecondsAgo >= Math.max(least, (tookMs * 20) / 1000);
}
