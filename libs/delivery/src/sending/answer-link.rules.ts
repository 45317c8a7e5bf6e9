import { dayOf, type LinkClaim } from '@relais/platform';

/** The purpose of the link by which a brick is answered. */
export const ANSWER_LINK = 'answer';

/** The question a delivery asks: its version, and which presentation of it. */
export interface Asked {
  versionId: number;
  occurrence: number;
}

/** What the tokens of a delivery are made of; one that knows its question lets the answer be graded before any SQL. */
export interface Addressed extends Partial<Asked> {
  id: string;
  answerUntil: Date;
}

/** Occurrences fit into one byte of the detail, versions into the four above it. */
const OCCURRENCES = 2 ** 8;
const VERSIONS = 2 ** 32;

/** What the link of a delivery claims. Numbers that do not fit are left out: the question is then looked up. */
export function answerClaim({ id, answerUntil, versionId = VERSIONS, occurrence = OCCURRENCES }: Addressed): LinkClaim {
  const claim = { id: Number(id), untilDay: dayOf(answerUntil) };
  const fits = versionId < VERSIONS && occurrence < OCCURRENCES;
  return fits ? { ...claim, detail: versionId * OCCURRENCES + occurrence } : claim;
}

/** The question its mail asked, or null for a link that does not tell. */
export function askedBy({ detail }: LinkClaim): Asked | null {
  return detail === undefined
    ? null
    : { versionId: Math.floor(detail / OCCURRENCES), occurrence: detail % OCCURRENCES };
}
