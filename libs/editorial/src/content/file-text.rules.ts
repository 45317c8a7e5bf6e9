import { Document, isMap, isScalar, isSeq, Scalar } from 'yaml';
import { DEFAULT_MAX_LENGTH } from '../kinds/index.js';
import type { BrickContent, LineSettings, VariantContent, WordingContent } from './content.js';
import { canonical } from '../digest.rules.js';
import { LINE_DEFAULTS, WEEKDAYS } from './line-file.rules.js';

/** line.yaml for these settings; what equals its default is left out. */
export function lineFileText(line: LineSettings): string {
  const { start, until, spacing, answerWithinDays, status } = LINE_DEFAULTS;
  return yamlText({
    name: line.name,
    description: Object.keys(line.description).length > 0 ? line.description : undefined,
    locale: line.locale,
    segments: line.segments,
    mode: line.mode,
    start: unless(start, line.start),
    starts: line.startsOn ?? undefined,
    cadence: { weekdays: line.weekdays.map((day) => WEEKDAYS[day - 1]), at: line.at, until: unless(until, line.until) },
    spacing: unless(spacing, line.spacing),
    answer_within_days: unless(answerWithinDays, line.answerWithinDays),
    status: unless(status, line.status),
  });
}

/** One file for each language of a brick, by file name. */
export function brickFileTexts(brick: BrickContent): Map<string, string> {
  const name = `${String(brick.position).padStart(3, '0')}-${brick.slug}`;
  return new Map(
    Object.entries(brick.wordings).map(([locale, wording]) => {
      const keys = locale === brick.master ? masterKeys(brick, wording) : translationKeys(brick, locale);
      return [`${name}.${locale}.md`, `---\n${yamlText(keys)}---\n${wording.body}\n`];
    }),
  );
}

function masterKeys(brick: BrickContent, wording: WordingContent): Record<string, unknown> {
  return {
    kind: brick.kind,
    title: wording.title,
    theme: brick.theme ?? undefined,
    multiple: brick.multiple || undefined,
    options: optional(
      wording.options.map(({ id, text }) => ({ id, text, right: brick.right.includes(id) || undefined })),
    ),
    explanation: wording.explanation ?? undefined,
    variants: brick.variants?.map((variant) => variantKeys(brick, variant, brick.master)),
    correction: wording.correction,
    references: optional(wording.references),
    video: wording.video ? { url: wording.video.url, minutes: wording.video.minutes ?? undefined } : undefined,
    max_length: brick.maxLength === null ? undefined : unless(DEFAULT_MAX_LENGTH, brick.maxLength),
    day: brick.day ?? undefined,
    on: brick.on ?? undefined,
    revision: wording.revision,
    withdrawn: brick.withdrawn || undefined,
  };
}

function translationKeys(brick: BrickContent, locale: string): Record<string, unknown> {
  const [wording, master] = [brick.wordings[locale]!, brick.wordings[brick.master]!];
  const same = canonical(wording.references) === canonical(master.references);
  return {
    title: wording.title,
    options: optional(wording.options),
    explanation: wording.explanation ?? undefined,
    variants: brick.variants?.map((variant) => variantKeys(brick, variant, locale)),
    correction: wording.correction,
    references: same ? undefined : wording.references, // an empty list says: none in this language
    video: wording.video && wording.video.url !== master.video?.url ? { url: wording.video.url } : undefined,
    revision: wording.revision,
  };
}

/** One variant in one language: what is the brick's own in every language is left out in every language. */
function variantKeys(brick: BrickContent, variant: VariantContent, locale: string): Record<string, unknown> {
  const own = (field: 'title' | 'body' | 'options' | 'explanation') =>
    Object.entries(variant.wordings).some(([l, w]) => canonical(w[field]) !== canonical(brick.wordings[l]?.[field]));
  const { title, body, options, explanation } = variant.wordings[locale]!;
  const facts = variant.multiple !== brick.multiple || canonical(variant.right) !== canonical(brick.right);
  const isMaster = locale === brick.master;
  const right = (id: string) => (isMaster && variant.right.includes(id)) || undefined;
  return {
    title: own('title') ? title : undefined,
    question: own('body') ? body : undefined,
    multiple: isMaster && variant.multiple !== brick.multiple ? variant.multiple : undefined,
    options: facts || own('options') ? options.map(({ id, text }) => ({ id, text, right: right(id) })) : undefined,
    explanation: own('explanation') ? (explanation ?? undefined) : undefined,
  };
}

/** YAML in the order given, undefined keys left out; long texts as blocks, short lists and maps on one line. */
export function yamlText(keys: Record<string, unknown>): string {
  const document = new Document(keys, { version: '1.2', keepUndefined: false, aliasDuplicateObjects: false });
  for (const { key, value } of isMap(document.contents) ? document.contents.items : []) {
    if (isSeq(value) && value.items.every(isScalar)) value.flow = true;
    if (isScalar(value) && isScalar(key) && key.value === 'explanation' && String(value.value).includes('\n')) {
      value.value = `${String(value.value)}\n`; // so that the block starts with | and not |-
      value.type = Scalar.BLOCK_LITERAL;
    }
    for (const inner of isMap(value) ? value.items : []) {
      if (isSeq(inner.value)) inner.value.flow = true;
      if (isScalar(inner.value) && /^\d\d:\d\d$/.test(String(inner.value.value)))
        inner.value.type = Scalar.QUOTE_DOUBLE; // older YAML reads 09:00 as a number
    }
  }
  return document.toString({ lineWidth: 0, minContentWidth: 0, flowCollectionPadding: false });
}

function unless<T>(standard: T, value: T): T | undefined {
  return value === standard ? undefined : value;
}

function optional<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
