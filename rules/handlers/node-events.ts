import { listeners, listening } from './listeners.ts';
import type { HandlerFramework } from './types.ts';

/** Listeners of EventEmitter and EventTarget, and of small emitters. https://nodejs.org/api/events.html */
export const nodeEvents: readonly HandlerFramework[] = [
  {
    name: 'EventEmitter',
    module: 'node:events',
    inServers: true,
    aliases: ['eventemitter3', 'eventemitter2', 'tiny-typed-emitter', 'tseep'],
    kind: 'event',
    returns: {
      'new default': 'EventEmitter',
      ...Object.fromEntries(listening('EventEmitter').map((member) => [member, 'EventEmitter'])),
    },
    registrations: [listeners('event', listening('EventEmitter', 'TypedEmitter', 'EventEmitter2'))],
  },
  {
    // https://github.com/developit/mitt#usage
    name: 'mitt',
    module: 'mitt',
    inServers: true,
    kind: 'event',
    returns: { default: 'Emitter' },
    registrations: [listeners('event', ['Emitter.prototype.on'])],
  },
  {
    // https://github.com/sindresorhus/emittery#usage
    name: 'Emittery',
    module: 'emittery',
    inServers: true,
    kind: 'event',
    returns: { 'new default': 'Emittery' },
    registrations: [
      listeners('event', ['Emittery.prototype.on']),
      { members: ['Emittery.prototype.onAny'], handlers: [{ at: 0 }], noun: 'event' },
    ],
  },
  {
    // https://github.com/node-cache/node-cache#events
    name: 'node-cache',
    module: 'node-cache',
    inServers: true,
    kind: 'event',
    returns: { 'new default': 'NodeCache' },
    registrations: [listeners('cache', listening('NodeCache'))],
  },
];
