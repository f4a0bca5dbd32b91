import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawContext } from '../protocol.ts';
import type { ContextKind } from '../stall-record.ts';
import { endAllowance } from '../strict/scope.ts';
import type { LoadedModules } from '../watched/loaded-modules.ts';
import { Frameworks } from './frameworks.ts';
import { watchHttp2, type Http2Request } from './http2-requests.ts';
import { OpenRequests, type Answer, type RequestEntry } from './open-requests.ts';
import { fastifyRoute, koaRoute, pathOf, routeOf } from './routes.ts';

/** Requests that one sample lists at most. */
const LISTED = 8;

interface NamedEntry {
  kind: Exclude<ContextKind, 'request'>;
  name: string;
}

type Entry = RequestEntry | NamedEntry;

/** Knows which request the running code belongs to, or which requests are in flight. */
export class RequestContexts {
  readonly #storage = new AsyncLocalStorage<Entry>();
  readonly #open = new OpenRequests();
  readonly #follow: boolean;
  readonly #withPath: boolean;
  readonly #frameworks: Frameworks;
  #stopHttp2 = (): void => undefined;

  /** `follow`: through async code, by AsyncLocalStorage; `withPath`: record paths also where the pattern is known. */
  constructor(modules: LoadedModules, follow: boolean, withPath: boolean) {
    this.#follow = follow;
    this.#withPath = withPath;
    this.#frameworks = new Frameworks(modules, {
      koa: (request, context) => {
        const entry = this.#entryOf(request);
        if (entry) entry.koa = context;
      },
      route: (request, route) => {
        const entry = this.#entryOf(request);
        if (entry) entry.route = route;
      },
      run: follow ? (kind, name, fn) => this.#storage.run({ kind, name }, fn) : undefined,
    });
  }

  readonly #onStart = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    this.#add(request, response, request.method ?? '', request.url ?? '/');
  };

  readonly #onHttp2 = ({ stream, method, path }: Http2Request): void => {
    this.#add(stream, stream, method, path);
  };

  readonly #onFastify = (message: unknown): void => {
    const found = fastifyRoute(message);
    const entry = found && this.#entryOf(found.raw);
    if (entry) entry.route = found.route;
  };

  start(): void {
    subscribe('http.server.request.start', this.#onStart);
    subscribe('tracing:fastify.request.handler:start', this.#onFastify);
    this.#stopHttp2 = watchHttp2(this.#onHttp2);
    this.#frameworks.start();
  }

  stop(): void {
    unsubscribe('http.server.request.start', this.#onStart);
    unsubscribe('tracing:fastify.request.handler:start', this.#onFastify);
    this.#stopHttp2();
    this.#frameworks.stop();
    this.#open.clear();
    this.#storage.disable();
  }

  /** With each heartbeat. */
  beat(isIdle: boolean): void {
    this.#open.beat(isIdle);
  }

  /** Runs `fn` in a context of the caller's own name. */
  run<T>(name: string, fn: () => T): T {
    return this.#storage.run({ kind: 'custom', name }, fn);
  }

  /** The context of the running code, or null where none is known. */
  current(now: number): RawContext | null {
    const entry = this.#storage.getStore();
    return entry === undefined ? null : this.#describe(entry, now);
  }

  /** The requests that have no finished response yet, latest first. */
  inFlight(now: number): RawContext[] {
    return this.#open.latest(LISTED).map((entry) => this.#describe(entry, now));
  }

  #add(request: object, answer: Answer, method: string, target: string): void {
    const entry = this.#open.add(request, answer, method, target);
    if (!this.#follow) return;
    this.#storage.enterWith(entry);
    endAllowance();
  }

  /** The entry of a request as a framework has it: over HTTP/2, Node's compatible request has the stream. */
  #entryOf(request: object): RequestEntry | undefined {
    const own = (request as { stream?: object }).stream;
    const entry = this.#storage.getStore();
    if (entry?.kind === 'request' && (entry.request === request || entry.request === own)) return entry;
    return this.#open.find(request) ?? (own && this.#open.find(own));
  }

  #describe(entry: Entry, now: number): RawContext {
    if (entry.kind !== 'request') return { kind: entry.kind, name: entry.name };
    const { request, id, since, method, target, koa } = entry;
    const route = entry.route ?? (koa && koaRoute(koa)) ?? routeOf(request);
    const path = pathOf(target);
    return {
      kind: 'request',
      name: `${method} ${route ?? path}`,
      method,
      id,
      openMs: Math.round(now - since),
      ...(route !== undefined && { route }),
      ...((route === undefined || this.#withPath) && { path }),
    };
  }
}
