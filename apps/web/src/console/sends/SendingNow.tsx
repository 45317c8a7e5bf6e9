import { Alert, Group, List, SimpleGrid, Text } from '@mantine/core';
import { IconPlayerPause, IconPlugConnectedX } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { Figure } from '../../ui/Figure.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { useReasonText } from './reasons.ts';

type Sending = components['schemas']['SendingDto'];

/** How sending stands: what stops it, what waits for what, when it will be through. */
export function SendingNow({ sending }: { sending: Sending }) {
  const t = useTranslations('sends.now');
  const format = useFormatter();
  const through = useThrough();
  const reasonText = useReasonText();
  const { paused, shutUntil, lastTrouble, due, underWay, soon, pace, reasons } = sending;
  return (
    <>
      {paused && (
        <Alert color="wrong" icon={<IconPlayerPause aria-hidden />} title={t('pausedTitle')}>
          {t.rich('pausedWhat', { when: () => <Moment at={paused.since} />, because: paused.because })}
        </Alert>
      )}
      {shutUntil && (
        <Alert color="wrong" icon={<IconPlugConnectedX aria-hidden />} title={t('shutTitle')}>
          {t.rich('shutWhat', { when: () => <Moment at={shutUntil} /> })}
          {lastTrouble && (
            <Text size="sm" mt={4}>
              {t('trouble', { text: lastTrouble })}
            </Text>
          )}
        </Alert>
      )}
      <section aria-label={t('title')}>
        <Text fw={600} c="dimmed" size="sm" mb="xs">
          {t('title')}
        </Text>
        <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
          <Figure label={t('due')} value={format.number(due)} />
          <Figure
            label={t('underWay')}
            value={format.number(underWay)}
            {...(pace > 0 && { note: t('pace', { pace }) })}
          />
          <Figure label={t('soon')} value={format.number(soon)} />
          <Figure
            label={t('through')}
            value={
              <Text span fz="xl" fw={700}>
                {through(sending)}
              </Text>
            }
          />
        </SimpleGrid>
      </section>
      {reasons.length > 0 && (
        <section aria-label={t('reasons')}>
          <Text fw={600} size="sm">
            {t('reasons')}
          </Text>
          <List size="sm" mt={4}>
            {reasons.map(({ reason, count }) => (
              <List.Item key={reason}>
                <Group gap="xs">
                  {reasonText(reason)}
                  <Text span c="dimmed" size="sm">
                    {t('reasonCount', { count })}
                  </Text>
                </Group>
              </List.Item>
            ))}
          </List>
        </section>
      )}
    </>
  );
}

/** When what is due has been sent, to the precision that anybody needs. */
function useThrough(): (sending: Sending) => string {
  const t = useTranslations('sends.now');
  return ({ due, underWay, throughInSeconds: seconds }) => {
    if (due + underWay === 0) return t('throughNow');
    if (seconds === null) return t('throughNobody');
    const time =
      seconds < 90
        ? t('seconds', { count: Math.max(1, seconds) })
        : seconds < 5400
          ? t('minutes', { count: Math.round(seconds / 60) })
          : t('hours', { count: Math.round(seconds / 3600) });
    return t('throughIn', { time });
  };
}
