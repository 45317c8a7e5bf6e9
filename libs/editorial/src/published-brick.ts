/** What a brick asks of the rep; quiz is the only kind that is graded. */
export type BrickKind = 'info' | 'quiz' | 'poll' | 'open' | 'video';

export const BRICK_KINDS: readonly BrickKind[] = ['info', 'quiz', 'poll', 'open', 'video'];

export interface Reference {
  title: string;
  url: string;
}

/** A brick in one language, as it may be shown before the answer. `*Source` is the author's Markdown, kept for export. */
export interface Wording {
  /** Plain text; may hold the names of `fillNames`, like the body. */
  title: string;
  bodyHtml: string;
  bodyText: string;
  bodySource: string;
  options: { id: string; html: string; text: string; source: string }[];
  references: Reference[];
  video: { url: string; minutes: number | null } | null;
  /** The master was revised after this translation. */
  outdated: boolean;
  revision: number;
}

/** What a repeat asks in other words. Its wordings are whole: references and the like are the brick's. */
export interface QuestionVariant {
  multiple: boolean;
  wordings: Record<string, Wording>;
}

/** What may leave before the answer (column brick_version.question): never a right answer, never an explanation. */
export interface Question {
  /** The locale the brick was written in; it always has a wording. */
  master: string;
  multiple: boolean;
  /** Characters an open answer may have; null for the other kinds. */
  maxLength: number | null;
  wordings: Record<string, Wording>;
  /** Not there when the brick has none; `askedAs` picks one. */
  variants?: QuestionVariant[];
}

export interface Explanation {
  html: string;
  text: string;
  source: string;
}

/** What may leave only after the answer (column brick_version.answer_key). */
export interface AnswerKey {
  /** Ids of the right options, in their order; empty for kinds that are not graded. */
  right: string[];
  /** By locale; empty when the brick explains nothing. */
  explanations: Record<string, Explanation>;
  /** One for each variant of the question. */
  variants?: Pick<AnswerKey, 'right' | 'explanations'>[];
  /** By locale, plain text: what an earlier version said wrong. Not there when there is nothing to say. */
  correction?: Record<string, string>;
}

/** One version of a brick. It never changes, so it may be shared and kept for as long as memory allows. */
export interface PublishedBrick {
  versionId: number;
  brickId: number;
  lineId: number;
  /** 1 for the first version of the brick. */
  number: number;
  kind: BrickKind;
  theme: string | null;
  question: Question;
  key: AnswerKey;
}
