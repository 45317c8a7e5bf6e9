import { notifications } from '@mantine/notifications';

/** Says in passing that something is done. What went wrong is said where it can be mended, not here. */
export function tell(message: string): void {
  notifications.show({ message, color: 'right', withBorder: true });
}
