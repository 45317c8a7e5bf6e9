import type { Fields } from './fields.js';
import type { FileFaults } from './file-faults.js';
import { BRICK_LIMITS } from './formats.rules.js';
import { readOptions, type OptionDraft } from './options.rules.js';

/** One entry of `variants:`, read as it is: what it leaves out is the brick's own. */
export interface VariantDraft {
  fields: Fields;
  faults: FileFaults;
  title?: string;
  body?: string;
  bodyLine: number;
  multiple?: boolean;
  options?: OptionDraft[];
  explanation?: string;
}

const KEYS = ['title', 'question', 'multiple', 'options', 'explanation'];
const MOST = 9;
const FIX = 'write variants: with `- question: …` for each';

export function readVariants(fields: Fields, faults: FileFaults): VariantDraft[] | undefined {
  const entries = fields.mappings('variants', FIX);
  if (entries?.length === 0) fields.report('variants', 'no variant is given', 'write one, or remove the key');
  if (entries && entries.length > MOST)
    fields.report('variants', `${entries.length} variants, more than ${MOST}`, 'keep the best');
  return entries?.map((entry) => {
    entry.refuseUnknown(KEYS);
    return {
      fields: entry,
      faults,
      title: entry.text('title', { most: BRICK_LIMITS.title }),
      body: entry.text('question', { most: BRICK_LIMITS.explanation, lines: 'many' }),
      bodyLine: entry.textLine('question'),
      multiple: entry.flag('multiple'),
      options: readOptions(entry),
      explanation: entry.text('explanation', { most: BRICK_LIMITS.explanation, lines: 'many' }),
    };
  });
}
