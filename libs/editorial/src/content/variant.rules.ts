import { KINDS } from '../kinds/index.js';
import { canonical } from '../digest.rules.js';
import type { BrickDraft } from './brick-file.rules.js';
import type { BrickContent, VariantContent, VariantWording, WordingContent } from './content.js';
import { checkOptions, optionsOf, translateOptions } from './options.rules.js';
import { checkTexts } from './texts.rules.js';
import type { VariantDraft } from './variant-draft.rules.js';

type Base = Pick<BrickContent, 'multiple' | 'right'>;

/**
 * The variants of a quiz, complete: what one leaves out is the brick's own, in each language.
 * @param wordings of the brick itself, by locale.
 */
export function assembleVariants(
  base: Base,
  master: BrickDraft,
  translations: BrickDraft[],
  wordings: Record<string, WordingContent>,
): VariantContent[] {
  const drafts = master.variants ?? [];
  for (const translation of translations) checkCount(translation, master);
  const variants = drafts.map((draft, i): VariantContent => {
    checkVariant(draft, base);
    const own = draft.options ? optionsOf(draft.options) : null;
    const multiple = own ? (draft.multiple ?? base.multiple) : base.multiple;
    const texts: Record<string, VariantWording> = {
      [master.locale]: worded(draft, wordings[master.locale]!, own?.options ?? null),
    };
    for (const translation of translations) {
      const here = translation.variants?.[i];
      if (here && translation.variants?.length === drafts.length)
        texts[translation.locale] = translated(here, { draft, multiple }, wordings[translation.locale]!);
    }
    return { multiple, right: own ? own.right : base.right, wordings: texts };
  });
  refuseTwins(
    wordings[master.locale]!,
    variants.map((variant) => variant.wordings[master.locale]!),
    drafts,
  );
  return variants;
}

function checkVariant(draft: VariantDraft, base: Base): void {
  const { fields, options } = draft;
  if (!asksSomething(draft))
    fields.report('question', 'a variant that asks nothing of its own', 'add `question: …`, or remove the variant');
  if (fields.has('multiple') && !fields.has('options'))
    fields.report(
      'multiple',
      '`multiple` without options of its own',
      'remove it, or write the `options` of this variant',
    );
  checkTexts(draft);
  if (!options) return;
  checkOptions(fields, options);
  const known = options.map(({ id = '?', text = '', right = false }) => ({ id, text, right }));
  KINDS.quiz.check({ multiple: draft.multiple ?? base.multiple, options: known }, (key, what, fix) =>
    fields.report(key, what, fix),
  );
}

function checkCount(translation: BrickDraft, master: BrickDraft): void {
  if ([translation, master].some(({ fields, variants }) => fields.has('variants') && !variants)) return; // said already
  const [here, there] = [translation.variants?.length ?? 0, master.variants?.length ?? 0];
  if (here === there) return;
  if (there === 0)
    translation.fields.report('variants', 'the master has no `variants`', 'remove them here; the master file decides');
  else
    translation.fields.report(
      'variants',
      here === 0 ? '`variants` are missing' : `${count(here)}, the master has ${there}`,
      `add the texts of all ${there} in this language, in the same order`,
    );
}

/** A translation says what the master's variant says, no more and no less. */
function translated(
  here: VariantDraft,
  { draft: master, multiple }: { draft: VariantDraft; multiple: boolean },
  base: WordingContent,
): VariantWording {
  checkTexts(here);
  for (const key of ['title', 'question', 'options', 'explanation']) {
    if (here.fields.has(key) && !master.fields.has(key))
      here.fields.report(key, `the master's variant has no \`${key}\``, 'remove it here; the master file decides');
    if (!here.fields.has(key) && master.fields.has(key))
      here.fields.report(key, `\`${key}\` of a variant is not translated`, 'add it in this language');
  }
  if (here.multiple !== undefined && here.multiple !== multiple)
    here.fields.report('multiple', `\`multiple: ${here.multiple}\` is not what the master file says`, 'remove it here');
  const options = here.options && master.options ? translateOptions(here.fields, here.options, master.options) : null;
  return worded(here, base, options);
}

function worded(draft: VariantDraft, base: WordingContent, options: VariantWording['options'] | null): VariantWording {
  return {
    title: draft.title ?? base.title,
    body: draft.body ?? base.body,
    options: options ?? base.options,
    explanation: draft.explanation ?? base.explanation,
  };
}

function refuseTwins(base: WordingContent, variants: VariantWording[], drafts: VariantDraft[]): void {
  const asks = ({ title, body, options }: Pick<VariantWording, 'title' | 'body' | 'options'>) =>
    canonical({ title, body, options });
  const seen = new Map([[asks(base), 'the question of the brick']]);
  variants.forEach((variant, i) => {
    const twin = seen.get(asks(variant));
    if (twin !== undefined && asksSomething(drafts[i]!))
      drafts[i]!.fields.report('question', `the same as ${twin}`, 'ask it in other words, or remove the variant');
    seen.set(asks(variant), `variant ${i + 1}`);
  });
}

const asksSomething = ({ fields }: VariantDraft): boolean =>
  ['title', 'question', 'options'].some((key) => fields.has(key));

const count = (variants: number): string => (variants === 1 ? '1 variant' : `${variants} variants`);
