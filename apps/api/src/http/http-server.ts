import cookie from '@fastify/cookie';
import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Env } from '@relais/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takeCsvFiles } from '../console/imports/csv-body.js';
import { Metrics } from '../health/metrics.js';
import { readRawMails } from '../inbound/raw-mail.js';
import { Pages } from '../pages/pages.js';
import { serveWebApp } from '../web/web-app.js';
import { serveApiDocs } from './api-docs.js';
import { KnownRoutes } from './known-routes.js';
import { takeLargeTexts } from './large-texts.js';
import { readMultipartForms } from './multipart.js';
import { FILE_ROUTES } from './public-routes.js';
import { ProblemFilter } from './problem.filter.js';
import { sayOnEveryResponse } from './security-headers.js';
import { StrictValidationPipe } from './validation.js';

/** The largest body any route takes, in bytes. */
export const BODY_LIMIT = 64 * 1024;
/** Nobody may hold a connection with an unfinished request longer than this, in milliseconds. */
const REQUEST_TIMEOUT = 30_000;

type HttpEnv = Pick<Env, 'RELAIS_TRUST_PROXY' | 'RELAIS_INBOUND_SECRET' | 'publicUrl'>;

/**
 * The HTTP door, ready to listen. `module` must provide Pages (PagesModule) and Metrics (HealthModule).
 *
 * Fastify's own log stays off: it writes addresses, and addresses hold tokens. What is logged names routes by their pattern.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  env: HttpEnv,
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  const routes = new KnownRoutes();
  const early: { filter?: ProblemFilter } = {};
  const adapter = adapterFor(env, early);
  const server = adapter.getInstance();
  routes.watch(server);
  takeLargeTexts(server);
  server.removeContentTypeParser('text/plain'); // no route takes it: 415 says so
  readMultipartForms(server);
  readRawMails(server, env);
  takeCsvFiles(server);
  sayOnEveryResponse(server, env);
  closeConnectionsAtStop(server);
  await server.register(cookie);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger, abortOnError: false });
  const metrics = app.get(Metrics, { strict: false });
  server.addHook('onResponse', (request, reply, done) => {
    metrics.observeRequest(
      request.method,
      request.routeOptions.url ?? 'none',
      reply.statusCode,
      reply.elapsedTime / 1000,
    );
    done();
  });
  app.useGlobalPipes(new StrictValidationPipe());
  early.filter = new ProblemFilter(app.get(Pages, { strict: false }), routes);
  app.useGlobalFilters(early.filter);
  serveApiDocs(app);
  await serveWebApp(app, app.get(Pages, { strict: false }).base);
  const unreviewed = routes.beside(FILE_ROUTES); // controllers come later, each behind the guard
  if (unreviewed.length) throw new Error(`Not on the reviewed list of public routes: ${unreviewed.join(', ')}`);
  return app;
}

function adapterFor(env: HttpEnv, early: { filter?: ProblemFilter }): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    // The exact number of proxies: `true` would believe whatever address a client writes into the header.
    trustProxy: (_address: string, hop: number) => hop < env.RELAIS_TRUST_PROXY,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    requestIdHeader: false,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      early.filter?.respond(error, request, reply),
    skipMiddie: true, // no middleware anywhere: guards and hooks see every request, path patterns can be walked around
    // Gateways change the case of links, and add a slash; tokens are read forgivingly for the same reason.
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 300 },
  });
}

/** A stop waits for answers that are being given, not for connections that are kept for the next request, and for none of them longer than 10 s. */
function closeConnectionsAtStop(server: FastifyInstance): void {
  server.addHook('preClose', (done) => {
    const idle = setInterval(() => server.server.closeIdleConnections(), 250).unref();
    setTimeout(() => {
      clearInterval(idle);
      server.server.closeAllConnections();
    }, 10_000).unref();
    done();
  });
}
