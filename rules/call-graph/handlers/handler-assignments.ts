import type { AssignedHandlers, HandlerFramework } from '../../handlers/types.ts';
import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { Found, type HandlerArguments } from './handler-arguments.ts';

interface Known {
  framework: HandlerFramework;
  assigned: AssignedHandlers;
}

/** Finds handlers that are put under a name of something of a framework: `adapter.onTurnError = ...`. */
export class HandlerAssignments {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;
  /** By module and member path. */
  readonly #known = new Map<string, Known>();
  /** Most files assign to many members: only those of these names need a look. */
  readonly #names = new Set<string>();

  constructor(evaluator: Evaluator, args: HandlerArguments, frameworks: readonly HandlerFramework[]) {
    this.#evaluator = evaluator;
    this.#arguments = args;
    for (const framework of frameworks) for (const assigned of framework.assigned ?? []) this.#add(framework, assigned);
  }

  #add(framework: HandlerFramework, assigned: AssignedHandlers): void {
    const module = this.#evaluator.externals.canonical(framework.module);
    for (const member of assigned.members) {
      this.#known.set(`${module} ${member}`, { framework, assigned });
      this.#names.add(member.replace(/^.*\./, ''));
    }
  }

  find(file: LoadedFile): [FunctionNode, HandlerMark][] {
    return file.summary.memberAssignments.flatMap(({ target, name, value }) => {
      const known = this.#names.has(name) ? this.#knownOf(file, target, name) : undefined;
      if (!known) return [];
      const { framework, assigned } = known;
      const label = [assigned.noun, name].filter((word) => word !== undefined).join(' ');
      const mark = { framework: framework.name, kind: assigned.kind ?? framework.kind, label, certain: true };
      const found = new Found();
      this.#arguments.collect({ file, id: value }, found);
      return [...found.keys()].map((node): [FunctionNode, HandlerMark] => [node, mark]);
    });
  }

  #knownOf(file: LoadedFile, target: number, name: string): Known | undefined {
    for (const owner of this.#evaluator.evaluate(file, target)) {
      const known = owner.k === 'external' ? this.#known.get(`${owner.module} ${owner.path}.${name}`) : undefined;
      if (known) return known;
    }
    return undefined;
  }
}
