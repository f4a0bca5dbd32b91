import type { CatalogModule } from './types.ts';

/**
 * Code that blocks without calling anything: the call graph finds it and names it as a call of the pseudo-module
 * `hazard`. https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop
 */
export const hazards: CatalogModule = {
  module: 'hazard',
  kind: 'starvation',
  calls: [
    {
      member: 'busy-wait',
      kind: 'wait',
      weight: 'unbounded',
      why: 'runs until the clock has moved on',
      useInstead: 'await timers.promises.setTimeout()',
    },
    {
      member: 'endless-loop',
      weight: 'unbounded',
      why: 'has neither an exit nor an await',
      useInstead: 'a loop that ends, or an `await` in it that lets the event loop turn',
    },
    {
      member: 'tick-recursion',
      weight: 'unbounded',
      why: 'queues itself before the event loop can turn',
      useInstead: 'setImmediate(), which lets the event loop turn in between',
    },
    {
      member: 'super-linear-regex',
      kind: 'regex',
      weight: 'heavy',
      why: 'backtracks for a time that grows faster than its input',
      useInstead: 'a pattern without overlapping repetitions, or a limit on the length of the input',
    },
  ],
};
