import type { LineMode, LineSettings, LineStart, Localised } from './content.js';
import { Fields } from './fields.js';
import type { FileFaults } from './file-faults.js';
import { isLocale, LOCALE_FIX } from './formats.rules.js';
import { nearest } from './nearest.rules.js';
import { readMapping } from './yaml-mapping.js';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Defaults of line.yaml; an export leaves out what equals them. */
export const LINE_DEFAULTS = {
  start: 'slot',
  until: '18:00',
  spacing: 'ladder',
  answerWithinDays: 30,
  status: 'active',
} as const;

const KEYS = [
  'name',
  'description',
  'locale',
  'segments',
  'mode',
  'start',
  'starts',
  'cadence',
  'spacing',
  'answer_within_days',
  'status',
];
const CADENCE_FIX = 'write cadence: with weekdays: [mon, wed, fri] and at: "09:00" under it';

/**
 * Reads line.yaml. What is missing or wrong is noted; the rest is given, so that the bricks of the line can be checked too.
 * @param knownSegments slugs a line may name; undefined: not checked.
 */
export function readLineFile(
  slug: string,
  text: string,
  faults: FileFaults,
  knownSegments?: ReadonlySet<string>,
): Partial<LineSettings> {
  const yaml = readMapping(text, 1, faults);
  if (!yaml) return {};
  const fields = new Fields(yaml, faults);
  fields.refuseUnknown(KEYS);
  const locale = readLocale(fields);
  const mode = required(fields, 'mode', 'add `mode: sequence` or `mode: calendar`', () =>
    fields.oneOf<LineMode>('mode', ['sequence', 'calendar']),
  );
  if (mode === 'sequence' && fields.has('starts'))
    fields.report('starts', '`starts` has no meaning in a sequence', 'remove it, or write `mode: calendar`');
  if (mode === 'calendar' && fields.has('start'))
    fields.report('start', '`start` has no meaning in a calendar', 'remove it, or write `mode: sequence`');
  return {
    slug,
    name: readName(fields, locale),
    description: fields.localised('description', 1000) ?? {},
    locale,
    segments: readSegments(fields, knownSegments),
    mode,
    start: fields.oneOf<LineStart>('start', ['slot', 'enrolment']) ?? LINE_DEFAULTS.start,
    startsOn: fields.date('starts') ?? null,
    ...readCadence(fields),
    spacing: fields.oneOf('spacing', ['ladder', 'academic', 'fsrs']) ?? LINE_DEFAULTS.spacing,
    answerWithinDays: fields.integer('answer_within_days', 1, 365) ?? LINE_DEFAULTS.answerWithinDays,
    status: fields.oneOf('status', ['active', 'paused', 'draft']) ?? LINE_DEFAULTS.status,
  };
}

function required<T>(fields: Fields, key: string, fix: string, read: () => T | undefined): T | undefined {
  if (fields.has(key)) return read();
  fields.report(key, `\`${key}\` is missing`, fix);
  return undefined;
}

function readLocale(fields: Fields): string | undefined {
  return required(fields, 'locale', 'add the language of the master files, such as `locale: en`', () =>
    fields.matching('locale', isLocale, 'a language', LOCALE_FIX),
  );
}

function readName(fields: Fields, locale: string | undefined): Localised | undefined {
  const fix = `add name: { ${locale ?? 'en'}: … }`;
  const name = required(fields, 'name', fix, () => fields.localised('name', 150));
  if (name && locale !== undefined && name[locale] === undefined)
    fields.report('name', `\`name\` is missing in ${locale}, the language of the line`, fix);
  return name;
}

function readSegments(fields: Fields, known: ReadonlySet<string> | undefined): string[] | undefined {
  const fix = 'write the slugs of segments, such as segments: [all-sellers]';
  const words = required(fields, 'segments', fix, () => fields.words('segments', fix));
  if (!words) return undefined;
  if (words.length === 0) fields.report('segments', '`segments` is empty, so the line reaches nobody', fix);
  for (const { word } of words.filter(({ word }) => known && !known.has(word))) {
    const meant = nearest(word, known ?? []);
    fields.report(
      'segments',
      `there is no segment \`${word.slice(0, 80)}\``,
      meant ? `did you mean \`${meant}\`?` : `add segments/${word.slice(0, 80)}.yaml`,
    );
  }
  return [...new Set(words.map(({ word }) => word))];
}

function readCadence(fields: Fields): Pick<Partial<LineSettings>, 'weekdays' | 'at' | 'until'> {
  const cadence = required(fields, 'cadence', CADENCE_FIX, () => fields.mapping('cadence', CADENCE_FIX));
  if (!cadence) return {};
  cadence.refuseUnknown(['weekdays', 'at', 'until']);
  const fix = `write days such as weekdays: [mon, wed, fri]; the days are ${WEEKDAYS.join(', ')}`;
  const days = required(cadence, 'weekdays', fix, () => cadence.words('weekdays', fix));
  const weekdays = new Set<number>();
  for (const { word } of days ?? []) {
    const day = WEEKDAYS.indexOf(word as (typeof WEEKDAYS)[number]) + 1;
    if (day === 0) cadence.report('weekdays', `\`${word.slice(0, 40)}\` is not a day of the week`, fix);
    else weekdays.add(day);
  }
  if (days?.length === 0) cadence.report('weekdays', '`weekdays` is empty, so nothing would ever be sent', fix);
  const at = required(cadence, 'at', 'add the local time of the mails: at: "09:00"', () => cadence.time('at'));
  const until = cadence.time('until') ?? LINE_DEFAULTS.until;
  if (at !== undefined && at >= until) {
    const key = cadence.has('until') ? 'until' : 'at';
    cadence.report(
      key,
      `\`at\` (${at}) is not before \`until\` (${until}${cadence.has('until') ? '' : ', the default'})`,
      'give `until` a later time of the same day',
    );
  }
  return { weekdays: [...weekdays].sort((a, b) => a - b), at, until };
}
