import type { HandlerFramework } from './types.ts';

/** Timers that come again. A timeout that its own handler sets again is found by its shape. */
export const timers: readonly HandlerFramework[] = ['global', 'node:timers'].map((module) => ({
  name: 'timer',
  inServers: true,
  module,
  kind: 'timer',
  registrations: [{ members: ['setInterval'], handlers: [{ at: 0 }], noun: 'interval' }],
}));
