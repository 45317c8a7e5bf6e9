import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Env } from '@relais/platform';
import type { FastifyRequest } from 'fastify';
import { demandSecret, SECRET_HEADER } from './inbound-secret.js';

/** Only who knows the shared secret hands in mail. */
@Injectable()
export class InboundGuard implements CanActivate {
  constructor(private readonly env: Env) {}

  canActivate(context: ExecutionContext): boolean {
    demandSecret(this.env, context.switchToHttp().getRequest<FastifyRequest>().headers[SECRET_HEADER]);
    return true;
  }
}
