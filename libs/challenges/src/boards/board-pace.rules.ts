/** Within this a point is to show, as long as counting the board allows it; the clock that counts boards adds its second. */
const FRESH_MS = 4_000;
/** A board that changes all the time is counted this often at most. */
const SHORTEST_MS = 1_000;

/**
 * How long after the beginning of one count of a changed board the next one begins: a small board follows at once, a larger one takes a
 * tenth of the time, or more where a point would otherwise be late, and leaves a fifth of it free however many people it has.
 * @param tookMs how long the last count took.
 */
export function betweenCounts(tookMs: number): number {
  return Math.max(SHORTEST_MS, 1.25 * tookMs, Math.min(10 * tookMs, FRESH_MS - tookMs));
}
