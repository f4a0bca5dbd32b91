import type { BlockingCall, CatalogModule } from './types.ts';

const runs = (member: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why: 'runs the given code to its end, or to its `timeout`',
  useInstead: 'a worker thread',
});

const prepares = (member: string, why: string): BlockingCall => ({
  member,
  weight: 'cheap',
  why,
  useInstead: 'a call at start-up',
});

/** https://nodejs.org/api/vm.html: code runs on the calling thread; `timeout` only limits how long it holds the loop. */
export const nodeVm: CatalogModule = {
  module: 'node:vm',
  kind: 'compute',
  calls: [
    runs('runInContext'),
    runs('runInNewContext'),
    runs('runInThisContext'),
    runs('Script.prototype.runInContext'),
    runs('Script.prototype.runInNewContext'),
    runs('Script.prototype.runInThisContext'),
    prepares('new Script', 'compiles the given code'),
    prepares('compileFunction', 'compiles the given code'),
    prepares('createContext', 'makes a second set of JavaScript globals'),
  ],
};
