import { randomBytes } from 'node:crypto';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { readShell, webFolder } from './web-files.js';

/** What both programs may do: load their own files, talk to their own server. No inline script or style, nothing of others. */
const SHARED =
  "default-src 'none'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Mantine writes media queries and the lock of the scroll bar as style elements, so those carry a nonce that is new in every response. */
const consolePolicy = (nonce: string) => `${SHARED}; style-src 'self' 'nonce-${nonce}'`;
const INBOX_POLICY = `${SHARED}; style-src 'self'`;

/** Where each program answers; deep links get its page too, which then shows what the address names. */
const CONSOLE_PATHS = ['/app', '/app/*'];
const INBOX_PATHS = [
  '/inbox',
  '/inbox/*',
  '/sign-in',
  '/sign-in/:token',
  '/welcome/:token',
  '/reset/:token',
  '/first-admin/:token',
];

/**
 * Serves the built web app. Its files are public: they hold no data, and everything they show comes through the API, which asks who
 * is there. Where it was not built (tests of the API alone), its addresses answer 404.
 * @param base path the product is mounted at behind a proxy, without a slash at its end.
 */
export async function serveWebApp(app: NestFastifyApplication, base: string): Promise<void> {
  const folder = webFolder();
  if (!folder) return;
  const server = app.getHttpAdapter().getInstance();
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/web/',
    index: false,
    preCompressed: true,
    cacheControl: false,
    // Names of assets change with what is in them; the few other files are asked for again each time.
    setHeaders: (response, file) =>
      void response.setHeader(
        'Cache-Control',
        file.startsWith(path.join(folder, 'assets') + path.sep) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
  const console_ = readShell(folder, 'console.html', base);
  const inbox = readShell(folder, 'inbox.html', base);
  for (const address of CONSOLE_PATHS)
    server.get(address, (_, reply) => {
      const nonce = randomBytes(16).toString('base64url');
      sendShell(reply, console_.replaceAll('%NONCE%', nonce), consolePolicy(nonce));
    });
  for (const address of INBOX_PATHS) server.get(address, (_, reply) => sendShell(reply, inbox, INBOX_POLICY));
  const offline = readShell(folder, 'offline.html', base);
  server.get('/inbox/offline', (_, reply) => sendShell(reply, offline, INBOX_POLICY));
  // Here and not with the other files: a worker serves addresses below its own.
  server.get('/inbox/service-worker.js', (_, reply) =>
    reply
      .header('Content-Security-Policy', "default-src 'none'; connect-src 'self'")
      .header('Cache-Control', 'no-cache')
      .header('Service-Worker-Allowed', `${base}/inbox`)
      .sendFile('service-worker.js'),
  );
}

function sendShell(reply: FastifyReply, html: string, policy: string): void {
  void reply
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Content-Security-Policy', policy)
    // Addresses of sign-in hold tokens, and a page from an older build names files that are gone.
    .header('Cache-Control', 'no-store')
    .header('X-Robots-Tag', 'noindex')
    .send(html);
}
