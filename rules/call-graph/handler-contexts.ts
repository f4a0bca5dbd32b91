import type { Evaluator } from './evaluate.ts';
import type { HandlerArguments } from './handler-arguments.ts';
import { entries, type Written } from './handler-origins.ts';
import { literalText } from './handler-labels.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { CallSite } from './summary.ts';
import type { Value } from './values.ts';

/** Something that every handler of a framework finds on the context that it is given. */
export interface ContextMember {
  module: string;
  /** Member path of the context's type. */
  type: string;
  name: string;
  value: Written;
}

/** Finds what calls put on the object that a framework passes to its handlers. */
export class HandlerContexts {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;

  constructor(evaluator: Evaluator, args: HandlerArguments) {
    this.#evaluator = evaluator;
    this.#arguments = args;
  }

  /** Notes what a call of something external puts there. */
  note({ module }: Value & { k: 'external' }, member: string, file: LoadedFile, site: CallSite): void {
    for (const source of this.#evaluator.externals.contexts(module, member)) {
      const to = { module: this.#evaluator.externals.canonical(source.module), type: source.type };
      for (const from of source.from) {
        const written = this.#arguments.written(file, site, from);
        const name =
          source.name === undefined ? undefined : literalText(this.#evaluator, file, site.args[source.name] ?? 0);
        if (name !== undefined) for (const value of written) file.contextMembers.push({ ...to, name, value });
        else
          for (const [each, values] of this.#membersOf(written))
            for (const value of values) file.contextMembers.push({ ...to, name: each, value });
      }
    }
  }

  /** The members of what is written, or of what a function that is written there returns. */
  #membersOf(written: readonly Written[]) {
    return written
      .flatMap(({ file, id }) => this.#evaluator.evaluate(file, id))
      .flatMap((value) => entries(this.#evaluator, value));
  }
}
