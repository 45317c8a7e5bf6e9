import { Anchor, Badge, Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { IconSearch, IconX, IconZoomQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { languageIn } from '../../ui/country.ts';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters, useTyped } from '../../ui/search-params.ts';
import { useSpeech } from '../../words/Words.tsx';

const STATUSES = ['active', 'suspended', 'left'] as const;
type Status = (typeof STATUSES)[number];
const COLOURS = { active: 'right', suspended: 'gray', left: 'gray' } as const;

/** People, searched and filtered; the filters are in the address. */
export function Component() {
  const t = useTranslations('network.reps');
  const { language } = useSpeech();
  const company = usePerson().scope.partnerName;
  const [{ search = '', status, partner }, setFilters] = useFilters<'search' | 'status' | 'partner'>();
  const [typed, setTyped] = useTyped(search, (text) => setFilters({ search: text.length > 1 ? text : null }));
  const reps = api.useInfiniteQuery(
    'get',
    '/api/v1/reps',
    {
      params: {
        query: {
          limit: 50,
          ...(search ? { search } : {}),
          ...(STATUSES.includes(status as Status) ? { status: status as Status } : {}),
          ...(partner ? { partnerId: Number(partner) } : {}),
        },
      },
    },
    {
      pageParamName: 'cursor',
      initialPageParam: null,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: (before) => before,
    },
  );
  const filtered = Boolean(search || status || partner);
  const list = reps.data?.pages.flatMap((page) => page.reps);
  const clear = () => {
    setTyped('');
    setFilters({ search: null, status: null, partner: null });
  };
  return (
    <Screen title={t('title')} lead={company ? t('leadPartner', { company }) : t('lead')}>
      <Group align="flex-end" gap="sm">
        <TextInput
          type="search"
          label={t('search')}
          description={typed.trim().length === 1 ? t('searchShort') : undefined}
          leftSection={<IconSearch size={18} aria-hidden />}
          miw={280}
          flex="1 1 280px"
          maw={420}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Select
          label={t('status')}
          placeholder={t('anyStatus')}
          clearable
          data={STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
          value={status ?? null}
          onChange={(value) => setFilters({ status: value })}
        />
        {partner && <CompanyFilter id={Number(partner)} onClear={() => setFilters({ partner: null })} />}
      </Group>
      {reps.isError ? (
        <ErrorNotice error={reps.error} onRetry={reps.refetch} />
      ) : !list ? (
        <Loading />
      ) : list.length === 0 ? (
        <Notice icon={IconZoomQuestion} title={t('none')} what={t('noneWhat')}>
          {filtered && <Button onClick={clear}>{t('clear')}</Button>}
        </Notice>
      ) : (
        <Card>
          <Text role="status" c="dimmed" size="sm">
            {t('found', { count: reps.data!.pages[0]!.total, exact: String(reps.data!.pages[0]!.exact) })}
          </Text>
          <Table.ScrollContainer minWidth={680}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('name')}</Table.Th>
                  <Table.Th>{t('partner')}</Table.Th>
                  <Table.Th>{t('role')}</Table.Th>
                  <Table.Th>{t('language')}</Table.Th>
                  <Table.Th>{t('status')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map(({ id, firstName, lastName, email, partner: at, jobRole, locale, status: is }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Anchor component={Link} to={`/reps/${id}`} fw={600}>
                        {firstName} {lastName}
                      </Anchor>
                      <Text size="sm" c="dimmed">
                        {email}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Anchor component={Link} to={`/partners/${at.id}`}>
                        {at.name}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>{jobRole}</Table.Td>
                    <Table.Td>{languageIn(locale, language)}</Table.Td>
                    <Table.Td>
                      <Badge variant="light" color={COLOURS[is]}>
                        {t(`statuses.${is}`)}
                      </Badge>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <More query={reps} />
        </Card>
      )}
    </Screen>
  );
}

function CompanyFilter({ id, onClear }: { id: number; onClear: () => void }) {
  const t = useTranslations('network.reps');
  const partner = api.useQuery('get', '/api/v1/partners/{id}', { params: { path: { id } } });
  return (
    <Button variant="light" rightSection={<IconX size={16} aria-hidden />} onClick={onClear} title={t('clear')}>
      {t('at', { company: partner.data?.name ?? '…' })}
    </Button>
  );
}
