import { origins } from '../handlers/handler-origins.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import { NO_VALUES, union, type Value, type Values } from './values.ts';

/** What annotations say of values. */
export class TypeValues {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  /** What a value with this annotation is. */
  of(file: LoadedFile, type: TermId): Values {
    const term = file.summary.terms[type];
    // `typeof sign` is the form of a function: which one is passed, another thread's perhaps, the callers say.
    if (term?.k === 'type-of') return this.#evaluator.evaluate(file, term.of).filter(({ k }) => k !== 'function');
    if (term?.k === 'or') return union(term.of.map((each) => this.of(file, each)));
    return union(this.#evaluator.evaluate(file, type).map((value) => this.instanceOf(value)));
  }

  /** Whether all are of types that nothing says it implements (options, written where they are passed), or that nobody knows. */
  areOnlyDeclared(values: Values): boolean {
    return values.every(
      (value) =>
        (value.k === 'object' && value.file.summary.objects[value.object]?.isType === true) ||
        (value.k === 'instance' &&
          value.file.summary.classes[value.class]?.isInterface === true &&
          this.#evaluator.wiring.heirs(value).length === 0) ||
        (value.k === 'external' && !this.#evaluator.externals.knows(value.module)),
    );
  }

  /** What the type arguments that a value was made with say of what it holds. */
  argument(file: LoadedFile, of: TermId): Values {
    return union(
      origins(this.#evaluator, { file, id: of }).flatMap((origin) =>
        origin.term.k === 'typed' ? (origin.term.args ?? []).map((id) => this.of(origin.file, id)) : [],
      ),
    );
  }

  /** What an instance of a type is. */
  instanceOf(type: Value): Values {
    if (type.k === 'class') return [this.#evaluator.value({ k: 'instance', file: type.file, class: type.class })];
    if (type.k === 'function') return [this.#evaluator.value({ k: 'made', file: type.file, fn: type.fn })];
    // A list or an object that a type describes stands for itself.
    if (type.k === 'array' || type.k === 'object' || type.k === 'instance') return [type];
    if (type.k !== 'external') return NO_VALUES;
    const path = this.#evaluator.externals.instanceOf(type.module, type.path === '' ? 'default' : type.path);
    return [this.#evaluator.value({ k: 'external', module: type.module, path })];
  }
}
