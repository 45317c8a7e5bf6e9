import { Text, VisuallyHidden } from '@mantine/core';
import { IconLayoutGrid, IconUsers } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import classes from './Proficiency.module.css';

type Cell = components['schemas']['ProficiencyCellDto'];

/** Where one step of the scale ends and the next begins: half is what guessing between two brings, from 85 % on little is left to learn. */
const STEPS = [0.5, 0.65, 0.75, 0.85];
const LEVELS = ['level0', 'level1', 'level2', 'level3', 'level4'] as const;
// Judged as it is written: 0.849 is shown as 85 %.
const levelOf = (share: number) => LEVELS[STEPS.filter((step) => Math.round(share * 100) >= step * 100).length]!;

/** A table of segments by themes whose cells are darker the more is known. */
export function Proficiency({ from, to, line }: { from: string; to: string; line?: string | undefined }) {
  const t = useTranslations('results.map');
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
            <Map cells={cells} />
            <Legend />
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

function Map({ cells }: { cells: Cell[] }) {
  const t = useTranslations('results.map');
  const { language } = useSpeech();
  const themes = [...new Set(cells.map(({ theme }) => theme))].sort((a, b) => a.localeCompare(b, language));
  const segments = [...new globalThis.Map(cells.map((cell) => [cell.segment, nameIn(cell.segmentName, language)]))];
  return (
    // Reached by Tab so that the keyboard can scroll it.
    <div className={classes.scroll} role="region" aria-label={t('scroll')} tabIndex={0}>
      <table className={classes.map}>
        <thead>
          <tr>
            <th scope="row">{t('segment')}</th>
            {themes.map((theme) => (
              <th key={theme} scope="col">
                {theme}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {segments.map(([segment, name]) => (
            <tr key={segment}>
              <th scope="row">{name}</th>
              {themes.map((theme) => (
                <OneCell key={theme} cell={cells.find((cell) => cell.segment === segment && cell.theme === theme)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OneCell({ cell }: { cell: Cell | undefined }) {
  const t = useTranslations('results.map');
  const format = useFormatter();
  if (!cell) return <td className={classes.nothing}>{t('nothing')}</td>;
  if (cell.proficiency === null)
    return (
      <td className={classes.hidden} title={t('hiddenWhy')}>
        {t('hidden')}
      </td>
    );
  return (
    <td className={`${classes.cell} ${classes[levelOf(cell.proficiency)]}`}>
      <span className={classes.value}>{format.number(cell.proficiency, { style: 'percent' })}</span>
      <span className={classes.people}>
        <IconUsers size={12} aria-hidden /> <span aria-hidden>{format.number(cell.people ?? 0)}</span>
        <VisuallyHidden>{t('people', { count: cell.people ?? 0 })}</VisuallyHidden>
      </span>
    </td>
  );
}

function Legend() {
  const t = useTranslations('results.map');
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: 'percent' });
  const last = STEPS.length;
  return (
    <section aria-label={t('legend')}>
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
