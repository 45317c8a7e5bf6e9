import { Progress, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';

/** A share in figures and as a bar. @param whole 0: there is nothing to be a share of. */
export function Share({ part, whole, color }: { part: number; whole: number; color?: string }) {
  const t = useTranslations('results');
  const format = useFormatter();
  if (!whole) return <Text c="dimmed">{t('noGrade')}</Text>;
  return (
    <>
      <Text span fw={600}>
        {format.number(part / whole, { style: 'percent' })}
      </Text>{' '}
      <Text span size="sm" c="dimmed">
        {format.number(part)}/{format.number(whole)}
      </Text>
      <Progress value={(part / whole) * 100} size="sm" mt={4} aria-hidden {...(color ? { color } : {})} />
    </>
  );
}
