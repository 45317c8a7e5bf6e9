import { Anchor, Table, Text } from '@mantine/core';
import { IconZoomQuestion } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { countryIn } from '../../ui/country.ts';
import { ErrorNotice, Loading } from '../../ui/Faults.tsx';
import { More } from '../../ui/More.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSpeech } from '../../words/Words.tsx';

/** What a search finds, at every level. */
export function FoundPartners({ search }: { search: string }) {
  const t = useTranslations('network.partners');
  const { language } = useSpeech();
  const found = api.useInfiniteQuery(
    'get',
    '/api/v1/partners',
    { params: { query: { search, limit: 50 } } },
    { pageParamName: 'cursor', initialPageParam: null, getNextPageParam: ({ next }) => next ?? undefined },
  );
  if (found.isError) return <ErrorNotice error={found.error} onRetry={found.refetch} />;
  if (!found.data) return <Loading />;
  const partners = found.data.pages.flatMap((page) => page.partners);
  if (!partners.length) return <Notice icon={IconZoomQuestion} title={t('none')} what={t('noneWhat')} />;
  return (
    <Card>
      <Text role="status" c="dimmed" size="sm">
        {t('found', { count: found.data.pages[0]!.total })}
      </Text>
      <Table.ScrollContainer minWidth={560}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('title')}</Table.Th>
              <Table.Th>{t('channel')}</Table.Th>
              <Table.Th>{t('tier')}</Table.Th>
              <Table.Th>{t('country')}</Table.Th>
              <Table.Th ta="right">{t('people')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {partners.map(({ id, name, channelType, tier, country, reps }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Anchor component={Link} to={`/partners/${id}`} fw={600}>
                    {name}
                  </Anchor>
                </Table.Td>
                <Table.Td>{channelType}</Table.Td>
                <Table.Td>{tier}</Table.Td>
                <Table.Td>{countryIn(country, language)}</Table.Td>
                <Table.Td ta="right">{reps.all}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <More query={found} />
    </Card>
  );
}
