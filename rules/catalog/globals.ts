import type { BlockingCall, CatalogModule } from './types.ts';

const largeOnly = (member: string, why: string, useInstead: string): BlockingCall => ({
  member,
  weight: 'heavy',
  why,
  useInstead,
  when: { largeInput: { at: 0 } },
});

const compiles = (member: string, useInstead: string): BlockingCall => ({
  member,
  kind: 'compute',
  weight: 'cheap',
  why: 'goes over the whole WebAssembly module before it returns',
  useInstead,
});

/** Globals of JavaScript and Node: https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop. */
export const globals: CatalogModule = {
  module: 'global',
  kind: 'parse',
  calls: [
    largeOnly(
      'JSON.parse',
      'parses all of the text',
      'a size limit on the input, a streaming parser or a worker thread',
    ),
    largeOnly('JSON.stringify', 'writes out the whole value', 'a size limit on the input, a stream or a worker thread'),
    {
      ...largeOnly('structuredClone', 'copies the whole value', 'a size limit on the input, or its `transfer` option'),
      when: { largeInput: { at: 0, copied: true, smaller: 'cheap' } },
    },
    {
      member: 'Atomics.wait',
      kind: 'wait',
      weight: 'unbounded',
      why: 'stops the thread until it is notified or its time is over',
      useInstead: 'await Atomics.waitAsync().value',
    },
    {
      member: 'require',
      kind: 'module-load',
      weight: 'heavy',
      why: 'finds, reads, compiles and runs the module and all that it loads',
      useInstead: 'a require() at the top of the file, or await import()',
      memoised: true,
    },
    compiles('new WebAssembly.Module', 'await WebAssembly.compile()'),
    compiles('WebAssembly.validate', 'await WebAssembly.compile()'),
  ],
};
