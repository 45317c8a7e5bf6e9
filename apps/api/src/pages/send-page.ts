import type { FastifyReply } from 'fastify';
import type { Pages } from './pages.js';

/**
 * Sends a whole page with the headers every page has: kept by nobody, found by no search engine, told to no other site. It goes out as
 * bytes: Node measures a text twice before it writes it.
 */
export function sendPage(
  reply: FastifyReply,
  pages: Pages,
  status: number,
  html: string | Buffer,
  policy = pages.policy(),
): void {
  void reply
    .code(status)
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Content-Security-Policy', policy)
    .header('Cache-Control', 'no-store')
    .header('Referrer-Policy', 'no-referrer')
    .header('X-Robots-Tag', 'noindex')
    .header('Vary', 'Accept, Accept-Language')
    .send(typeof html === 'string' && html !== '' ? Buffer.from(html) : html);
}
