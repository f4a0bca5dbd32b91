import type { HandlerFramework } from './types.ts';

/** What servers hand their calls and checks to, which calls them for requests. */
export const resilience: readonly HandlerFramework[] = [
  {
    // https://nodeshift.dev/opossum/
    name: 'opossum',
    module: 'opossum',
    kind: 'request',
    returns: { 'new default': 'CircuitBreaker' },
    registrations: [
      { members: ['new default', 'new CircuitBreaker'], handlers: [{ at: 0 }], noun: 'breaker', route: 'key' },
      {
        members: ['CircuitBreaker.prototype.fallback', 'CircuitBreaker.prototype.healthCheck'],
        handlers: [{ at: 0 }],
        noun: 'fallback',
      },
    ],
  },
  {
    // https://github.com/godaddy/terminus: its signals come when the program ends.
    name: 'terminus',
    module: '@godaddy/terminus',
    kind: 'request',
    registrations: [
      { members: ['createTerminus'], handlers: [{ at: 1, keys: ['healthChecks.*'] }], noun: 'health check' },
    ],
  },
];
