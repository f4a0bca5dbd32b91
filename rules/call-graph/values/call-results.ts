import { origins } from '../handlers/handler-origins.ts';
import { callsArgument } from '../links/callbacks.ts';
import type { Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import { foundInstances } from './found-instances.ts';
import { givenBack } from './given-back.ts';
import type { LoadedFile } from './loaded-file.ts';
import { fromEntries, madeOutside, reduced } from './made-objects.ts';
import { listedType } from './members.ts';
import { NO_VALUES, union, type Value, type Values } from './values.ts';

/** What the methods of arrays, maps and sets give. */
const LIST_METHODS = new Map<string, 'element' | 'list' | 'entries' | 'results'>([
  ...['get', 'at', 'find', 'findLast', 'pop', 'shift'].map((name) => [name, 'element'] as const),
  ...['filter', 'values', 'slice', 'concat', 'reverse', 'sort', 'toSorted', 'flat'].map(
    (name) => [name, 'list'] as const,
  ),
  ['entries', 'entries'],
  ['map', 'results'],
  ['flatMap', 'results'],
]);
/** Names of functions that call what they are given once, or once for each key. */
const KEEPS = /once|memo|lazy|cache/i;
/** Methods of promises, which give another one. */
const SETTLES = /^(?:then|catch|finally)$/;
/** Methods of containers that give an instance of the class that they are given. */
const LOOK_UP = /^(get|resolve|inject|create|getInstance|getService)$/;

/** `once(fn)`, `_.memoize(fn)`, `pMemoize(fn)`: what they give calls the function once, or once for each key. */
function isMemoised({ module, path }: Value & { k: 'external' }): boolean {
  return /(^|\.)(once|memoi[sz]e\w*)$/.test(path) || /(^|[-/])(once|onetime|mem|memoi[sz]e(e|-one)?)$/.test(module);
}

/** Whether calling what a function gives calls the function that it was given, once or once for each key. */
function keeps(value: Value): boolean {
  if (value.k === 'external') return isMemoised(value);
  return value.k === 'function' && KEEPS.test(value.file.summary.functions[value.fn]?.name ?? '');
}

const isList = (value: Value): boolean =>
  value.k === 'array' || (value.k === 'external' && listedType(value.path) !== undefined);

/** Evaluates calls: of the project's functions, of lists and containers, of what the catalog and the frameworks know. */
export class CallResults {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** What a call in a file gives. */
  ofCall(file: LoadedFile, { callee, args }: Term & { k: 'call' }): Values {
    const callees = this.#evaluator.evaluate(file, callee);
    const called = file.summary.terms[callee];
    if (called?.k === 'member' && SETTLES.test(called.name ?? '') && !callees.some((each) => each.k === 'function'))
      return called.name === 'then' ? this.#resultsOf(file, args[0]) : this.#evaluator.evaluate(file, called.of);
    const values = union(callees.map((each) => this.#call(each, file, args)));
    if (values.length === 0 && called?.k !== 'member') return this.#kept(file, callee);
    if (called?.k !== 'member' || called.name === null || callees.some((each) => each.k === 'function')) return values;
    return union([
      values,
      this.#fromList(file, called.of, called.name, args),
      this.#lookedUp(file, called.name, args),
      foundInstances(this.#evaluator, this.#evaluator.evaluate(file, called.of), called.name),
    ]);
  }

  /** What a list's own methods give: an element, or another list of the same. */
  #fromList(file: LoadedFile, of: TermId, name: string, args: readonly TermId[]): Values {
    if (/^reduce(?:Right)?$/.test(name)) return reduced(this.#evaluator, file, args);
    const gives = LIST_METHODS.get(name);
    if (gives === undefined) return NO_VALUES;
    const lists = this.#evaluator.evaluate(file, of).filter(isList);
    if (lists.length === 0) return NO_VALUES;
    if (gives === 'element') return union(lists.map((list) => this.#evaluator.members.elements(list)));
    if (gives === 'list') return lists.map((list) => this.#some(list));
    if (gives === 'entries')
      return lists.flatMap((list) =>
        list.k === 'array' ? [this.#evaluator.value({ ...list, nested: 'entries' })] : [],
      );
    const results = this.#evaluator.evaluate(file, args[0] ?? 0).flatMap((each): Value[] => {
      const fn = each.k === 'function' ? each.file.summary.functions[each.fn] : undefined;
      return fn && each.k === 'function'
        ? [this.#evaluator.value({ k: 'array', file: each.file, items: fn.returns, id: 0 })]
        : [];
    });
    return results;
  }

  /** Elements of a list, which stand elsewhere than they did. */
  #some(list: Value): Value {
    return list.k === 'array' && list.nested === undefined ? this.#evaluator.value({ ...list, nested: 'some' }) : list;
  }

  /** `container.resolve(Store)`: an instance of the class that is asked for. */
  #lookedUp(file: LoadedFile, name: string, args: readonly TermId[]): Values {
    if (args.length === 0 || !LOOK_UP.test(name)) return NO_VALUES;
    const classes = this.#evaluator.evaluate(file, args[0] ?? 0).filter((value) => value.k === 'class');
    return union(classes.map((each) => this.#evaluator.instanceOf(each)));
  }

  #globalCall(path: string, file: LoadedFile, args: readonly TermId[]): Values {
    const [first = 0] = args;
    if (path === 'Array.from') return this.#evaluator.evaluate(file, first).filter((value) => value.k === 'array');
    if (path === 'Object.fromEntries') return fromEntries(this.#evaluator, file, first);
    if (path === 'structuredClone') return this.#evaluator.evaluate(file, first);
    const isEntries = path === 'Object.entries';
    if (!isEntries && path !== 'Object.values') return NO_VALUES;
    const lists = this.#evaluator.evaluate(file, first).flatMap((value) => this.#evaluator.members.lists(value));
    return isEntries ? lists.map((list) => this.#evaluator.value({ ...list, nested: 'entries' })) : lists;
  }

  #call(callee: Value, file: LoadedFile, args: readonly TermId[]): Values {
    if (callee.k === 'function') return this.#returned(callee, file, args);
    if (callee.k !== 'external') return NO_VALUES;
    if (callee.module === 'global') return this.#globalCall(callee.path, file, args);
    if (callee.module === 'node:process' && callee.path === 'getBuiltinModule') {
      const name = this.#evaluator.evaluate(file, args[0] ?? 0).find((value) => value.k === 'literal')?.value;
      return [
        this.#evaluator.value({ k: 'external', module: this.#evaluator.externals.canonical(String(name)), path: '' }),
      ];
    }
    const loaded = this.#evaluator.folderTables.loadedBy(callee.module, file, args);
    if (loaded.length > 0) return loaded;
    const path = this.#evaluator.externals.result(callee.module, callee.path, false);
    if (path !== undefined && !this.#isGivenItsNeeds(callee, file, args)) return NO_VALUES;
    if (path !== undefined) return [this.#evaluator.value({ k: 'external', module: callee.module, path })];
    const made = madeOutside(this.#evaluator, callee.path, file, args);
    if (made.length > 0) return made;
    if (callee.module === 'node:util' && callee.path === 'promisify')
      return this.#evaluator.evaluate(file, args[0] ?? 0).filter((value) => this.#evaluator.isFunction(value));
    if (callsArgument(callee.path) || isMemoised(callee)) return NO_VALUES;
    // A wrapper from elsewhere (`asyncHandler(fn)`, `debounce(fn)`): calling its result calls what it was given.
    return union(args.map((arg) => this.#functionsIn(file, arg)));
  }

  /** What the functions that a term may be give. */
  #resultsOf(file: LoadedFile, id: TermId = 0): Values {
    const functions = this.#evaluator.evaluate(file, id).filter((value) => value.k === 'function');
    return union(functions.map((each) => this.#evaluator.returned(each.file, each.fn)));
  }

  /** `_.once(() => new Store())()`, `lazy(() => new Store())()`: what the function gives that is called once. */
  #kept(file: LoadedFile, callee: TermId): Values {
    return union(
      origins(this.#evaluator, { file, id: callee }).map(({ file: where, term }) => {
        if (term.k !== 'call') return NO_VALUES;
        const isKeeper = this.#evaluator.evaluate(where, term.callee).some(keeps);
        return isKeeper ? this.#resultsOf(where, term.args[0]) : NO_VALUES;
      }),
    );
  }

  #isGivenItsNeeds({ module, path }: Value & { k: 'external' }, file: LoadedFile, args: readonly TermId[]): boolean {
    const needs = this.#evaluator.externals.resultNeeds(module, path);
    if (!needs) return true;
    const given = this.#evaluator.evaluate(file, args[needs.at] ?? 0);
    return given.some((value) => value.k === 'external' && value.module === needs.module);
  }

  /** `wrap(fn)`, `flow([fn, other])`. */
  #functionsIn(file: LoadedFile, arg: TermId): Values {
    const values = this.#evaluator.evaluate(file, arg);
    const lists = values.filter((value) => value.k === 'array').map((list) => this.#evaluator.members.elements(list));
    return union([values, ...lists]).filter((value) => value.k === 'function');
  }

  /** What a function of the project gives; one that wraps what it is given (`traced('import')(convert)`) gives that too. */
  #returned(callee: Value & { k: 'function' }, file: LoadedFile, args: readonly TermId[]): Values {
    const values = this.#given(callee, file, args);
    if (!isWrapper(callee, values)) return values;
    const given = args.map((arg) =>
      this.#evaluator.evaluate(file, arg).filter((value) => this.#evaluator.isFunction(value)),
    );
    return union([values, ...given]);
  }

  /** A parameter that it gives back is what this call passes, not what all calls do. */
  #given({ file: to, fn }: Value & { k: 'function' }, file: LoadedFile, args: readonly TermId[]): Values {
    const { parameters, called, others } = givenBack(to.summary, fn);
    if (called.length > 0) {
      const made = called.map(({ index, member }) => {
        const results = this.#resultsOf(file, args[index]);
        return member === undefined ? results : union(results.map((each) => this.#evaluator.members.get(each, member)));
      });
      return union([...made, this.#evaluator.returned(to, fn)]);
    }
    if (parameters.length === 0 || parameters.some((index) => args[index] === undefined))
      return this.#evaluator.returned(to, fn);
    // A blocking call that is passed is told where it is passed.
    const isTold = (value: Value) => value.k === 'external' && this.#evaluator.isFunction(value);
    const passed = parameters.map((index) =>
      this.#evaluator.evaluate(file, args[index] ?? 0).filter((value) => !isTold(value)),
    );
    return union([...passed, this.#evaluator.all(to, others)]);
  }

  /** What `new` gives. */
  ofNew(callee: Value): Values {
    if (callee.k === 'function') {
      const made = this.#evaluator.value({ k: 'made', file: callee.file, fn: callee.fn });
      return union([[made], this.#evaluator.returned(callee.file, callee.fn)]);
    }
    if (callee.k === 'class') return [this.#evaluator.value({ k: 'instance', file: callee.file, class: callee.class })];
    if (callee.k !== 'external') return NO_VALUES;
    const path = this.#evaluator.externals.result(callee.module, callee.path, true) ?? `${callee.path}.prototype`;
    return [this.#evaluator.value({ k: 'external', module: callee.module, path })];
  }
}

/** Whether a function of the project gives back a function of its own, so that what it is given is called later. */
export function isWrapper({ file, fn }: Value & { k: 'function' }, returned: Values): boolean {
  const { functions } = file.summary;
  if (keeps({ k: 'function', file, fn })) return false;
  return returned.some((value) => value.k === 'function' && value.file === file && functions[value.fn]?.parent === fn);
}
