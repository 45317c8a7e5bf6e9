import { Modal, Popover, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDraggable } from '@dnd-kit/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { BrickCard } from './BrickCard.tsx';
import classes from './Calendar.module.css';
import type { Day } from './days.ts';
import { ICONS, keyOf, type Entry } from './entry.ts';
import { useMay } from './use-may.ts';
import { useNarrow } from './use-narrow.ts';
import { useNames } from './use-names.ts';

interface Props {
  entry: Entry;
  day: Day | null;
  /** There is room for more than the title and the line. */
  wide?: boolean;
  onMove: (entry: Entry, from: Day | null, to: Day) => void;
}

/** One brick on the calendar: drawn to another day, or opened. */
export function BrickChip({ entry, day, wide = false, onMove }: Props) {
  const t = useTranslations('calendar');
  const [opened, setOpened] = useState(false);
  const title = entry.title || t('untitled');
  const narrow = useNarrow();
  const may = useMay(entry);
  const key = keyOf(entry, day);
  const { setNodeRef, listeners, isDragging } = useDraggable({ id: key, data: { entry, day }, disabled: may !== 'move' }); // prettier-ignore
  const chip = (
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
      <ChipFace entry={entry} wide={wide} />
    </UnstyledButton>
  );
  const close = () => setOpened(false);
  const card = (
    <BrickCard
      entry={entry}
      day={day}
      title={narrow ? null : title}
      onClose={close}
      onMove={(to) => {
        close();
        onMove(entry, day, to);
      }}
    />
  );
  if (narrow)
    return (
      <>
        {chip}
        {opened && (
          <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
            {card}
          </Modal>
        )}
      </>
    );
  // At its side, where a calendar fits whatever row the brick stands in.
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="right-start" shadow="lg" trapFocus returnFocus>
      <Popover.Target>{chip}</Popover.Target>
      <Popover.Dropdown p="md" aria-label={title}>
        {opened && card}
      </Popover.Dropdown>
    </Popover>
  );
}

/** What a chip shows, also while it is carried. */
export function ChipFace({
  entry: { state, title, line, kind, sent },
  wide = false,
}: {
  entry: Entry;
  wide?: boolean;
}) {
  const t = useTranslations('calendar');
  const names = useNames();
  const Icon = ICONS[state];
  return (
    <>
      <Icon size={16} stroke={2} aria-hidden className={classes.chipIcon} />
      <span className={classes.chipText}>
        <VisuallyHidden>{t(`states.${state}`)}: </VisuallyHidden>
        <Text component="span" fz={wide ? 'sm' : 13} fw={600} lineClamp={wide ? 4 : 3} className={classes.chipTitle}>
          {title || t('untitled')}
        </Text>
        <Text component="span" size="xs" className={classes.chipLine}>
          {names.line(line)}
        </Text>
        {wide && (
          <Text component="span" size="xs" className={classes.chipLine}>
            {t(`kinds.${kind}`)}
            {sent && ` · ${t('mails', { count: sent.accepted })}`}
          </Text>
        )}
      </span>
    </>
  );
}
