import { useTranslations } from 'use-intl';
import { reasonText } from '../../words/reasons.ts';
import type { Document, Draft, Wording } from './document.ts';
import type { DraftValues } from './autosave.ts';

type Fault = Draft['faults'][number];

/** Finds what a path such as `wordings.0.title` or `plan.day` names. */
export function valueAt({ document, plan }: Pick<DraftValues, 'document' | 'plan'>, where: string): unknown {
  return where
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      { ...document, plan },
    );
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0); // prettier-ignore

/**
 * The server's reasons by field. What is only missing yet is said once somebody asked for a review: until then the text is being written.
 * @param strict a review was asked for.
 */
export function useFaults({ faults }: Pick<Draft, 'faults'>, values: DraftValues, strict: boolean) {
  const t = useTranslations('authoring.faults');
  const { document } = values;
  const missing = ({ where, what }: Fault) =>
    isEmpty(valueAt(values, where)) ||
    (isOptions(where) && askedAt(document, where).right.length === 0) ||
    isTwin({ where, what });
  const said = ({ where, what, fix }: Fault): string => {
    const value = valueAt(values, where);
    if (where === 'plan.day') return t('plan');
    const { right, multiple } = askedAt(document, where);
    if (isOptions(where) && document.kind === 'quiz' && right.length === 0) return t('right');
    if (isOptions(where) && right.length > 1 && !multiple) return t('oneRight');
    if (isTwin({ where, what })) return t('sameQuestion');
    if (isEmpty(value)) return t('missing');
    const option = /^(.*)\.(\d+)\.text$/.exec(where);
    const options = option ? (valueAt(values, option[1]!) as Wording['options']) : [];
    const others = options.filter((_, i) => i !== Number(option?.[2]));
    if (others.some(({ text }) => text === value)) return t('twin');
    if (where.endsWith('.url') && !/^https?:\/\/\S+$/.test(String(value))) return t('url');
    return reasonText({ what, ...(fix !== undefined && { fix }) });
  };
  const shown = faults.filter((fault) => strict || !missing(fault));
  const byField = new Map<string, string>();
  for (const fault of shown) if (!byField.has(fault.where)) byField.set(fault.where, said(fault));
  return {
    /** Fields with a reason, in the order of the form. */
    fields: [...byField.keys()],
    /** @returns why this field is refused, or undefined */
    at: (where: string): string | undefined => byField.get(where),
    /** Reasons of what has no field here, such as too many variants. */
    elsewhere: shown
      .filter(({ where }) => /^(variants(\.\d+)?$|wordings$|wordings\.\d+\.(correction|revision|locale))/.test(where))
      .map(said),
  };
}

/** The language of a text, and which variant says it; 0: the brick itself. */
export function placeOf(document: Document, where: string): { locale: string | undefined; variant: number } {
  const [, of, index] = /^(?:variants\.(\d+)\.)?wordings\.(\d+)\./.exec(where) ?? [];
  const { wordings } = of === undefined ? document : (document.variants[Number(of)] ?? document);
  return {
    locale: index === undefined ? undefined : wordings[Number(index)]?.locale,
    variant: of === undefined ? 0 : Number(of) + 1,
  };
}

/** What is right where a fault is: in a variant, or in the brick itself. */
function askedAt(document: Document, where: string): { right: readonly string[]; multiple: boolean } {
  const of = /^variants\.(\d+)\./.exec(where)?.[1];
  const variant = of === undefined ? undefined : document.variants[Number(of)];
  return variant ? { right: variant.right, multiple: variant.multiple ?? document.multiple } : document;
}

/** A variant in the words of the question, or of another variant: so it is when it is new. */
const isTwin = ({ where, what }: Pick<Fault, 'where' | 'what'>): boolean =>
  /^variants\.\d+\.wordings\.\d+\.body$/.test(where) && what.startsWith('the same as ');

const isOptions = (where: string): boolean => /(^|\.)wordings\.\d+\.options$/.test(where);
