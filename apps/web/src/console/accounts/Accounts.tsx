import { Anchor, Badge, Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch, IconUserPlus, IconZoomQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { More } from '../../ui/More.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters, useTyped } from '../../ui/search-params.ts';
import { AccountState } from './AccountState.tsx';
import { InviteForm } from './InviteForm.tsx';
import { STAFF_ROLES, type StaffRole } from './roles.ts';

/** Accounts of staff and partner admins. */
export function Component() {
  const t = useTranslations('running.accounts');
  const roles = useTranslations('frame.roles');
  const mayChange = useHasRole('programme-admin');
  const [inviting, { open, close }] = useDisclosure();
  const [{ search = '', role }, setFilters] = useFilters<'search' | 'role'>();
  const [typed, setTyped] = useTyped(search, (text) => setFilters({ search: text }));
  const chosen = STAFF_ROLES.find((one) => one === role);
  const accounts = api.useInfiniteQuery(
    'get',
    '/api/v1/accounts',
    { params: { query: { limit: 50, ...(search ? { search } : {}), ...(chosen ? { role: chosen } : {}) } } },
    { pageParamName: 'after', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined },
  );
  const list = accounts.data?.pages.flatMap((page) => page.accounts);
  return (
    <Screen
      title={t('title')}
      lead={t('lead')}
      actions={
        mayChange && (
          <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={open}>
            {t('invite')}
          </Button>
        )
      }
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          type="search"
          label={t('search')}
          leftSection={<IconSearch size={18} aria-hidden />}
          flex="1 1 260px"
          maw={420}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          label={t('role')}
          placeholder={t('anyRole')}
          clearable
          data={STAFF_ROLES.map((value) => ({ value, label: roles(value) }))}
          value={chosen ?? null}
          onChange={(value) => setFilters({ role: value })}
        />
      </Group>
      {accounts.isError ? (
        <ErrorNotice error={accounts.error} onRetry={accounts.refetch} />
      ) : !list ? (
        <Loading />
      ) : list.length === 0 ? (
        <Notice icon={IconZoomQuestion} title={t('none')} what={t('noneWhat')} />
      ) : (
        <Card>
          <Table.ScrollContainer minWidth={720}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('name')}</Table.Th>
                  <Table.Th>{t('roles')}</Table.Th>
                  <Table.Th>{t('status')}</Table.Th>
                  <Table.Th>{t('factor')}</Table.Th>
                  <Table.Th>{t('lastSignIn')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((account) => (
                  <Table.Tr key={account.id}>
                    <Table.Td>
                      <Anchor component={Link} to={`/accounts/${account.id}`} fw={600}>
                        {account.name}
                      </Anchor>
                      <Text size="sm" c="dimmed">
                        {account.email}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      {account.roles.map((one: StaffRole) => roles(one)).join(', ')}
                      {account.partner && (
                        <Text size="sm" c="dimmed">
                          {account.partner.name}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <AccountState account={account} />
                    </Table.Td>
                    <Table.Td>
                      <Badge variant="light" color={account.secondFactor.on ? 'right' : 'gray'}>
                        {account.secondFactor.on ? t('factorOn') : t('factorOff')}
                      </Badge>
                    </Table.Td>
                    <Table.Td>
                      {account.lastSignInAt ? <Moment at={account.lastSignInAt} relative /> : t('never')}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <More query={accounts} />
        </Card>
      )}
      <InviteForm opened={inviting} onClose={close} />
    </Screen>
  );
}
