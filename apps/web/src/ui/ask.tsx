import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';

interface Question {
  title: string;
  /** What will happen, and whether it can be undone. */
  what: string;
  /** The verb, on the button that does it. */
  go: string;
  cancel: string;
  /** It cannot be undone. */
  grave?: boolean;
  onGo: () => void;
}

/** Asks before something that cannot simply be taken back. */
export function ask({ title, what, go, cancel, grave = false, onGo }: Question): void {
  modals.openConfirmModal({
    title,
    children: <Text>{what}</Text>,
    labels: { confirm: go, cancel },
    confirmProps: grave ? { color: 'wrong' } : {},
    onConfirm: onGo,
  });
}
