import { Code, Select, Table, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';

type Line = components['schemas']['AuditLineDto'];

/** Who did what, newest first. */
export function Component() {
  const t = useTranslations('running.audit');
  const [{ action, subject }, setFilters] = useFilters<'action' | 'subject'>();
  const audit = api.useInfiniteQuery(
    'get',
    '/api/v1/audit',
    { params: { query: { limit: 50, ...(action ? { action } : {}), ...(subject ? { subject } : {}) } } },
    { pageParamName: 'before', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined },
  );
  const lines = audit.data?.pages.flatMap((page) => page.lines);
  const nameOf = (name: string) =>
    t.has(`actions.${name as 'signed-in'}`) ? t(`actions.${name as 'signed-in'}`) : name;
  return (
    <Screen title={t('title')} lead={t('lead')}>
      <Select
        label={t('action')}
        placeholder={t('anyAction')}
        clearable
        searchable
        maw={320}
        data={Object.keys(t.raw('actions' as 'title') as unknown as object).map((value) => ({
          value,
          label: nameOf(value),
        }))}
        value={action ?? null}
        onChange={(value) => setFilters({ action: value })}
      />
      {audit.isError ? (
        <ErrorNotice error={audit.error} onRetry={audit.refetch} />
      ) : !lines ? (
        <Loading rows={8} />
      ) : lines.length === 0 ? (
        <Notice icon={IconHistory} title={t('none')} what={t('noneWhat')} />
      ) : (
        <Card>
          <Table.ScrollContainer minWidth={760}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('when')}</Table.Th>
                  <Table.Th>{t('who')}</Table.Th>
                  <Table.Th>{t('what')}</Table.Th>
                  <Table.Th>{t('about')}</Table.Th>
                  <Table.Th>{t('address')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {lines.map((line) => (
                  <Table.Tr key={line.id}>
                    <Table.Td>
                      <Moment at={line.at} />
                    </Table.Td>
                    <Table.Td>
                      <Who actor={line.actor} />
                    </Table.Td>
                    <Table.Td>
                      <Text fw={600}>{nameOf(line.action)}</Text>
                      <Detail detail={line.detail} />
                    </Table.Td>
                    <Table.Td>{line.subject && <Code>{line.subject}</Code>}</Table.Td>
                    <Table.Td>{line.address}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <More query={audit} />
        </Card>
      )}
    </Screen>
  );
}

function Who({ actor: { kind, name } }: Pick<Line, 'actor'>) {
  const t = useTranslations('running.audit');
  if (kind === 'operator') return t('operator');
  if (kind === 'nobody') return t('nobody');
  return name ?? t('gone');
}

function Detail({ detail }: Pick<Line, 'detail'>) {
  const t = useTranslations('running.audit');
  const { way, ...rest } = detail;
  const parts = [
    ...(typeof way === 'string' ? [t.has(`ways.${way as 'link'}`) ? t(`ways.${way as 'link'}`) : way] : []),
    ...Object.entries(rest).map(
      ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  ];
  if (!parts.length) return null;
  return (
    <Text size="sm" c="dimmed">
      {parts.join(' · ')}
    </Text>
  );
}
