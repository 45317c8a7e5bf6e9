import { Alert, Anchor, Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { FormTrouble, showFaults } from '../../ui/form.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { tell } from '../../ui/tell.ts';
import { nearest } from '../../words/index.ts';
import { AccountActions } from './AccountActions.tsx';
import { AccountFields, useAccountRules, type AccountValues } from './AccountFields.tsx';
import { AccountState } from './AccountState.tsx';
import type { Account } from './roles.ts';

/** One account: what it is, and what an admin may do with it. */
export function Component() {
  const t = useTranslations('running.accounts');
  const id = Number(useParams().id);
  const account = api.useQuery('get', '/api/v1/accounts/{id}', { params: { path: { id } } });
  const mayChange = useHasRole('programme-admin');
  return (
    <Loaded query={account} whole>
      {(found) => (
        <Screen
          title={found.name}
          lead={found.email}
          trail={
            <Anchor component={Link} to="/accounts" mb="xs" display="inline-block">
              {t('title')}
            </Anchor>
          }
          actions={mayChange && !found.demo && <AccountActions account={found} />}
        >
          {found.demo && <Alert>{t('demoFixed')}</Alert>}
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <About account={found} />
            {mayChange && !found.demo && <ChangeForm key={found.id} account={found} />}
          </SimpleGrid>
        </Screen>
      )}
    </Loaded>
  );
}

function About({ account }: { account: Account }) {
  const t = useTranslations('running.accounts');
  const roles = useTranslations('frame.roles');
  const { on, required } = account.secondFactor;
  return (
    <Card>
      <Facts
        facts={[
          [t('status'), <AccountState key="state" account={account} />],
          [t('roles'), account.roles.map((role) => roles(role)).join(', ')],
          [t('company'), account.partner && <Anchor key="company" component={Link} to={`/partners/${account.partner.id}`}>{account.partner.name}</Anchor>], // prettier-ignore
          [t('factor'), on ? t('factorOn') : required ? t('factorAsked') : t('factorOff')],
          [t('lastSignIn'), account.lastSignInAt ? <Moment key="last" at={account.lastSignInAt} /> : t('never')],
          [t('since'), <Moment key="since" at={account.createdAt} day />],
        ]}
      />
    </Card>
  );
}

function ChangeForm({ account }: { account: Account }) {
  const t = useTranslations('running.accounts');
  const words = useTranslations('frame');
  const queries = useQueryClient();
  const form = useForm<AccountValues>({
    initialValues: {
      name: account.name,
      locale: nearest(account.locale),
      roles: account.roles,
      partnerId: account.partner?.id ?? null,
      secondFactorRequired: account.secondFactor.required,
    },
    validate: useAccountRules(),
  });
  const change = api.useMutation('patch', '/api/v1/accounts/{id}', {
    onSuccess: () => {
      form.resetDirty();
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/accounts'] });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/accounts/{id}'] });
      tell(t('changed'));
    },
    onError: (error) => showFaults(form, error),
  });
  return (
    <Card title={t('change')}>
      <form
        noValidate
        onSubmit={form.onSubmit((body) => change.mutate({ params: { path: { id: account.id } }, body }))}
      >
        <Stack>
          <FormTrouble error={change.error} />
          <AccountFields form={form} company={account.partner} />
          <Group>
            <Button type="submit" loading={change.isPending} disabled={!form.isDirty()}>
              {words('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
