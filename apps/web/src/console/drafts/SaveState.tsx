import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudOff, IconDots, IconRefresh } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { useProblemText } from '../../words/problem-text.ts';
import type { SaveState as State } from './autosave.ts';

const ICONS = { saved: IconCheck, saving: IconRefresh, waiting: IconDots, unreachable: IconCloudOff, refused: IconAlertTriangle, conflict: IconAlertTriangle } as const; // prettier-ignore

/** Whether what is typed is saved, in a word; read out when it changes to something one should know. */
export function SaveState({ state, error, onSave }: { state: State; error: unknown; onSave: () => void }) {
  const t = useTranslations('authoring.saving');
  const text = useProblemText();
  const Icon = ICONS[state];
  const trouble = state === 'unreachable' || state === 'refused' || state === 'conflict';
  return (
    <Group gap="xs" role="status" wrap="nowrap">
      <Icon size={18} aria-hidden />
      <Text size="sm" c={trouble ? 'var(--mantine-color-error)' : 'dimmed'}>
        {state === 'refused' ? text(error) : t(state)}
      </Text>
      {(state === 'unreachable' || state === 'refused') && (
        <Button size="compact-sm" variant="default" onClick={onSave}>
          {t('now')}
        </Button>
      )}
    </Group>
  );
}
