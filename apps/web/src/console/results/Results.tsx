import { Button, Group, Select, SimpleGrid, Tabs, Text } from '@mantine/core';
import { IconChartBar, IconDownload } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import { usePerson } from '../../app/person.ts';
import { BASE } from '../../api/mounted-at.ts';
import { api } from '../../api/client.ts';
import type { components } from '../../api/schema.d.ts';
import { Card } from '../../ui/Card.tsx';
import { Loaded } from '../../ui/Faults.tsx';
import { Figure } from '../../ui/Figure.tsx';
import { Moment } from '../../ui/Moment.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useFilters } from '../../ui/search-params.ts';
import { nameIn } from '../../words/named.ts';
import { useSpeech } from '../../words/Words.tsx';
import { Trend } from '../overview/Trend.tsx';
import { Bricks } from './Bricks.tsx';
import { Lines } from './Lines.tsx';
import { Proficiency } from './Proficiency.tsx';
import { livelyDays, useRange } from './range.ts';
import { RangeInput } from './RangeInput.tsx';

type ResultsDto = components['schemas']['ResultsDto'];
const VIEWS = ['bricks', 'proficiency'] as const;

/** Who was reached, who answered and what is known: by line and brick, or by segment and theme. */
export function Component() {
  const t = useTranslations('results');
  const { language } = useSpeech();
  const company = usePerson().scope.partnerName;
  const [range] = useRange();
  const [{ line, view: asked }, setFilters] = useFilters<'line' | 'view'>();
  const view = VIEWS.find((one) => one === asked) ?? 'bricks';
  const { from, to } = range;
  const results = api.useQuery(
    'get',
    '/api/v1/results',
    { params: { query: { from, to } } },
    { refetchInterval: 15_000, placeholderData: (before) => before },
  );
  const lines = results.data?.lines ?? [];
  const chosen = lines.find((one) => one.line === line)?.line;
  return (
    <Screen
      title={t('title')}
      lead={company ? t('leadPartner', { company }) : t('lead')}
      actions={
        <Button
          component="a"
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          href={`${BASE}/api/v1/results/bricks.csv?${new URLSearchParams({ from, to, ...(line ? { line } : {}) })}`}
        >
          {t('csv')}
        </Button>
      }
    >
      <Group align="flex-end" gap="md">
        <RangeInput />
        <Select
          label={t('line')}
          placeholder={t('anyLine')}
          clearable
          data={lines.map((one) => ({ value: one.line, label: nameIn(one.lineName, language) }))}
          value={chosen ?? null}
          onChange={(value) => setFilters({ line: value })}
        />
      </Group>
      <Tabs
        value={view}
        onChange={(value) => setFilters({ view: value === 'bricks' ? null : value })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('view')} mb="lg">
          {VIEWS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`views.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="bricks">
          <Loaded query={results}>{(data) => <Sums results={data} range={range} line={chosen} />}</Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="proficiency">
          <Proficiency from={from} to={to} line={line} />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}

function Sums({
  results,
  range,
  line,
}: {
  results: ResultsDto;
  range: { from: string; to: string };
  line?: string | undefined;
}) {
  // prettier-ignore
  const t = useTranslations('results');
  const format = useFormatter();
  const of = <One extends { line: string }>(list: One[]) => list.filter((one) => !line || one.line === line);
  const [lines, bricks, days] = [of(results.lines), of(results.bricks), of(results.days)];
  if (!bricks.length) return <Notice icon={IconChartBar} title={t('none')} what={t('noneWhat')} />;
  const sum = (key: 'reached' | 'answered' | 'graded' | 'correct') => lines.reduce((all, one) => all + one[key], 0);
  const [reached, answered, graded, correct] = [sum('reached'), sum('answered'), sum('graded'), sum('correct')];
  const percent = (part: number, whole: number) =>
    whole ? { value: format.number(part / whole, { style: 'percent' }), share: part / whole } : { value: '–' };
  const onDay = (day: string, key: 'accepted' | 'answered') =>
    days.reduce((all, one) => all + (one.day === day ? one[key] : 0), 0);
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing={{ base: 'xs', sm: 'md' }}>
        <Figure label={t('reached')} value={format.number(reached)} note={t('reachedNote', { count: bricks.length })} />
        <Figure label={t('answered')} {...percent(answered, reached)} note={t('answeredNote', { answered, reached })} />
        <Figure label={t('right')} {...percent(correct, graded)} note={t('rightNote', { right: correct, graded })} />
      </SimpleGrid>
      <Card title={t('trend')} mt="lg">
        <Trend
          days={livelyDays(range, days).map((day) => ({
            day,
            sent: onDay(day, 'accepted'),
            answered: onDay(day, 'answered'),
          }))}
        />
      </Card>
      {lines.length > 1 && <Lines lines={lines} days={results.days} range={range} />}
      <Bricks bricks={bricks} />
      {results.countedAt && (
        <Text size="sm" c="dimmed" mt="md">
          {t.rich('countedAt', { when: () => <Moment at={results.countedAt!} relative /> })}
        </Text>
      )}
    </>
  );
}
