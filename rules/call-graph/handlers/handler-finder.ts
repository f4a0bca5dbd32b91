import type { HandlerArgument, HandlerFramework, Registration } from '../../handlers/types.ts';
import type { FunctionNode, HandlerMark } from '../links/function-node.ts';
import type { Packages } from '../sources/packages.ts';
import type { CallSite } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { KnownRegistration } from '../values/externals.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';
import { CommandLines, isOfCommandLine, packagesOf } from './command-line.ts';
import { type Found, HandlerArguments } from './handler-arguments.ts';
import { HandlerAssignments } from './handler-assignments.ts';
import { HandlerClasses } from './handler-classes.ts';
import { HandlerConventions } from './handler-conventions.ts';
import { keyOf, literalTexts, memberName, sourceText } from './handler-labels.ts';
import { HandlerListeners } from './handler-listeners.ts';
import { HandlerMounts } from './handler-mounts.ts';
import { HandlerResolvers } from './handler-resolvers.ts';
import { HandlerRoutes } from './handler-routes.ts';
import { nameOf, ownName, shapeMark } from './handler-shapes.ts';
import { HandlerTypes } from './handler-types.ts';
import { PluginShapes } from './plugin-shapes.ts';

/** Marks the functions of a file that are handlers. */
export class HandlerFinder {
  readonly #evaluator: Evaluator;
  readonly #frameworks: readonly HandlerFramework[];
  readonly #packages: Packages;
  readonly #arguments: HandlerArguments;
  readonly #classes: HandlerClasses;
  readonly #conventions: HandlerConventions;
  readonly #types: HandlerTypes;
  readonly #routes: HandlerRoutes;
  readonly #listeners: HandlerListeners;
  readonly #assignments: HandlerAssignments;
  readonly #mounts: HandlerMounts;
  readonly #resolvers: HandlerResolvers;
  readonly #plugins: PluginShapes;
  readonly #commandLines: CommandLines;
  /** Registrations by the member's name alone, for receivers that cannot be evaluated. */
  readonly #anyReceiver = new Map<string, KnownRegistration[]>();

  constructor(evaluator: Evaluator, frameworks: readonly HandlerFramework[], packages: Packages) {
    this.#evaluator = evaluator;
    this.#packages = packages;
    this.#frameworks = frameworks;
    this.#arguments = new HandlerArguments(evaluator);
    this.#classes = new HandlerClasses(evaluator, frameworks);
    this.#conventions = new HandlerConventions(evaluator, this.#arguments, this.#packages, frameworks);
    this.#types = new HandlerTypes(evaluator, this.#arguments, frameworks);
    this.#routes = new HandlerRoutes(evaluator, this.#arguments);
    this.#listeners = new HandlerListeners(evaluator, this.#arguments);
    this.#assignments = new HandlerAssignments(evaluator, this.#arguments, frameworks);
    this.#mounts = new HandlerMounts(evaluator);
    this.#resolvers = new HandlerResolvers(this.#arguments, this.#packages);
    this.#plugins = new PluginShapes(evaluator, this.#arguments, this.#packages, frameworks);
    this.#commandLines = new CommandLines(this.#packages, frameworks);
    for (const framework of frameworks)
      for (const registration of framework.registrations ?? [])
        if (registration.anyReceiver === true) this.#index({ ...registration, framework });
  }

  #index(registration: KnownRegistration): void {
    for (const member of new Set(registration.members.map((each) => each.replace(/^.*\./, ''))))
      this.#anyReceiver.set(member, [...(this.#anyReceiver.get(member) ?? []), registration]);
  }

  /** Marks what a call site registers; false when it registers nothing. */
  register(file: LoadedFile, site: CallSite, callees: readonly Value[]): boolean {
    this.#mounts.note(file, site);
    let isKnown = false;
    let found = false;
    for (const callee of callees) {
      if (callee.k !== 'external') continue;
      this.#give(callee, file, site);
      const path = site.isNew ? `new ${callee.path === '' ? 'default' : callee.path}` : callee.path;
      for (const source of this.#evaluator.externals.contexts(callee.module, path))
        file.contexts.push({ source, site });
      for (const registration of this.#evaluator.externals.registrations(callee.module, path)) {
        isKnown = true;
        if (registration.framework.inServers && this.#commandLines.has(file)) continue;
        if (this.#applies(registration, file, site)) found = this.#mark(registration, file, site) || found;
      }
    }
    return found || (!isKnown && this.#registerByShape(file, site, callees));
  }

  /** Notes what a framework passes to a plugin. */
  #give({ module, path }: Value & { k: 'external' }, file: LoadedFile, site: CallSite): void {
    for (const plugin of this.#evaluator.externals.plugins(module, path)) {
      const { parameters: types, options, module: own = module } = plugin;
      const given = { module: own, types, options: options === undefined ? 0 : (site.args[options] ?? 0) };
      for (const to of this.#arguments.of(file, site, plugin).keys()) file.given.push({ to, ...given });
    }
  }

  #registerByShape(file: LoadedFile, site: CallSite, callees: readonly Value[]): boolean {
    if (site.args.length === 0) return false;
    let by: HandlerFramework | undefined;
    for (const registration of this.#anyReceiver.get(memberName(file, site)) ?? []) {
      if (by !== undefined && registration.framework !== by) continue;
      if (!this.#isUnknown(callees) || !this.#packages.depends(file.path, packagesOf(registration.framework))) continue;
      if (this.#applies(registration, file, site) && this.#mark(registration, file, site)) by = registration.framework;
    }
    if (by !== undefined) return true;
    const route = this.#routes.ofCall(file, site, callees);
    if (route)
      return this.#add(file, route.found, { framework: 'router', kind: 'request', ...certain(route.label) }, site);
    if (this.#commandLines.has(file)) return false;
    const listener = this.#listeners.ofCall(file, site, callees);
    if (listener)
      return this.#add(file, listener.found, { framework: 'event', kind: 'event', ...certain(listener.label) }, site);
    const timer = this.#listeners.ofTimeout(file, site, callees);
    if (timer)
      return this.#add(file, timer.found, { framework: 'timer', kind: 'timer', ...certain(timer.label) }, site);
    return false;
  }

  #isUnknown(callees: readonly Value[]): boolean {
    return callees.every((each) => each.k === 'external' && !this.#evaluator.externals.knows(each.module));
  }

  /** Marks handlers that need no registration: conventions, decorators, annotations and shapes. */
  find(file: LoadedFile): void {
    if (file.summary.isTest) return;
    this.#plugins.give(file);
    const registered = new Set(file.marks.map(([node]) => node));
    const resolving = this.#resolvers.find(file);
    for (const [to] of resolving) file.given.push({ to, ...OF_RESOLVERS });
    const resolvers = resolving.filter(([node]) => !registered.has(node));
    file.marks.push(...this.#classes.find(file), ...this.#types.find(file), ...resolvers);
    file.marks.push(...this.#assignments.find(file));
    file.summary.objects.forEach((_, index) => {
      const route = this.#routes.ofObject(file, index);
      if (route) this.#add(file, route.found, { framework: 'router', kind: 'request', ...certain(route.label) });
    });
    for (const assignment of file.summary.memberAssignments) {
      const listener = this.#listeners.ofAssignment(file, assignment);
      if (listener) this.#add(file, listener.found, { framework: 'event', kind: 'event', ...certain(listener.label) });
    }
    const exported = this.#conventions.find(file);
    // Where a file lies says more than the wrapper that its handler stands in.
    const placed = new Set(exported.map(([node]) => node));
    file.marks = [...file.marks.filter(([node]) => !placed.has(node)), ...exported];
    for (const node of file.nodes) {
      const mark = shapeMark(this.#evaluator, this.#frameworks, node);
      if (mark) file.marks.push([node, mark]);
    }
  }

  #applies({ only }: Registration, file: LoadedFile, site: CallSite): boolean {
    if (!only) return true;
    const id = site.args[only.at] ?? 0;
    const texts = [...literalTexts(this.#evaluator, file, id), ...enumMembers(this.#evaluator.evaluate(file, id))];
    if (only.in) return texts.some((text) => isAmong(only.in, text));
    return texts.length === 0 || texts.some((text) => !isAmong(only.notIn, text));
  }

  #mark(registration: KnownRegistration, file: LoadedFile, site: CallSite): boolean {
    if ((registration.kind ?? registration.framework.kind) === 'job' && isOfCommandLine(this.#evaluator, file, site))
      return true;
    let any = false;
    for (const argument of registration.handlers) {
      for (const each of this.#elements(argument, file, site)) {
        const { framework, kind } = registration;
        const label = this.#label(registration, each.file, each.site);
        const mark = { framework: framework.name, kind: kind ?? framework.kind, label, certain: true };
        const found = this.#arguments.of(each.file, each.site, argument);
        const { parameters: types = [], receiver } = registration;
        const module = this.#evaluator.externals.canonical(framework.module);
        const given = { module, types, options: 0, ...(receiver !== undefined && { receiver }) };
        if (types.length > 0) for (const to of found.keys()) file.given.push({ to, ...given });
        any = this.#add(file, found, mark, site) || any;
      }
    }
    return any;
  }

  /** `server.route([{ path, handler }, ...])` registers each object of a list, with its own label. */
  #elements(argument: HandlerArgument, file: LoadedFile, site: CallSite): { file: LoadedFile; site: CallSite }[] {
    const { at, keys } = argument;
    if (keys === undefined || typeof at !== 'number') return [{ file, site }];
    const arrays = this.#evaluator.evaluate(file, site.args[at] ?? 0).filter((value) => value.k === 'array');
    if (arrays.length === 0) return [{ file, site }];
    return arrays.flatMap((array) =>
      array.items.map((item) => ({ file: array.file, site: { ...site, args: [...Array<number>(at).fill(0), item] } })),
    );
  }

  #label({ route, method, noun }: Registration, file: LoadedFile, site: CallSite): string {
    const text = (source: Exclude<typeof route, 'key' | undefined>) => sourceText(this.#evaluator, file, site, source);
    const verb = method === 'member' ? memberName(file, site).toUpperCase() : (method && text(method))?.toUpperCase();
    const place = route === 'key' ? keyOf(file, site) : route && text(route);
    return [noun, verb, place].filter((part) => part !== undefined && part !== '').join(' ');
  }

  /** Tests register no handlers of the application. */
  #add(file: LoadedFile, found: Found, mark: HandlerMark, site?: CallSite): boolean {
    if (file.summary.isTest) return found.size > 0;
    const router = site && /^[A-Z]+( \/|$)/.test(mark.label) ? this.#mounts.routerOf(file, site) : undefined;
    for (const [node, key] of found) {
      const label = [mark.label, key].filter((part) => part !== '').join(mark.kind === 'resolver' ? '.' : ' ');
      const shown = label === '' ? fallback(node, file, site) : withName(label, node);
      const place = router !== undefined && key === '' ? { router, route: mark.label === '' ? shown : mark.label } : {};
      file.marks.push([node, { ...mark, label: shown, ...place }]);
    }
    for (const parameter of found.parameters) file.registered.push({ parameter, mark });
    return found.size > 0;
  }
}

/** What every resolver gets: `(source, args, context)`. */
const OF_RESOLVERS = { module: 'graphql', types: ['', '', 'Context'], options: 0 };

/** The function's own name, or what the call's result is called, or what registers it. */
function fallback(node: FunctionNode, file: LoadedFile, site: CallSite | undefined): string {
  const own = ownName(node);
  if (own !== '') return own;
  const named = site && (keyOf(file, site) ?? /[$\w]+$/.exec(site.text)?.[0]);
  return named ?? nameOf(node) ?? 'a route';
}

/** A verb whose path cannot be read says more with the function's name. */
function withName(label: string, node: FunctionNode): string {
  return /^(GET|POST|PUT|PATCH|DELETE|DEL|ALL|HEAD|OPTIONS)$/.test(label)
    ? `${label} ${ownName(node)}`.trimEnd()
    : label;
}

/** `Events.ClientReady` of a package: the last name stands for the text, which begins in lower case as a rule. */
function enumMembers(values: readonly Value[]): string[] {
  return values.flatMap((value) => {
    const [, name] = value.k === 'external' ? (/\.(\w+)$/.exec(value.path) ?? []) : [];
    return name === undefined ? [] : [name];
  });
}

function isAmong(list: readonly string[] | undefined, text: string): boolean {
  return list?.some((each) => each.toLowerCase() === text.toLowerCase()) === true;
}

function certain(label: string): { label: string; certain: true } {
  return { label, certain: true };
}
