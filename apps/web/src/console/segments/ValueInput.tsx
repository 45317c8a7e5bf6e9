import { Autocomplete, MultiSelect, Select, TagsInput, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { CompanyValues, type ValueProps } from './CompanyValues.tsx';
import { takesMany, type RuleField } from './rule.ts';
import { useRuleNames } from './use-rule-words.ts';

/** The values of a condition, by a control that knows which there are: a list, suggestions, companies by name, or any text. */
export function ValueInput({
  condition,
  field,
  fields,
  onChange,
  error,
}: ValueProps & { field: RuleField | undefined; fields: readonly RuleField[] }) {
  // prettier-ignore
  const t = useTranslations('segments');
  const names = useRuleNames(fields);
  const { field: name, operator, values } = condition;
  if (!name || operator === 'exists') return null;
  if (name === 'partner.id' || name === 'partner.within')
    return <CompanyValues condition={condition} onChange={onChange} error={error} />;
  const many = takesMany(operator);
  const known = field?.values?.map(({ value }) => value) ?? [];
  const label = t('valueFor', { field: names.field(name) });
  const props = { 'aria-label': label, error, comboboxProps: { withinPortal: true } };
  if (field?.complete) {
    // A value that is no longer among them stays, to be seen and mended.
    const data = [...new Set([...known, ...values])].map((value) => ({ value, label: names.value(name, value) || value })); // prettier-ignore
    if (many) return <MultiSelect {...props} data={data} searchable value={values} onChange={onChange} placeholder={values.length ? '' : t('chooseMany')} clearButtonProps={{ 'aria-label': t('clear') }} />; // prettier-ignore
    return <Select {...props} data={data} searchable allowDeselect={false} value={values[0] ?? null} onChange={(value) => onChange(value === null ? [] : [value])} placeholder={t('chooseOne')} />; // prettier-ignore
  }
  const renderOption = ({ option }: { option: { value: string } }) => {
    const said = names.value(name, option.value);
    return (
      <span>
        {option.value}
        {said !== option.value && (
          <Text span c="dimmed" size="sm">
            {' '}
            {said}
          </Text>
        )}
      </span>
    );
  };
  if (many) return <TagsInput {...props} data={known} renderOption={renderOption} value={values} onChange={onChange} placeholder={values.length ? '' : t('typeMany')} maxDropdownHeight={240} />; // prettier-ignore
  const one = (value: string) => onChange(value ? [value] : []);
  if (!known.length)
    return <TextInput aria-label={label} error={error} value={values[0] ?? ''} onChange={(event) => one(event.currentTarget.value)} placeholder={t('typeOne')} />; // prettier-ignore
  return <Autocomplete {...props} data={known} renderOption={renderOption} value={values[0] ?? ''} onChange={one} placeholder={t('typeOne')} maxDropdownHeight={240} />; // prettier-ignore
}
