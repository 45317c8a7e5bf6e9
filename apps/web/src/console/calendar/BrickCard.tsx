import { Anchor, Button, CloseButton, Group, Stack, Text, Title } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendarShare } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useNow, useTranslations } from 'use-intl';
import { Dates } from '../../ui/Dates.tsx';
import { firstFreeDay, nextAmong, type Day } from './days.ts';
import type { Entry } from './entry.ts';
import { StateMark } from './Legend.tsx';
import { useDayName } from './use-day-name.ts';
import { useMay } from './use-may.ts';
import { useNames } from './use-names.ts';

interface Props {
  entry: Entry;
  day: Day | null;
  /** null: it stands above already. */
  title: string | null;
  onMove: (to: Day) => void;
  onClose: () => void;
}

/** What a brick on the calendar is, where to read more of it, and the way to move it without dragging. */
export function BrickCard({ entry, day, title, onMove, onClose }: Props) {
  const t = useTranslations('calendar');
  const names = useNames();
  const dayName = useDayName();
  const may = useMay(entry);
  const [moving, setMoving] = useState(false);
  const { state, kind, line, brickId, draftId, sent } = entry;
  const comes = day && state !== 'sent' ? nextAmong(names.weekdays(line), day) : null;
  return (
    <Stack gap="sm">
      {title !== null && (
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={3} size="h5">
            {title}
          </Title>
          <CloseButton aria-label={t('close')} onClick={onClose} />
        </Group>
      )}
      <StateMark state={state} />
      <Text size="sm">
        {t(`kinds.${kind}`)} ·{' '}
        <Anchor component={Link} to={`/lines/${line}`} size="sm">
          {names.line(line)}
        </Anchor>
        <br />
        {day ? dayName(day) : t('undated')}
      </Text>
      {comes && comes !== day && <Text size="sm">{t('comes', { day: dayName(comes) })}</Text>}
      {sent && (
        <Text size="sm" c="dimmed">
          {t('sentFigures', { ...sent })}
        </Text>
      )}
      {may !== 'move' && (
        <Text size="sm" c="dimmed">
          {t(`stays.${may}`)}
        </Text>
      )}
      <Group gap="sm">
        {may === 'move' && (
          <Button
            size="sm"
            data-autofocus
            leftSection={<IconCalendarShare size={18} aria-hidden />}
            aria-expanded={moving}
            onClick={() => setMoving((is) => !is)}
          >
            {t('moveTo')}
          </Button>
        )}
        <Anchor component={Link} size="sm" to={draftId === null ? `/bricks/${brickId}` : `/drafts/${draftId}`}>
          {t(draftId === null ? 'openBrick' : 'openDraft')}
        </Anchor>
      </Group>
      {moving && <DayChoice day={day} onMove={onMove} />}
    </Stack>
  );
}

function DayChoice({ day, onMove }: { day: Day | null; onMove: (to: Day) => void }) {
  const t = useTranslations('calendar');
  const free = firstFreeDay(useNow());
  return (
    <Dates>
      <Text size="sm" c="dimmed">
        {t('nothingSent')}
      </Text>
      <DatePicker
        aria-label={t('newDay')}
        value={day}
        minDate={free}
        defaultDate={day && day > free ? day : free}
        hideOutsideDates
        weekendDays={[]}
        excludeDate={(date) => date === day}
        onChange={(to) => to && onMove(to)}
        ariaLabels={{ previousMonth: t('before.month'), nextMonth: t('after.month') }}
      />
    </Dates>
  );
}
