import createFetchClient, { type Middleware } from 'openapi-fetch';
import createClient from 'openapi-react-query';
import { BASE } from './mounted-at.ts';
import { Unreachable } from './problem.ts';
import type { paths } from './schema.d.ts';

/** Whatever is not an answer of the API becomes one kind of error, so that screens tell only two: refused, or not reached. */
const answersOnly: Middleware = {
  onResponse({ response }) {
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    if (!response.ok && !json) throw new Unreachable(`status ${response.status}`);
  },
  onError({ error }) {
    return new Unreachable(error instanceof Error ? error.message : 'no answer');
  },
};

/** Calls by hand; the types are those of apps/api/openapi.json. */
export const http = createFetchClient<paths>({ baseUrl: BASE, headers: { accept: 'application/json' } });
http.use(answersOnly);

/** The same calls as queries and mutations. */
export const api = createClient(http);
