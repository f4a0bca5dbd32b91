import type { CatalogModule } from './types.ts';

/** https://nodejs.org/api/inspector.html: two calls hold the program until a debugger has connected. */
export const nodeInspector: CatalogModule = {
  module: 'node:inspector',
  aliases: ['node:inspector/promises'],
  kind: 'wait',
  calls: [
    {
      member: 'waitForDebugger',
      weight: 'unbounded',
      why: 'waits until a debugger has connected',
      useInstead: 'a call at start-up: node --inspect-wait',
    },
    {
      member: 'open',
      weight: 'unbounded',
      why: 'waits until a debugger has connected, where its third argument is true',
      useInstead: 'a call at start-up: node --inspect-wait',
      when: { minArguments: 3 },
    },
  ],
};
