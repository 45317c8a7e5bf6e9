import { Anchor, Group, Loader, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import classes from './Segments.module.css';

export type Reach = components['schemas']['SegmentReachDto'];

/** How many a rule means. @param stale it was counted for what the rule was before. */
export function ReachCount({ reach, stale = false }: { reach: Reach | undefined; stale?: boolean }) {
  const t = useTranslations('segments');
  const format = useFormatter();
  return (
    <Group gap="sm" role="status" aria-busy={stale} className={classes.count}>
      <Text className="figures" fz={30} fw={700} lh={1.2} data-stale={stale || undefined}>
        {reach ? t(reach.exact ? 'number' : 'about', { number: format.number(reach.reps) }) : '…'}
      </Text>
      <Text c="dimmed">{reach && t('people', { count: reach.reps })}</Text>
      {stale && (
        <Group gap={6}>
          <Loader size={14} aria-hidden />
          <Text size="sm" c="dimmed">
            {reach ? t('stale') : t('counting')}
          </Text>
        </Group>
      )}
    </Group>
  );
}

/** The first of those a rule means. */
export function Sample({ reach, stale = false }: { reach: Reach; stale?: boolean }) {
  const t = useTranslations('segments');
  if (!reach.sample.length) return <Text c="dimmed">{t('nobody')}</Text>;
  return (
    <ul className={classes.people} data-stale={stale || undefined}>
      {reach.sample.map(({ repId, name, partnerName }) => (
        <li key={repId}>
          <Anchor component={Link} to={`/reps/${repId}`}>
            {name}
          </Anchor>
          <Text span size="sm" c="dimmed">
            {partnerName}
          </Text>
        </li>
      ))}
    </ul>
  );
}
