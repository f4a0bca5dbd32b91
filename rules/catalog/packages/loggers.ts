import type { CatalogModule } from '../types.ts';

/** Loggers that can write on the loop. */
export const loggers: readonly CatalogModule[] = [
  {
    module: 'pino',
    versions: '^10.4.0',
    kind: 'fs',
    returns: { destination: 'SonicBoom' },
    calls: [
      {
        member: 'SonicBoom.prototype.flushSync',
        weight: 'cheap',
        why: 'writes the buffered lines before it returns',
        useInstead: 'destination.flush() with a callback',
      },
    ],
  },
  {
    module: 'sonic-boom',
    versions: '^5.0.2',
    kind: 'fs',
    returns: { 'new default': 'SonicBoom', 'new SonicBoom': 'SonicBoom' },
    calls: [
      {
        member: 'SonicBoom.prototype.flushSync',
        weight: 'cheap',
        why: 'writes the buffered lines before it returns',
        useInstead: 'destination.flush() with a callback',
      },
      {
        member: 'new default',
        weight: 'cheap',
        why: 'opens the file, and writes every line, on the loop',
        useInstead: 'new SonicBoom({ sync: false })',
        when: { option: { at: 0, key: 'sync', is: true } },
      },
    ],
  },
];
