import type { BrickKind } from '@relais/editorial';
import type { Notice } from '../retracting/notice.rules.js';

/** A delivery as the answer page shows it. Holds nothing of the key until the answer is recorded (P24). */
export interface AnswerView {
  deliveryId: string;
  /** open: may be answered · answered: `outcome` is there · expired: too late · withdrawn: taken back by its author. */
  state: 'open' | 'answered' | 'expired' | 'withdrawn';
  rep: { id: number; firstName: string; lastName: string; locale: string; timeZone: string; partnerName: string };
  line: { slug: string; name: string };
  /** Language of the wording shown (the rep's, or the one it falls back to). */
  locale: string;
  kind: BrickKind;
  title: string;
  bodyHtml: string;
  options: { id: string; html: string }[];
  multiple: boolean;
  maxLength: number | null;
  references: { title: string; url: string }[];
  video: { url: string; minutes: number | null } | null;
  answerUntil: Date;
  /** Why this brick came again, and whether it asks the same in other words this time; null on its first presentation. */
  repeat: { occurrence: number; why: Why; otherWords: boolean } | null;
  /** What no longer holds of an answered or withdrawn question; null: all of it does, or nobody has answered yet. */
  notice: Notice | null;
  outcome: AnswerOutcome | null;
}

/** The recorded answer, and what may be told after it. */
export interface AnswerOutcome {
  choices: string[];
  text: string | null;
  /** null: this kind is not graded. */
  correct: boolean | null;
  right: string[];
  explanationHtml: string | null;
  answeredAt: Date;
  /** true: this very request recorded it; false: it was already there (a repeat shows the same result). */
  fresh: boolean;
  /** Share of each option among all answers to this version, polls only. */
  shares: { id: string; share: number }[] | null;
}

/** A stable code with its numbers, put into words by the locales (why.<code>). */
export interface Why {
  code: string;
  [number: string]: string | number;
}

/** What a person hands in, by whichever route. */
export interface AnswerInput {
  choices: string[];
  text: string | null;
}
