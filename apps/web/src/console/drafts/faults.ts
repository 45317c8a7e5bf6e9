import { useTranslations } from 'use-intl';
import type { Draft } from './document.ts';
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
  const missing = ({ where }: Fault) =>
    isEmpty(valueAt(values, where)) || (isOptions(where) && document.right.length === 0);
  const said = ({ where, what, fix }: Fault): string => {
    const value = valueAt(values, where);
    if (where === 'plan.day') return t('plan');
    if (isOptions(where) && document.kind === 'quiz' && document.right.length === 0) return t('right');
    if (isOptions(where) && document.right.length > 1 && !document.multiple) return t('oneRight');
    if (isEmpty(value)) return t('missing');
    const option = /^wordings\.(\d+)\.options\.(\d+)\.text$/.exec(where);
    const others = option
      ? document.wordings[Number(option[1])]!.options.filter((_, i) => i !== Number(option[2]))
      : [];
    if (others.some(({ text }) => text === value)) return t('twin');
    if (where.endsWith('.url') && !/^https?:\/\/\S+$/.test(String(value))) return t('url');
    return sentence(fix ? `${what}: ${fix}` : what);
  };
  const shown = faults.filter((fault) => strict || !missing(fault));
  const byField = new Map<string, string>();
  for (const fault of shown) if (!byField.has(fault.where)) byField.set(fault.where, said(fault));
  return {
    /** Fields with a reason, in the order of the form. */
    fields: [...byField.keys()],
    /** @returns why this field is refused, or undefined */
    at: (where: string): string | undefined => byField.get(where),
    /** Reasons of what has no field here, such as variants. */
    elsewhere: shown
      .filter(({ where }) => /^(variants|wordings$|wordings\.\d+\.(correction|revision|locale))/.test(where))
      .map(said),
  };
}

const isOptions = (where: string): boolean => /^wordings\.\d+\.options$/.test(where);

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`;
