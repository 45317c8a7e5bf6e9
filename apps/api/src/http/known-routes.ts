import type { FastifyInstance } from 'fastify';

/** Every route of the server, to tell "not here" from "not like this". */
export class KnownRoutes {
  private readonly routes: { path: RegExp; method: string }[] = [];

  /** Collects the routes as they are registered: call it before the first one is. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      for (const one of [method].flat()) this.routes.push({ path: matcher(url), method: one });
    });
  }

  /** Methods that `path` takes, OPTIONS included; empty when nothing is there. */
  methodsOf(path: string): string[] {
    const methods = this.routes.filter((route) => route.path.test(path)).map(({ method }) => method);
    return methods.length ? [...new Set([...methods, 'OPTIONS'])].sort() : [];
  }
}

function matcher(pattern: string): RegExp {
  const source = pattern
    .replace(/\/+$/, '')
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/');
  return new RegExp(`^${source}/?$`, 'i');
}
