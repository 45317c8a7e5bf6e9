import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Card } from '../../ui/Card.tsx';
import { BrickChip } from './BrickChip.tsx';
import classes from './Calendar.module.css';
import type { Day } from './days.ts';
import type { Entry } from './entry.ts';

/** Drafts that have no day yet, to be drawn onto one. */
export function Tray({
  entries,
  onMove,
}: {
  entries: Entry[];
  onMove: (entry: Entry, from: Day | null, to: Day) => void;
}) {
  const t = useTranslations('calendar');
  if (!entries.length) return null;
  return (
    <Card title={t('undated')} mt="lg">
      <Text size="sm" c="dimmed" mb="sm">
        {t('undatedWhat')}
      </Text>
      <div className={classes.tray}>
        {entries.map((entry) => (
          <BrickChip key={`${entry.brickId}-${entry.draftId}`} entry={entry} day={null} wide onMove={onMove} />
        ))}
      </div>
    </Card>
  );
}
