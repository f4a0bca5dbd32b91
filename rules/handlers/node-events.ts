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
  {
    // What a program puts into it arrives while it runs; what it reads of elsewhere may be its start. https://rxjs.dev/guide/subject
    name: 'RxJS',
    module: 'rxjs',
    inServers: true,
    kind: 'event',
    returns: {
      ...Object.fromEntries(['Subject', 'BehaviorSubject', 'ReplaySubject'].map((name) => [`new ${name}`, 'Subject'])),
      ...Object.fromEntries(['pipe', 'asObservable'].map((name) => [`Subject.prototype.${name}`, 'Subject'])),
    },
    registrations: [
      {
        members: ['Subject.prototype.subscribe', 'Subject.prototype.forEach'],
        handlers: [{ at: 0 }, { at: 0, keys: ['next'] }],
        noun: 'subscription',
      },
      // What operators call: `events$.pipe(mergeMap(save))`.
      { members: ['Subject.prototype.pipe'], handlers: [{ at: 'any' }], noun: 'subscription' },
    ],
  },
];
