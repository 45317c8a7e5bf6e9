import { Anchor, Button, Code, List, SimpleGrid, Spoiler, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { useHasRole } from '../../app/person.ts';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { ReachCount, Sample } from './Reach.tsx';
import { RuleWords } from './RuleWords.tsx';
import { Trail } from './Trail.tsx';

/** One segment: its rule in words, whom it means right now, and the lines that speak to it. */
export function Component() {
  const t = useTranslations('segments');
  const { language } = useSpeech();
  const slug = useParams().slug!;
  const path = { params: { path: { slug } } };
  const segment = api.useQuery('get', '/api/v1/segments/{slug}', path);
  const reach = api.useQuery('get', '/api/v1/segments/{slug}/reach', path, { staleTime: 60_000 });
  const lines = api.useQuery('get', '/api/v1/lines').data?.lines ?? [];
  const builds = useHasRole('channel-manager', 'programme-admin');
  return (
    <Loaded query={segment} whole>
      {({ name, rule, lines: naming, editedInConsole, updatedAt }) => (
        <Screen
          title={nameIn(name, language) || slug}
          trail={<Trail />}
          actions={
            builds && (
              <Button component={Link} to={`/segments/${slug}/edit`} leftSection={<IconPencil size={18} aria-hidden />}>
                {t('change')}
              </Button>
            )
          }
        >
          <Card title={t('rule')}>
            <RuleWords rule={rule} fz="lg" />
            <Spoiler maxHeight={0} showLabel={t('asText')} hideLabel={t('hideText')} mt="sm">
              <Code block tabIndex={0} aria-label={t('asText')}>
                {JSON.stringify(rule, null, 2)}
              </Code>
            </Spoiler>
          </Card>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Card title={t('reachNow')}>
              <Loaded query={reach} rows={3}>
                {(found) => (
                  <Stack gap="sm">
                    <ReachCount reach={found} />
                    {found.sample.length > 0 && (
                      <Text size="sm" c="dimmed">
                        {t('sampleWhat', { count: found.sample.length })}
                      </Text>
                    )}
                    <Sample reach={found} />
                  </Stack>
                )}
              </Loaded>
            </Card>
            <Stack>
              <Card title={t('linesOf')}>
                {naming.length ? (
                  <List>
                    {naming.map((line) => (
                      <List.Item key={line}>
                        <Anchor component={Link} to={`/lines/${line}`}>
                          {nameIn(lines.find((one) => one.slug === line)?.name ?? {}, language) || line}
                        </Anchor>
                      </List.Item>
                    ))}
                  </List>
                ) : (
                  <Text c="dimmed">{t('linesNone')}</Text>
                )}
                <Anchor component={Link} to={`/calendar?segment=${slug}`} mt="md" display="inline-block">
                  {t('calendar')}
                </Anchor>
              </Card>
              <Card title={t('facts')}>
                <Facts
                  facts={[
                    [t('slug'), slug],
                    [t('kept'), t(editedInConsole ? 'keptHere' : 'keptFile')],
                    [t('changedAt'), <Moment key="at" at={updatedAt} />],
                  ]}
                />
              </Card>
            </Stack>
          </SimpleGrid>
        </Screen>
      )}
    </Loaded>
  );
}
