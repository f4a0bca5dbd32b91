import { createHook, type AsyncHook } from 'node:async_hooks';
import type { RawStack } from '../protocol.ts';
import { originOf } from '../records/stack.ts';
import { readStack } from './stack-capture.ts';

const captureStackTrace = Error.captureStackTrace.bind(Error);

/** How a file stands in the text of a stack, where it is not Node's own. */
const PLACES = ['file://', '(/', ' at /', ':\\'];

/** Where one callback was scheduled. */
interface Scheduled {
  /** Holds the stack; V8 makes its text, or its frames, only when it is read. */
  holder: object;
  /** What ran then. Only one step back: longer chains would keep everything alive that ever ran. */
  by: Scheduled | undefined;
}

/**
 * Remembers where every callback of this thread was scheduled: a stack for each asynchronous resource. Nothing of `Error`
 * is written meanwhile, so the stacks are as deep as the program has set `Error.stackTraceLimit`.
 */
export class Origins {
  readonly #scheduled = new Map<number, Scheduled>();
  readonly #hook: AsyncHook;

  constructor() {
    const init = (id: number, _type: string, trigger: number): void => {
      const holder = {};
      captureStackTrace(holder, init);
      this.#scheduled.set(id, { holder, by: this.#scheduled.get(trigger) });
    };
    const destroy = (id: number): void => {
      const scheduled = this.#scheduled.get(id);
      if (scheduled) scheduled.by = undefined;
      this.#scheduled.delete(id);
    };
    this.#hook = createHook({ init, destroy }).enable();
  }

  /** The stack that scheduled a callback or, where only Node's own code is on it, the one that scheduled that. */
  of(task: number): RawStack | undefined {
    const scheduled = this.#scheduled.get(task);
    for (const each of [scheduled, scheduled?.by]) {
      const stack = each && readStack(each.holder);
      if (stack && isOutsideNode(stack)) return stack;
    }
    return undefined;
  }

  stop(): void {
    this.#hook.disable();
    this.#scheduled.clear();
  }
}

/** Without regular expressions: a sample asks, and the program may stand in one. */
function isOutsideNode({ frames, text }: RawStack): boolean {
  if (text === undefined) return frames.some(([, file]) => originOf(file) !== 'node');
  return text.split('\n').some((line) => PLACES.some((place) => line.includes(place)));
}
