import { ActionIcon, Alert, Button, Group, SegmentedControl, Select, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconShieldCheck } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useFormatter, useNow, useTranslations } from 'use-intl';
import { api } from '../../api/client.ts';
import { Loaded } from '../../ui/Faults.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { firstWeekday } from '../../ui/week.ts';
import { withRegion } from '../../words/index.ts';
import { useSpeech } from '../../words/Words.tsx';
import { Agenda } from './Agenda.tsx';
import { isDay, localDay, momentOf, rangeOf, step, type Day, type View } from './days.ts';
import type { Calendar } from './entry.ts';
import { Grid } from './Grid.tsx';
import { Legend } from './Legend.tsx';
import { useNames } from './use-names.ts';
import { useNarrow } from './use-narrow.ts';

/** What comes when, for everybody who plans; what went out stays where it was. */
export function Component() {
  const t = useTranslations('calendar');
  const { language } = useSpeech();
  const names = useNames();
  const narrow = useNarrow();
  const [filters, setFilters] = useFilters<'view' | 'on' | 'line' | 'segment'>();
  const now = useNow({ updateInterval: 60_000 });
  const today = localDay(now);
  const view: View = filters.view === 'month' || filters.view === 'week' ? filters.view : narrow ? 'week' : 'month';
  const on = isDay(filters.on) ? filters.on : today;
  const range = rangeOf(view, on, firstWeekday(withRegion(language)));
  const at = useAddress();
  const { line, segment } = filters;
  const calendar = api.useQuery(
    'get',
    '/api/v1/calendar',
    { params: { query: { ...range, ...(line ? { line } : {}), ...(segment ? { segment } : {}) } } },
    { refetchInterval: 60_000 },
  );
  return (
    <Screen title={t('title')} lead={t('lead')}>
      <Group align="flex-end" gap="sm">
        <Select
          flex="1 1 220px"
          maw={320}
          label={t('line')}
          placeholder={t('anyLine')}
          data={names.lines}
          value={line ?? null}
          onChange={(value) => setFilters({ line: value })}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('clearLine') }}
        />
        <Select
          flex="1 1 220px"
          maw={320}
          label={t('segment')}
          placeholder={t('anySegment')}
          data={names.segments}
          value={segment ?? null}
          onChange={(value) => setFilters({ segment: value })}
          clearable
          searchable
          clearButtonProps={{ 'aria-label': t('clearSegment') }}
        />
      </Group>
      <Group justify="space-between" gap="sm">
        <Group gap="xs">
          <ActionIcon
            component={Link}
            to={at({ on: step(view, on, -1) })}
            variant="default"
            size="lg"
            aria-label={t(`before.${view}`)}
          >
            <IconChevronLeft size={20} aria-hidden />
          </ActionIcon>
          <Button component={Link} to={at({ on: null })} variant="default">
            {t('goToday')}
          </Button>
          <ActionIcon
            component={Link}
            to={at({ on: step(view, on, 1) })}
            variant="default"
            size="lg"
            aria-label={t(`after.${view}`)}
          >
            <IconChevronRight size={20} aria-hidden />
          </ActionIcon>
          <Title order={2} size="h3" ml="xs" aria-live="polite">
            <Period view={view} on={on} range={range} />
          </Title>
        </Group>
        <SegmentedControl
          aria-label={t('view')}
          data={(['month', 'week'] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
          value={view}
          onChange={(value) => setFilters({ view: value })}
        />
      </Group>
      <Loaded query={calendar} rows={6}>
        {(counted) => {
          // What is over cannot be mended: its marks would only stand in the way.
          const found = { ...counted, marks: counted.marks.filter(({ until }) => until >= today) };
          return (
            <>
              <Legend counts={countsOf(found)} />
              <div>
                {narrow ? (
                  <Agenda calendar={found} />
                ) : (
                  <Grid calendar={found} view={view} on={on} weekAt={(day) => at({ view: 'week', on: day })} />
                )}
              </div>
              <Alert variant="light" icon={<IconShieldCheck aria-hidden />} title={t('safe')}>
                <Text size="sm">{t('safeWhat')}</Text>
                {found.countedAt && (
                  <Text size="sm" mt={4}>
                    {t.rich('countedAt', { when: () => <Moment key="when" at={found.countedAt!} relative /> })}
                  </Text>
                )}
              </Alert>
            </>
          );
        }}
      </Loaded>
    </Screen>
  );
}

function Period({ view, on, range: { from, to } }: { view: View; on: Day; range: { from: Day; to: Day } }) {
  const format = useFormatter();
  if (view === 'month') return format.dateTime(momentOf(on), { timeZone: 'UTC', month: 'long', year: 'numeric' });
  return format.dateTimeRange(momentOf(from), momentOf(to), { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }); // prettier-ignore
}

function countsOf({ days, undated }: Calendar) {
  const counts = { planned: 0, approved: 0, scheduled: 0, sent: 0 };
  for (const { state } of [...days.flatMap(({ entries }) => entries), ...undated]) counts[state] += 1;
  return counts;
}

/** This screen's address with other settings: links, so that the back button goes back through months. */
function useAddress(): (change: Record<string, string | null>) => string {
  const [search] = useSearchParams();
  return (change) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(change))
      if (value === null) next.delete(name);
      else next.set(name, value);
    return `?${next.toString()}`;
  };
}
