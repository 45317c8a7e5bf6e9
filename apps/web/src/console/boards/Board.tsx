import { Anchor, Progress, SegmentedControl, Table, Text } from '@mantine/core';
import { IconTrophy } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import classes from './Board.module.css';

const KINDS = ['rep', 'partner', 'segment'] as const;
type Kind = (typeof KINDS)[number];

/** One board: people, companies or segments by points. */
export function Component() {
  const t = useTranslations('boards');
  const format = useFormatter();
  const { language } = useSpeech();
  const slug = useParams().slug ?? '';
  const [filters, setFilters] = useFilters<'by'>();
  const by: Kind = KINDS.find((kind) => kind === filters.by) ?? 'rep';
  const board = api.useInfiniteQuery(
    'get',
    '/api/v1/boards/{slug}',
    { params: { path: { slug }, query: { by, limit: 50 } } },
    { pageParamName: 'cursor', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined },
  );
  if (board.isError) return <ErrorNotice whole error={board.error} onRetry={board.refetch} />;
  const first = board.data?.pages[0];
  const entries = board.data?.pages.flatMap((page) => page.entries) ?? [];
  const most = Math.max(1, ...entries.map(({ points }) => points));
  return (
    <Screen
      title={first ? nameIn(first.board.name, language) : t('title')}
      lead={first && t.rich('asOf', { when: () => <Moment at={first.asOf} /> })}
      trail={
        <Anchor component={Link} to="/boards" mb="xs" display="inline-block">
          {t('title')}
        </Anchor>
      }
      actions={
        <SegmentedControl
          aria-label={t('by.label')}
          data={KINDS.map((value) => ({ value, label: t(`by.${value}`) }))}
          value={by}
          onChange={(value) => setFilters({ by: value })}
        />
      }
    >
      {!board.data ? (
        <Loading rows={8} />
      ) : entries.length === 0 ? (
        <Notice icon={IconTrophy} title={t('empty')} what={t('emptyWhat')} />
      ) : (
        <Card>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={64}>{t('place')}</Table.Th>
                <Table.Th>{t('name')}</Table.Th>
                <Table.Th ta="right">{by === 'rep' ? t('points') : t('mean')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map(({ rank, name, points }, i) => (
                <Table.Tr key={`${rank} ${i}`}>
                  <Table.Td className={rank <= 3 ? classes.top : classes.place}>{format.number(rank)}</Table.Td>
                  <Table.Td>
                    <Text fw={rank <= 3 ? 700 : 500}>{name ?? t('other')}</Text>
                    <Progress value={(points / most) * 100} size="sm" mt={6} aria-hidden />
                  </Table.Td>
                  <Table.Td ta="right" fw={700}>
                    {format.number(points, { maximumFractionDigits: 1 })}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <More query={board} />
        </Card>
      )}
      <Text size="sm" c="dimmed" hidden={by === 'rep'}>
        {t('mean')}
      </Text>
    </Screen>
  );
}
