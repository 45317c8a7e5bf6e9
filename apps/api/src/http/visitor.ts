import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mediumFor, pathOf, type Medium } from './negotiation.rules.js';

/** What a request tells of its sender beside its input. Nothing in it is trusted: it only chooses how an answer looks. */
export interface VisitorInfo {
  acceptLanguage: string | undefined;
  medium: Medium;
  /** true: only the headers of the response are wanted, so nothing needs to be read for its body. */
  headersOnly: boolean;
}

/** Reads what `@Visitor()` gives. */
export function readVisitor(_: unknown, context: ExecutionContext): VisitorInfo {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return {
    acceptLanguage: request.headers['accept-language'],
    medium: mediumFor(request.headers.accept, pathOf(request.raw.url ?? '/')),
    headersOnly: request.method === 'HEAD',
  };
}

/** Handler parameter: `@Visitor() visitor: VisitorInfo`. */
export const Visitor = createParamDecorator(readVisitor);
