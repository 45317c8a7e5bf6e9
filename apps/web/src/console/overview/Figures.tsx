import { SimpleGrid, Text } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { Figure } from '../../ui/Figure.tsx';

type OverviewDto = components['schemas']['OverviewDto'];

/** Who takes part, over the last seven days. */
export function Figures({ overview: { people, participation } }: { overview: OverviewDto }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const { sent, answered, graded, right, repsAnswering } = participation;
  const share = (part: number, whole: number) =>
    whole
      ? { value: format.number(part / whole, { style: 'percent' }), share: part / whole }
      : { value: '–', share: 0 };
  return (
    <section aria-label={t('week')}>
      <Text fw={600} c="dimmed" size="sm" mb="xs">
        {t('week')}
      </Text>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', sm: 'md' }}>
        <Figure
          label={t('participation')}
          {...share(answered, sent)}
          note={sent ? t('participationNote', { answered, sent }) : t('nothing')}
        />
        <Figure
          label={t('right')}
          {...share(right, graded)}
          note={graded ? t('rightNote', { right, graded }) : t('nothing')}
        />
        <Figure label={t('answering')} value={format.number(repsAnswering)} note={t('answeringNote')} />
        <Figure
          label={t('people')}
          value={format.number(people.active)}
          note={t('peopleNote', { count: people.enrolled })}
        />
      </SimpleGrid>
    </section>
  );
}
