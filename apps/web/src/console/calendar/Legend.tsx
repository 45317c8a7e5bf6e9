import { Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCalendarOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import classes from './Calendar.module.css';
import { ICONS, STATES, type Entry } from './entry.ts';

/** A state by its picture and its word. */
export function StateMark({ state, count }: { state: Entry['state']; count?: number }) {
  const t = useTranslations('calendar');
  const Icon = ICONS[state];
  return (
    <span className={classes.mark}>
      <span className={classes.swatch} data-state={state} aria-hidden>
        <Icon size={14} stroke={2} />
      </span>
      <Text component="span" size="sm" fw={600}>
        {count === undefined ? t(`states.${state}`) : t('stateCount', { state: t(`states.${state}`), count })}
      </Text>
    </span>
  );
}

/** What the pictures mean, with how many there are of each in what is shown. */
export function Legend({ counts }: { counts: Record<Entry['state'], number> }) {
  const t = useTranslations('calendar');
  return (
    <Group gap="xs" className={classes.legend} role="group" aria-label={t('legend')}>
      {STATES.map((state) => (
        <StateMark key={state} state={state} count={counts[state]} />
      ))}
      <span className={classes.mark}>
        <IconCalendarOff size={18} className={classes.warning} aria-hidden />
        <Text size="sm">{t('gap')}</Text>
      </span>
      <span className={classes.mark}>
        <IconAlertTriangle size={18} className={classes.warning} aria-hidden />
        <Text size="sm">{t('overload')}</Text>
      </span>
    </Group>
  );
}
