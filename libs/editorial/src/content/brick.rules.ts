import { DEFAULT_MAX_LENGTH, KINDS, type KindKey } from '../kinds/index.js';
import { renderMarkdown, type RenderedMarkdown } from '../markdown/markdown.rules.js';
import { ALLOWED_NAMES } from '../markdown/problems.rules.js';
import { strayBraces } from '../names.rules.js';
import type { BrickKind } from '../published-brick.js';
import type { BrickDraft } from './brick-file.rules.js';
import type { BrickContent, LineMode, WordingContent } from './content.js';
import { readTranslation } from './translation.rules.js';

const KIND_KEYS: readonly KindKey[] = ['multiple', 'options', 'explanation', 'video', 'max_length'];

const MISSING: Record<KindKey, string> = {
  multiple: '',
  max_length: '',
  options: 'add options: with `- id: a` and `text: …` for each of 2 to 6 options',
  explanation: 'add explanation: | and, under it, why the right answer is right',
  video: 'add video: with url: https://… under it',
};

const NAMES_ELSEWHERE = 'names can stand in the title and in the text under the front matter';

/** The brick that a master file and its translations describe, or null when the master does not say enough. */
export function assembleBrick(
  place: { slug: string; position: number; mode?: LineMode },
  master: BrickDraft,
  translations: BrickDraft[],
): BrickContent | null {
  const kind = checkMaster(master, place.mode);
  checkTexts(master);
  const rights = (master.options ?? []).filter((o) => o.right).map((o) => o.id ?? '');
  const original: WordingContent = {
    title: master.title ?? '',
    body: master.body,
    options: (master.options ?? []).map(({ id = '', text = '' }) => ({ id, text })),
    explanation: master.explanation ?? null,
    references: master.references ?? [],
    video: master.video ? { url: master.video.url ?? '', minutes: master.video.minutes ?? null } : null,
    revision: master.revision ?? 1,
  };
  const wordings: Record<string, WordingContent> = { [master.locale]: original };
  for (const draft of translations) {
    checkTexts(draft);
    wordings[draft.locale] = readTranslation(draft, master, original);
  }
  if (kind === undefined || [master, ...translations].some((draft) => draft.faults.any)) return null;
  return {
    slug: place.slug,
    position: place.position,
    day: master.day ?? null,
    on: master.on ?? null,
    withdrawn: master.withdrawn ?? false,
    kind,
    theme: master.theme ?? null,
    multiple: master.multiple ?? false,
    maxLength: kind === 'open' ? (master.maxLength ?? DEFAULT_MAX_LENGTH) : null,
    right: rights,
    master: master.locale,
    wordings,
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
    checkOptions(master);
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

function checkOptions({ fields, options = [] }: BrickDraft): void {
  if (options.length < 2 || options.length > 6)
    fields.report(
      'options',
      `${options.length === 1 ? '1 option' : `${options.length} options`}; a choice has 2 to 6`,
      'add or remove options',
    );
  const texts = new Map<string, string>();
  options.forEach((option, index) => {
    const expected = String.fromCharCode(97 + index);
    if (option.id !== undefined && option.id !== expected)
      option.fields.report(
        'id',
        `option ${index + 1} has the id \`${option.id}\``,
        `write \`id: ${expected}\`; the ids are a, b, c… in this order`,
      );
    if (option.text === undefined) return;
    const twin = texts.get(option.text);
    if (twin !== undefined)
      option.fields.report('text', `the same text as option ${twin}`, 'write another text, or remove the option');
    texts.set(option.text, expected);
  });
}

/** Markdown and names, in every text of one file. */
function checkTexts(draft: BrickDraft): void {
  const { fields, faults } = draft;
  for (const { written } of strayBraces(draft.title ?? '')) {
    fields.report('title', `\`${written}\` is not a name that can be filled in`, ALLOWED_NAMES);
  }
  if (draft.references?.some(({ title }) => title.includes('{{'))) {
    fields.report('references', 'double braces in the title of a reference', NAMES_ELSEWHERE);
  }
  checkMarkdown(draft.body, 'block', (line, what, fix) => faults.at(draft.bodyLine + line, what, fix));
  const nameless = (source: string, form: 'block' | 'inline', firstLine: number) => {
    const { text } = checkMarkdown(source, form, (line, what, fix) => faults.at(firstLine + line, what, fix));
    if (text.includes('{{') && strayBraces(text).length === 0)
      faults.at(firstLine, 'a name in an option or explanation', NAMES_ELSEWHERE);
  };
  if (draft.explanation !== undefined) nameless(draft.explanation, 'block', fields.textLine('explanation'));
  for (const { text, fields: option } of draft.options ?? []) {
    if (text !== undefined) nameless(text, 'inline', option.textLine('text'));
  }
}

function checkMarkdown(
  source: string,
  form: 'block' | 'inline',
  report: (line: number, what: string, fix: string) => void,
): RenderedMarkdown {
  const rendered = renderMarkdown(source, form);
  for (const { line, what, fix } of rendered.problems) report(line, what, fix);
  if (source !== '' && rendered.text === '' && rendered.problems.length === 0)
    report(0, 'this text shows nothing when it is rendered', 'write a text that can be read');
  return rendered;
}
