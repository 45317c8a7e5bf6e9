import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { statusOf, Unreachable } from './problem.ts';
import { sessionKey } from './session.ts';

/**
 * What every screen shares: what was fetched is shown while it is fetched again, a lost connection is tried again, a refusal is not.
 * A session that ended in the middle is noticed here, once.
 */
export function createQueries(): QueryClient {
  const onError = (error: unknown) => {
    if (statusOf(error) === 401) void queries.invalidateQueries({ queryKey: sessionKey });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (count, error) => error instanceof Unreachable && count < 2 },
      // A form that cannot be sent says so at once and keeps its text; it is not sent behind its writer's back later.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return queries;
}
