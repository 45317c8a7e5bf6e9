import { useHasRole } from '../../app/person.ts';
import type { Entry } from './entry.ts';

/** What this person may do with a brick on the calendar, or why it stays: `sent`, `close` (its day has come or is too near), `role`. */
export function useMay({ state, movable, draftId }: Entry): 'move' | 'sent' | 'close' | 'role' {
  const plans = useHasRole('channel-manager', 'programme-admin');
  const writes = useHasRole('author', 'channel-manager', 'programme-admin');
  if (state === 'sent') return 'sent';
  if (!(draftId === null ? plans : writes)) return 'role';
  return movable ? 'move' : 'close';
}
