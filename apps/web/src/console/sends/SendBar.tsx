import { Group, Progress, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import { partsOf, type Send } from './send.ts';
import classes from './Sends.module.css';

/** How far a send is: a bar of its parts, and the same in words. */
export function SendBar({ send }: { send: Send }) {
  const t = useTranslations('sends');
  const format = useFormatter();
  const parts = partsOf(send);
  const counts = Object.fromEntries(parts.map(({ part, count }) => [part, count])) as Record<
    (typeof parts)[number]['part'],
    number
  >;
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={600}>
          {t('sentOf', { sent: send.accepted, total: send.total })}
        </Text>
        <Text size="sm" c="dimmed" className="figures">
          {t('done', { share: format.number(send.progress, { style: 'percent' }) })}
        </Text>
      </Group>
      <Progress.Root size="lg" my={4} role="img" aria-label={t('partsLabel', { title: send.title, ...counts })}>
        {parts
          .filter(({ count }) => count > 0)
          .map(({ part, count }) => (
            <Progress.Section
              key={part}
              value={(count / send.total) * 100}
              className={classes[part]}
              aria-hidden
              role="presentation"
            />
          ))}
      </Progress.Root>
      <Text size="sm" c="dimmed">
        {[
          send.accepted > 0 && t('answered', { count: send.answered }),
          send.repeats > 0 && t('repeats', { count: send.repeats }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {send.ended > 0 && (
          <Text component="span" c="var(--mantine-color-wrong-light-color)">
            {' · '}
            {t('ended', { count: send.ended })}
          </Text>
        )}
        {send.ambiguous > 0 && ` · ${t('duplicates', { count: send.ambiguous })}`}
      </Text>
    </div>
  );
}

/** What the parts of the bars mean. */
export function SendLegend() {
  const t = useTranslations('sends');
  return (
    <Group gap="md" component="ul" p={0} m={0} className={classes.legend}>
      {(['answered', 'accepted', 'underWay', 'planned', 'ended'] as const).map((part) => (
        <Group key={part} component="li" gap={6}>
          <span className={`${classes.swatch} ${classes[part]}`} />
          <Text component="span" size="sm">
            {t(`parts.${part}`)}
          </Text>
        </Group>
      ))}
    </Group>
  );
}
