import type { Explanation, PublishedBrick, Wording } from './published-brick.js';

/**
 * The wording to show to somebody who reads `locale`: the exact locale, else its language (fr-CA -> fr), else the master.
 * The explanation is in the same language as the question; it must not leave before the answer.
 * @param locale a language tag, in any case.
 */
export function wordingFor(
  brick: PublishedBrick,
  locale: string,
): { locale: string; wording: Wording; explanation: Explanation | null } {
  const { wordings, master } = brick.question;
  const known = Object.keys(wordings);
  const parts = locale.toLowerCase().replaceAll('_', '-').split('-');
  const tags = parts.map((_part, i) => parts.slice(0, parts.length - i).join('-')); // fr-ca, then fr
  const chosen = tags.map((tag) => known.find((l) => l.toLowerCase() === tag)).find((l) => l !== undefined) ?? master;
  const wording = wordings[chosen];
  if (!wording) throw new Error(`Brick version ${brick.versionId} has no wording in its master locale ${master}`);
  return { locale: chosen, wording, explanation: brick.key.explanations[chosen] ?? null };
}
