import { Popover, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDraggable } from '@dnd-kit/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { BrickCard } from './BrickCard.tsx';
import classes from './Calendar.module.css';
import type { Day } from './days.ts';
import { ICONS, keyOf, type Entry } from './entry.ts';
import { useMay } from './use-may.ts';
import { useNames } from './use-names.ts';

interface Props {
  entry: Entry;
  day: Day | null;
  onMove: (entry: Entry, from: Day | null, to: Day) => void;
}

/** One brick on the calendar: drawn to another day, or opened. */
export function BrickChip({ entry, day, onMove }: Props) {
  const [opened, setOpened] = useState(false);
  const may = useMay(entry);
  const key = keyOf(entry, day);
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: key, data: { entry, day }, disabled: may !== 'move' }); // prettier-ignore
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={340}
      position="bottom-start"
      shadow="lg"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <UnstyledButton
          ref={setNodeRef}
          {...listeners}
          className={classes.chip}
          data-state={entry.state}
          data-entry={key}
          data-movable={may === 'move' || undefined}
          data-dragged={isDragging || undefined}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened((is) => !is)}
        >
          <ChipFace entry={entry} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="md">
        {opened && (
          <BrickCard
            entry={entry}
            day={day}
            onClose={() => setOpened(false)}
            onMove={(to) => {
              setOpened(false);
              onMove(entry, day, to);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** What a chip shows, also while it is carried. */
export function ChipFace({ entry: { state, title, line, kind } }: { entry: Entry }) {
  const t = useTranslations('calendar');
  const names = useNames();
  const Icon = ICONS[state];
  return (
    <>
      <Icon size={16} stroke={2} aria-hidden className={classes.chipIcon} />
      <span className={classes.chipText}>
        <VisuallyHidden>{t(`states.${state}`)}: </VisuallyHidden>
        <Text component="span" size="sm" fw={600} lineClamp={2} className={classes.chipTitle}>
          {title || t('untitled')}
        </Text>
        <Text component="span" size="xs" className={classes.chipLine}>
          {t(`kinds.${kind}`)} · {names.line(line)}
        </Text>
      </span>
    </>
  );
}
