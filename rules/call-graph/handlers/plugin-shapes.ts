import type { HandlerFramework, PluginShape } from '../../handlers/types.ts';
import type { FunctionNode } from '../links/function-node.ts';
import type { Packages } from '../sources/packages.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';
import { typesOf } from './handler-types.ts';

interface Shape extends Omit<PluginShape, 'parameter' | 'pair'> {
  module: string;
  modules: readonly string[];
  parameter: RegExp;
  pair: readonly RegExp[] | undefined;
}

/** Finds functions that a framework gives its instance to, though no call that hands them over can be seen. */
export class PluginShapes {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;
  readonly #packages: Packages;
  readonly #shapes: Shape[];

  constructor(
    evaluator: Evaluator,
    args: HandlerArguments,
    packages: Packages,
    frameworks: readonly HandlerFramework[],
  ) {
    this.#evaluator = evaluator;
    this.#arguments = args;
    this.#packages = packages;
    this.#shapes = frameworks.flatMap(({ module, aliases = [], pluginShape: shape }) => {
      if (!shape) return [];
      const pair = shape.pair?.map((name) => new RegExp(name));
      return [{ ...shape, module, modules: [module, ...aliases], parameter: new RegExp(shape.parameter), pair }];
    });
  }

  /** Notes what a framework passes to the plugins of a file. */
  give(file: LoadedFile): void {
    for (const { module, modules, functionTypes, parameter, pair, instance } of this.#shapes) {
      if (!this.#packages.depends(file.path, modules)) continue;
      const given = { module, types: [instance], options: 0 };
      for (const node of file.nodes) if (isNamed(node, parameter, pair)) file.given.push({ to: node, ...given });
      for (const { values } of file.summary.variables)
        for (const to of this.#annotated(file, values, module, functionTypes).keys()) file.given.push({ to, ...given });
    }
  }

  #annotated(file: LoadedFile, ids: readonly number[], module: string, types: readonly string[]): Found {
    const found = new Found();
    const isPlugin = typesOf(this.#evaluator, file, ids).some(
      (value) => value.k === 'external' && value.module === module && types.includes(value.path),
    );
    if (isPlugin) for (const id of ids) this.#arguments.collect({ file, id }, found);
    return found;
  }
}

/** Whether a function takes an untyped first parameter of a name that says what it is, by itself or with the next. */
function isNamed({ summary }: FunctionNode, name: RegExp, pair: readonly RegExp[] = []): boolean {
  const [first] = summary.params;
  if (first?.type !== 0) return false;
  return (
    name.test(first.name) || (pair.length > 0 && pair.every((each, at) => each.test(summary.params[at]?.name ?? '')))
  );
}
