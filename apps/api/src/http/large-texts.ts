import type { FastifyInstance } from 'fastify';

/** Routes behind a sign-in that take whole texts in many languages. */
const ROUTES = /^\/api\/v1\/(drafts\/:id|draft-checks|previews|test-sends)$/;
/** In bytes. */
const LIMIT = 1024 * 1024;

/** Raises the limit of a body for those routes, and only for them. Call it before routes are registered. */
export function takeLargeTexts(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (ROUTES.test(route.url)) route.bodyLimit = LIMIT;
  });
}
