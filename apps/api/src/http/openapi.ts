import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem, ProblemFault } from './problem.js';

/** Version of the HTTP API. */
const API_VERSION = '1.0';

/** The description of the API, from its controllers: the same for the same code, whatever the environment. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Relais')
    .setDescription(
      'Micro-learning for partner sales reps. Refusals are problem details (RFC 9457) with a stable code; `errors` names each fault, where it is and how to mend it.',
    )
    .setVersion(API_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addTag('session', 'Signing in and out, one’s own password, second factor and sessions')
    .addTag('accounts', 'Accounts of staff and partner admins')
    .addTag('audit', 'Who did what')
    .addTag('network', 'Partners, reps and how things stand')
    .addTag('calendar', 'What comes when')
    .addTag('sends', 'What goes out')
    .addTag('results', 'Who answered what')
    .addTag('lines', 'Editorial lines')
    .addTag('segments', 'Saved rules over reps and partners')
    .addTag('drafts', 'Bricks as they are written, reviewed and published')
    .addTag('bricks', 'Bricks of a line and what each has said')
    .addTag('previews', 'Bricks as their readers would see them; nothing is recorded')
    .addTag('inbox', 'A rep who is signed in: what to answer, what was answered, what to receive')
    .addTag('answers', 'What the links in mails open')
    .addTag('boards', 'Points and places')
    .addTag('mailbox', 'Mails caught by the built-in mailbox')
    .addTag('operations', 'Health and measures')
    .build();
  const document = SwaggerModule.createDocument(app, description, { extraModels: [Problem, ProblemFault] });
  for (const operations of Object.values(document.paths)) {
    for (const operation of [operations.get, operations.post, operations.put, operations.patch, operations.delete]) {
      if (operation) operation.responses.default = REFUSAL;
    }
  }
  return document;
}

const REFUSAL = {
  description: 'A refusal, or a fault of ours',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
