import type { BlockingCall, CatalogModule } from '../types.ts';

const runs = (type: string, name: string): BlockingCall => ({
  member: `${type}.prototype.${name}Sync`,
  weight: 'heavy',
  why: 'runs the code of the isolate on the loop until it is done',
  useInstead: `await ${type.toLowerCase()}.${name}()`,
});

const compiles = (name: string): BlockingCall => ({
  ...runs('Isolate', name),
  why: 'compiles the code on the loop before it returns',
});

const copies = (type: string, name: string): BlockingCall => ({
  member: `${type}.prototype.${name}Sync`,
  weight: 'cheap',
  useInstead: `await ${type.toLowerCase()}.${name}()`,
});

/** https://github.com/laverdet/isolated-vm: the asynchronous forms run on another thread. */
export const isolatedVm: CatalogModule = {
  module: 'isolated-vm',
  versions: '^5.0.4',
  kind: 'compute',
  returns: {
    'Isolate.prototype.createContext': 'Context',
    'Isolate.prototype.createContextSync': 'Context',
    'Isolate.prototype.compileScript': 'Script',
    'Isolate.prototype.compileScriptSync': 'Script',
  },
  calls: [
    compiles('compileScript'),
    compiles('compileModule'),
    { ...compiles('createContext'), weight: 'cheap', why: 'sets up a whole context on the loop' },
    runs('Context', 'eval'),
    runs('Context', 'evalClosure'),
    runs('Script', 'run'),
    runs('Reference', 'apply'),
    copies('Reference', 'get'),
    copies('Reference', 'set'),
    copies('Reference', 'delete'),
    copies('Reference', 'copy'),
  ],
};
