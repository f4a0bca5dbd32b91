import type { HandlerFramework } from './types.ts';

/** Events of a life, not of traffic: their listeners run once, at its beginning or its end. */
export const LIFE_CYCLE: readonly string[] = (
  'exit beforeExit disconnect uncaughtException uncaughtExceptionMonitor unhandledRejection rejectionHandled warning ' +
  'SIGTERM SIGINT SIGHUP SIGQUIT SIGUSR1 SIGUSR2 SIGBREAK SIGWINCH listening ready open connect connected reconnect ' +
  'close closed error end finish shutdown stop start started online offline spawn drain pause resume pipe unpipe init ' +
  'newListener removeListener reconnecting boot booted bootstrap bootstrapped loaded initialized initialised initializing'
).split(' ');

/** Event names under which each listener is a handler. */
export const LISTEN: readonly string[] = ['on', 'addListener', 'once', 'prependListener', 'prependOnceListener'];

/** Listeners of EventEmitter and EventTarget, and of small emitters. https://nodejs.org/api/events.html */
export const nodeEvents: readonly HandlerFramework[] = [
  {
    name: 'EventEmitter',
    module: 'node:events',
    aliases: ['eventemitter3', 'eventemitter2', 'tiny-typed-emitter', 'tseep'],
    kind: 'event',
    returns: {
      'new default': 'EventEmitter',
      ...Object.fromEntries(LISTEN.map((name) => [`EventEmitter.prototype.${name}`, 'EventEmitter'])),
    },
    registrations: [
      {
        members: [
          ...LISTEN.map((name) => `EventEmitter.prototype.${name}`),
          ...['TypedEmitter', 'EventEmitter2'].flatMap((type) => LISTEN.map((name) => `${type}.prototype.${name}`)),
        ],
        handlers: [{ at: 1 }],
        only: { at: 0, notIn: LIFE_CYCLE },
        noun: 'event',
        route: { at: 0 },
      },
    ],
  },
  {
    // https://github.com/developit/mitt#usage
    name: 'mitt',
    module: 'mitt',
    kind: 'event',
    returns: { default: 'Emitter' },
    registrations: [
      {
        members: ['Emitter.prototype.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, notIn: LIFE_CYCLE },
        noun: 'event',
        route: { at: 0 },
      },
    ],
  },
  {
    // https://github.com/sindresorhus/emittery#usage
    name: 'Emittery',
    module: 'emittery',
    kind: 'event',
    returns: { 'new default': 'Emittery' },
    registrations: [
      {
        members: ['Emittery.prototype.on'],
        handlers: [{ at: 1 }],
        only: { at: 0, notIn: LIFE_CYCLE },
        noun: 'event',
        route: { at: 0 },
      },
      { members: ['Emittery.prototype.onAny'], handlers: [{ at: 0 }], noun: 'event' },
    ],
  },
];
