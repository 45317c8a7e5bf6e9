import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlus, IconTimeline } from '@tabler/icons-react';
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
import { useCadence, type Line } from './cadence.ts';
import { LineState } from './LineState.tsx';
import { NextSendText } from './NextSendText.tsx';
import { useNextSends, type NextSend } from './next-send.ts';
import { useSegmentNames } from './segment-names.ts';

/** Every editorial line: whom it speaks to, when, and when next. */
export function Component() {
  const t = useTranslations('authoring.lines');
  const mayMake = useHasRole('channel-manager', 'programme-admin');
  const lines = api.useQuery('get', '/api/v1/lines');
  const nextOf = useNextSends();
  const add = mayMake && (
    <Button component={Link} to="/lines/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('new')}
    </Button>
  );
  return (
    <Screen title={t('title')} lead={t('lead')} actions={add}>
      <Loaded query={lines}>
        {({ lines: all }) =>
          all.length ? (
            <Stack>
              {all.map((line) => (
                <ListedLine key={line.slug} line={line} next={nextOf(line)} />
              ))}
            </Stack>
          ) : (
            <Notice icon={IconTimeline} title={t('none')} what={t('noneWhat')}>
              {add}
            </Notice>
          )
        }
      </Loaded>
    </Screen>
  );
}

function ListedLine({ line, next }: { line: Line; next: NextSend }) {
  const t = useTranslations('authoring.lines');
  const format = useFormatter();
  const { language } = useSpeech();
  const { nameOf } = useSegmentNames();
  const { days, hour } = useCadence();
  const { slug, name, description, status, segments, mode, spacing, weekdays, at, bricks } = line;
  const facts = [
    [t('segments'), format.list(segments.map(nameOf))],
    [t('cadence'), t('cadenceShort', { days: days(weekdays), at: hour(at) })],
    [t('mode'), t(`modes.${mode}`)],
    [t('spacing'), t(`spacings.${spacing}`)],
    [t('bricks'), t('bricksCount', { published: bricks.published, drafts: bricks.drafts })],
    [t('next'), <NextSendText key="next" next={next} />],
  ] as const;
  return (
    <Card>
      <Group gap="sm" mb={4}>
        <Anchor component={Link} to={`/lines/${slug}`} fw={700} fz="lg">
          {nameIn(name, language) || slug}
        </Anchor>
        <LineState status={status} />
      </Group>
      <Text c="dimmed" mb="md" maw={720}>
        {nameIn(description, language)}
      </Text>
      <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} spacing="md" m={0}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <Text component="dt" size="sm" c="dimmed" fw={600}>
              {label}
            </Text>
            <Text component="dd" m={0}>
              {value}
            </Text>
          </div>
        ))}
      </SimpleGrid>
    </Card>
  );
}
