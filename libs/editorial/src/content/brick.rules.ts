import { DEFAULT_MAX_LENGTH, KINDS, type KindKey } from '../kinds/index.js';
import type { BrickKind } from '../published-brick.js';
import type { BrickDraft } from './brick-file.rules.js';
import type { BrickContent, LineMode, WordingContent } from './content.js';
import { checkOptions, optionsOf } from './options.rules.js';
import { checkTexts, NAMES_ELSEWHERE } from './texts.rules.js';
import { readTranslation } from './translation.rules.js';
import { assembleVariants } from './variant.rules.js';

const KIND_KEYS: readonly KindKey[] = [
  'multiple',
  'options',
  'explanation',
  'variants',
  'correction',
  'video',
  'max_length',
];

const MISSING: Record<KindKey, string> = {
  multiple: '',
  max_length: '',
  variants: '',
  correction: '',
  options: 'add options: with `- id: a` and `text: …` for each of 2 to 6 options',
  explanation: 'add explanation: | and, under it, why the right answer is right',
  video: 'add video: with url: https://… under it',
};

/** The brick that a master file and its translations describe, or null when the master does not say enough. */
export function assembleBrick(
  place: { slug: string; position: number; mode?: LineMode },
  master: BrickDraft,
  translations: BrickDraft[],
): BrickContent | null {
  const kind = checkMaster(master, place.mode);
  checkFile(master);
  const { options, right } = optionsOf(master.options);
  const original: WordingContent = {
    title: master.title ?? '',
    body: master.body,
    options,
    explanation: master.explanation ?? null,
    ...(master.correction !== undefined && { correction: master.correction }),
    references: master.references ?? [],
    video: master.video ? { url: master.video.url ?? '', minutes: master.video.minutes ?? null } : null,
    revision: master.revision ?? 1,
  };
  const wordings: Record<string, WordingContent> = { [master.locale]: original };
  for (const draft of translations) {
    checkFile(draft);
    wordings[draft.locale] = readTranslation(draft, master, original);
  }
  const multiple = master.multiple ?? false;
  const variants = kind === 'quiz' ? assembleVariants({ multiple, right }, master, translations, wordings) : [];
  if (kind === undefined || [master, ...translations].some((draft) => draft.faults.any)) return null;
  return {
    slug: place.slug,
    position: place.position,
    day: master.day ?? null,
    on: master.on ?? null,
    withdrawn: master.withdrawn ?? false,
    kind,
    theme: master.theme ?? null,
    multiple,
    maxLength: kind === 'open' ? (master.maxLength ?? DEFAULT_MAX_LENGTH) : null,
    right,
    master: master.locale,
    wordings,
    ...(variants.length > 0 && { variants }),
  };
}

function checkMaster(master: BrickDraft, mode: LineMode | undefined): BrickKind | undefined {
  const { fields, kind } = master;
  if (!fields.has('kind')) fields.report('kind', '`kind` is missing', 'add `kind: quiz` (or info, poll, open, video)');
  if (!fields.has('title'))
    fields.report('title', '`title` is missing', 'add `title: …`; it is the subject of the mail');
  checkPlan(master, mode);
  if (kind === undefined) return undefined;
  const rules = KINDS[kind];
  for (const key of KIND_KEYS) {
    if (fields.has(key) && !rules.keys[key])
      fields.report(key, `\`${key}\` has no meaning for kind ${kind}`, 'remove it, or change the kind');
    if (!fields.has(key) && rules.keys[key] === 'required')
      fields.report(key, `\`${key}\` is missing for kind ${kind}`, MISSING[key]);
  }
  if (rules.keys.video && master.video && !master.video.urlGiven)
    fields.report('video', 'the video has no address', 'add url: https://… under video:');
  if (rules.keys.options && master.options) {
    checkOptions(fields, master.options);
    const options = master.options.map(({ id = '?', text = '', right = false }) => ({ id, text, right }));
    rules.check({ multiple: master.multiple ?? false, options }, (key, what, fix) => fields.report(key, what, fix));
  }
  return kind;
}

function checkPlan({ fields, day, on }: BrickDraft, mode: LineMode | undefined): void {
  if (mode === 'sequence' && fields.has('on')) {
    fields.report(
      'on',
      '`on` has no meaning in a sequence: each rep starts on a day of their own',
      'write `day: 3` (not before so many days after joining), or `mode: calendar` in line.yaml',
    );
  }
  if (mode === 'calendar' && !fields.has('day') && !fields.has('on')) {
    fields.report(
      'day',
      '`day` or `on` is missing: the line is a calendar',
      'add `day: 3` (days after the start) or `on: 2026-12-14`',
    );
  }
  if (mode === 'calendar' && day !== undefined && on !== undefined)
    fields.report('on', '`day` and `on` are both given', 'keep one of them');
}

/** The texts of one file, master or translation. */
function checkFile(draft: BrickDraft): void {
  checkTexts(draft);
  if (draft.correction?.includes('{{'))
    draft.fields.report('correction', 'double braces in a correction', NAMES_ELSEWHERE);
  if (draft.references?.some(({ title }) => title.includes('{{'))) {
    draft.fields.report('references', 'double braces in the title of a reference', NAMES_ELSEWHERE);
  }
}
