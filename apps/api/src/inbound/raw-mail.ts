import { createParamDecorator, UnsupportedMediaTypeException, type ExecutionContext } from '@nestjs/common';
import type { InboundEnvelope } from '@relais/delivery';
import { MOST_INBOUND_BYTES, type Env } from '@relais/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { demandSecret, INBOUND_PATH, SECRET_HEADER } from './inbound-secret.js';

const TYPES = ['message/rfc822', 'application/octet-stream'];

/** A mail handed in over HTTP: its source, and the SMTP envelope where the sender tells it. */
export interface RawMail {
  raw: Buffer;
  envelope: InboundEnvelope;
}

/** Lets the server read raw mails, for the one route that takes them. Nothing is read before the secret is known to be right: such bodies may be large. */
export function readRawMails(server: FastifyInstance, env: Pick<Env, 'RELAIS_INBOUND_SECRET'>): void {
  server.addContentTypeParser(TYPES, async (request: FastifyRequest, body: NodeJS.ReadableStream) => {
    if (request.routeOptions.url !== INBOUND_PATH) throw new UnsupportedMediaTypeException();
    demandSecret(env, request.headers[SECRET_HEADER]);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += (chunk as Buffer).length;
      if (size > MOST_INBOUND_BYTES) throw Object.assign(new Error('The mail is too large.'), { statusCode: 413 });
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks);
  });
}

/** Reads what `@HandedIn()` gives. @throws UnsupportedMediaTypeException when the body is no raw mail. */
export function readHandedIn(_: unknown, context: ExecutionContext): RawMail {
  const { body, headers } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!Buffer.isBuffer(body) || body.length === 0) throw new UnsupportedMediaTypeException();
  const from = headers['x-envelope-from'];
  const to = [headers['x-envelope-to'] ?? []].flat().join(',');
  return {
    raw: body,
    envelope: {
      from: typeof from === 'string' ? bare(from).slice(0, 320) : null,
      to: to.slice(0, 20_000).split(',').map(bare).filter(Boolean),
    },
  };
}

/** Handler parameter: `@HandedIn() mail: RawMail`. */
export const HandedIn = createParamDecorator(readHandedIn);

const bare = (address: string): string => address.trim().replace(/^<(.*)>$/, '$1');
