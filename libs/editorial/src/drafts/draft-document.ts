import type { BrickKind, Reference } from '../published-brick.js';

/** One language of a draft. What may be left out is null: a translation then takes the master's. */
export interface DraftWording {
  locale: string;
  title: string;
  /** Markdown. */
  body: string;
  options: { id: string; text: string }[];
  explanation: string | null;
  correction: string | null;
  references: Reference[] | null;
  video: { url: string; minutes: number | null } | null;
  /** Of the master: raised when its meaning changes; of a translation: the one it translates. */
  revision: number;
}

/** What a variant asks in one language; null is the brick's own. */
export interface DraftVariantWording {
  locale: string;
  title: string | null;
  body: string | null;
  options: { id: string; text: string }[] | null;
  explanation: string | null;
}

export interface DraftVariant {
  /** null: as the brick. */
  multiple: boolean | null;
  /** Of its own options. */
  right: string[];
  wordings: DraftVariantWording[];
}

/**
 * What a person types into the editor, complete or not: the model of the content files, except that texts may still be empty. Fields
 * that the kind has no use for are kept, so that a change of kind can be taken back, and take no part in checks or publication.
 */
export interface DraftDocument {
  kind: BrickKind;
  theme: string | null;
  multiple: boolean;
  /** Characters of an open answer; null: the default. */
  maxLength: number | null;
  /** Ids of the right options. */
  right: string[];
  /** One for each locale; that of the line's language is the master. */
  wordings: DraftWording[];
  variants: DraftVariant[];
}

/** When a brick is to come: days after the line's start or after joining, or a date (YYYY-MM-DD). */
export interface BrickPlan {
  day: number | null;
  on: string | null;
}

/** A draft to begin with, in the language of its line. */
export function emptyDocument(kind: BrickKind, locale: string, title: string): DraftDocument {
  const choices = kind === 'quiz' || kind === 'poll';
  return {
    kind,
    theme: null,
    multiple: false,
    maxLength: null,
    right: [],
    wordings: [
      {
        locale,
        title,
        body: '',
        options: choices ? ['a', 'b', 'c'].map((id) => ({ id, text: '' })) : [],
        explanation: null,
        correction: null,
        references: null,
        video: null,
        revision: 1,
      },
    ],
    variants: [],
  };
}

/** Without what PostgreSQL cannot keep, and with line ends of one kind; everything else stays as it was typed. */
export function storable<T>(value: T): T {
  const clean = (_key: string, part: unknown) =>
    typeof part === 'string'
      ? part.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '').replace(/\r\n?/g, '\n') // prettier-ignore
      : part;
  return JSON.parse(JSON.stringify(value, clean)) as T;
}
