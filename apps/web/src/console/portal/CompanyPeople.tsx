import { Anchor, Table, Text, TextInput } from '@mantine/core';
import { IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFilters, useTyped } from '../../ui/search-params.ts';
import { Share } from '../results/Share.tsx';

/** Who of the company takes part, person by person. */
export function CompanyPeople() {
  const t = useTranslations('portal');
  const format = useFormatter();
  const [{ search = '' }, setFilters] = useFilters<'search'>();
  const [typed, setTyped] = useTyped(search, (text) => setFilters({ search: text.length > 1 ? text : null }));
  const people = api.useInfiniteQuery(
    'get',
    '/api/v1/company/people',
    { params: { query: { limit: 25, ...(search ? { search } : {}) } } },
    { pageParamName: 'cursor', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined, placeholderData: (before) => before }, // prettier-ignore
  );
  const list = people.data?.pages.flatMap((page) => page.people);
  const first = people.data?.pages[0];
  return (
    <Card title={t('people')}>
      <Text c="dimmed" size="sm" mb="sm">
        {t('peopleLead')}
      </Text>
      <TextInput
        type="search"
        label={t('search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        maw={420}
        mb="sm"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {people.isError ? (
        <ErrorNotice error={people.error} onRetry={people.refetch} />
      ) : !list ? (
        <Loading />
      ) : !list.length ? (
        <Notice small icon={IconZoomQuestion} title={t('none')} what={t('noneWhat')} />
      ) : (
        <>
          <Text role="status" size="sm" c="dimmed">
            {t('found', { count: first!.total, exact: String(first!.exact) })}
          </Text>
          <Table.ScrollContainer minWidth={720}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('name')}</Table.Th>
                  <Table.Th>{t('answered')}</Table.Th>
                  <Table.Th>{t('right')}</Table.Th>
                  <Table.Th ta="right">{t('open')}</Table.Th>
                  <Table.Th>{t('last')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((one) => (
                  <Table.Tr key={one.id}>
                    <Table.Td>
                      <Anchor component={Link} to={`/reps/${one.id}`} fw={600}>
                        {one.firstName} {one.lastName}
                      </Anchor>
                      <Text size="sm" c="dimmed">
                        {one.partner}
                      </Text>
                    </Table.Td>
                    <Table.Td miw={130}>
                      {one.received ? (
                        <Share part={one.answered} whole={one.received} />
                      ) : (
                        <Text c="dimmed">{t('nothing')}</Text>
                      )}
                    </Table.Td>
                    <Table.Td miw={130}>
                      <Share part={one.right} whole={one.graded} color="right" />
                    </Table.Td>
                    <Table.Td ta="right" fw={one.open ? 700 : 400}>
                      {format.number(one.open)}
                    </Table.Td>
                    <Table.Td>{one.lastAnsweredAt ? <Moment at={one.lastAnsweredAt} relative /> : t('never')}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <More query={people} />
        </>
      )}
    </Card>
  );
}
