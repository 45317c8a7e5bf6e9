import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';

interface Props {
  value: number | null;
  onChange: (id: number | null) => void;
  error?: React.ReactNode;
  /** Name of the company chosen before, which no search has brought yet. */
  known?: { id: number; name: string } | null;
}

/** A partner company, found by the beginning of its name. */
export function CompanyInput({ value, onChange, error, known }: Props) {
  const t = useTranslations('running.accounts');
  const [typed, setTyped] = useState(known?.name ?? '');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const found = api.useQuery(
    'get',
    '/api/v1/partners',
    { params: { query: { limit: 20, ...(search ? { search } : { under: 'top' }) } } },
    { placeholderData: (before: unknown) => before as never },
  );
  const partners = found.data?.partners ?? [];
  const options = new Map([...(known ? [known] : []), ...partners].map(({ id, name }) => [String(id), name]));
  return (
    <Select
      label={t('company')}
      description={t('companyHint')}
      placeholder={t('companySearch')}
      searchable
      withAsterisk
      nothingFoundMessage={t('companyNone')}
      data={[...options].map(([id, label]) => ({ value: id, label }))}
      filter={({ options: all }) => all}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      searchValue={typed}
      onSearchChange={setTyped}
      error={error}
    />
  );
}
