/**
 * Why an answer cannot be taken as it stands; each has its words in a question back.
 * - `several`: more than one choice where one is possible. - `either-or`: "B ou C". - `negated`: "pas B".
 * - `hesitates`: a question, a doubt, a correction. - `unknown-option`: a letter or number the brick does not have.
 * - `below-header`: an open answer that stands below the header of a quote, where the quoted mail itself may stand.
 * - `two-readings`: the words name one option in one way and another in another way. - `prose`: more words than a choice.
 * - `no-choice`: no option is named. - `too-long`: an open answer above its limit. - `not-confirmed`: not the word that it was read or seen.
 */
export const UNCLEAR = [
  'several',
  'either-or',
  'negated',
  'hesitates',
  'unknown-option',
  'two-readings',
  'prose',
  'no-choice',
  'too-long',
  'not-confirmed',
  'below-header',
] as const;

export type Unclear = (typeof UNCLEAR)[number];

export type ReadAnswer =
  /** `choices` are ids in the order of the brick; `text` only for open bricks. */
  | { kind: 'answer'; choices: string[]; text: string | null }
  /** `found`: ids of the options that were named; `length` and `most` for `too-long`, in characters. */
  | { kind: 'unclear'; why: Unclear; found: string[]; length?: number; most?: number }
  | { kind: 'nothing' };
