import { Sparkline } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Anchor, Table } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { livelyDays } from './range.ts';
import { Share } from './Share.tsx';

type Line = components['schemas']['LineResultDto'];
type Day = components['schemas']['ResultDayDto'];

/** Lines beside each other; choosing one shows it alone. */
export function Lines({ lines, days, range }: { lines: Line[]; days: Day[]; range: { from: string; to: string } }) {
  const t = useTranslations('results');
  const format = useFormatter();
  const { language } = useSpeech();
  const [, setFilters] = useFilters<'line'>();
  const shown = livelyDays(range, days);
  return (
    <Card title={t('lines')} mt="lg">
      <Table.ScrollContainer minWidth={760}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('lineColumn')}</Table.Th>
              <Table.Th>{t('spark')}</Table.Th>
              <Table.Th ta="right">{t('bricksColumn')}</Table.Th>
              <Table.Th ta="right">{t('reached')}</Table.Th>
              <Table.Th>{t('answered')}</Table.Th>
              <Table.Th>{t('right')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((one) => {
              const byDay = new Map(days.filter((day) => day.line === one.line).map((day) => [day.day, day.answered]));
              const curve = shown.map((day) => byDay.get(day) ?? 0);
              return (
                <Table.Tr key={one.line}>
                  <Table.Td>
                    <Anchor
                      component="button"
                      type="button"
                      ta="left"
                      fw={600}
                      onClick={() => setFilters({ line: one.line })}
                    >
                      {nameIn(one.lineName, language)}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>
                    <div
                      role="img"
                      aria-label={t('sparkLabel', {
                        total: curve.reduce((all, n) => all + n, 0),
                        most: Math.max(0, ...curve),
                      })}
                    >
                      <Sparkline
                        w={140}
                        h={36}
                        data={curve}
                        curveType="monotone"
                        color="var(--mantine-primary-color-filled)"
                        fillOpacity={0.25}
                        areaProps={{ isAnimationActive: false }}
                      />
                    </div>
                  </Table.Td>
                  <Table.Td ta="right">{format.number(one.bricks)}</Table.Td>
                  <Table.Td ta="right">{format.number(one.reached)}</Table.Td>
                  <Table.Td miw={140}>
                    <Share part={one.answered} whole={one.reached} />
                  </Table.Td>
                  <Table.Td miw={140}>
                    <Share part={one.correct} whole={one.graded} color="right" />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Card>
  );
}
