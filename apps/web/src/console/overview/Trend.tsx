import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Spoiler, Table } from '@mantine/core';
import { useFormatter, useTranslations } from 'use-intl';
import type { components } from '../../api/schema.d.ts';

type Day = components['schemas']['OverviewDayDto'];

/** What reached people and what came back, day by day: as a picture, and in figures for those who want or need them. */
export function Trend({ days }: { days: Day[] }) {
  const t = useTranslations('overview');
  const format = useFormatter();
  const nameOf = (day: string) => format.dateTime(new Date(`${day}T12:00:00Z`), { day: 'numeric', month: 'short' });
  const data = days.map(({ day, sent, answered }) => ({ day: nameOf(day), sent, answered }));
  return (
    <>
      <div aria-hidden>
        <BarChart
          h={220}
          data={data}
          dataKey="day"
          withLegend
          barChartProps={{ accessibilityLayer: false }}
          barProps={{ isAnimationActive: false, radius: [4, 4, 0, 0] }}
          valueFormatter={(value) => format.number(value)}
          series={[
            { name: 'sent', label: t('trendSent'), color: 'var(--relais-mute)' },
            { name: 'answered', label: t('trendAnswered'), color: 'var(--mantine-primary-color-filled)' },
          ]}
        />
      </div>
      <Spoiler maxHeight={0} showLabel={t('trendTable')} hideLabel={t('trendHide')} mt="xs">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('day')}</Table.Th>
              <Table.Th ta="right">{t('trendSent')}</Table.Th>
              <Table.Th ta="right">{t('trendAnswered')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.map(({ day, sent, answered }) => (
              <Table.Tr key={day}>
                <Table.Td>{day}</Table.Td>
                <Table.Td ta="right">{format.number(sent)}</Table.Td>
                <Table.Td ta="right">{format.number(answered)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Spoiler>
    </>
  );
}
