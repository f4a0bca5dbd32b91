import type { BlockingCall, CatalogModule, NonBlockingCall } from '../types.ts';

const waits = (member: string, useInstead: string, why = 'waits for the answer of a worker'): BlockingCall => ({
  member,
  weight: 'unbounded',
  why,
  useInstead,
});

const onlyMakes = (member: string): NonBlockingCall => ({ member, why: 'only makes the function that waits' });

const keepsTurning = (member: string): NonBlockingCall => ({
  member,
  why: 'keeps the event loop turning while it waits',
});

const formatters = 'format check formatWithCursor resolveConfig resolveConfigFile getFileInfo getSupportInfo'.split(
  ' ',
);

const itself = 'the asynchronous function itself, with await';
const made = 'SynchronizedFunction';

/**
 * Packages that make asynchronous code wait: in a worker with `Atomics.wait`, or in another process. Most give a function
 * that waits; calling a value of the type `SyncFunction` is the member `SyncFunction.prototype`.
 */
export const syncBridges: readonly CatalogModule[] = [
  {
    module: 'synckit',
    versions: '^0.12.3',
    kind: 'wait',
    returns: { createSyncFn: 'SyncFunction' },
    calls: [waits('SyncFunction.prototype', itself)],
    nonBlocking: [onlyMakes('createSyncFn')],
  },
  {
    module: 'sync-threads',
    versions: '^1.0.1',
    kind: 'wait',
    returns: { createSyncFn: 'SyncFunction' },
    calls: [waits('SyncFunction.prototype', itself)],
    nonBlocking: [onlyMakes('createSyncFn')],
  },
  {
    module: 'make-synchronized',
    versions: '^0.8.0',
    kind: 'wait',
    returns: { default: made, makeSynchronized: made, makeInlineFunctionSynchronized: made },
    calls: [waits(`${made}.prototype`, itself)],
  },
  {
    module: 'make-synchronous',
    versions: '^2.1.0',
    kind: 'wait',
    returns: { default: made },
    calls: [waits(`${made}.prototype`, itself)],
    nonBlocking: [onlyMakes('default')],
  },
  {
    module: 'await-sync',
    versions: '^1.0.3',
    kind: 'wait',
    returns: { createWorker: 'AwaitSync', 'AwaitSync.prototype': 'RunSync' },
    calls: [waits('RunSync.prototype', itself)],
    nonBlocking: [onlyMakes('createWorker'), onlyMakes('AwaitSync.prototype')],
  },
  {
    module: 'sync-rpc',
    versions: '^1.3.7',
    kind: 'wait',
    returns: { default: 'RemoteFunction' },
    calls: [
      waits('RemoteFunction.prototype', itself, 'waits for the answer of another process'),
      waits('default', 'a worker thread and its messages', 'waits until the other process has started'),
    ],
  },
  {
    module: 'sync-message-port',
    versions: '^1.2.0',
    kind: 'wait',
    returns: { 'new SyncMessagePort': 'SyncMessagePort' },
    calls: [waits('SyncMessagePort.prototype.receiveMessage', "port.on('message')", 'waits until a message has come')],
    nonBlocking: [
      { member: 'SyncMessagePort.prototype.receiveMessageIfAvailable', why: 'gives what is there and never waits' },
    ],
  },
  {
    module: '@prettier/sync',
    versions: '^0.6.1',
    kind: 'wait',
    calls: formatters.map((name) => waits(name, `await prettier.${name}()`, 'waits for a worker that runs Prettier')),
  },
  {
    module: 'thread-stream',
    versions: '^4.2.1',
    kind: 'wait',
    returns: { 'new default': 'ThreadStream' },
    calls: [waits('ThreadStream.prototype.flushSync', 'stream.flush() with a callback', 'waits for the worker')],
  },
  {
    module: 'deasync',
    versions: '^0.1.31',
    kind: 'wait',
    calls: [],
    nonBlocking: ['default', 'loopWhile', 'runLoopOnce', 'sleep'].map(keepsTurning),
  },
  {
    module: '@kaciras/deasync',
    versions: '^1.1.0',
    kind: 'wait',
    calls: [],
    nonBlocking: ['awaitSync', 'deasync', 'loopWhile', 'runLoopOnce', 'uvRun'].map(keepsTurning),
  },
];
