/** Ids of reps, both included. */
export interface RepRange {
  first: number;
  last: number;
}

/** How a range is gone through. */
export interface Pace {
  /** Ids of the first turn; each that follows has twice as many, until it has `most`. */
  start: number;
  most: number;
  /** Turns under way at once. */
  lanes: number;
}

/**
 * Goes through a range of reps in turns. When a turn fails no other begins, and those under way end first, so that nobody works
 * on after the call.
 * @throws what the first failed turn threw.
 */
export async function inTurns(
  range: RepRange,
  { start, most, lanes }: Pace,
  work: (turn: RepRange) => Promise<void>,
): Promise<void> {
  let next = range.first;
  let size = start;
  const lane = async () => {
    while (next <= range.last) {
      const first = next;
      next += size;
      size = Math.min(size * 2, most);
      try {
        await work({ first, last: Math.min(next - 1, range.last) });
      } catch (error) {
        next = Infinity;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
