import { Anchor, Button, Skeleton, Table, Text } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { IconFilter, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { RuleWords } from './RuleWords.tsx';

/** Whom lines may speak to, by the rule that says so. */
export function Component() {
  const t = useTranslations('segments');
  const { language } = useSpeech();
  const segments = api.useQuery('get', '/api/v1/segments');
  const lines = api.useQuery('get', '/api/v1/lines').data?.lines ?? [];
  const builds = useHasRole('channel-manager', 'programme-admin');
  const add = builds && (
    <Button component={Link} to="/segments/~new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('new')}
    </Button>
  );
  return (
    <Screen title={t('title')} lead={t('lead')} actions={segments.data?.segments.length ? add : null}>
      <Loaded query={segments}>
        {({ segments: all }) =>
          all.length === 0 ? (
            <Notice icon={IconFilter} title={t('none')} what={t('noneWhat')}>
              {add}
            </Notice>
          ) : (
            <Card>
              <Table.ScrollContainer minWidth={640}>
                <Table highlightOnHover>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('segment')}</Table.Th>
                      <Table.Th ta="right">{t('reach')}</Table.Th>
                      <Table.Th>{t('lines')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {all.map(({ slug, name, rule }) => (
                      <Table.Tr key={slug}>
                        <Table.Td maw={480}>
                          <Anchor component={Link} to={`/segments/${slug}`} fw={600}>
                            {nameIn(name, language) || slug}
                          </Anchor>
                          <RuleWords rule={rule} size="sm" c="dimmed" lineClamp={2} />
                        </Table.Td>
                        <Table.Td ta="right">
                          <LazyReach slug={slug} />
                        </Table.Td>
                        <Table.Td>
                          {lines
                            .filter((line) => line.segments.includes(slug))
                            .map((line) => (
                              <div key={line.slug}>
                                <Anchor component={Link} to={`/lines/${line.slug}`}>
                                  {nameIn(line.name, language) || line.slug}
                                </Anchor>
                              </div>
                            ))}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
            </Card>
          )
        }
      </Loaded>
    </Screen>
  );
}

/** Counted once its row is in sight: a count of a large network takes a while. */
function LazyReach({ slug }: { slug: string }) {
  const t = useTranslations('segments');
  const format = useFormatter();
  const { ref, inViewport } = useInViewport();
  const reach = api.useQuery(
    'get',
    '/api/v1/segments/{slug}/reach',
    { params: { path: { slug } } },
    { enabled: inViewport, staleTime: 60_000 },
  );
  return (
    <Text ref={ref} component="div" className="figures" fw={600}>
      {reach.data ? (
        t(reach.data.exact ? 'number' : 'about', { number: format.number(reach.data.reps) })
      ) : reach.isError ? (
        <span title={t('notCounted')}>–</span>
      ) : inViewport ? (
        <Skeleton h={20} w={48} ms="auto" />
      ) : (
        '…'
      )}
    </Text>
  );
}
