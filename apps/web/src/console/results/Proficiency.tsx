import { Text } from '@mantine/core';
import { IconLayoutGrid, IconUsers } from '@tabler/icons-react';
import { useRef, type Ref } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { LEVELS, STEPS } from './levels.ts';
import classes from './Proficiency.module.css';
import { ProficiencyMap } from './ProficiencyMap.tsx';

/** A table of segments by themes whose cells are darker the more is known. */
export function Proficiency({ from, to, line }: { from: string; to: string; line?: string | undefined }) {
  const t = useTranslations('results.map');
  const legend = useRef<HTMLElement>(null);
  const map = api.useQuery(
    'get',
    '/api/v1/results/proficiency',
    { params: { query: { from, to, ...(line ? { line } : {}) } } },
    { staleTime: 30_000, placeholderData: (before) => before },
  );
  return (
    <Loaded query={map}>
      {({ cells, oneOf }) =>
        cells.length ? (
          <Card title={t('title')}>
            <Text c="dimmed" mb="md">
              {t('lead')}
            </Text>
            <ProficiencyMap cells={cells} onLeave={() => legend.current?.focus()} />
            <Legend ref={legend} />
            {oneOf > 1 && (
              <Text size="sm" c="dimmed" mt="sm">
                {t('oneOf', { count: oneOf })}
              </Text>
            )}
          </Card>
        ) : (
          <Notice icon={IconLayoutGrid} title={t('none')} what={t('noneWhat')} />
        )
      }
    </Loaded>
  );
}

function Legend({ ref }: { ref: Ref<HTMLElement> }) {
  const t = useTranslations('results.map');
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: 'percent' });
  const last = STEPS.length;
  return (
    <section aria-label={t('legend')} ref={ref} tabIndex={-1}>
      <ul className={classes.legend}>
        {LEVELS.map((level, i) => (
          <li key={level}>
            <span className={`${classes.swatch} ${classes.cell} ${classes[level]}`} />
            {i === 0
              ? t('under', { to: percent(STEPS[0]!) })
              : i === last
                ? t('from', { from: percent(STEPS[last - 1]!) })
                : t('between', { from: percent(STEPS[i - 1]!), to: percent(STEPS[i]! - 0.01) })}
          </li>
        ))}
        <li>
          <IconUsers size={14} aria-hidden />
          {t('peopleLegend')}
        </li>
        <li>
          <span className={`${classes.swatch} ${classes.hidden}`} />
          {t('hiddenLegend')}
        </li>
      </ul>
    </section>
  );
}
