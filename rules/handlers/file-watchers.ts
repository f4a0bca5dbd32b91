import { LIFE_CYCLE } from './node-events.ts';
import type { HandlerFramework } from './types.ts';

/** Watchers of files. */
export const fileWatchers: HandlerFramework = {
  name: 'chokidar',
  module: 'chokidar',
  kind: 'event',
  returns: { watch: 'FSWatcher', 'FSWatcher.prototype.on': 'FSWatcher', 'FSWatcher.prototype.add': 'FSWatcher' },
  registrations: [
    {
      members: ['FSWatcher.prototype.on', 'FSWatcher.prototype.once'],
      handlers: [{ at: 1 }],
      only: { at: 0, notIn: LIFE_CYCLE },
      noun: 'watch',
      route: { at: 0 },
    },
  ],
};
