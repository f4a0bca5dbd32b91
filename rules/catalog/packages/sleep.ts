import type { BlockingCall, CatalogModule } from '../types.ts';

const sleeps = (member: string): BlockingCall => ({
  member,
  weight: 'unbounded',
  why: 'sleeps on the loop for the given time',
  useInstead: 'await timers.promises.setTimeout()',
});

/** Packages that sleep. */
export const sleep: readonly CatalogModule[] = [
  { module: 'atomic-sleep', versions: '^1.0.0', kind: 'wait', calls: [sleeps('default')] },
  { module: 'sleep', versions: '^6.3.0', kind: 'wait', calls: [sleeps('sleep'), sleeps('msleep'), sleeps('usleep')] },
  { module: 'thread-sleep', versions: '^2.2.0', kind: 'wait', calls: [sleeps('default')] },
  {
    module: 'system-sleep',
    versions: '^1.3.8',
    kind: 'wait',
    calls: [],
    nonBlocking: [{ member: 'default', why: 'keeps the event loop turning while it waits, through deasync' }],
  },
];
