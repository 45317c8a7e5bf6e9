/** Troubles with a relay in a row after which it is left alone for a while. One refused batch is one trouble, however many mails it held. */
export const TROUBLES_BEFORE_SHUT = 3;

const FIRST_SHUT_SECONDS = 2;
const LONGEST_SHUT_SECONDS = 15;

/** Seconds for which a relay is left alone after so many troubles in a row; 0: not at all. Doubles up to a quarter of a minute:
 * what then tries is one connection, which burdens nobody, and a relay that is back is found soon. */
export function shutSeconds(troubles: number): number {
  if (troubles < TROUBLES_BEFORE_SHUT) return 0;
  return Math.min(FIRST_SHUT_SECONDS * 2 ** Math.min(troubles - TROUBLES_BEFORE_SHUT, 10), LONGEST_SHUT_SECONDS);
}
