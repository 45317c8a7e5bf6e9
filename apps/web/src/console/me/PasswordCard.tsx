import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { FormTrouble, showFaults } from '../../ui/form.tsx';
import { tell } from '../../ui/tell.ts';

const SHORTEST = 12;

export function PasswordCard() {
  const t = useTranslations('me.password');
  const person = usePerson();
  const form = useForm({
    initialValues: { current: '', next: '' },
    validate: {
      current: (text) => (text ? null : t('currentMissing')),
      next: (text) => ([...text].length < SHORTEST ? t('short', { count: [...text].length }) : null),
    },
  });
  const change = api.useMutation('post', '/api/v1/password/change', {
    onSuccess: () => {
      form.reset();
      tell(t('done'));
    },
    onError: (error) => showFaults(form, error),
  });
  return (
    <Card title={t('title')}>
      <form noValidate onSubmit={form.onSubmit((body) => change.mutate({ body }))}>
        <Stack>
          <FormTrouble error={change.error} />
          {/* For password managers: whose password this is. */}
          <input type="email" name="email" autoComplete="username" value={person.email} readOnly hidden />
          <PasswordInput label={t('current')} autoComplete="current-password" {...form.getInputProps('current')} />
          <PasswordInput
            label={t('next')}
            description={t('hint')}
            autoComplete="new-password"
            {...form.getInputProps('next')}
          />
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t('go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
