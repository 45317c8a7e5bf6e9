import type { OptionContent } from '../content/content.js';
import type { PublishedBrick } from '../published-brick.js';

/** What a rep sends: ids of options and, for open bricks, words. */
export interface AnswerInput {
  choices: string[];
  text: string | null;
}

/** What is kept of it. `correct` is null for kinds without a right answer. */
export interface GradedAnswer {
  choices: string[];
  text: string | null;
  correct: boolean | null;
}

/** Front-matter keys that some kinds have and others have not. */
export type KindKey = 'multiple' | 'options' | 'explanation' | 'variants' | 'correction' | 'video' | 'max_length';

export type ReportKey = (key: string, what: string, fix: string) => void;

/** One kind of brick: what its file holds, and what an answer to it is worth. Pure. */
export interface KindRules {
  /** A key that is not named here has no meaning for this kind. */
  readonly keys: Readonly<Partial<Record<KindKey, 'required' | 'optional'>>>;
  /** Checks of the master file that `keys` cannot say. */
  check(master: { multiple: boolean; options: (OptionContent & { right: boolean })[] }, report: ReportKey): void;
  /** @throws Invalid with an `answer.*` code; nothing is kept of a refused answer. */
  grade(brick: PublishedBrick, input: AnswerInput): GradedAnswer;
}
