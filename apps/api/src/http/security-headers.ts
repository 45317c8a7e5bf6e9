import type { Env } from '@relais/platform';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** Has every response say Helmet's headers. They are worked out once: they do not depend on the request. */
export function sayOnEveryResponse(server: FastifyInstance, env: Pick<Env, 'publicUrl'>): void {
  const headers = securityHeaders(env);
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}

/** What Helmet writes on a response that nobody else has touched. */
function securityHeaders(env: Pick<Env, 'publicUrl'>): Record<string, string> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet({
    // Nothing may load or run: pages and the API documentation state their own policies.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"] },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // Only where HTTPS is in use, and for this host alone: its neighbours are not ours.
    strictTransportSecurity: env.publicUrl.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
    crossOriginEmbedderPolicy: false,
    // For browsers and players that are no longer in use, or said by the policies already.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  })(request, response, (error) => {
    if (error) throw error;
  });
  return response.getHeaders() as Record<string, string>;
}
