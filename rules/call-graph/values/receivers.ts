import type { FunctionSummary } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { ModuleValues } from './module-values.ts';
import { NO_VALUES, union, type Values } from './values.ts';

/** What `this` and `super` are in a function. */
export class Receivers {
  readonly #evaluator: Evaluator;
  readonly #modules: ModuleValues;

  constructor(evaluator: Evaluator, modules: ModuleValues) {
    this.#evaluator = evaluator;
    this.#modules = modules;
  }

  /** `this`. */
  own(file: LoadedFile, fnIndex: number): Values {
    const fn = file.summary.functions[fnIndex];
    if (!fn) return NO_VALUES;
    if (fn.class >= 0) return [this.#evaluator.value({ k: fn.static ? 'class' : 'instance', file, class: fn.class })];
    if (fn.onExports)
      return union([[this.#evaluator.value({ k: 'made', file, fn: fnIndex })], this.#modules.whole(file)]);
    const given = takesRequest(fn)
      ? this.#evaluator.looks.flow(() => this.#evaluator.looks.receiverFlow(file, fnIndex))
      : NO_VALUES;
    if (fn.object >= 0) return union([[this.#evaluator.value({ k: 'object', file, object: fn.object })], given]);
    if (given.length > 0) return given;
    if (fn.prototypeOf >= 0) return [this.#evaluator.value({ k: 'made', file, fn: fn.prototypeOf })];
    if (fn.kind === 'module') return [this.#evaluator.value({ k: 'module', file })];
    return [this.#evaluator.value({ k: 'made', file, fn: fnIndex })];
  }

  /** `super`. */
  parent(file: LoadedFile, fnIndex: number): Values {
    const fn = file.summary.functions[fnIndex];
    const owner = file.summary.classes[fn?.class ?? -1];
    if (!fn || !owner) return NO_VALUES;
    const parents = this.#evaluator.evaluate(file, owner.superClass);
    return fn.static ? parents : union(parents.map((each) => this.#evaluator.instanceOf(each)));
  }
}

/** Whether a framework may call a function with a `this` of its own. */
function takesRequest({ params }: FunctionSummary): boolean {
  return /^_?req(uest)?$/.test(params[0]?.name ?? '');
}
