import { randomUUID } from 'node:crypto';
import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { TooMany } from '@relais/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { renderMessagePage, type Message } from '../pages/message-page.js';
import type { Pages } from '../pages/pages.js';
import { sendPage } from '../pages/send-page.js';
import type { KnownRoutes } from './known-routes.js';
import { mediumFor, pathOf } from './negotiation.rules.js';
import { faultOfOurs, methodNotAllowed, problemOf, type Problem } from './problem.js';

/** Words of the page for each status, as keys of `error.` in the locales. */
const WORDS: Record<number, string> = {
  403: 'forbidden',
  404: 'notFound',
  405: 'method',
  409: 'conflict',
  410: 'gone',
  413: 'tooLarge',
  415: 'mediaType',
  422: 'unprocessable',
  500: 'internal',
  503: 'busy',
};

/** Of these, a person can mend something, so the page lists what. */
const MENDABLE = [400, 422];
/** Paths whose last part is a personal link: a visitor there has a broken link, not a wrong address. */
const PERSONAL = /^\/[au]\//i;
const LOOKS = ['GET', 'HEAD'];
const UNREADABLE = [400, 404, 414];

/**
 * The one place where errors become responses: RFC 9457 problem+json for programs, a friendly page for people. What is not a
 * refusal is logged in full under an id; the visitor gets the id and nothing else.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  constructor(
    private readonly pages: Pages,
    private readonly routes: KnownRoutes,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.respond(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for what Fastify refuses before it looks for a route: an address it cannot read. */
  respond(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (reply.sent || reply.raw.headersSent) return;
    const path = pathOf(request.raw.url ?? '/');
    if (error instanceof TooMany) reply.header('Retry-After', String(error.retryAfter));
    let problem = problemOf(error) ?? this.report(error, request);
    if (problem.code === 'http.404') {
      const allowed = this.routes.methodsOf(path);
      if (allowed.length) {
        reply.header('Allow', allowed.join(', '));
        // Asking what may be done is always allowed, and never does anything.
        if (request.method === 'OPTIONS') return void reply.code(204).send();
        if (!allowed.includes(request.method)) problem = methodNotAllowed();
      }
    }
    this.answer(request, reply, path, problem);
  }

  private answer(request: FastifyRequest, reply: FastifyReply, path: string, problem: Problem): void {
    if (problem.status === 503) reply.header('Retry-After', '30');
    if (mediumFor(request.headers.accept, path) === 'json') {
      reply
        .code(problem.status)
        .header('Content-Type', 'application/problem+json; charset=utf-8')
        .header('Cache-Control', 'no-store');
      reply.send(JSON.stringify(problem));
      return;
    }
    const asked = (request.query as { lang?: unknown } | null)?.lang;
    const locale = this.pages.locales.negotiate(
      request.headers['accept-language'],
      typeof asked === 'string' ? asked : undefined,
    );
    sendPage(
      reply,
      this.pages,
      problem.status,
      renderMessagePage(this.pages, locale, messageOf(problem, request.method, path)),
    );
  }

  /** Logs a fault under an id. Routes are logged by their pattern: addresses hold tokens. */
  private report(error: unknown, request: FastifyRequest): Problem {
    const reference = randomUUID();
    const route = request.routeOptions?.url ?? 'no route';
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.log.error(`${reference} ${request.method} ${route}: ${what}`);
    return faultOfOurs(reference, isDatabaseAway(error) ? 503 : 500);
  }
}

function messageOf(problem: Problem, method: string, path: string): Message {
  if (LOOKS.includes(method) && UNREADABLE.includes(problem.status) && PERSONAL.test(path)) {
    return { heading: 'error.link.title', paragraphs: ['error.link.one', 'error.link.two'] };
  }
  const words = `error.${WORDS[problem.status] ?? (problem.status >= 500 ? 'internal' : 'badRequest')}`;
  const faults = MENDABLE.includes(problem.status) ? problem.errors : [];
  return { heading: `${words}.title`, paragraphs: [`${words}.what`], faults, reference: problem.reference };
}

/** The database cannot be reached or is starting or stopping: worth trying again, so 503 and not 500. */
function isDatabaseAway(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(ECONNREFUSED|ECONNRESET|ENOENT|ETIMEDOUT|57P0[1-3]|08\w{3}|53300)$/.test(code);
}
