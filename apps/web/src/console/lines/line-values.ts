import type { components } from '../../api/schema.d.ts';
import type { Line } from './cadence.ts';

type LineChange = components['schemas']['LineChangeForm'];
/** What the form of a line holds. Weekdays are texts, as chips have them. */
export type LineValues = Record<string, unknown> &
  Omit<LineChange, 'weekdays' | 'revision' | 'startsOn'> & {
    slug: string;
    weekdays: string[];
    startsOn: string | null;
    revision: number;
  };

export const NEW_LINE = (language: string): LineValues => ({
  slug: '',
  name: {},
  description: {},
  locale: language,
  segments: [],
  mode: 'sequence',
  start: 'slot',
  startsOn: null,
  weekdays: ['1', '3', '5'],
  at: '09:00',
  until: '18:00',
  spacing: 'ladder',
  answerWithinDays: 30,
  revision: 0,
});

export function valuesOf(line: Line): LineValues {
  const { slug, name, description, locale, segments, mode, start, startsOn, weekdays, at, until, spacing, answerWithinDays, revision } = line; // prettier-ignore
  return { slug, name, description, locale, segments, mode, start, startsOn, weekdays: weekdays.map(String), at, until, spacing, answerWithinDays, revision }; // prettier-ignore
}

/** What the server is told: texts without those left empty, and nothing that the mode has no use for. */
export function bodyOf({
  slug: _,
  weekdays,
  name,
  description,
  mode,
  start,
  startsOn,
  ...rest
}: LineValues): LineChange {
  return {
    ...rest,
    mode,
    name: written(name),
    description: written(description),
    start: mode === 'sequence' ? start : 'slot',
    startsOn: mode === 'calendar' ? startsOn : null,
    weekdays: weekdays.map(Number).sort(),
  } as LineChange;
}

const written = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ''));

/** A slug for a name, as the server would make one: to be changed by whoever likes another. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** As the server wants it. */
export const isSlug = (text: string): boolean => text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
