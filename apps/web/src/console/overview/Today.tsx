import { Group, Stack, Text } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import classes from './Overview.module.css';

type OverviewDto = components['schemas']['OverviewDto'];

/** What goes out within a day, line by line. */
export function Today({ today }: { today: OverviewDto['today'] }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { language } = useSpeech();
  const hour = (at: string) => format.dateTime(new Date(at), { weekday: 'short', hour: 'numeric', minute: '2-digit' });
  if (!today.length)
    return (
      <Card title={t('today')}>
        <Notice small icon={IconMoon} title={t('todayNone')} what={t('todayNoneWhat')} />
      </Card>
    );
  return (
    <Card title={t('today')}>
      <Stack gap={0}>
        {today.map(({ slug, name, planned, firstAt, lastAt }) => (
          <Fragment key={slug}>
            <Group justify="space-between" className={classes.row} wrap="nowrap">
              <div>
                <Text fw={600}>{nameIn(name, language)}</Text>
                <Text size="sm" c="dimmed">
                  {firstAt === lastAt
                    ? t('at', { first: hour(firstAt) })
                    : t('between', { first: hour(firstAt), last: hour(lastAt) })}
                </Text>
              </div>
              <Text fw={700} className={classes.count}>
                {t('todayCount', { count: planned })}
              </Text>
            </Group>
          </Fragment>
        ))}
      </Stack>
    </Card>
  );
}
