/** Lease of a claimed delivery. Longer than the longest dialogue with a relay, so that a live worker never loses its own. */
export const LEASE_SECONDS = 180;

/** Deliveries claimed in one statement and sent by one job. */
export const BATCH = 500;

/** A delivery whose handling ended a process so often is put aside for a person to look at (P12). */
export const CRASHES_BEFORE_HELD = 3;

/**
 * Wait after a relay that cannot be reached; it says nothing about the mail, so it does not grow with the mail's attempts. Short: what
 * keeps workers from a relay in trouble is its rest (`shutSeconds`).
 */
export const RELAY_TROUBLE_SECONDS = 5;

const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 6 * 3600;

/**
 * Seconds to wait before the next attempt after a temporary refusal (4xx): doubles from one minute up to six hours, spread by
 * -25% to +25% so that a relay that was busy is not met by everybody at once.
 * @param attempts attempts made so far, 1 or more. @param chance uniform in [0, 1).
 */
export function retryWaitSeconds(attempts: number, chance: number): number {
  const wait = Math.min(FIRST_WAIT_SECONDS * 2 ** (attempts - 1), LONGEST_WAIT_SECONDS);
  return Math.round(wait * (0.75 + chance / 2));
}
