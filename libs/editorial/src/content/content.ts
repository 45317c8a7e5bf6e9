import type { Fault } from '@relais/platform';
import type { BrickKind, Reference } from '../published-brick.js';

/** Texts by locale. */
export type Localised = Record<string, string>;

export type LineMode = 'sequence' | 'calendar';
export type LineStart = 'slot' | 'enrolment';
export type LineStatus = 'active' | 'paused' | 'draft';
export type Spacing = 'ladder' | 'academic' | 'fsrs';

export interface OptionContent {
  id: string;
  /** Inline Markdown. */
  text: string;
}

/** One language of a brick, as its author wrote it (Markdown), with everything the translation took from the master filled in. */
export interface WordingContent {
  title: string;
  body: string;
  options: OptionContent[];
  explanation: string | null;
  /** Plain text: what was wrong, for those who answered before. Not there when there is none. */
  correction?: string;
  references: Reference[];
  video: { url: string; minutes: number | null } | null;
  revision: number;
}

/** What a variant asks in one language; what its file leaves out is the brick's own, filled in. */
export type VariantWording = Pick<WordingContent, 'title' | 'body' | 'options' | 'explanation'>;

/** The same objective in other words: what a repeat of a quiz may ask. */
export interface VariantContent {
  multiple: boolean;
  right: string[];
  /** The locales of the brick. */
  wordings: Record<string, VariantWording>;
}

/** A brick as its files say it, defaults filled in: two folders that say the same give equal values. */
export interface BrickContent {
  slug: string;
  position: number;
  /** Calendar lines: days after the line's start, or a date (YYYY-MM-DD); the other is null. */
  day: number | null;
  on: string | null;
  withdrawn: boolean;
  kind: BrickKind;
  theme: string | null;
  multiple: boolean;
  maxLength: number | null;
  right: string[];
  /** Locale of the master file. */
  master: string;
  wordings: Record<string, WordingContent>;
  /** Quizzes only, in the order in which repeats ask them; not there when there is none. */
  variants?: VariantContent[];
}

export interface LineSettings {
  slug: string;
  name: Localised;
  description: Localised;
  /** The master language. */
  locale: string;
  /** Slugs; a rep in any of them is in the line. */
  segments: string[];
  mode: LineMode;
  start: LineStart;
  /** YYYY-MM-DD: day 0 of a calendar line; null: the day it was first published. */
  startsOn: string | null;
  /** ISO: 1 is Monday; ascending. */
  weekdays: number[];
  /** HH:MM, the rep's local time. */
  at: string;
  until: string;
  spacing: Spacing;
  answerWithinDays: number;
  status: LineStatus;
}

export interface LineContent extends LineSettings {
  /** By position. */
  bricks: BrickContent[];
}

/** What a content folder holds. With faults, `lines` has only what could be understood and must not be published. */
export interface Content {
  lines: LineContent[];
  /** By file and line. */
  faults: Fault[];
  /** Worth knowing, no reason to refuse: translations that wait for their translator. */
  remarks: Fault[];
}
