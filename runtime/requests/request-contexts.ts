import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawContext } from '../protocol.ts';
import type { ContextKind } from '../stall-record.ts';
import { endAllowance } from '../strict/scope.ts';
import type { LoadedModules } from '../watched/loaded-modules.ts';
import { Frameworks } from './frameworks.ts';
import { watchHttp2, type Http2Request } from './http2-requests.ts';
import { HttpServers, mayBeHandedConnections } from './http-servers.ts';
import { OpenRequests, type RequestEntry } from './open-requests.ts';
import { RequestNotes } from './request-notes.ts';
import { fastifyRoute, pathOf } from './routes.ts';

/** Requests that one sample lists at most. */
const LISTED = 8;

/** Among so many connections the requests in flight are looked for before a call that may be short. */
const FEW_CONNECTIONS = 50;

const REQUESTS = 'http.server.request.start';
const CONNECTIONS = 'net.server.socket';
const FASTIFY = 'tracing:fastify.request.handler:start';

interface NamedEntry {
  kind: Exclude<ContextKind, 'request'>;
  name: string;
}

type Entry = RequestEntry | NamedEntry;

/** What Node announces of a request of HTTP/1. */
interface Announced {
  request: IncomingMessage;
  response: ServerResponse;
  server: object;
}

/** Knows which request the running code belongs to, or which requests are in flight. */
export class RequestContexts {
  readonly #storage = new AsyncLocalStorage<Entry>();
  readonly #servers: HttpServers;
  /** Requests of HTTP/2, and of servers that cannot be asked. */
  readonly #open = new OpenRequests();
  readonly #notes = new RequestNotes();
  readonly #follow: boolean;
  readonly #withPath: boolean;
  readonly #frameworks: Frameworks;
  /** Node announces the requests of HTTP/1 to this object; it has announced one; it has to go on. */
  #isTold = false;
  #wasTold = false;
  #mustBeTold = false;
  #stopHttp2 = (): void => undefined;

  /** `follow`: through async code, by AsyncLocalStorage; `withPath`: record paths also where the pattern is known. */
  constructor(modules: LoadedModules, follow: boolean, withPath: boolean) {
    this.#follow = follow;
    this.#servers = new HttpServers(follow ? this.#onFollowed : undefined);
    this.#withPath = withPath;
    this.#frameworks = new Frameworks(modules, {
      koa: (request, context) => {
        this.#notes.addKoa(request, context);
      },
      route: (request, route) => {
        this.#notes.addRoute(request, route);
      },
      run: follow ? (kind, name, fn) => this.#storage.run({ kind, name }, fn) : undefined,
    });
  }

  readonly #onFollowed = (request: IncomingMessage): void => {
    this.#enter({ kind: 'request', request });
  };

  readonly #onRequest = (message: unknown): void => {
    const { request, response, server } = message as Announced;
    this.#wasTold = true;
    if (this.#servers.knows(server)) return;
    const entry: RequestEntry = { kind: 'request', request };
    if (!this.#servers.meet(server)) {
      this.#mustBeTold = true;
      this.#open.add(entry, response);
    }
    if (this.#follow) this.#enter(entry);
  };

  readonly #onConnection = (message: unknown): void => {
    const { server } = (message as { socket: { server?: object } }).socket;
    if (server === undefined || this.#servers.meet(server)) return;
    // It may hand its connections on to a server that cannot be asked.
    this.#mustBeTold = true;
    this.#beTold();
  };

  readonly #onHttp2 = ({ stream, method, path }: Http2Request): void => {
    const entry: RequestEntry = { kind: 'request', stream, method, target: path };
    this.#open.add(entry, stream);
    if (this.#follow) this.#enter(entry);
  };

  readonly #onFastify = (message: unknown): void => {
    const found = fastifyRoute(message);
    if (found) this.#notes.addRoute(found.raw, found.route);
  };

  start(): void {
    this.#beTold();
    subscribe(CONNECTIONS, this.#onConnection);
    subscribe(FASTIFY, this.#onFastify);
    this.#stopHttp2 = watchHttp2(this.#onHttp2);
    this.#frameworks.start();
  }

  stop(): void {
    unsubscribe(REQUESTS, this.#onRequest);
    unsubscribe(CONNECTIONS, this.#onConnection);
    unsubscribe(FASTIFY, this.#onFastify);
    this.#stopHttp2();
    this.#frameworks.stop();
    this.#servers.stop();
    this.#open.clear();
    this.#notes.clear();
    this.#storage.disable();
  }

  /** With each heartbeat. */
  beat(): void {
    this.#open.forgetGone();
    this.#notes.forgetAnswered();
    if (!this.#isTold || !this.#wasTold || this.#mustBeTold || mayBeHandedConnections()) return;
    // Not while one is announced: Node 20 would skip the subscriber after ours.
    unsubscribe(REQUESTS, this.#onRequest);
    this.#isTold = false;
  }

  /** Runs `fn` in a context of the caller's own name. */
  run<T>(name: string, fn: () => T): T {
    return this.#storage.run({ kind: 'custom', name }, fn);
  }

  /** The context of the running code, or null where none is known. */
  current(): RawContext | null {
    const entry = this.#storage.getStore();
    if (entry !== undefined) return this.#describe(entry);
    const request = this.#servers.running();
    return request === undefined ? null : this.#describe({ kind: 'request', request });
  }

  /** The context of a call that begins, or what is in flight, as far as that is known at once: most calls are short. */
  atHand(): { context: RawContext | null; inFlight: RawContext[] } {
    const entry = this.#storage.getStore();
    if (entry !== undefined) return { context: this.#describe(entry), inFlight: [] };
    if (this.#servers.count > FEW_CONNECTIONS) return { context: null, inFlight: [] };
    const context = this.current();
    return { context, inFlight: context === null ? this.inFlight() : [] };
  }

  /** Requests that have no finished response yet. */
  inFlight(): RawContext[] {
    const asked = this.#servers.open(LISTED).map((request): RequestEntry => ({ kind: 'request', request }));
    return [...asked, ...this.#open.latest(LISTED)].slice(0, LISTED).map((entry) => this.#describe(entry));
  }

  #beTold(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    subscribe(REQUESTS, this.#onRequest);
  }

  #enter(entry: RequestEntry): void {
    this.#storage.enterWith(entry);
    endAllowance();
  }

  #describe(entry: Entry): RawContext {
    if (entry.kind !== 'request') return { kind: entry.kind, name: entry.name };
    const own = 'stream' in entry ? entry.stream : entry.request;
    const { method = '' } = 'stream' in entry ? entry : entry.request;
    const route = this.#notes.routeOf(own);
    const path = pathOf('stream' in entry ? entry.target : this.#notes.targetOf(entry.request));
    return {
      kind: 'request',
      name: `${method} ${route ?? path}`,
      method,
      id: this.#notes.idOf(own),
      ...(route !== undefined && { route }),
      ...((route === undefined || this.#withPath) && { path }),
    };
  }
}
