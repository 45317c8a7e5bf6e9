import { Badge } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { BrickState } from './brick.ts';

const LOOKS: Record<BrickState, { color: string; variant: 'light' | 'default' | 'outline' }> = {
  draft: { color: 'gray', variant: 'light' },
  'in-review': { color: 'accent', variant: 'light' },
  approved: { color: 'right', variant: 'outline' },
  published: { color: 'right', variant: 'light' },
  scheduled: { color: 'accent', variant: 'outline' },
  sent: { color: 'right', variant: 'light' },
  withdrawn: { color: 'wrong', variant: 'light' },
  discarded: { color: 'gray', variant: 'outline' },
};

/** How far a brick or a draft has come, in a word. */
export function StateBadge({ state }: { state: BrickState }) {
  const t = useTranslations('authoring.states');
  return (
    <Badge {...LOOKS[state]} miw="max-content">
      {t(state)}
    </Badge>
  );
}
