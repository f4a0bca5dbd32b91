import type { HandlerFramework } from '../../handlers/types.ts';
import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';

interface Known {
  framework: HandlerFramework;
  /** The handler is what such a function returns. */
  isGiven: boolean;
}

/** Finds functions that are annotated with a framework's type of handlers: `const list: RequestHandler = ...`. */
export class HandlerTypes {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;
  readonly #types = new Map<string, Known>();

  constructor(evaluator: Evaluator, args: HandlerArguments, frameworks: readonly HandlerFramework[]) {
    this.#evaluator = evaluator;
    this.#arguments = args;
    for (const framework of frameworks) {
      const module = evaluator.externals.canonical(framework.module);
      for (const type of framework.handlerTypes ?? []) {
        const [name = type, given] = type.split('.()');
        this.#types.set(`${module} ${name}`, { framework, isGiven: given !== undefined });
      }
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
    const known = this.#knownOf(file, ids);
    if (!known) return [];
    const found = new Found();
    const { framework, isGiven } = known;
    const written = ids.map((id) => ({ file, id }));
    if (isGiven) this.#arguments.collectKeys(written, ['()'], found);
    else for (const each of written) this.#arguments.collect(each, found);
    const mark = { framework: framework.name, kind: framework.kind, label: name, certain: true };
    return [...found].map(([node]) => [node, mark]);
  }

  #knownOf(file: LoadedFile, ids: readonly TermId[]): Known | undefined {
    for (const value of typesOf(this.#evaluator, file, ids)) {
      const known = value.k === 'external' ? this.#types.get(`${value.module} ${value.path}`) : undefined;
      if (known) return known;
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
