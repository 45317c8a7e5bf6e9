import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { describeApi } from './openapi.js';

/** The documentation page runs Swagger UI, so its policy allows the scripts of this server, there and nowhere else. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ASSETS = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Relais API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<noscript>The description of the API is at <a href="openapi.json">openapi.json</a>.</noscript>
<div id="docs"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

/** Beside the page, so that it also works below a path of a proxy. */
const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#docs', deepLinking: true, defaultModelsExpandDepth: 0 });\n`;

/** Serves the description at /api/openapi.json and a page to read and try it at /api/docs. Built when first asked for. */
export function serveApiDocs(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  let json: string | undefined;
  server.get('/api/openapi.json', (_, reply) => {
    json ??= JSON.stringify(describeApi(app));
    void reply.header('Content-Type', 'application/json; charset=utf-8').send(json);
  });
  const send = (reply: FastifyReply, type: string, body: string | Buffer) =>
    void reply.header('Content-Type', type).header('Content-Security-Policy', DOCS_POLICY).send(body);
  server.get('/api/docs', (_, reply) => send(reply, 'text/html; charset=utf-8', PAGE));
  server.get('/api/docs/start.js', (_, reply) => send(reply, 'text/javascript; charset=utf-8', START));
  for (const [file, type] of Object.entries(ASSETS)) {
    let asset: Buffer | undefined;
    server.get(`/api/docs/${file}`, (_, reply) => {
      asset ??= readFileSync(path.join(swaggerUiFolder(), file));
      reply.header('Cache-Control', 'public, max-age=86400');
      send(reply, type, asset);
    });
  }
}

/** Swagger UI comes with @nestjs/swagger, so it is looked for from there. */
function swaggerUiFolder(): string {
  const here = createRequire(import.meta.url);
  const from = createRequire(here.resolve('@nestjs/swagger/package.json'));
  return path.dirname(from.resolve('swagger-ui-dist/package.json'));
}
