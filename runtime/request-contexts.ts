import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { nowMs } from './clock.ts';
import type { RawContext } from './protocol.ts';
import { fastifyRoute, pathOf, routeOf } from './routes.ts';

/** Requests that one sample lists at most. */
const LISTED = 8;

/** Open requests that are remembered; beyond it, those whose response is gone are looked for. */
const REMEMBERED = 1000;

interface RequestEntry {
  kind: 'request';
  id: number;
  since: number;
  request: IncomingMessage;
  response: ServerResponse;
  route: string | undefined;
}

interface NamedEntry {
  kind: 'custom';
  name: string;
}

type Entry = RequestEntry | NamedEntry;

const isGone = ({ response }: RequestEntry): boolean => response.writableFinished || response.destroyed;

/** Knows which request the running code belongs to, or which requests are in flight. */
export class RequestContexts {
  readonly #storage = new AsyncLocalStorage<Entry>();
  readonly #open = new Map<object, RequestEntry>();
  readonly #follow: boolean;
  readonly #withPath: boolean;
  #count = 0;

  /** `follow`: through async code, by AsyncLocalStorage; `withPath`: record paths also where the pattern is known. */
  constructor(follow: boolean, withPath: boolean) {
    this.#follow = follow;
    this.#withPath = withPath;
  }

  readonly #onStart = (message: unknown): void => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    this.#count += 1;
    const entry: RequestEntry = {
      kind: 'request',
      id: this.#count,
      since: nowMs(),
      request,
      response,
      route: undefined,
    };
    if (this.#open.size >= REMEMBERED) this.#forgetGone();
    this.#open.set(request, entry);
    if (this.#follow) this.#storage.enterWith(entry);
  };

  readonly #onFinish = (message: unknown): void => {
    this.#open.delete((message as { request: IncomingMessage }).request);
  };

  readonly #onFastify = (message: unknown): void => {
    const found = fastifyRoute(message);
    const entry = found && this.#open.get(found.raw);
    if (entry) entry.route = found.route;
  };

  start(): void {
    subscribe('http.server.request.start', this.#onStart);
    subscribe('http.server.response.finish', this.#onFinish);
    subscribe('tracing:fastify.request.handler:start', this.#onFastify);
  }

  stop(): void {
    unsubscribe('http.server.request.start', this.#onStart);
    unsubscribe('http.server.response.finish', this.#onFinish);
    unsubscribe('tracing:fastify.request.handler:start', this.#onFastify);
    this.#open.clear();
    this.#storage.disable();
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
    this.#forgetGone();
    const latest = [...this.#open.values()].slice(-LISTED).reverse();
    return latest.map((entry) => this.#describe(entry, now));
  }

  #forgetGone(): void {
    for (const [key, entry] of this.#open) if (isGone(entry)) this.#open.delete(key);
    if (this.#open.size < REMEMBERED) return;
    const [oldest] = this.#open.keys();
    if (oldest !== undefined) this.#open.delete(oldest);
  }

  #describe(entry: Entry, now: number): RawContext {
    if (entry.kind === 'custom') return { kind: 'custom', name: entry.name };
    const { request, id, since } = entry;
    const method = request.method ?? '';
    const route = entry.route ?? routeOf(request);
    const path = pathOf(request.url);
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
