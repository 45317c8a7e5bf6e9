import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import type { components } from '../api/schema.d.ts';

export type Preferences = components['schemas']['OwnPreferencesDto'];
const { queryKey } = api.queryOptions('get', '/api/v1/inbox/preferences');

/** Keeps what a change answered, and has the first page ask again. */
export function useKeepPreferences(): (said: Preferences) => void {
  const queries = useQueryClient();
  return (said) => {
    queries.setQueryData(queryKey, said);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/inbox'] });
  };
}
