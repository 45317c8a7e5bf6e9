import { BASE } from '../api/mounted-at.ts';
import type { Session } from '../api/session.ts';

/** Where somebody goes after signing in: back to where they came from if that is a page of ours, else to their own place. */
export function whereTo({ state, person }: Session, asked: string | null): string {
  if (state === 'enrol') return `${BASE}/app`;
  const rep = person?.kind === 'rep';
  const own = rep ? '/inbox' : '/app';
  // Only paths of the same door: `//elsewhere` and `/\elsewhere` are other sites.
  const fits = asked !== null && new RegExp(`^${own}(?:[/?#][^\\\\]*)?$`).test(asked);
  return BASE + (fits ? asked : own);
}
