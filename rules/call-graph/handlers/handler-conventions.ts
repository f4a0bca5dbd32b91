import path from 'node:path';
import type { FileConvention, HandlerFramework } from '../../handlers/types.ts';
import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import type { Packages } from '../sources/packages.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Values } from '../values/values.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';
import { at, entries, exported, type Written } from './handler-origins.ts';

type Marks = [FunctionNode, HandlerMark][];

interface Rule {
  convention: FileConvention;
  framework: HandlerFramework;
  path: RegExp | undefined;
  parameter: RegExp | undefined;
}

/** Finds handlers that are exported where, or as, a framework looks for them. */
export class HandlerConventions {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;
  readonly #packages: Packages;
  readonly #rules: Rule[];

  constructor(
    evaluator: Evaluator,
    args: HandlerArguments,
    packages: Packages,
    frameworks: readonly HandlerFramework[],
  ) {
    this.#evaluator = evaluator;
    this.#arguments = args;
    this.#packages = packages;
    this.#rules = frameworks.flatMap((framework) =>
      (framework.conventions ?? []).map((convention) => ({
        convention,
        framework,
        path: expression(convention.path),
        parameter: expression(convention.parameter),
      })),
    );
  }

  find(file: LoadedFile): Marks {
    const shown = this.#shownPath(file);
    return this.#rules.flatMap((rule) => (mayHold(rule, file) ? this.#apply(rule, file, shown) : []));
  }

  #apply(rule: Rule, file: LoadedFile, shown: string): Marks {
    const { convention } = rule;
    const match = rule.path?.exec(shown);
    if (rule.path && !match) return [];
    if (convention.dependency !== undefined && !this.#packages.depends(file.path, convention.dependency)) return [];
    if (convention.unlessExports?.some((name) => this.#exportsMore(file, name, false)) === true) return [];
    if (convention.unlessTrue !== undefined && this.#isTrue(file, convention.unlessTrue)) return [];
    if (convention.unlessDirective !== undefined && file.summary.directive === convention.unlessDirective) return [];
    const own = convention.directive === undefined ? [] : this.#withDirective(rule, file);
    if (convention.directive !== undefined && file.summary.directive !== convention.directive) return own;
    return [...own, ...this.#ofExports(rule, file, match?.groups?.['route'])];
  }

  /** Whether a file exports a name, and not as nothing but this literal. */
  #exportsMore(file: LoadedFile, name: string, literal: boolean): boolean {
    const ids = file.exports.get(name);
    if (ids === undefined) return false;
    const values = this.#evaluator.all(file, ids);
    return values.length === 0 || values.some((value) => value.k !== 'literal' || value.value !== literal);
  }

  /** Whether what a file exports, as its default or as a whole, has a member that is `true`. */
  #isTrue(file: LoadedFile, name: string): boolean {
    const isTrue = (values: Values) => values.some((value) => value.k === 'literal' && value.value === true);
    const wholes = ['default', '='].flatMap((each) => this.#evaluator.all(file, file.exports.get(each) ?? []));
    const own = this.#evaluator.all(file, file.exports.get(name) ?? []);
    return isTrue(own) || wholes.some((value) => isTrue(this.#evaluator.members.get(value, name)));
  }

  /** From the folder of the file's package.json, with `/`. */
  #shownPath(file: LoadedFile): string {
    const base = this.#packages.of(file.path)?.directory ?? path.parse(file.path).root;
    return path.relative(base, file.path).replaceAll(path.sep, '/');
  }

  #withDirective({ convention, framework }: Rule, file: LoadedFile): Marks {
    const found = file.nodes.filter(({ summary }) => summary.directive === convention.directive);
    return found.map((node) => [node, mark(framework, convention, labelOf([node.summary.name], framework))]);
  }

  #ofExports(rule: Rule, file: LoadedFile, route: string | undefined): Marks {
    const { convention, framework, parameter } = rule;
    const marks: Marks = [];
    for (const [name, written] of this.#exports(file, convention)) {
      const found = new Found();
      if (convention.keys === undefined) for (const each of written) this.#arguments.collect(each, found);
      else
        for (const key of convention.keys)
          this.#arguments.collectKeys(written, key.split('.'), found, /\*|^prototype/.test(key) ? '' : key);
      for (const [node, key] of found) {
        const [first] = node.summary.params;
        if (parameter && (!first || !parameter.test(first.name))) continue;
        const place =
          route !== undefined ? shownRoute(route) : name === 'default' && key === '' ? path.parse(file.path).name : '';
        const words = [name === 'default' ? '' : name, key, place];
        marks.push([node, mark(framework, convention, labelOf(words, framework))]);
      }
    }
    return marks;
  }

  #exports(file: LoadedFile, { exports }: FileConvention): [string, Written[]][] {
    if (exports === '*') return entries(this.#evaluator, this.#evaluator.value({ k: 'module', file }));
    return exports.map((name) => {
      const own = exported(this.#evaluator, file, name);
      // `module.exports = { default: fn }` is rare; `module.exports = fn` is the default.
      return [name, own.length > 0 ? own : at(this.#evaluator, this.#evaluator.value({ k: 'module', file }), name)];
    });
  }
}

/** A first look, at names alone. */
function mayHold({ convention: { directive, exports } }: Rule, file: LoadedFile): boolean {
  if (directive !== undefined)
    return file.summary.functions.some((fn) => fn.directive === directive) || file.summary.directive === directive;
  if (file.exports.size === 0) return false;
  return (
    exports === '*' ||
    file.exports.has('=') ||
    file.summary.starExports.length > 0 ||
    exports.some((name) => file.exports.has(name))
  );
}

function expression(source: string | undefined): RegExp | undefined {
  return source === undefined ? undefined : new RegExp(source);
}

/**
 * A route as its file's path says it: `users/index` is `/users`, `users.get` is `GET /users`, and a group such as
 * `(shop)` is no part of it.
 */
function shownRoute(route: string): string {
  const [, place = route, verb] = /^(.*)\.(get|post|put|patch|delete|head|options)$/.exec(route) ?? [];
  const parts = place.split('/').filter((part) => part !== '' && part !== 'index' && !/^\(.*\)$/.test(part));
  return [...(verb === undefined ? [] : [verb.toUpperCase()]), `/${parts.join('/')}`].join(' ');
}

function labelOf(words: readonly string[], { name }: HandlerFramework): string {
  return `${words.filter((word) => word !== '').join(' ')} (${name})`.trimStart();
}

function mark(framework: HandlerFramework, { kind }: FileConvention, label: string): HandlerMark {
  return { framework: framework.name, kind: kind ?? framework.kind, label, certain: true };
}
