import type { YamlFile } from '@relais/platform';
import type { ScoringEntry } from '../entities/challenge.entity.js';
import { readScoringEntry, RULE_CODES } from '../rules/index.js';

/** A challenge as its file says it. */
export interface ChallengeContent {
  slug: string;
  name: Record<string, string>;
  /** Sorted, each once; so are the segments. */
  lines: string[];
  segments: string[];
  /** null: the moment it is first loaded. */
  starts: Date | null;
  days: number;
  /** By rule. */
  scoring: ScoringEntry[];
}

export interface KnownSlugs {
  lines: ReadonlySet<string>;
  segments: ReadonlySet<string>;
}

const KEYS = ['name', 'lines', 'segments', 'starts', 'days', 'scoring'];
const DEFAULT_DAYS = 30;
const MOST_DAYS = 366;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LOCALE = /^[a-z]{2,3}(-[A-Z]{2})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;
const NAME_FIX = 'write name: { en: Winter sprint, fr: … }';
const SCORING_FIX = 'write scoring: with - { rule: right-first-answer, points: 10 } under it';

/** Reads one challenge file; what is wrong is noted in `source`, and the result is worth something only when nothing is. */
export function readChallengeFile(slug: string, source: YamlFile, known: KnownSlugs): ChallengeContent | null {
  const { content } = source;
  if (source.faults.length > 0) return null;
  if (!SLUG.test(slug) || slug.length > 80) {
    source.fault(
      [],
      `${slug.slice(0, 40)} cannot be the slug of a challenge`,
      'name the file with small letters a-z, digits and single hyphens',
    );
  }
  if (!isMapping(content)) {
    source.fault([], 'this is not a list of `key: value` lines', NAME_FIX);
    return null;
  }
  for (const key of Object.keys(content)) {
    if (!KEYS.includes(key))
      source.fault([key], `\`${key.slice(0, 60)}\` is not a key of this file`, `the keys are ${KEYS.join(', ')}`);
  }
  return {
    slug,
    name: readName(content.name, source),
    lines: readSlugs('lines', content, source, { known: known.lines, required: true }),
    segments: readSlugs('segments', content, source, { known: known.segments, required: false }),
    starts: readStart(content.starts, source),
    days: readDays(content.days, source),
    scoring: readScoring(content.scoring, source),
  };
}

function readName(name: unknown, source: YamlFile): Record<string, string> {
  if (!isMapping(name) || Object.keys(name).length === 0) {
    source.fault(['name'], name === undefined ? '`name` is missing' : '`name` has no text by language', NAME_FIX);
    return {};
  }
  for (const [locale, text] of Object.entries(name)) {
    const at = ['name', locale];
    if (!LOCALE.test(locale))
      source.fault(at, `\`${locale.slice(0, 40)}\` is not a language`, 'write a language such as en, fr or fr-CA');
    else if (typeof text !== 'string' || !/[^\p{C}\p{Z}]/u.test(text))
      source.fault(at, `the name in ${locale} is empty`, NAME_FIX);
    else if ([...text].length > 150 || /[\p{Cc}]/u.test(text))
      source.fault(at, `the name in ${locale} is too long or has several lines`, 'one line of at most 150 characters');
  }
  return name as Record<string, string>;
}

function readSlugs(
  key: 'lines' | 'segments',
  content: Record<string, unknown>,
  source: YamlFile,
  { known, required }: { known: ReadonlySet<string>; required: boolean },
): string[] {
  const list = content[key];
  const fix =
    key === 'lines'
      ? 'write the slugs of lines, such as lines: [first-steps]'
      : 'write the slugs of segments, or remove `segments` for everybody';
  if (list === undefined && !required) return [];
  if (!Array.isArray(list) || list.length === 0) {
    source.fault([key], list === undefined ? `\`${key}\` is missing` : `\`${key}\` is not a list of slugs`, fix);
    return [];
  }
  for (const [i, slug] of list.entries()) {
    if (typeof slug !== 'string') source.fault([key, i], `an entry of \`${key}\` is not a slug`, fix);
    else if (!known.has(slug))
      source.fault([key, i], `there is no ${key.slice(0, -1)} \`${slug.slice(0, 80)}\``, oneOf(known));
  }
  return [...new Set(list as string[])].sort();
}

function readStart(starts: unknown, source: YamlFile): Date | null {
  if (starts === undefined) return null;
  const text = typeof starts === 'string' ? starts : '';
  const date = new Date(DATE.test(text) ? `${text}T00:00:00Z` : INSTANT.test(text) ? text : NaN);
  // A date that does not exist rolls over into the next month: 2026-02-30 would be March.
  const exists = DATE.test(text) ? !Number.isNaN(+date) && date.toISOString().startsWith(text) : !Number.isNaN(+date);
  if (exists) return date;
  source.fault(
    ['starts'],
    '`starts` is not a date',
    'write year-month-day (midnight UTC), such as 2026-12-01, or an instant with its offset, such as 2026-12-01T08:00:00+01:00',
  );
  return null;
}

function readDays(days: unknown, source: YamlFile): number {
  if (days === undefined) return DEFAULT_DAYS;
  if (Number.isInteger(days) && (days as number) >= 1 && (days as number) <= MOST_DAYS) return days as number;
  source.fault(
    ['days'],
    `\`days\` is not a whole number from 1 to ${MOST_DAYS}`,
    `write how many days the challenge lasts, or remove it for ${DEFAULT_DAYS}`,
  );
  return DEFAULT_DAYS;
}

function readScoring(scoring: unknown, source: YamlFile): ScoringEntry[] {
  if (!Array.isArray(scoring) || scoring.length === 0) {
    source.fault(
      ['scoring'],
      scoring === undefined
        ? '`scoring` is missing, so nobody would earn anything'
        : '`scoring` is not a list of rules',
      SCORING_FIX,
    );
    return [];
  }
  const seen = new Set<string>();
  for (const [i, entry] of scoring.entries()) {
    const at = ['scoring', i];
    if (!isMapping(entry) || typeof entry.rule !== 'string') {
      source.fault(at, 'an entry of `scoring` has no rule', SCORING_FIX);
      continue;
    }
    const read = readScoringEntry(entry as ScoringEntry);
    if (!read)
      source.fault(
        [...at, 'rule'],
        `there is no rule \`${entry.rule.slice(0, 60)}\``,
        `the rules are ${RULE_CODES.join(', ')}`,
      );
    for (const { parameter, what } of read?.faults ?? [])
      source.fault([...at, parameter], `\`${parameter.slice(0, 60)}\` ${what}`, SCORING_FIX);
    if (seen.has(entry.rule)) source.fault(at, `\`${entry.rule}\` is there twice`, 'keep one');
    seen.add(entry.rule);
  }
  return (scoring as ScoringEntry[]).toSorted((a, b) => (String(a?.rule) < String(b?.rule) ? -1 : 1));
}

function oneOf(known: ReadonlySet<string>): string {
  const some = [...known].sort().slice(0, 12);
  return some.length
    ? `use one of ${some.join(', ')}${known.size > some.length ? ', …' : ''}`
    : 'there are none yet: load lines and segments first';
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
