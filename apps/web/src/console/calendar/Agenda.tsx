import { DndContext } from '@dnd-kit/core';
import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useNow, useTranslations } from 'use-intl';
import { Notice } from '../../ui/Notice.tsx';
import { BrickChip } from './BrickChip.tsx';
import classes from './Calendar.module.css';
import { localDay, weeksOf, type Day } from './days.ts';
import type { Calendar, Entry } from './entry.ts';
import { MarkButton } from './MarkButton.tsx';
import { daysMarks, weeksMarks } from './marks.ts';
import { Tray } from './Tray.tsx';
import { useDayName } from './use-day-name.ts';
import { useMove } from './use-move.tsx';

/** The same days as a list, for screens too narrow for seven columns. Bricks are moved with "Move to". */
export function Agenda({ calendar }: { calendar: Calendar }) {
  const t = useTranslations('calendar');
  const dayName = useDayName();
  const move = useMove();
  const today = localDay(useNow({ updateInterval: 60_000 }));
  const onMove = (entry: Entry, from: Day | null, to: Day) => void move(entry, from, to);
  const shown = weeksOf(calendar.days).map((days) => ({
    ...weeksMarks(calendar, days.map(({ date }) => date)), // prettier-ignore
    days: days.filter(({ date, entries }) => entries.length > 0 || date === today || daysMarks(calendar, date).length),
    first: days[0]!.date,
  }));
  if (shown.every(({ gaps, overloads, days }) => !gaps.length && !overloads.length && !days.length))
    return <Notice icon={IconCalendarOff} title={t('empty')} what={t('emptyWhat')} />;
  return (
    // No sensors: a finger here scrolls.
    <DndContext sensors={[]}>
      <Stack gap="lg">
        {shown.map(({ gaps, overloads, days, first }) => (
          <Stack key={first} gap="sm">
            {(gaps.length > 0 || overloads.length > 0) && (
              <Group gap="xs">
                <MarkButton marks={gaps} />
                <MarkButton marks={overloads} />
              </Group>
            )}
            {days.map(({ date, entries }) => (
              <section key={date} className={classes.agendaDay} data-day={date} aria-label={dayName(date)}>
                <Group gap="sm" mb={6}>
                  <Title order={2} size="h5">
                    {dayName(date)}
                  </Title>
                  {date === today && <Badge size="sm">{t('today')}</Badge>}
                  <MarkButton marks={daysMarks(calendar, date)} />
                </Group>
                <div className={classes.chips}>
                  {entries.map((entry) => (
                    <BrickChip
                      key={`${entry.state}-${entry.brickId}-${entry.draftId}`}
                      entry={entry}
                      day={date}
                      wide
                      onMove={onMove}
                    />
                  ))}
                  {entries.length === 0 && (
                    <Text size="sm" c="dimmed">
                      {t('nothing')}
                    </Text>
                  )}
                </div>
              </section>
            ))}
          </Stack>
        ))}
      </Stack>
      <Tray entries={calendar.undated} onMove={onMove} />
    </DndContext>
  );
}
