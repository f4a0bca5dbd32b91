import type { CallSite } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { KnownContext } from '../values/externals.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { HandlerArguments } from './handler-arguments.ts';
import { literalText } from './handler-labels.ts';
import { entries, type Written } from './handler-origins.ts';

/** A call that puts things on the object that a framework passes to its handlers. */
export interface ContextCall {
  source: KnownContext;
  site: CallSite;
}

/** Something that every handler of a framework finds on the context that it is given. */
export interface ContextMember {
  module: string;
  /** Member path of the context's type. */
  type: string;
  name: string;
  value: Written;
}

/** Finds what calls put on contexts. Asked anew whenever files have changed: what is found may stand in others than the call's. */
export class HandlerContexts {
  readonly #evaluator: Evaluator;
  readonly #arguments: HandlerArguments;

  constructor(evaluator: Evaluator, args: HandlerArguments) {
    this.#evaluator = evaluator;
    this.#arguments = args;
  }

  membersOf(file: LoadedFile): ContextMember[] {
    return file.contexts.flatMap(({ source, site }) => {
      const to = { module: this.#evaluator.externals.canonical(source.module), type: source.type };
      const written = source.from.flatMap((from) => this.#arguments.written(file, site, from));
      if (source.name === undefined)
        return this.#membersIn(written).flatMap(([name, values]) => values.map((value) => ({ ...to, name, value })));
      const name = literalText(this.#evaluator, file, site.args[source.name] ?? 0);
      return name === undefined ? [] : written.map((value) => ({ ...to, name, value }));
    });
  }

  /** The members of what is written, or of what a function that is written there returns. */
  #membersIn(written: readonly Written[]) {
    return written
      .flatMap(({ file, id }) => this.#evaluator.evaluate(file, id))
      .flatMap((value) => entries(this.#evaluator, value));
  }
}
