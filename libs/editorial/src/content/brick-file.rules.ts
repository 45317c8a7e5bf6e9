import { BRICK_KINDS, type BrickKind, type Reference } from '../published-brick.js';
import { Fields } from './fields.js';
import type { FileFaults } from './file-faults.js';
import { BRICK_LIMITS, isSlug, isVisible, SLUG_FIX } from './formats.rules.js';
import { readOptions, type OptionDraft } from './options.rules.js';
import { readVariants, type VariantDraft } from './variant-draft.rules.js';
import { readMapping } from './yaml-mapping.js';

/** One brick file, master or translation, read as it is; what it must hold is decided when its language is known. */
export interface BrickDraft {
  locale: string;
  faults: FileFaults;
  fields: Fields;
  kind?: BrickKind;
  title?: string;
  theme?: string;
  multiple?: boolean;
  options?: OptionDraft[];
  explanation?: string;
  variants?: VariantDraft[];
  correction?: string;
  references?: Reference[];
  video?: { url?: string; urlGiven: boolean; minutes?: number };
  maxLength?: number;
  day?: number;
  on?: string;
  revision?: number;
  withdrawn?: boolean;
  body: string;
  bodyLine: number;
}

export const BRICK_KEYS = [
  'kind',
  'title',
  'theme',
  'multiple',
  'options',
  'explanation',
  'variants',
  'correction',
  'references',
  'video',
  'max_length',
  'day',
  'on',
  'revision',
  'withdrawn',
];

/** Reads front matter and body; null when there is no front matter to go on with. */
export function readBrickFile(locale: string, text: string, faults: FileFaults): BrickDraft | null {
  const parts = split(text, faults);
  if (!parts) return null;
  const yaml = readMapping(parts.frontMatter, 2, faults);
  if (!yaml) return null;
  const fields = new Fields(yaml, faults);
  fields.refuseUnknown(BRICK_KEYS);
  if (!isVisible(parts.body))
    faults.at(
      parts.bodyLine,
      'there is no text under the front matter',
      'write the question or the information under the second `---`',
    );
  return {
    locale,
    faults,
    fields,
    kind: fields.oneOf('kind', BRICK_KINDS),
    title: fields.text('title', { most: BRICK_LIMITS.title }),
    theme: fields.matching('theme', isSlug, 'a slug', SLUG_FIX),
    multiple: fields.flag('multiple'),
    options: readOptions(fields),
    explanation: fields.text('explanation', { most: BRICK_LIMITS.explanation, lines: 'many' }),
    variants: readVariants(fields, faults),
    correction: fields.text('correction', { most: BRICK_LIMITS.correction, lines: 'many' }),
    references: readReferences(fields),
    video: readVideo(fields),
    maxLength: fields.integer('max_length', 1, 10_000),
    day: fields.integer('day', 0, 3650),
    on: fields.date('on'),
    revision: fields.integer('revision', 1, 1_000_000),
    withdrawn: fields.flag('withdrawn'),
    body: parts.body,
    bodyLine: parts.bodyLine,
  };
}

function split(text: string, faults: FileFaults): { frontMatter: string; body: string; bodyLine: number } | null {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== '---') {
    faults.at(
      1,
      'there is no front matter',
      'start the file with a line `---`, then keys such as `title: …`, then a line `---`',
    );
    return null;
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) {
    faults.at(1, 'the front matter is not closed', 'add a line `---` between the keys and the text');
    return null;
  }
  let start = end + 1;
  while (start < lines.length - 1 && lines[start]?.trim() === '') start += 1;
  return {
    frontMatter: lines.slice(1, end).join('\n'),
    body: lines.slice(start).join('\n').trimEnd(),
    bodyLine: start + 1,
  };
}

function readReferences(fields: Fields): Reference[] | undefined {
  const fix = 'write references: with `- title: …` and `url: https://…` for each';
  const entries = fields.mappings('references', fix);
  if (entries && entries.length > BRICK_LIMITS.references)
    fields.report(
      'references',
      `${entries.length} references, more than ${BRICK_LIMITS.references}`,
      'keep those a rep will read',
    );
  return entries?.flatMap((entry) => {
    entry.refuseUnknown(['title', 'url']);
    for (const key of ['title', 'url']) {
      if (!entry.has(key)) entry.report(key, `a reference has no \`${key}\``, fix);
    }
    const [title, url] = [entry.text('title', { most: 200 }), entry.url('url')];
    return title === undefined || url === undefined ? [] : [{ title, url }];
  });
}

function readVideo(fields: Fields): BrickDraft['video'] {
  const video = fields.mapping('video', 'write video: with url: https://… under it');
  if (!video) return undefined;
  video.refuseUnknown(['url', 'minutes']);
  return { url: video.url('url'), urlGiven: video.has('url'), minutes: video.integer('minutes', 1, 600) };
}
