import { Badge } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Line } from './cadence.ts';

const COLOURS = { active: 'right', paused: 'wrong', draft: 'gray' } as const;

/** Whether a line speaks. */
export function LineState({ status }: { status: Line['status'] }) {
  const t = useTranslations('authoring.lines.statuses');
  return (
    <Badge variant="light" color={COLOURS[status]} miw="max-content">
      {t(status)}
    </Badge>
  );
}
