import type { HandlerFramework } from './types.ts';

const EVENTS = 'Events.prototype';

/** Streams of events: what passes through a subject or comes again. What is made of fixed values (`of`, `from`) runs once. */
export const observables: readonly HandlerFramework[] = [
  {
    // https://rxjs.dev/guide/subject
    name: 'RxJS',
    module: 'rxjs',
    kind: 'event',
    inServers: true,
    returns: {
      ...Object.fromEntries(['Subject', 'BehaviorSubject', 'ReplaySubject'].map((name) => [`new ${name}`, 'Subject'])),
      interval: 'Events',
      fromEvent: 'Events',
      'Subject.prototype.asObservable': 'Events',
      'Subject.prototype.pipe': 'Events',
      [`${EVENTS}.pipe`]: 'Events',
    },
    registrations: [
      {
        members: [
          'Subject.prototype.subscribe',
          'Subject.prototype.forEach',
          `${EVENTS}.subscribe`,
          `${EVENTS}.forEach`,
        ],
        handlers: [{ at: 0 }, { at: 0, keys: ['next'] }],
        noun: 'event',
      },
      { members: ['Subject.prototype.pipe', `${EVENTS}.pipe`], handlers: [{ at: 'any' }], noun: 'event' },
    ],
  },
];
