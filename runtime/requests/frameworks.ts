import type { LoadedModules } from '../watched/loaded-modules.ts';
import { watchHono } from './hono-routes.ts';

const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor } = Reflect;

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Runs `fn` in a context of this kind and name. */
type RunIn = (kind: 'websocket', name: string, fn: () => unknown) => unknown;

/** What is told of the frameworks that were found. */
export interface FrameworkEvents {
  /** Koa has made its context for a request. */
  koa: (request: object, context: object) => void;
  /** A handler for this pattern has begun. */
  route: (request: object, route: string) => void;
  /** Undefined where contexts are not followed. */
  run: RunIn | undefined;
}

/** A framework, known by one of its modules. */
interface Framework {
  /** End of its file's name. */
  file: RegExp;
  /** The object whose method is wrapped, from the module's exports. */
  holder: (exported: unknown) => unknown;
  method: string;
  called: (events: FrameworkEvents, call: () => unknown, self: unknown, args: unknown[]) => unknown;
}

const prototypeOf = (value: unknown): unknown => (value as { prototype?: unknown } | undefined)?.prototype;

interface SocketIo {
  listenerCount(event: string): number;
}

const FRAMEWORKS: readonly Framework[] = [
  {
    file: /[\\/]node_modules[\\/]koa[\\/]lib[\\/]application\.js$/,
    holder: prototypeOf,
    method: 'createContext',
    called: ({ koa }, call, _self, [request]) => {
      const context = call();
      koa(request as object, context as object);
      return context;
    },
  },
  {
    file: /[\\/]node_modules[\\/]ws[\\/]lib[\\/]websocket\.js$/,
    holder: prototypeOf,
    method: 'emit',
    called: ({ run }, call, _self, [event]) =>
      run === undefined || event !== 'message' ? call() : run('websocket', 'WebSocket message', call),
  },
  {
    file: /[\\/]node_modules[\\/]socket\.io[\\/]dist[\\/]socket\.js$/,
    holder: (exported) => prototypeOf((exported as { Socket?: unknown }).Socket),
    method: 'dispatch',
    called: ({ run }, call, self, [packet]) => {
      const [event] = packet as unknown[];
      // Only names that the program itself listens for: others are a client's text.
      const known = typeof event === 'string' && (self as SocketIo).listenerCount(event) > 0;
      return run === undefined
        ? call()
        : run('websocket', known ? `socket.io event ${event}` : 'socket.io event', call);
    },
  },
];

/** Has the frameworks that a program uses tell which route and which message the code that runs serves. */
export class Frameworks {
  readonly #events: FrameworkEvents;
  readonly #modules: LoadedModules;
  readonly #restore: (() => void)[] = [];

  constructor(modules: LoadedModules, events: FrameworkEvents) {
    this.#modules = modules;
    this.#events = events;
  }

  start(): void {
    for (const framework of FRAMEWORKS) {
      this.#modules.await(framework.file, (exported) => {
        this.#wrap(framework, framework.holder(exported));
      });
    }
    this.#restore.push(watchHono(this.#events.route));
  }

  stop(): void {
    for (const restore of this.#restore.splice(0)) restore();
  }

  #wrap({ method, called }: Framework, holder: unknown): void {
    if (typeof holder !== 'object' || holder === null) return;
    const original: unknown = Reflect.get(holder, method);
    if (typeof original !== 'function') return;
    const own = getOwnPropertyDescriptor(holder, method);
    const events = this.#events;
    const wrapper = new Proxy(original as AnyFunction, {
      apply: (target, self, args: unknown[]) => called(events, () => apply(target, self, args), self, args),
    });
    defineProperty(holder, method, { writable: true, configurable: true, enumerable: false, ...own, value: wrapper });
    this.#restore.push(() => {
      if (getOwnPropertyDescriptor(holder, method)?.value !== wrapper) return;
      if (own) defineProperty(holder, method, own);
      else deleteProperty(holder, method);
    });
  }
}
