import { useQueryClient } from '@tanstack/react-query';
import { api } from './client.ts';
import type { components } from './schema.d.ts';

export type Session = components['schemas']['SessionDto'];
export type Person = components['schemas']['PersonDto'];
export type Role = Person['roles'][number];

const session = api.queryOptions('get', '/api/v1/session');
export const sessionKey = session.queryKey;

/** Who is signed in, and the ways to sign in. */
export const useSession = () => api.useQuery('get', '/api/v1/session');

/** Puts what an answer said of the session where every screen reads it. */
export function useKeepSession(): (session: Session) => void {
  const queries = useQueryClient();
  return (said) => queries.setQueryData(sessionKey, said);
}
