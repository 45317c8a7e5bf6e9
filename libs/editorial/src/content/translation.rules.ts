import { KINDS, type KindKey } from '../kinds/index.js';
import type { BrickDraft } from './brick-file.rules.js';
import type { WordingContent } from './content.js';
import { translateOptions } from './options.rules.js';

/**
 * One translation, completed from its master: what it leaves out is the master's, what it repeats must say the same, what it
 * must translate must be there.
 */
export function readTranslation(draft: BrickDraft, master: BrickDraft, original: WordingContent): WordingContent {
  const { fields } = draft;
  refuseOtherFacts(draft, master);
  if (!fields.has('title')) fields.report('title', '`title` is missing', 'add the title in this language');
  if (master.explanation !== undefined && !fields.has('explanation'))
    fields.report(
      'explanation',
      '`explanation` is missing, but the master explains its answer',
      'add it in this language',
    );
  if (draft.explanation !== undefined && !hasOrNeeds(master, 'explanation'))
    fields.report('explanation', 'the master has no `explanation`', 'add one to the master, or remove this one');
  if (fields.has('correction') !== master.fields.has('correction'))
    fields.report(
      'correction',
      fields.has('correction') ? 'the master has no `correction`' : '`correction` is missing, but the master has one',
      fields.has('correction') ? 'add one to the master, or remove this one' : 'add it in this language',
    );
  const revision = draft.revision ?? 1;
  if (revision > original.revision)
    fields.report(
      'revision',
      `\`revision: ${revision}\` is ahead of the master's (${original.revision})`,
      `write \`revision: ${original.revision}\`, or raise the master's`,
    );
  return {
    title: draft.title ?? '',
    body: draft.body,
    options: optionsIn(draft, master, original),
    explanation: draft.explanation ?? null,
    ...(draft.correction !== undefined && { correction: draft.correction }),
    references: draft.references ?? original.references,
    video: original.video && { url: draft.video?.url ?? original.video.url, minutes: original.video.minutes },
    revision,
  };
}

/** Facts belong to the master. Repeating them is allowed, so that a translation can start as a copy. */
function refuseOtherFacts(draft: BrickDraft, master: BrickDraft): void {
  const facts: [key: string, here: unknown, there: unknown][] = [
    ['kind', draft.kind, master.kind],
    ['theme', draft.theme, master.theme],
    ['multiple', draft.multiple, master.multiple ?? false],
    ['max_length', draft.maxLength, master.maxLength],
    ['day', draft.day, master.day],
    ['on', draft.on, master.on],
    ['withdrawn', draft.withdrawn, master.withdrawn ?? false],
    ['video', draft.video?.minutes, master.video?.minutes],
  ];
  for (const [key, here, there] of facts) {
    if (here === undefined || here === there || (there === undefined && master.fields.has(key))) continue; // the master's own fault is enough
    const name = key === 'video' ? 'video.minutes' : key;
    draft.fields.report(
      key,
      `\`${name}\` is ${shown(here)} here and ${shown(there)} in the master file`,
      'remove it here; the master file decides',
    );
  }
  if (draft.fields.has('video') && !hasOrNeeds(master, 'video'))
    draft.fields.report('video', 'the master has no `video`', 'remove it here; the master file decides');
}

function optionsIn(draft: BrickDraft, master: BrickDraft, original: WordingContent): WordingContent['options'] {
  const { fields, options } = draft;
  if (original.options.length === 0) {
    if (fields.has('options') && !hasOrNeeds(master, 'options'))
      fields.report('options', 'the master has no `options`', 'remove them here; the master file decides');
    return [];
  }
  if (options) return translateOptions(fields, options, master.options ?? []);
  if (!fields.has('options'))
    fields.report(
      'options',
      '`options` are missing',
      `add the texts of ${original.options.map((o) => o.id).join(', ')} in this language`,
    );
  return [];
}

/** Where the master lacks what its kind needs, that fault is enough: the translation need not repeat it. */
function hasOrNeeds(master: BrickDraft, key: KindKey): boolean {
  return master.fields.has(key) || (master.kind !== undefined && KINDS[master.kind].keys[key] === 'required');
}

function shown(value: unknown): string {
  return value === undefined ? 'not given' : `\`${String(value)}\``;
}
