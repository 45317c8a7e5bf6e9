import { MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslations } from 'use-intl';
import { languageIn } from '../../ui/country.ts';
import { LANGUAGES } from '../../words/index.ts';
import { useSpeech } from '../../words/Words.tsx';
import { CompanyInput } from './CompanyInput.tsx';
import { fitting, STAFF_ROLES, type StaffRole } from './roles.ts';

export interface AccountValues extends Record<string, unknown> {
  name: string;
  locale: string;
  roles: StaffRole[];
  partnerId: number | null;
  secondFactorRequired: boolean;
}

/** What is the same for a new account and a changed one. */
export function AccountFields({
  form,
  company,
}: {
  form: UseFormReturnType<AccountValues>;
  company?: { id: number; name: string } | null;
}) {
  // prettier-ignore
  const t = useTranslations('running.accounts');
  const roles = useTranslations('frame.roles');
  const { language } = useSpeech();
  return (
    <>
      <TextInput label={t('name')} withAsterisk {...form.getInputProps('name')} />
      <Select
        label={t('language')}
        allowDeselect={false}
        data={LANGUAGES.map((code) => ({ value: code, label: languageIn(code, language) }))}
        {...form.getInputProps('locale')}
      />
      <MultiSelect
        label={t('roles')}
        description={t('rolesHint')}
        withAsterisk
        data={STAFF_ROLES.map((value) => ({ value, label: roles(value) }))}
        {...form.getInputProps('roles')}
        onChange={(chosen) => {
          const kept = fitting(form.getValues().roles, chosen as StaffRole[]);
          form.setFieldValue('roles', kept);
          if (!kept.includes('partner-admin')) form.setFieldValue('partnerId', null);
        }}
      />
      {form.values.roles.includes('partner-admin') && (
        <CompanyInput
          value={form.values.partnerId}
          onChange={(id) => form.setFieldValue('partnerId', id)}
          error={form.errors.partnerId}
          known={company ?? null}
        />
      )}
      <Switch label={t('requireFactor')} {...form.getInputProps('secondFactorRequired', { type: 'checkbox' })} />
    </>
  );
}

/** What can be told before the server is asked. */
export function useAccountRules() {
  const t = useTranslations('running.accounts');
  return {
    name: (text: string) => (text.trim() ? null : t('nameMissing')),
    roles: (chosen: StaffRole[]) => (chosen.length ? null : t('rolesMissing')),
    partnerId: (id: number | null, { roles }: { roles: StaffRole[] }) =>
      roles.includes('partner-admin') && id === null ? t('companyMissing') : null,
  };
}
