import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The page of a delivery as it must not be: it confirms by itself when a script runs. A control for the detector: the product's
 * own page with one line more, shown by a server in front of it.
 */
export class SubmittingPage {
  private constructor(private readonly server: Server) {}

  /** @param door address of the product's HTTP door. */
  static async open(door: string): Promise<SubmittingPage> {
    const server = createServer((request, response) => {
      pass(door, request, response).catch(() => response.writeHead(502).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new SubmittingPage(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function pass(door: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await fetch(door + request.url, {
    method: request.method,
    headers: { 'content-type': request.headers['content-type'] ?? 'text/plain', accept: 'text/html' },
    ...(request.method === 'POST' && { body: Buffer.concat(chunks) }),
  });
  const page = (await answer.text()).replace('</body>', '<script>document.forms[0]?.submit()</script></body>');
  response.writeHead(answer.status, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}
