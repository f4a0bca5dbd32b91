import { withoutQuery } from '../addresses.ts';

interface ExpressRequest {
  route?: { path?: unknown };
  baseUrl?: unknown;
}

interface FastifyMessage {
  request?: { raw?: object };
  route?: { url?: unknown };
}

function patternOf(path: unknown): string | undefined {
  if (typeof path === 'string') return path;
  if (path instanceof RegExp) return String(path);
  if (Array.isArray(path)) return path.map((part) => patternOf(part) ?? '?').join('|');
  return undefined;
}

/** The pattern that Express matched: `/orders/:id`. Undefined for another framework, or before a route is found. */
export function routeOf(request: object): string | undefined {
  const { route, baseUrl } = request as ExpressRequest;
  const pattern = patternOf(route?.path);
  if (pattern === undefined) return undefined;
  const base = typeof baseUrl === 'string' ? baseUrl : '';
  return base !== '' && pattern === '/' ? base : base + pattern;
}

interface KoaContext {
  _matchedRoute?: unknown;
}

/** The pattern that a router of Koa matched; undefined before it has. */
export function koaRoute(context: object): string | undefined {
  return patternOf((context as KoaContext)._matchedRoute);
}

/** What Fastify's tracing channel says when a handler starts: the pattern and Node's own request. */
export function fastifyRoute(message: unknown): { raw: object; route: string } | undefined {
  const { request, route } = message as FastifyMessage;
  const url = route?.url;
  return request?.raw !== undefined && typeof url === 'string' ? { raw: request.raw, route: url } : undefined;
}

/**
 * The path of a request's target: no scheme, host, query or fragment. Without regular expressions: a sample asks for it, and
 * the program may stand in one.
 */
export function pathOf(target: string | undefined): string {
  const path = withoutHost(withoutQuery(target ?? '/'));
  return path === '' ? '/' : path;
}

function withoutHost(target: string): string {
  const scheme = target.startsWith('/') ? -1 : target.indexOf('://');
  if (scheme <= 0) return target;
  const path = target.indexOf('/', scheme + 3);
  return path < 0 ? '' : target.slice(path);
}
