import type { OptionContent } from './content.js';
import type { Fields } from './fields.js';
import { BRICK_LIMITS } from './formats.rules.js';

export interface OptionDraft {
  id?: string;
  text?: string;
  right?: boolean;
  fields: Fields;
}

const OPTIONS_FIX = 'write options: with `- id: a` and `text: …` for each';

/** Options as a file writes them; undefined when it has none. */
export function readOptions(fields: Fields): OptionDraft[] | undefined {
  return fields.mappings('options', OPTIONS_FIX)?.map((option) => {
    option.refuseUnknown(['id', 'text', 'right']);
    for (const key of ['id', 'text']) {
      if (!option.has(key)) option.report(key, `an option has no \`${key}\``, OPTIONS_FIX);
    }
    return {
      id: option.text('id', { most: 20 }),
      text: option.text('text', { most: BRICK_LIMITS.option }),
      right: option.flag('right'),
      fields: option,
    };
  });
}

/** Options as a master writes them: how many, which ids, no text twice. */
export function checkOptions(fields: Fields, options: OptionDraft[]): void {
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

/** What is kept of them. */
export function optionsOf(options: OptionDraft[] = []): { options: OptionContent[]; right: string[] } {
  return {
    options: options.map(({ id = '', text = '' }) => ({ id, text })),
    right: options.filter((o) => o.right).map((o) => o.id ?? ''),
  };
}

/** The texts of the master's options in another language: each once, and none that the master has not. */
export function translateOptions(fields: Fields, options: OptionDraft[], master: OptionDraft[]): OptionContent[] {
  const { options: original } = optionsOf(master);
  const seen = new Set<string>();
  for (const option of options) {
    if (option.id === undefined) continue;
    if (seen.has(option.id))
      option.fields.report('id', `option \`${option.id}\` is given twice`, 'keep one of the two');
    else if (!original.some((o) => o.id === option.id))
      option.fields.report(
        'id',
        `the master has no option \`${option.id}\``,
        `the ids are ${original.map((o) => o.id).join(', ')}`,
      );
    seen.add(option.id);
    const right = master.find((o) => o.id === option.id)?.right ?? false;
    if (option.right !== undefined && option.right !== right)
      option.fields.report(
        'right',
        `\`right: ${option.right}\` is not what the master file says`,
        'remove it here; the master file decides',
      );
  }
  for (const { id } of original) {
    if (!seen.has(id))
      fields.report(
        'options',
        `option \`${id}\` is not translated`,
        `add \`- id: ${id}\` and its text in this language`,
      );
  }
  return original.map(({ id }) => ({ id, text: options.find((o) => o.id === id)?.text ?? '' }));
}
