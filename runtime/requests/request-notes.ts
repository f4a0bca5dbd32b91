import type { IncomingMessage } from 'node:http';
import { koaRoute, routeOf } from './routes.ts';

/** What a framework has told of a request. */
type Note = { request: object } & ({ route: string } | { koa: object });

interface Request {
  /** HTTP/1. */
  socket?: object | null;
  /** HTTP/2. */
  stream?: object;
}

/** The connection of a request of HTTP/1, the stream of one of HTTP/2, be it as Node's compatible request or itself. */
function keyOf(request: Request): object {
  return (Object.hasOwn(request, 'socket') ? request.socket : request.stream) ?? request;
}

/** A connection of HTTP/1, or a stream of HTTP/2. */
interface Carrier {
  /** The response that is open on the connection. */
  _httpMessage?: object | null;
  /** Of a stream. */
  closed?: boolean;
  destroyed?: boolean;
}

function isAnswered(carrier: Carrier): boolean {
  if (carrier.destroyed === true) return true;
  return '_httpMessage' in carrier ? carrier._httpMessage === null : carrier.closed !== false;
}

/**
 * What frameworks tell of requests. It is kept by connection, whose next request takes the place: requests would be many
 * short-lived keys. What is told of an answered one is let go with the next heartbeat: it may hold much.
 */
export class RequestNotes {
  readonly #notes = new Map<Carrier, Note>();
  readonly #ids = new WeakMap<object, number>();
  #count = 0;

  /** Koa has made its context, which knows the route when the router has found it. */
  addKoa(request: object, koa: object): void {
    this.#notes.set(keyOf(request), { request, koa });
  }

  /** A handler for this pattern has begun. */
  addRoute(request: object, route: string): void {
    this.#notes.set(keyOf(request), { request, route });
  }

  /** The pattern of a request's route, where its framework has found it. */
  routeOf(request: object): string | undefined {
    const key = keyOf(request);
    const note = this.#notes.get(key);
    const isOfThis = note?.request === request || key === request;
    const noted = !note || !isOfThis ? undefined : 'koa' in note ? koaRoute(note.koa) : note.route;
    return noted ?? routeOf(request);
  }

  /** The target of a request as it came: frameworks cut parts off `url`. */
  targetOf(request: IncomingMessage): string | undefined {
    const note = this.#notes.get(keyOf(request));
    const holder = note?.request === request && 'koa' in note ? note.koa : request;
    const { originalUrl } = holder as { originalUrl?: unknown };
    return typeof originalUrl === 'string' ? originalUrl : request.url;
  }

  /** With each heartbeat. */
  forgetAnswered(): void {
    for (const carrier of this.#notes.keys()) if (isAnswered(carrier)) this.#notes.delete(carrier);
  }

  clear(): void {
    this.#notes.clear();
  }

  /** Numbers the requests that are asked about, from 1. */
  idOf(request: object): number {
    const known = this.#ids.get(request);
    if (known !== undefined) return known;
    this.#count += 1;
    this.#ids.set(request, this.#count);
    return this.#count;
  }
}
