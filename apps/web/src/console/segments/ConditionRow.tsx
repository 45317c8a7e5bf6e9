import { ActionIcon, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { OWN, takesMany, type Condition, type Operator, type RuleField } from './rule.ts';
import classes from './Segments.module.css';
import { useRuleNames } from './use-rule-words.ts';
import { ValueInput } from './ValueInput.tsx';

/** `exists` is two questions to whoever reads it. */
type Asked = Exclude<Operator, 'exists'> | 'known' | 'unknown';
const asked = ({ operator, values }: Condition): Asked =>
  operator === 'exists' ? (values[0] === 'false' ? 'unknown' : 'known') : operator;

interface Props {
  condition: Condition;
  fields: readonly RuleField[];
  fault: string | undefined;
  /** null removes it. */
  onChange: (condition: Condition | null) => void;
}

/** One question about people: a field, an operator, values. */
export function ConditionRow({ condition, fields, fault, onChange }: Props) {
  const t = useTranslations('segments');
  const names = useRuleNames(fields);
  const { id, field: name, operator } = condition;
  const field = fields.find((one) => one.name === name);
  const operators = (field?.operators ?? ['is', 'is_not', 'in', 'not_in', 'exists'] as const).flatMap<Asked>((one) => one === 'exists' ? ['known', 'unknown'] : [one]); // prettier-ignore
  const ask = (next: Asked) => {
    if (next === 'known' || next === 'unknown')
      return onChange({ ...condition, operator: 'exists', values: [String(next === 'known')] });
    const values = operator === 'exists' ? [] : condition.values;
    onChange({ ...condition, operator: next, values: takesMany(next) ? values : values.slice(0, 1) });
  };
  const group = (label: string, of: (one: string) => boolean) => ({
    group: label,
    items: [...new Set([...fields.map((one) => one.name), ...(name ? [name] : [])])].filter(of).map((value) => ({ value, label: names.short(value) })), // prettier-ignore
  });
  return (
    <div className={classes.condition}>
      <div>
        <Select
          aria-label={t('field')}
          placeholder={t('chooseField')}
          searchable
          allowDeselect={false}
          data={[
            group(t('ofCompany'), (one) => one.startsWith('partner.')),
            group(t('ofPerson'), (one) => one.startsWith('rep.') && !one.startsWith(OWN)),
            group(t('ofYours'), (one) => one.startsWith(OWN)),
          ]}
          value={name || null}
          error={!name && fault}
          onChange={(next) => next && next !== name && onChange({ id, field: next, operator: 'is', values: [] })}
        />
      </div>
      <div>
        <Select
          aria-label={t('operator')}
          allowDeselect={false}
          disabled={!name}
          data={operators.map((value) => ({ value, label: t(`operators.${value}`) }))}
          value={asked(condition)}
          onChange={(next) => next && ask(next as Asked)}
        />
      </div>
      <div>
        <ValueInput
          key={`${name}-${takesMany(operator)}`}
          condition={condition}
          field={field}
          fields={fields}
          error={name ? fault : undefined}
          onChange={(values) => onChange({ ...condition, values })}
        />
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('removeCondition')}
        onClick={() => onChange(null)}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
