import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** How long the message stays, in milliseconds: long enough to be reached with a keyboard. */
const UNDO_MS = 20_000;

interface Done {
  /** A later message of the same id takes the place of this one. */
  id: string;
  message: string;
  /** What the two buttons are called. */
  undo: string;
  close: string;
  /** null: this was the taking back. */
  onUndo: (() => void) | null;
}

/** Says in passing that something is done, and takes it back when asked to. */
export function tellUndoable({ id, message, undo, close, onUndo }: Done): void {
  notifications.hide(id);
  notifications.show({
    id,
    ...(onUndo && { autoClose: UNDO_MS }),
    color: 'right',
    withBorder: true,
    closeButtonProps: { 'aria-label': close },
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        {onUndo && (
          <Button
            size="compact-md"
            variant="light"
            flex="none"
            onClick={() => {
              notifications.hide(id);
              onUndo();
            }}
          >
            {undo}
          </Button>
        )}
      </Group>
    ),
  });
}
