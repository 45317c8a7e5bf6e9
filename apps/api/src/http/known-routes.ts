import type { FastifyInstance } from 'fastify';

/** Every route of the server, to tell "not here" from "not like this". */
export class KnownRoutes {
  private readonly routes: { name: string; path: RegExp; method: string }[] = [];

  /** Collects the routes as they are registered: call it before the first one is. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ url, method }) => {
      for (const one of [method].flat()) this.routes.push({ name: `${one} ${url}`, path: matcher(url), method: one });
    });
  }

  /** Routes so far that are not on a list, by name (`GET /api/docs`). HEAD goes with GET. */
  beside(reviewed: Readonly<Record<string, string>>): string[] {
    const names = this.routes.map(({ name }) => name.replace(/^HEAD /, 'GET '));
    return [...new Set(names)].filter((name) => !Object.hasOwn(reviewed, name));
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
