import type { HandlerArgument } from '../../handlers/types.ts';
import type { FunctionNode } from '../links/function-node.ts';
import { parametersOf } from '../summaries/questions.ts';
import type { CallSite, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';
import { at, entries, origins, type Written } from './handler-origins.ts';

/** Functions, each with the key path under which it was found: `Query.orders`, or nothing. */
export class Found extends Map<FunctionNode, string> {
  /** Parameters that were found instead: whatever callers give them is meant too. */
  readonly parameters: Written[] = [];
}

const MAX_DEPTH = 8;
/** A step of a path of keys: what a function returns. */
const RETURNED = '()';
/** ... and what the instances of a class have. */
const INSTANCE = 'prototype';
/** What is called when an instance is made, and not by a framework later. */
const AT_CREATION = new Set(['constructor', 'fields']);
/** Keys that say nothing in a label: what holds them does. */
const SILENT_KEYS = /^(resolve|subscribe|handler|handle|\*)$/;

/** Finds the functions among what a call is given. */
export class HandlerArguments {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  of(file: LoadedFile, { args }: CallSite, { at: place, keys }: HandlerArgument): Found {
    const found = new Found();
    for (const id of placed(args, place)) {
      if (keys === undefined) this.collect({ file, id }, found);
      else for (const key of keys) this.collectKeys([{ file, id }], key.split('.'), found);
    }
    return found;
  }

  /** Functions behind a term: itself, the items of an array, and what a wrapper call was given. */
  collect(written: Written, found: Found, label = '', depth = 0): void {
    const { file, id } = written;
    if (id === 0 || depth > MAX_DEPTH) return;
    if (parametersOf(file.summary, id).length > 0) found.parameters.push(written);
    for (const value of this.#evaluator.evaluate(file, id)) this.#collectValue(value, found, label, depth);
    for (const { file: at, term } of origins(this.#evaluator, written)) {
      if (term.k === 'call') {
        if (!this.#registersItself(at, term.callee)) this.#collectAll(at, term.args, found, label, depth);
      } else if (term.k === 'element') this.collect({ file: at, id: term.of }, found, label, depth + 1);
    }
  }

  /** The end of a framework's own chain (`middy(fn).onError(handler)`) is a registration of its own. */
  #registersItself(file: LoadedFile, callee: TermId): boolean {
    const { terms } = file.summary;
    const term = terms[callee];
    if (term?.k !== 'member' || terms[term.of]?.k !== 'call') return false;
    return this.#evaluator
      .evaluate(file, callee)
      .some(
        (value) =>
          value.k === 'external' && this.#evaluator.externals.registrations(value.module, value.path).length > 0,
      );
  }

  #collectAll(file: LoadedFile, ids: readonly TermId[], found: Found, label: string, depth: number): void {
    for (const id of ids) this.collect({ file, id }, found, label, depth + 1);
  }

  #collectValue(value: Value, found: Found, label: string, depth: number): void {
    if (value.k === 'function') {
      const node = value.file.node(value.fn);
      if (node && !found.has(node) && !AT_CREATION.has(node.summary.kind)) found.set(node, label);
    } else if (value.k === 'array') this.#collectAll(value.file, value.items, found, label, depth);
  }

  /** What is written at a place among a call's arguments, functions or not. */
  written(file: LoadedFile, { args }: CallSite, { at: place, keys }: HandlerArgument): Written[] {
    const from = placed(args, place).map((id) => ({ file, id }));
    if (keys === undefined) return from;
    return keys.flatMap((path) => path.split('.').reduce((values, key) => this.#under(values, key), from));
  }

  #under(from: readonly Written[], key: string): Written[] {
    return from
      .flatMap(({ file, id }) => this.#evaluator.evaluate(file, id))
      .flatMap((value) => (key === RETURNED ? this.#returned(value) : at(this.#evaluator, value, key)));
  }

  /** Functions under a path of keys, seen through arrays, thunks and calls that merge objects. */
  collectKeys(from: readonly Written[], path: readonly string[], found: Found, label = '', depth = 0): void {
    if (depth > MAX_DEPTH) return;
    if (path.length === 0) {
      for (const each of from) this.collect(each, found, label);
      return;
    }
    for (const { file, id } of this.#merged(from)) {
      for (const value of this.#evaluator.evaluate(file, id)) this.#collectOf(value, path, found, label, depth);
    }
  }

  #collectOf(value: Value, [key = '', ...rest]: readonly string[], found: Found, label: string, depth: number): void {
    if (key === INSTANCE) this.#collectMethods(value, rest[0], found, label);
    else if (key === RETURNED) this.collectKeys(this.#returned(value), rest, found, label, depth + 1);
    else if (key !== '*') this.collectKeys(at(this.#evaluator, value, key), rest, found, label, depth + 1);
    else for (const [name, members] of this.#members(value)) this.#collectAny(name, members, rest, found, label, depth);
  }

  /** Methods of a class, or all of them; what its instances hold besides is not the framework's to call. */
  #collectMethods(value: Value, method: string | undefined, found: Found, label: string): void {
    if (value.k !== 'class') return;
    for (const [name, members] of this.#members(this.#evaluator.value({ ...value, k: 'instance' })))
      if (method === '*' || method === name)
        for (const each of members.filter((member) => this.#isMethod(member)))
          this.collect(each, found, join(label, name));
  }

  #isMethod({ file, id }: Written): boolean {
    return this.#evaluator
      .evaluate(file, id)
      .some((each) => each.k === 'function' && each.file.node(each.fn)?.summary.hidden !== true);
  }

  #collectAny(name: string, members: Written[], rest: readonly string[], found: Found, label: string, depth: number) {
    const longer = join(label, name);
    this.collectKeys(members, rest, found, longer, depth + 1);
    // As the last step, `*` goes on into objects, but a function found there is a handler and no longer a thunk.
    if (rest.length === 0)
      this.collectKeys(
        members.filter((each) => !this.#isFunction(each)),
        ['*'],
        found,
        longer,
        depth + 1,
      );
  }

  /** What a function returns, as it is written; of a list, what each of its functions returns. */
  #returned(value: Value): Written[] {
    if (value.k === 'array')
      return value.items
        .flatMap((id) => this.#evaluator.evaluate(value.file, id))
        .flatMap((item) => (item.k === 'function' ? this.#returned(item) : []));
    if (value.k !== 'function') return [];
    return (value.file.summary.functions[value.fn]?.returns ?? []).map((id) => ({ file: value.file, id }));
  }

  #members(value: Value): [string, Written[]][] {
    return entries(this.#evaluator, value);
  }

  #isFunction({ file, id }: Written): boolean {
    return this.#evaluator.evaluate(file, id).some((value) => value.k === 'function');
  }

  /** A call that cannot be evaluated (`merge(a, b)`, `mergeResolvers([a, b])`) stands for its arguments. */
  #merged(from: readonly Written[], depth = 0): Written[] {
    return from.flatMap((each) => [
      each,
      ...origins(this.#evaluator, each).flatMap(({ file, term }) =>
        term.k === 'call' && depth < 3 && !this.#isKnown({ file, id: term.callee })
          ? this.#merged(
              term.args.map((id) => ({ file, id })),
              depth + 1,
            )
          : [],
      ),
    ]);
  }

  #isKnown({ file, id }: Written): boolean {
    return this.#evaluator.evaluate(file, id).some((value) => value.k === 'function');
  }
}

function placed(args: readonly TermId[], place: HandlerArgument['at']): readonly TermId[] {
  return place === 'any' ? args : place === 'last' ? args.slice(-1) : args.slice(place, place + 1);
}

function join(label: string, name: string): string {
  if (SILENT_KEYS.test(name) || name === '') return label;
  return label === '' ? name : `${label}.${name}`;
}
