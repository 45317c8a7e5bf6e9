import { Anchor, Badge, Button, Group, Select, Switch, Table, Text } from '@mantine/core';
import { IconCopy, IconZoomQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { useReasonText } from './reasons.ts';
import { STATE_COLOURS, STATES } from './send.ts';

/** The mails of a send one by one; the filters are in the address. */
export function Deliveries({ brick, day }: { brick: number; day: string }) {
  const t = useTranslations('sends');
  const reasonText = useReasonText();
  const [{ state: asked, reason, duplicates }, setFilters] = useFilters<'state' | 'reason' | 'duplicates'>();
  const state = STATES.find((one) => one === asked);
  const path = { brick, day };
  const reasons = api.useQuery('get', '/api/v1/sends/{brick}/{day}/reasons', { params: { path } });
  const deliveries = api.useInfiniteQuery(
    'get',
    '/api/v1/sends/{brick}/{day}/deliveries',
    {
      params: {
        path,
        query: {
          limit: 25,
          // Two states of the program are one for people: a mail in a worker's hands.
          ...(state ? { state: state === 'claimed' || state === 'sending' ? ['claimed', 'sending'] : [state] } : {}),
          ...(reason ? { reason } : {}),
          ...(duplicates === 'true' ? { duplicates: 'true' as const } : {}),
        },
      },
    },
    { pageParamName: 'after', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined, placeholderData: (before) => before }, // prettier-ignore
  );
  const list = deliveries.data?.pages.flatMap((page) => page.deliveries);
  const known = [...new Set(reasons.data?.reasons.flatMap((one) => one.reason ?? []))];
  const clear = () => setFilters({ state: null, reason: null, duplicates: null });
  return (
    <Card title={t('one.list')}>
      <Group align="flex-end" gap="sm" mb="md">
        <Select
          label={t('one.state')}
          placeholder={t('one.anyState')}
          clearable
          data={STATES.filter((one) => one !== 'sending').map((value) => ({ value, label: t(`states.${value}`) }))}
          value={state === 'sending' ? 'claimed' : (state ?? null)}
          onChange={(value) => setFilters({ state: value })}
        />
        <Select
          label={t('one.reason')}
          placeholder={t('one.anyReason')}
          clearable
          miw={280}
          data={[...new Set([...known, ...(reason ? [reason] : [])])].map((value) => ({ value, label: reasonText(value) }))} // prettier-ignore
          value={reason ?? null}
          onChange={(value) => setFilters({ reason: value })}
        />
        <Switch
          label={t('one.onlyDuplicates')}
          mb={8}
          checked={duplicates === 'true'}
          onChange={(event) => setFilters({ duplicates: event.currentTarget.checked ? 'true' : null })}
        />
      </Group>
      {deliveries.isError ? (
        <ErrorNotice error={deliveries.error} onRetry={deliveries.refetch} />
      ) : !list ? (
        <Loading />
      ) : list.length === 0 ? (
        <Notice small icon={IconZoomQuestion} title={t('one.none')} what={t('one.noneWhat')}>
          <Button size="xs" variant="default" onClick={clear}>
            {t('one.clear')}
          </Button>
        </Notice>
      ) : (
        <>
          <Table.ScrollContainer minWidth={760}>
            <Table highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('one.person')}</Table.Th>
                  <Table.Th>{t('one.state')}</Table.Th>
                  <Table.Th>{t('one.reason')}</Table.Th>
                  <Table.Th>{t('one.when')}</Table.Th>
                  <Table.Th>{t('one.answer')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((one) => (
                  <Table.Tr key={one.id}>
                    <Table.Td>
                      <Anchor component={Link} to={`/reps/${one.rep.id}`} fw={600}>
                        {one.rep.name}
                      </Anchor>
                      <Text size="sm" c="dimmed">
                        {one.rep.partner}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Badge variant="light" color={STATE_COLOURS[one.state]}>
                        {t(`states.${one.state}`)}
                      </Badge>
                      {one.ambiguous > 0 && (
                        <Group gap={4} mt={4} wrap="nowrap">
                          <IconCopy size={14} aria-hidden />
                          <Text size="sm">{t('one.twice')}</Text>
                        </Group>
                      )}
                    </Table.Td>
                    <Table.Td maw={320}>
                      <Text size="sm">{one.reason ? reasonText(one.reason) : t('one.noReason')}</Text>
                      {one.attempts > 1 && (
                        <Text size="sm" c="dimmed">
                          {t('one.tries', { count: one.attempts })}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">
                        {one.settledAt ? (
                          <Moment at={one.settledAt} />
                        ) : (
                          t.rich('one.dueAt', { when: () => <Moment at={one.dueAt} /> })
                        )}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">{one.answeredAt ? <Moment at={one.answeredAt} /> : t('one.noAnswer')}</Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <More query={deliveries} />
        </>
      )}
    </Card>
  );
}
