import { executionAsyncId, triggerAsyncId } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Node's parser of a connection: the async resource in which handlers are called. */
interface Parser {
  /** The request that is received, or whose handler is called. */
  incoming: IncomingMessage | null;
  /** `_httpMessage`: the response that is open on the connection. */
  socket: { _httpMessage?: ServerResponse | null } | null;
  getAsyncId(): number;
}

/** The list of parsers that each listening server of HTTP/1 has. */
interface Connections {
  all(): Parser[];
}

/** What makes the requests of a server. */
type RequestClass = new (socket: Socket) => IncomingMessage;

interface Server {
  [symbol: symbol]: unknown;
  /** How many connections it has. */
  _connections?: number;
}

/** Names of the symbols that Node keeps these by. */
const CONNECTIONS = 'http.server.connections';
const REQUEST_CLASS = 'IncomingMessage';

const symbolOf = (server: object, name: string): symbol | undefined =>
  Object.getOwnPropertySymbols(server).find(({ description }) => description === name);

/** A worker of a cluster, whose own messages have one listener, may be sent connections for a server that does not listen itself. */
export function mayBeHandedConnections(): boolean {
  const { moduleLoadList = [] } = process as { moduleLoadList?: readonly string[] };
  return process.listenerCount('message') > 1 && moduleLoadList.includes('NativeModule internal/cluster/child');
}

/** Gives the server's connections, and how many there are; undefined where it does not list them. */
function connectionsOf(server: object): (() => { count: number; all: () => Parser[] } | undefined) | undefined {
  const symbol = symbolOf(server, CONNECTIONS);
  const listOf = (from: Server): Connections | undefined => symbol && (from[symbol] as Connections | undefined);
  if (typeof listOf(server as Server)?.all !== 'function') return undefined;
  const reference = new WeakRef(server as Server);
  return () => {
    const known = reference.deref();
    return known && { count: known._connections ?? 0, all: () => listOf(known)?.all() ?? [] };
  };
}

/**
 * Calls `onRequest` with each request that is made for the server from now on, before its handler is called; returns what
 * ends it, or undefined where it cannot be done. No frame of ours stands on the handler's stack, and the requests are of
 * the server's own class.
 */
function tellRequests(server: object, onRequest: (request: IncomingMessage) => void): (() => void) | undefined {
  const symbol = symbolOf(server, REQUEST_CLASS);
  if (symbol === undefined || typeof (server as Server)[symbol] !== 'function') return undefined;
  const Original = (server as Server)[symbol] as RequestClass;
  function Request(socket: Socket): IncomingMessage {
    const request = new Original(socket);
    onRequest(request);
    return request;
  }
  Request.prototype = Original.prototype as IncomingMessage;
  (server as Server)[symbol] = Request;
  const reference = new WeakRef(server as Server);
  return () => {
    const known = reference.deref();
    if (known?.[symbol] === Request) known[symbol] = Original;
  };
}

/**
 * The requests of HTTP/1 as Node itself knows them: each server lists its connections, each connection has its response. To
 * be told of every request by Node's channel costs a plain service 2 to 4 %; this costs nothing until somebody asks.
 */
export class HttpServers {
  readonly #known = new WeakMap<object, boolean>();
  readonly #onRequest: ((request: IncomingMessage) => void) | undefined;
  #connections: NonNullable<ReturnType<typeof connectionsOf>>[] = [];
  /** The parser in which the handler was called that was last asked for. */
  #latest: Parser | undefined;
  #release: (() => void)[] = [];
  #isStopped = false;

  /** `onRequest`: called with each request of the servers that are known, where requests are followed. */
  constructor(onRequest: ((request: IncomingMessage) => void) | undefined) {
    this.#onRequest = onRequest;
  }

  /** How many connections there are: to look through them takes as long as they are many. */
  get count(): number {
    return this.#connections.reduce((sum, connections) => sum + (connections()?.count ?? 0), 0);
  }

  knows(server: object): boolean {
    return this.#known.get(server) === true;
  }

  /**
   * Remembers a server, and says whether its requests can be asked for, and followed if they are to be: not those of a
   * server that does not listen itself, but is handed connections.
   */
  meet(server: object): boolean {
    let known = this.#known.get(server);
    if (known === undefined) this.#known.set(server, (known = this.#learn(server)));
    return known;
  }

  /** The request whose handler was called by Node in this very task; later parts of a handler are not known. */
  running(): IncomingMessage | undefined {
    const task = executionAsyncId();
    if (task === 0) return undefined; // after an `await`
    if (this.#latest?.getAsyncId() !== task)
      this.#latest = this.#parsers().find((parser) => parser.getAsyncId() === task);
    return this.#latest?.incoming ?? undefined;
  }

  /** Requests whose answer has not left yet, at most `count`; first the one whose handler began this task. */
  open(count: number): IncomingMessage[] {
    const cause = triggerAsyncId();
    const first: IncomingMessage[] = [];
    const others: IncomingMessage[] = [];
    for (const parser of this.#parsers()) {
      const response = parser.socket?._httpMessage;
      if (!response || response.destroyed) continue;
      if (cause !== 0 && parser.getAsyncId() === cause) first.push(response.req);
      else if (others.length < count) others.push(response.req);
    }
    return [...first, ...others].slice(0, count);
  }

  stop(): void {
    this.#isStopped = true;
    for (const release of this.#release.splice(0)) release();
  }

  #learn(server: object): boolean {
    const connections = connectionsOf(server);
    if (connections === undefined) return false;
    const onRequest = this.#onRequest;
    if (onRequest) {
      const release = tellRequests(server, (request) => {
        if (!this.#isStopped) onRequest(request);
      });
      if (release === undefined) return false;
      this.#release.push(release);
    }
    this.#connections = this.#connections.filter((each) => each() !== undefined);
    this.#connections.push(connections);
    return true;
  }

  #parsers(): Parser[] {
    return this.#connections.flatMap((connections) => connections()?.all() ?? []);
  }
}
