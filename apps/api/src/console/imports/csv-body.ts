import { createParamDecorator, UnsupportedMediaTypeException, type ExecutionContext } from '@nestjs/common';
import { MOST_IMPORT_BYTES } from '@relais/network';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const PATH = '/api/v1/people-imports';

/** A file that is still on its way. */
export interface CsvBody {
  /** Reads it to its end. @throws 413 when it is too large. */
  read(): Promise<Buffer>;
}

/** Lets the server take CSV files, for the one route that does. Nothing is read before the gate has let the person through. */
export function takeCsvFiles(server: FastifyInstance): void {
  server.addContentTypeParser('text/csv', (request: FastifyRequest, body: NodeJS.ReadableStream, done) => {
    if (request.routeOptions.url === PATH) done(null, body);
    else done(new UnsupportedMediaTypeException());
  });
}

/** Reads what `@Csv()` gives. @throws UnsupportedMediaTypeException when the body is no CSV file */
export function readCsv(_: unknown, context: ExecutionContext): CsvBody {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (typeof (body as { pipe?: unknown } | null)?.pipe !== 'function') throw new UnsupportedMediaTypeException();
  return { read: () => readAll(body as AsyncIterable<Buffer>) };
}

/** Handler parameter: the CSV file of the request. */
export const Csv = createParamDecorator(readCsv);

async function readAll(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MOST_IMPORT_BYTES) throw Object.assign(new Error('The file is too large.'), { statusCode: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
