import type { DecoratedHandlers, HandlerClass, HandlerFramework } from '../../handlers/types.ts';
import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import type { Decorator, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';
import { literalText } from './handler-labels.ts';
import { entries } from './handler-origins.ts';
import { nameOf } from './handler-shapes.ts';

type Marks = [FunctionNode, HandlerMark][];
/** What a framework says of one member path of its module. */
type Index<T> = Map<string, { framework: HandlerFramework; entry: T }[]>;
interface ClassRule {
  decorated: DecoratedHandlers;
  methodNames: readonly string[] | '*';
}

const MAX_ANCESTORS = 8;
/** Decorators that are made of decorators, so deep. */
const MAX_COMPOSED = 3;
const VERB = /^(?:Get|Post|Put|Patch|Delete)$/i;
/** Decorators of methods that somebody else calls: `OnJob`, `HandleEvent`, `QueueConsumer`, `Cron`. */
const LISTENS =
  /^(?:On[A-Z]\w*|(?:Handle|Process|Consume|Subscribe|Listen)(?:[A-Z]\w*)?|\w*(?:Handler|Listener|Processor|Consumer|Subscriber)|Cron|Job|Scheduled?|Interval)$/;
/** ... when the program starts or ends. */
const LIFE = /boot|init|start|ready|load|shutdown|stop|close|destroy|exit/i;
const NOT_CALLED = new Set(['constructor', 'getter', 'setter', 'fields']);

/** Finds handlers among the members of classes: decorated ones, and those of classes that a framework calls. */
export class HandlerClasses {
  readonly #evaluator: Evaluator;
  readonly #methods: Index<DecoratedHandlers> = new Map();
  readonly #classes: Index<ClassRule> = new Map();
  readonly #types: Index<HandlerClass> = new Map();
  readonly #prefixes = new Set<string>();

  constructor(evaluator: Evaluator, frameworks: readonly HandlerFramework[]) {
    this.#evaluator = evaluator;
    for (const framework of frameworks) this.#add(framework);
  }

  #add(framework: HandlerFramework): void {
    const key = (member: string) => keyOf(this.#evaluator.externals.canonical(framework.module), member);
    for (const decorated of framework.decorated ?? []) {
      for (const member of decorated.methods ?? []) note(this.#methods, key(member), framework, decorated);
      for (const { decorator, methodNames } of decorated.classes ?? [])
        note(this.#classes, key(decorator), framework, { decorated, methodNames });
      for (const member of decorated.prefixes ?? []) this.#prefixes.add(key(member));
    }
    for (const entry of framework.classes ?? []) note(this.#types, key(entry.type), framework, entry);
  }

  find(file: LoadedFile): Marks {
    const { summary } = file;
    const marks: Marks = [];
    for (const node of file.nodes) if (node.summary.decorators.length > 0) marks.push(...this.#ofMethod(node));
    summary.classes.forEach((owner, index) => {
      for (const decorator of owner.decorators) marks.push(...this.#ofDecoratedClass(file, index, decorator));
      for (const { framework, entry } of this.#calledAs(file, index)) {
        const mark = { framework: framework.name, kind: entry.kind ?? framework.kind, certain: true };
        for (const node of this.#methodsOf(file, index, entry.methodNames))
          marks.push([node, { ...mark, label: nameOf(node) ?? entry.type }]);
      }
    });
    return marks;
  }

  #ofMethod(node: FunctionNode): Marks {
    const { file, summary } = node;
    const marks: Marks = [];
    for (const decorator of summary.decorators) {
      for (const { member, framework, entry } of this.#meaning(this.#methods, file, decorator)) {
        const label = this.#label(node, decorator, member, entry);
        marks.push([node, { framework: framework.name, kind: entry.kind ?? framework.kind, label, certain: true }]);
      }
      const own = this.#ofOwnDecorator(file, decorator);
      if (own) marks.push([node, { framework: 'decorators', ...own, certain: false }]);
    }
    return marks;
  }

  /** `@Get('/orders')`, `@OnJob('mail')` of the project itself, by whose name code of its own registers the method. */
  #ofOwnDecorator(file: LoadedFile, decorator: Decorator): Pick<HandlerMark, 'kind' | 'label'> | undefined {
    const { terms, variables } = file.summary;
    const term = terms[decorator.callee];
    const name = term?.k === 'variable' ? (variables[term.variable]?.name ?? '') : '';
    if (!VERB.test(name) && !LISTENS.test(name)) return undefined;
    if (!this.#evaluator.evaluate(file, decorator.callee).some((value) => value.k === 'function')) return undefined;
    const argument = this.#argument(file, decorator);
    if (VERB.test(name)) return { kind: 'request', label: `${name.toUpperCase()} ${path(argument)}` };
    return LIFE.test(name) || LIFE.test(argument)
      ? undefined
      : { kind: 'event', label: [name, argument].filter((word) => word !== '').join(' ') };
  }

  #ofDecoratedClass(file: LoadedFile, index: number, decorator: Decorator): Marks {
    return this.#meaning(this.#classes, file, decorator).flatMap(({ framework, entry: { decorated, methodNames } }) => {
      const route = this.#argument(file, decorator);
      return this.#methodsOf(file, index, methodNames).map((node): [FunctionNode, HandlerMark] => {
        const words = decorated.noun !== undefined && route !== '' ? [decorated.noun, route] : [node.summary.name];
        const mark = { framework: framework.name, kind: decorated.kind ?? framework.kind, certain: true };
        return [node, { ...mark, label: words.join(' ') }];
      });
    });
  }

  #methodsOf(file: LoadedFile, index: number, names: readonly string[] | '*'): FunctionNode[] {
    const found: FunctionNode[] = [];
    for (const [name, written] of entries(
      this.#evaluator,
      this.#evaluator.value({ k: 'instance', file, class: index }),
    )) {
      const isHandler = names === '*' || names.includes(name);
      const givesHandler = names !== '*' && names.includes(`${name}.()`);
      if (!isHandler && !givesHandler) continue;
      for (const { file: at, id } of written) {
        const term = at.summary.terms[id];
        const node = term?.k === 'function' ? at.node(term.fn) : undefined;
        if (!node || NOT_CALLED.has(node.summary.kind) || (names === '*' && node.summary.hidden)) continue;
        if (isHandler) found.push(node);
        if (givesHandler) found.push(...this.#returned(node));
      }
    }
    return found;
  }

  /** The functions that a method gives: `value() { return async (ctx, next) => ... }`. */
  #returned({ file, index }: FunctionNode): FunctionNode[] {
    return this.#evaluator
      .returned(file, index)
      .flatMap((value) => (value.k === 'function' ? (value.file.node(value.fn) ?? []) : []));
  }

  #label(node: FunctionNode, decorator: Decorator, member: string, { noun }: DecoratedHandlers): string {
    const { file, summary } = node;
    const own = summary.name.replace(/^.*\./, '');
    const route = this.#argument(file, decorator);
    if (noun === 'decorator') return `${member.toUpperCase()} ${path(this.#prefix(node), route)}`;
    if (noun === 'field') return `${member}.${route !== '' ? route : own}`;
    return noun === undefined ? summary.name : `${noun} ${route !== '' ? route : own}`;
  }

  #prefix({ file, summary }: FunctionNode): string {
    for (const decorator of file.summary.classes[summary.class]?.decorators ?? []) {
      for (const value of this.#evaluator.evaluate(file, decorator.callee))
        if (value.k === 'external' && this.#prefixes.has(keyOf(value.module, value.path)))
          return this.#argument(file, decorator);
    }
    return '';
  }

  /** A decorator's literal argument, or the path or name in its options. */
  #argument(file: LoadedFile, { args }: Decorator): string {
    for (const id of args)
      for (const key of [undefined, 'path', 'name', 'cmd']) {
        const text = literalText(this.#evaluator, file, id, key);
        if (text !== undefined) return text;
      }
    return '';
  }

  #meaning<T>(index: Index<T>, file: LoadedFile, decorator: Decorator) {
    return this.#decoratorsOf(file, decorator.callee).flatMap((value) => {
      if (value.k !== 'external') return [];
      const known = index.get(keyOf(value.module, value.path)) ?? [];
      return known.map((each) => ({ ...each, member: value.path.replace(/^.*\./, '') }));
    });
  }

  /** What decorates: also what a decorator of the project gives back, or composes: `applyDecorators(Get(path), Auth())`. */
  #decoratorsOf(file: LoadedFile, callee: TermId, depth = 0): readonly Value[] {
    if (depth > MAX_COMPOSED) return [];
    return this.#evaluator.evaluate(file, callee).flatMap((value) => {
      if (value.k !== 'function') return [value];
      const { functions, terms } = value.file.summary;
      return (functions[value.fn]?.returns ?? []).flatMap((id) => {
        const made = terms[id];
        if (made?.k !== 'call') return [];
        const parts = made.args.map((arg) => terms[arg]).filter((term) => term?.k === 'call');
        return [made, ...parts].flatMap((term) => this.#decoratorsOf(value.file, term.callee, depth + 1));
      });
    });
  }

  /** The framework's own classes and interfaces that a class descends from. */
  #calledAs(file: LoadedFile, index: number, depth = 0): { framework: HandlerFramework; entry: HandlerClass }[] {
    const owner = file.summary.classes[index];
    if (!owner || depth > MAX_ANCESTORS) return [];
    return [owner.superClass, ...owner.implements].flatMap((id) =>
      this.#typesOf(file, id).flatMap((value) => {
        if (value.k === 'class') return this.#calledAs(value.file, value.class, depth + 1);
        return value.k === 'external' ? (this.#types.get(keyOf(value.module, value.path)) ?? []) : [];
      }),
    );
  }

  /** What a class extends; for a mixin (`extends AuthGuard('jwt')`) the mixin itself. */
  #typesOf(file: LoadedFile, id: TermId): readonly Value[] {
    const term = file.summary.terms[id];
    const values = this.#evaluator.evaluate(file, id);
    return term?.k === 'call' ? [...values, ...this.#evaluator.evaluate(file, term.callee)] : values;
  }
}

/** What `require` gives of a package may be its default export. */
function keyOf(module: string, member: string): string {
  return `${module} ${member === '' ? 'default' : member}`;
}

function note<T>(index: Index<T>, key: string, framework: HandlerFramework, entry: T): void {
  index.set(key, [...(index.get(key) ?? []), { framework, entry }]);
}

function path(...parts: string[]): string {
  return `/${parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')}`;
}
