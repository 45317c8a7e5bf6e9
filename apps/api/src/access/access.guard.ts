import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SessionsService, type Person } from '@relais/network';
import { Env, Forbidden, SignInNeeded } from '@relais/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PUBLIC_ROUTES } from '../http/public-routes.js';
import { routeName } from '../http/route-name.js';
import { AccessCookies } from './access-cookies.js';
import { ALLOWED, LOOKS_WHO, type Allowed } from './allow.js';
import { isSameSite } from './same-site.rules.js';
import { remember } from './who.js';

const LOOKS = ['GET', 'HEAD', 'OPTIONS'];
/** Of the public routes, those of the API belong to sessions; the others carry a token of their own and take posts of mail providers. */
const OF_SESSIONS = /^\w+ \/api\//;

interface Policy {
  allowed: Allowed | undefined;
  open: boolean;
  ofSessions: boolean;
  looksWho: boolean;
}

/**
 * The one gate of every route. Closed unless the route says who may come (`@Allow`) or is on the reviewed list; whatever goes wrong in
 * here is an exception, and an exception lets nobody through (P44).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly policies = new WeakMap<object, Policy>();

  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly cookies: AccessCookies,
    private readonly env: Env,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { allowed, open, ofSessions, looksWho } = this.policyOf(context);
    if (allowed?.ownGuard) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (open) {
      if (ofSessions) this.refuseForeignPages(request);
      return looksWho ? this.look(context, request).then(() => true) : true;
    }
    this.refuseForeignPages(request);
    if (!allowed) throw new Forbidden('access.closed', 'This is not open to anybody.');
    return this.look(context, request).then((person) => {
      if (!person) throw new SignInNeeded('session.none', 'Sign in first.');
      return mayCome(person, allowed);
    });
  }

  /** What the route's decorators and the reviewed list say, worked out once. */
  private policyOf(context: ExecutionContext): Policy {
    const [handler, controller] = [context.getHandler(), context.getClass()];
    let policy = this.policies.get(handler);
    if (!policy) {
      const route = routeName(controller, handler);
      policy = {
        allowed: this.reflector.getAllAndOverride<Allowed | undefined>(ALLOWED, [handler, controller]),
        open: Object.hasOwn(PUBLIC_ROUTES, route),
        ofSessions: OF_SESSIONS.test(route),
        looksWho: this.reflector.getAllAndOverride<boolean | undefined>(LOOKS_WHO, [handler, controller]) ?? false,
      };
      this.policies.set(handler, policy);
    }
    return policy;
  }

  /** Whose session the cookie names, kept for the handler. Nothing of an answer that depends on it may be stored on its way. */
  private async look(context: ExecutionContext, request: FastifyRequest): Promise<Person | null> {
    context.switchToHttp().getResponse<FastifyReply>().header('Cache-Control', 'no-store');
    const token = this.cookies.read(request.cookies ?? {}, 'session');
    const person = token === undefined ? null : await this.sessions.find(token);
    if (person) remember(request, person);
    return person;
  }

  private refuseForeignPages(request: FastifyRequest): void {
    if (LOOKS.includes(request.method)) return;
    const { origin, host } = request.headers;
    const secFetchSite = request.headers['sec-fetch-site'];
    const from = { secFetchSite: secFetchSite?.toString(), origin, host: request.host ?? host };
    if (!isSameSite(from, this.env.publicUrl))
      throw new Forbidden('access.foreign-page', 'This was sent by another site, so it was not done.');
  }
}

function mayCome({ stage, roles }: Person, allowed: Allowed): boolean {
  if (stage !== 'open') {
    if (allowed.stages.includes(stage)) return true;
    const what = stage === 'enrol' ? 'Set up your second factor first.' : 'Enter the code of your second factor first.';
    throw new SignInNeeded(`session.${stage}`, what);
  }
  if (allowed.roles.some((role) => role === 'everyone' || roles.includes(role))) return true;
  throw new Forbidden('access.role', 'Your role does not include this.');
}
