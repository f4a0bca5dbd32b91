import { builtinModules } from 'node:module';
import type { BlockingCall, CatalogModule } from '../../catalog/types.ts';
import type { ContextSource, HandlerFramework, Plugin, Registration } from '../../handlers/types.ts';

/** A blocking call together with the module that it belongs to. */
export interface CatalogCall extends BlockingCall {
  module: string;
  kind: NonNullable<BlockingCall['kind']>;
}

export interface KnownRegistration extends Registration {
  framework: HandlerFramework;
}

export interface KnownContext extends ContextSource {
  module: string;
}

interface Shape {
  returns: Map<string, string>;
  returnsFor: NonNullable<CatalogModule['returnsFor']>;
  calls: Map<string, CatalogCall[]>;
  registrations: Map<string, KnownRegistration[]>;
  plugins: Map<string, Plugin[]>;
  contexts: Map<string, KnownContext[]>;
  properties: Map<string, string>;
  shared: Set<string>;
  models: Set<string>;
  includes: readonly string[];
  isHandlerModule: boolean;
}

/**
 * What is known of code outside the project: which types its calls give, which of its calls block and which take
 * handlers. A value of such code is a module and a member path, in the catalog's language.
 */
export class Externals {
  readonly #shapes = new Map<string, Shape>();
  readonly #aliases = new Map<string, string>();
  /** Names of frameworks whose handlers may be commands of a command line. */
  readonly #ofCommands = new Set<string>();
  /** Types of what handlers find things on, by module and member path. */
  readonly #contextTypes = new Set<string>();

  constructor(catalog: readonly CatalogModule[], frameworks: readonly HandlerFramework[]) {
    for (const name of builtinModules) if (!name.startsWith('node:')) this.#aliases.set(name, `node:${name}`);
    for (const module of catalog) this.#addModule(module);
    for (const framework of frameworks) this.#addFramework(framework);
  }

  #shape(module: string, aliases: readonly string[] = []): Shape {
    const canonical = this.canonical(module);
    for (const alias of aliases) this.#aliases.set(alias, canonical);
    let shape = this.#shapes.get(canonical);
    if (!shape) {
      shape = {
        returns: new Map(),
        returnsFor: {},
        calls: new Map(),
        registrations: new Map(),
        plugins: new Map(),
        contexts: new Map(),
        properties: new Map(),
        shared: new Set(),
        models: new Set(),
        includes: [],
        isHandlerModule: false,
      };
      this.#shapes.set(canonical, shape);
    }
    return shape;
  }

  #addModule(module: CatalogModule): void {
    const shape = this.#shape(module.module, module.aliases);
    if (module.includes) shape.includes = module.includes;
    if (module.returnsFor) shape.returnsFor = module.returnsFor;
    for (const [path, type] of Object.entries(module.returns ?? {})) shape.returns.set(path, type);
    for (const call of module.calls) {
      const entry = { ...call, module: module.module, kind: call.kind ?? module.kind };
      shape.calls.set(call.member, [...(shape.calls.get(call.member) ?? []), entry]);
    }
    // A non-finding hides what an included module says of the same member.
    for (const { member } of module.nonBlocking ?? []) if (!shape.calls.has(member)) shape.calls.set(member, []);
  }

  #addFramework(framework: HandlerFramework): void {
    const shape = this.#shape(framework.module, framework.aliases);
    shape.isHandlerModule = true;
    if (framework.inCommands ?? framework.inServers) this.#ofCommands.add(framework.name);
    for (const [path, type] of Object.entries(framework.returns ?? {})) shape.returns.set(path, type);
    for (const [path, type] of Object.entries(framework.properties ?? {})) shape.properties.set(path, type);
    for (const path of framework.shared ?? []) shape.shared.add(path);
    for (const path of framework.models ?? []) shape.models.add(path);
    for (const plugin of framework.plugins ?? [])
      for (const member of plugin.members) shape.plugins.set(member, [...(shape.plugins.get(member) ?? []), plugin]);
    for (const context of framework.contexts ?? []) this.#addContext(shape, { module: framework.module, ...context });
    for (const registration of framework.registrations ?? []) {
      for (const member of registration.members) {
        const known = shape.registrations.get(member) ?? [];
        shape.registrations.set(member, [...known, { ...registration, framework }]);
      }
    }
  }

  #addContext({ contexts }: Shape, context: KnownContext): void {
    this.#contextTypes.add(`${this.canonical(context.module)} ${context.type}.prototype`);
    for (const member of context.members) contexts.set(member, [...(contexts.get(member) ?? []), context]);
  }

  /** The catalog's name of a module: `fs` is `node:fs`, `graceful-fs` stays itself. */
  canonical(source: string): string {
    return this.#aliases.get(source) ?? source;
  }

  /** Whether a specifier needs no resolving: a builtin or a package of the catalog or the handlers. */
  knows(source: string): boolean {
    return source.startsWith('node:') || this.#shapes.has(this.canonical(source));
  }

  #find<T>(module: string, read: (shape: Shape) => T | undefined, depth = 0): T | undefined {
    const shape = this.#shapes.get(module);
    if (!shape || depth > 4) return undefined;
    const own = read(shape);
    if (own !== undefined) return own;
    for (const included of shape.includes) {
      const found = this.#find(this.canonical(included), read, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The member path of `path.name`. Members of a default export and of the namespace are the same. */
  member(path: string, name: string, module?: string): string {
    if (path === '' || path === 'default') return name;
    const member = `${path}.${name}`;
    const type = module === undefined ? undefined : this.#shapes.get(module)?.properties.get(member);
    return type === undefined ? member : `${type}.prototype`;
  }

  /** The member path of what calling (or constructing) `path` gives, if known. */
  result(module: string, path: string, isNew: boolean): string | undefined {
    const callee = path === '' ? 'default' : path;
    const type = this.#find(module, ({ returns }) => returns.get(isNew ? `new ${callee}` : callee));
    if (type !== undefined) return `${type}.prototype`;
    return isNew ? `${callee}.prototype` : undefined;
  }

  /** What a call must be given to give its type. */
  resultNeeds(module: string, path: string): { at: number; module: string } | undefined {
    return this.#shapes.get(module)?.returnsFor[path === '' ? 'default' : path];
  }

  /** The member path of a value annotated with the type `path`. */
  instanceOf(module: string, path: string): string {
    return this.result(module, path, true) ?? `${path}.prototype`;
  }

  /** The catalog's entries for calling (or constructing) `path`. */
  blockingCalls(module: string, path: string, isNew: boolean): readonly CatalogCall[] {
    const callee = path === '' ? 'default' : path;
    return this.#find(module, ({ calls }) => calls.get(isNew ? `new ${callee}` : callee)) ?? [];
  }

  /** Every blocking call of a module, with those of the modules that it includes. */
  calls(module: string): CatalogCall[] {
    const shape = this.#shapes.get(this.canonical(module));
    if (!shape) return [];
    return [...shape.calls.values(), ...shape.includes.map((each) => this.calls(each))].flat();
  }

  /** Every module that is known by name. */
  get modules(): string[] {
    return [...this.#shapes.keys()];
  }

  /** Whether a framework of this name may call what is a command's. */
  runsCommands(framework: string): boolean {
    return this.#ofCommands.has(framework);
  }

  /** Whether handlers are registered by calls of a module. */
  registers(source: string): boolean {
    const shape = this.#shapes.get(this.canonical(source));
    return shape !== undefined && shape.registrations.size > 0;
  }

  /** Whether a member of a framework's instance is none that the framework is known for: the project may have put it there. */
  isOpen(module: string, type: string, path: string): boolean {
    if (!type.endsWith('.prototype') || this.#shapes.get(module)?.isHandlerModule !== true) return false;
    return this.result(module, path, false) === undefined && this.registrations(module, path).length === 0;
  }

  /** Whether a path is a member of something that the framework is not known for: `Request.prototype.app.locals.store.find`. */
  isOfGuest(module: string, path: string): boolean {
    const [, type = '', guest = ''] = /^(.*?\.prototype)(\..+)\.[^.]+$/.exec(path) ?? [];
    return guest !== '' && this.isOpen(module, type, type + guest);
  }

  /** Whether every request has the members of what stands under a path. */
  isShared(module: string, path: string): boolean {
    return this.#shapes.get(module)?.shared.has(path) === true;
  }

  /** Whether a class is one of data, whose heirs' methods only the project calls. */
  isModel(module: string, path: string): boolean {
    return this.#shapes.get(module)?.models.has(path) === true;
  }

  /** What a call puts on the object that handlers are given. */
  contexts(module: string, path: string): readonly KnownContext[] {
    const callee = path === '' ? 'default' : path;
    return this.#find(module, ({ contexts }) => contexts.get(callee) ?? contexts.get('*')) ?? [];
  }

  /** Whether something is such an object: it has what the project puts on it, and nothing else that is known. */
  isContext(module: string, path: string): boolean {
    return this.#contextTypes.has(`${module} ${path}`);
  }

  plugins(module: string, path: string): readonly Plugin[] {
    return this.#find(module, ({ plugins }) => plugins.get(path)) ?? [];
  }

  registrations(module: string, path: string): readonly KnownRegistration[] {
    const callee = path === '' ? 'default' : path;
    const any = callee.replace(/[^.]+$/, '*');
    return this.#find(module, ({ registrations }) => registrations.get(callee) ?? registrations.get(any)) ?? [];
  }
}
