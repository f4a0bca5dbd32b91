import type { HandlerArgument, HandlerFramework, LabelSource, Registration } from '../handlers/types.ts';
import type { Evaluator } from './evaluate.ts';
import type { KnownRegistration } from './externals.ts';
import type { FunctionNode, HandlerMark } from './function-node.ts';
import type { LoadedFile } from './loaded-file.ts';
import { shapeMark } from './handler-shapes.ts';
import type { CallSite, TermId } from './summary.ts';
import type { Value } from './values.ts';

const MAX_DEPTH = 6;
/** What a router of unknown origin is asked to do, with a path and a function. */
const ROUTE_METHODS = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'all', 'use', 'head', 'options']);

/** Marks the functions of a file that are handlers. */
export class HandlerFinder {
  readonly #evaluator: Evaluator;
  readonly #frameworks: readonly HandlerFramework[];

  constructor(evaluator: Evaluator, frameworks: readonly HandlerFramework[]) {
    this.#evaluator = evaluator;
    this.#frameworks = frameworks;
  }

  /** Marks what a call site registers; false when it registers nothing. */
  register(file: LoadedFile, site: CallSite, callees: readonly Value[]): boolean {
    let found = false;
    for (const callee of callees) {
      if (callee.k !== 'external') continue;
      for (const registration of this.#evaluator.externals.registrations(callee.module, callee.path)) {
        if (!this.#applies(registration, file, site)) continue;
        this.#mark(registration, file, site);
        found = true;
      }
    }
    return found || this.#registerByShape(file, site, callees);
  }

  /** Marks handlers that need no registration: conventions, decorators and shapes. */
  find(file: LoadedFile): void {
    if (file.summary.isTest) return;
    for (const node of file.nodes) {
      const mark = shapeMark(this.#evaluator, this.#frameworks, node);
      if (mark) file.marks.push([node, mark]);
    }
  }

  #applies({ only }: Registration, file: LoadedFile, site: CallSite): boolean {
    if (!only) return true;
    const text = this.#text(file, site, { at: only.at });
    if (only.in) return text !== undefined && only.in.includes(text);
    return !(only.notIn?.includes(text ?? '') ?? false);
  }

  #mark(registration: KnownRegistration, file: LoadedFile, site: CallSite): void {
    const { framework, kind, route, method } = registration;
    const member = memberName(file, site);
    const verb = method === 'member' ? member.toUpperCase() : method && this.#text(file, site, method);
    const place = route && this.#text(file, site, route);
    const label = [verb, place].filter((part) => part !== undefined && part !== '').join(' ');
    const mark: HandlerMark = { framework: framework.name, kind: kind ?? framework.kind, label, certain: true };
    for (const argument of registration.handlers) {
      for (const node of this.#functions(file, site, argument)) addMark(file, node, mark);
    }
  }

  #functions(file: LoadedFile, site: CallSite, argument: HandlerArgument): Set<FunctionNode> {
    const found = new Set<FunctionNode>();
    const ids = argument.at === 'any' ? site.args : site.args.slice(argument.at, argument.at + 1);
    for (const id of ids) {
      if (argument.keys === undefined) this.#collect(file, id, found);
      else for (const value of this.#evaluator.evaluate(file, id)) this.#collectKeys(value, argument.keys, found);
    }
    return found;
  }

  /** Functions behind an argument: itself, the items of an array, and what a wrapper call was given. */
  #collect(file: LoadedFile, id: TermId, found: Set<FunctionNode>, depth = 0): void {
    if (id === 0 || depth > MAX_DEPTH) return;
    for (const value of this.#evaluator.evaluate(file, id)) this.#collectValue(value, found, depth);
    const term = file.summary.terms[id];
    if (term?.k === 'call') for (const arg of term.args) this.#collect(file, arg, found, depth + 1);
  }

  #collectValue(value: Value, found: Set<FunctionNode>, depth: number): void {
    if (value.k === 'function') {
      const node = value.file.node(value.fn);
      if (node) found.add(node);
    } else if (value.k === 'array') {
      for (const item of value.items) this.#collect(value.file, item, found, depth + 1);
    }
  }

  #collectKeys(value: Value, keys: readonly string[] | '*', found: Set<FunctionNode>, depth = 0): void {
    if (depth > MAX_DEPTH || value.k === 'function') return;
    const members =
      keys === '*'
        ? this.#evaluator.members.get(value, null)
        : keys.flatMap((key) => this.#evaluator.members.get(value, key));
    for (const member of members) {
      this.#collectValue(member, found, depth);
      if (keys === '*') this.#collectKeys(member, keys, found, depth + 1);
    }
  }

  /** `router.get('/path', handler)` on a value of unknown origin: a route is known by its path and its function. */
  #registerByShape(file: LoadedFile, site: CallSite, callees: readonly Value[]): boolean {
    const callee = file.summary.terms[site.callee];
    if (callees.length > 0 || callee?.k !== 'member' || callee.name === null || !ROUTE_METHODS.has(callee.name))
      return false;
    const path = this.#text(file, site, { at: 0 });
    if (path === undefined || !/^[/*]/.test(path) || site.args.length < 2) return false;
    const found = this.#functions(file, site, { at: 'any' });
    const label = `${callee.name.toUpperCase()} ${path}`;
    for (const node of found) addMark(file, node, { framework: 'router', kind: 'request', label, certain: true });
    return found.size > 0;
  }

  #text(file: LoadedFile, site: CallSite, { at, key }: LabelSource): string | undefined {
    let values = this.#evaluator.evaluate(file, site.args[at] ?? 0);
    if (key !== undefined) values = values.flatMap((value) => this.#evaluator.members.get(value, key));
    const literal = values.find((value) => value.k === 'literal' && typeof value.value === 'string');
    return literal?.k === 'literal' ? String(literal.value) : undefined;
  }
}

/** Tests register no handlers of the application. */
function addMark(registeredIn: LoadedFile, node: FunctionNode, mark: HandlerMark): void {
  if (registeredIn.summary.isTest) return;
  const name = node.summary.name.includes('callback') ? '' : node.summary.name;
  const label = mark.label !== '' ? mark.label : name !== '' ? name : `a ${mark.framework} handler`;
  registeredIn.marks.push([node, { ...mark, label }]);
}

function memberName(file: LoadedFile, site: CallSite): string {
  const callee = file.summary.terms[site.callee];
  return callee?.k === 'member' ? (callee.name ?? '') : '';
}
