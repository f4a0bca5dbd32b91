import type { HandlerFramework } from '../handlers/types.ts';
import type { Evaluator } from './evaluate.ts';
import type { FunctionNode, HandlerMark } from './function-node.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { TermId } from './summary.ts';
import type { Value } from './values.ts';

/** Finds functions that are annotated with a framework's type of handlers: `const list: RequestHandler = ...`. */
export class HandlerTypes {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;
  readonly #types = new Map<string, HandlerFramework>();

  constructor(evaluator: Evaluator, args: HandlerArguments, frameworks: readonly HandlerFramework[]) {
    this.#evaluator = evaluator;
    this.#arguments = args;
    for (const framework of frameworks) {
      const module = evaluator.externals.canonical(framework.module);
      for (const type of framework.handlerTypes ?? []) this.#types.set(`${module} ${type}`, framework);
    }
  }

  find(file: LoadedFile): [FunctionNode, HandlerMark][] {
    const { variables, classes, objects } = file.summary;
    const named: (readonly [string, readonly TermId[]])[] = [
      ...variables.map(({ name, values }) => [name, values] as const),
      ...classes.flatMap(({ name, members }) => members.map(([own, ids]) => [`${name}.${own}`, ids] as const)),
      ...objects.flatMap(({ props }) => props),
    ];
    return named.flatMap(([name, ids]) => this.#annotated(file, name, ids));
  }

  #annotated(file: LoadedFile, name: string, ids: readonly TermId[]): [FunctionNode, HandlerMark][] {
    const framework = this.#frameworkOf(file, ids);
    if (!framework) return [];
    const found = new Found();
    for (const id of ids) this.#arguments.collect({ file, id }, found);
    const mark = { framework: framework.name, kind: framework.kind, label: name, certain: true };
    return [...found].map(([node]) => [node, mark]);
  }

  #frameworkOf(file: LoadedFile, ids: readonly TermId[]): HandlerFramework | undefined {
    for (const value of typesOf(this.#evaluator, file, ids)) {
      const framework = value.k === 'external' ? this.#types.get(`${value.module} ${value.path}`) : undefined;
      if (framework) return framework;
    }
    return undefined;
  }
}

/** The types that values are annotated with. */
export function typesOf(evaluator: Evaluator, file: LoadedFile, ids: readonly TermId[]): readonly Value[] {
  return ids.flatMap((id) => {
    const term = file.summary.terms[id];
    const types = term?.k === 'or' ? term.of.flatMap((each) => typeOf(file, each)) : typeOf(file, id);
    return types.flatMap((type) => evaluator.evaluate(file, type));
  });
}

function typeOf(file: LoadedFile, id: TermId): TermId[] {
  const term = file.summary.terms[id];
  return term?.k === 'typed' ? [term.type] : [];
}
