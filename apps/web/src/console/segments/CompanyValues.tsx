import { MultiSelect, Select, type ComboboxParsedItem } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { takesMany, type Condition } from './rule.ts';
import { useRuleNames } from './use-rule-words.ts';

export interface ValueProps {
  condition: Condition;
  onChange: (values: string[]) => void;
  error: string | undefined;
}

/** Companies found by name or id; rules keep their ids. */
export function CompanyValues({ condition: { field, operator, values }, onChange, error }: ValueProps) {
  const t = useTranslations('segments');
  const names = useRuleNames();
  const [typed, setTyped] = useState('');
  // What is chosen is shown by its name in the field, which is no search.
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map());
  const [search] = useDebouncedValue(typed.trim(), 250);
  const chosenName = values[0] === undefined ? '' : (known.get(values[0]) ?? values[0]);
  const query = !search || search === chosenName ? (values[0] ?? '') : search;
  const found = api.useQuery(
    'get',
    '/api/v1/partners',
    { params: { query: { limit: 20, ...(query ? { search: query } : { under: 'top' }) } } },
    { placeholderData: (before: unknown) => before as never },
  );
  const options = new Map([...values.map((id) => [id, known.get(id) ?? id] as const), ...(found.data?.partners ?? []).map(({ externalId, name }) => [externalId, `${name} (${externalId})`] as const)]); // prettier-ignore
  const choose = (ids: string[]) => {
    setKnown(new Map([...known, ...ids.map((id) => [id, options.get(id) ?? id] as const)]));
    onChange(ids);
  };
  const props = {
    'aria-label': t('valueFor', { field: names.field(field) }),
    data: [...options].map(([value, label]) => ({ value, label })),
    filter: ({ options: all }: { options: ComboboxParsedItem<string>[] }) => all,
    searchable: true,
    placeholder: values.length ? '' : t('companySearch'),
    nothingFoundMessage: t('companyNone'),
    searchValue: typed,
    onSearchChange: setTyped,
    error,
  } as const;
  if (takesMany(operator)) return <MultiSelect {...props} value={values} onChange={choose} />;
  return <Select {...props} allowDeselect={false} value={values[0] ?? null} onChange={(id) => choose(id === null ? [] : [id])} />; // prettier-ignore
}
