const SHORTEST = 12;
/** argon2 takes any length; a form of a few hundred characters is no password. */
const LONGEST = 200;

/** Passwords of the demo: in the documentation, so nobody else may have them. */
export const DEMO_PASSWORD = 'try-relais-demo';

/**
 * What is wrong with a password somebody chooses, or null. Length is what counts (NIST SP 800-63B): no rule about kinds of
 * characters, but what anybody would try first is refused.
 */
export function passwordFault(password: string, person: { email: string; name: string }): string | null {
  const length = [...password].length;
  if (length < SHORTEST) return `has ${length} characters; at least ${SHORTEST} are needed`;
  if (length > LONGEST) return `has ${length} characters; at most ${LONGEST} are taken`;
  const plain = fold(password);
  if (plain === fold(DEMO_PASSWORD)) return 'is the password of the demo';
  if (new Set(plain).size < 5) return 'repeats too few characters';
  const known = [person.email, person.email.split('@')[0] ?? '', person.name, 'relais', 'password', 'motdepasse'];
  const rest = known.map(fold).filter((word) => word.length > 2).reduce((left, word) => left.replaceAll(word, ''), plain); // prettier-ignore
  if ([...rest].length < 6) return 'is made of the name, the address or a common word';
  if ('01234567890123456789'.includes(plain) || 'abcdefghijklmnopqrstuvwxyz'.includes(plain)) return 'is a sequence';
  return null;
}

const fold = (text: string): string => text.toLowerCase().replace(/[\s._-]+/g, '');
