import {
  IconChecks,
  IconInfoCircle,
  IconMessage2Question,
  IconPlayerPlay,
  IconChartBar,
  type Icon,
} from '@tabler/icons-react';
import type { components } from '../../api/schema.d.ts';

export type Brick = components['schemas']['ListedBrickDto'];
export type Kind = Brick['kind'];
export const KINDS = ['quiz', 'info', 'poll', 'open', 'video'] as const satisfies Kind[];

export const KIND_ICONS: Record<Kind, Icon> = {
  info: IconInfoCircle,
  quiz: IconChecks,
  poll: IconChartBar,
  open: IconMessage2Question,
  video: IconPlayerPlay,
};

export type BrickState = components['schemas']['DraftState'] | 'scheduled' | 'sent' | 'withdrawn';

/** How far a brick has come: what is published is scheduled until it reached somebody. */
export function stateOf({ status, reached, draft }: Pick<Brick, 'status' | 'reached' | 'draft'>): BrickState {
  if (status === 'withdrawn') return 'withdrawn';
  if (status === null) return draft?.state ?? 'draft';
  return reached > 0 ? 'sent' : 'scheduled';
}

/** What is looked at: a draft as it was last saved, or a version. */
export type Sketch = { draft: number } | { version: number };
