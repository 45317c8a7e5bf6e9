import { Anchor, Progress, Table, Text } from '@mantine/core';
import { IconTrophy } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';

/** The best of the company in the latest challenge. Nothing where there is no challenge. */
export function CompanyBoard() {
  const boards = api.useQuery('get', '/api/v1/boards');
  const latest = boards.data?.[0];
  return latest ? <Board slug={latest.slug} /> : null;
}

function Board({ slug }: { slug: string }) {
  const t = useTranslations('portal');
  const format = useFormatter();
  const { language } = useSpeech();
  const board = api.useQuery('get', '/api/v1/company/boards/{slug}', { params: { path: { slug } } }, { refetchInterval: 60_000 }); // prettier-ignore
  return (
    <Loaded query={board} rows={2}>
      {({ board: { name }, places }) => {
        const most = Math.max(1, ...places.map(({ points }) => points));
        return (
          <Card
            title={t('board', { challenge: nameIn(name, language) })}
            actions={
              <Anchor component={Link} to={`/boards/${slug}`} size="sm">
                {t('boardAll')}
              </Anchor>
            }
          >
            {places.length ? (
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={120}>{t('rank')}</Table.Th>
                    <Table.Th>{t('name')}</Table.Th>
                    <Table.Th ta="right">{t('points')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {places.map(({ repId, rank, name: who, points }) => (
                    <Table.Tr key={repId}>
                      <Table.Td fw={700}>{format.number(rank)}</Table.Td>
                      <Table.Td>
                        <Anchor component={Link} to={`/reps/${repId}`}>
                          {who}
                        </Anchor>
                        <Progress value={(points / most) * 100} size="sm" mt={6} aria-hidden />
                      </Table.Td>
                      <Table.Td ta="right">
                        <Text fw={700}>{format.number(points)}</Text>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            ) : (
              <Notice small icon={IconTrophy} title={t('boardNone')} what={t('boardNoneWhat')} />
            )}
          </Card>
        );
      }}
    </Loaded>
  );
}
