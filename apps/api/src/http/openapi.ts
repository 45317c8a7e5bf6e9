import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem, ProblemFault } from './problem.js';

/** Version of the HTTP API. */
const API_VERSION = '1.0';

/** What Swagger UI needs to run, on its own pages only. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The description of the API, from its controllers. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Relais')
    .setDescription(
      'Micro-learning for partner sales reps. Refusals are problem details (RFC 9457) with a stable code.',
    )
    .setVersion(API_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addTag('answers', 'What the links in mails open')
    .addTag('boards', 'Points and places')
    .addTag('mailbox', 'Mails caught by the built-in mailbox')
    .addTag('operations', 'Health and measures')
    .addGlobalResponse({
      status: 'default',
      description: 'A refusal or a fault',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    } as never)
    .build();
  return SwaggerModule.createDocument(app, description, { extraModels: [Problem, ProblemFault] });
}

/** Serves the description at /api/openapi.json and a page to try it at /api/docs. */
export function serveApiDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'Relais API',
  });
}
