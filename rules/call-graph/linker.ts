import { callbackMode, repeatsCallback } from './callbacks.ts';
import { holds, isAssumed, weightOf } from './conditions.ts';
import type { Evaluator } from './evaluate.ts';
import type { CatalogCall } from './externals.ts';
import type { Edge, EdgeMode, FunctionNode, Sink } from './function-node.ts';
import type { HandlerFinder } from './handler-finder.ts';
import type { HazardSites } from './hazard-sites.ts';
import { isNoWorseInLoop } from './large-data.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { Leans } from './looks.ts';
import { isParameter, passBound, passedTo, passToCallbacks } from './passed-arguments.ts';
import { streamMethods } from './stream-methods.ts';
import type { CallSite, Read, TermId } from './summary.ts';
import { termText } from './term-text.ts';
import { NO_VALUES, type Value } from './values.ts';

/** Turns the call sites of one file into edges, sinks and handlers. */
export class Linker {
  readonly #evaluator: Evaluator;
  readonly #handlers: HandlerFinder;
  readonly #hazards: HazardSites;
  /** Names of the project's getters and setters: only reads and writes of these need a look. */
  accessorNames: ReadonlySet<string> = new Set();

  constructor(evaluator: Evaluator, handlers: HandlerFinder, hazards: HazardSites) {
    this.#evaluator = evaluator;
    this.#handlers = handlers;
    this.#hazards = hazards;
  }

  link(file: LoadedFile): void {
    file.marks = [];
    file.mounts = [];
    file.later = new Set();
    file.passed = [];
    file.given = [];
    file.pending = [];
    file.isLinked = true;
    for (const node of file.nodes) {
      node.edges = [];
      node.sinks = [];
      for (const site of node.summary.calls) this.#linkSite(node, site);
      for (const read of node.summary.reads) if (this.accessorNames.has(read.name)) this.#linkRead(node, read);
    }
    this.#handlers.find(file);
    file.leansOnFlows = file.pending.length > 0;
  }

  /** A member read that runs a getter, or a write that runs a setter. */
  #linkRead(node: FunctionNode, { of, name, start, at, end }: Read): void {
    const text = `${termText(node.file, of)}.${name.replace(/^set /, '')}`;
    for (const base of this.#evaluator.evaluate(node.file, of)) {
      for (const accessor of this.#evaluator.members.accessors(base, name)) {
        const to = accessor.file.node(accessor.fn);
        const site = {
          isRead: true as const,
          start,
          end,
          at,
          calleeEnd: end,
          callee: 0,
          args: [],
          isNew: false,
          loop: false,
          once: false,
          certain: false,
          text,
        };
        if (to) this.#addEdge(node, { site, to, mode: 'call' });
      }
    }
  }

  /** A second look at the call sites that lean on what parameters are given. */
  linkPending(file: LoadedFile): void {
    for (const pending of file.pending.splice(0)) {
      const { node, site } = pending;
      if (this.#isStillUnknown(pending)) {
        file.pending.push(pending);
        continue;
      }
      node.edges = node.edges.filter((edge) => edge.site !== site);
      node.sinks = node.sinks.filter((sink) => sink.site !== site);
      this.#linkSite(node, site);
    }
  }

  /** Whether all that a call site leaned on is parameters that are given nothing that is known. */
  #isStillUnknown({ node, site, leans: { parameters, elsewhere } }: LoadedFile['pending'][number]): boolean {
    if (elsewhere || isParameter(node, site.callee)) return false;
    return parameters.every(({ file, id }) => this.#evaluator.evaluate(file, id).length === 0);
  }

  #linkSite(node: FunctionNode, site: CallSite): void {
    const { file } = node;
    const { looks } = this.#evaluator;
    const { unresolved, knowsFlows, isDraft } = looks;
    const leans: Leans = { parameters: [], elsewhere: knowsFlows };
    looks.leans = leans;
    const isKnown = this.#linkCall(node, site);
    looks.leans = undefined;
    // What was remembered as unknown in this look may be known in the last one.
    const isOpen = !isKnown && isDraft;
    if (isOpen || looks.unresolved !== unresolved) file.pending.push({ node, site, leans });
  }

  /** Links one call; whether anything is known of what it calls. */
  #linkCall(node: FunctionNode, site: CallSite): boolean {
    const { file } = node;
    const callees = this.#evaluator.evaluate(file, site.callee);
    if (this.#evaluator.looks.knowsFlows && callees.length === 0) passToCallbacks(this.#evaluator, node, site);
    passBound(this.#evaluator, file, site);
    const isRegistration = this.#handlers.register(file, site, callees);
    for (const callee of callees) {
      for (const to of this.#targets(callee, file, site)) {
        if (site.isRendered) {
          this.#linkLater(node, site, to);
          continue;
        }
        this.#addEdge(node, { site, to, mode: 'call' });
        file.passed.push({ to, args: passedTo(to, file, site) });
      }
      if (site.isNew && callee.k === 'class')
        for (const to of streamMethods(this.#evaluator, callee)) this.#linkLater(node, site, to);
      const sink = callee.k === 'external' ? this.#sink(callee, file, site) : undefined;
      // What a module loads when it is itself loaded is nobody's blocking call.
      const isLoad = node.index === 0 && sink?.entry.memoised === true;
      if (sink && !isLoad && !node.sinks.some((known) => known.site === site)) node.sinks.push(sink);
    }
    const hazard = this.#hazards.find(node, site, callees, (id) => this.#evaluator.evaluate(file, id));
    const entry = hazard && this.#evaluator.externals.blockingCalls('hazard', hazard, false)[0];
    if (entry) node.sinks.push({ site, entry, text: site.text, loop: site.loop, once: site.once });
    if (isRegistration || isDecoration(file, site)) return true;
    const mode = callbackMode(file, site, callees);
    for (const arg of site.args) this.#linkArgument(node, site, arg, mode);
    return callees.some((callee) => callee.k !== 'external' || !/\.prototype\./.test(callee.path));
  }

  #addEdge(node: FunctionNode, edge: Edge): void {
    const annotation = edge.to.summary.annotation;
    if (annotation === 'nonblocking') return;
    if (annotation === 'blocking' && edge.mode === 'call') {
      node.sinks.push({
        site: edge.site,
        entry: annotated(edge.to),
        text: edge.site.text,
        loop: edge.site.loop,
        once: edge.site.once,
      });
      return;
    }
    node.edges.push(edge);
  }

  #targets(callee: Value, file: LoadedFile, site: CallSite): FunctionNode[] {
    if (callee.k === 'function') {
      const target = callee.file.node(callee.fn);
      return target ? [target] : [];
    }
    if (callee.k === 'class' && site.isNew) return this.#constructors(callee.file, callee.class);
    // super(...) runs the constructors of the class that `super` is an instance of.
    if (callee.k === 'instance' && file.summary.terms[site.callee]?.k === 'super')
      return this.#constructors(callee.file, callee.class);
    return [];
  }

  #constructors(file: LoadedFile, index: number): FunctionNode[] {
    return this.#evaluator.members.constructorsOf(file, index).flatMap((each) => each.file.node(each.fn) ?? []);
  }

  #sink(callee: Value & { k: 'external' }, file: LoadedFile, site: CallSite): Sink | undefined {
    const entries = this.#evaluator.externals.blockingCalls(callee.module, callee.path, site.isNew);
    const entry = entries.find((each) => !each.when || holds(each.when, this.#evaluator, file, site.args));
    if (!entry) return undefined;
    const weight = weightOf(entry, this.#evaluator, file, site.args);
    // A loop over the parts of something small does not make it large, nor over what is only assumed to be large.
    const isSteady =
      isNoWorseInLoop(this.#evaluator, file, site.args[0] ?? 0) || isAssumed(entry, this.#evaluator, file, site.args);
    return {
      site,
      entry: weight === entry.weight ? entry : { ...entry, weight },
      text: site.text,
      loop: site.loop && !isSteady,
      ...(isSteady && { isSteady: true as const }),
      once: site.once || entry.memoised === true,
    };
  }

  /** A function, or a blocking function, that is handed to the callee. */
  #linkArgument(node: FunctionNode, site: CallSite, arg: TermId, mode: EdgeMode): void {
    const { file } = node;
    const values = arg === 0 ? NO_VALUES : this.#evaluator.evaluate(file, arg);
    const term = file.summary.terms[arg];
    if (term?.k === 'array' && mode === 'later') this.#linkSteps(node, site, term.items);
    for (const value of values) {
      if (value.k === 'function') this.#linkCallback(node, site, value, mode);
      else if (value.k === 'object' && value.file === file)
        this.#linkWritten(node, site, membersOf(file, value.object), mode);
      else if (value.k === 'array' && value.file === file) this.#linkWritten(node, site, value.items, mode);
      else if (value.k === 'external' && mode === 'callback') this.#linkPassedSink(node, site, value, arg);
    }
  }

  #linkCallback(node: FunctionNode, site: CallSite, value: Value & { k: 'function' }, mode: EdgeMode): void {
    const to = value.file.node(value.fn);
    if (!to) return;
    if (mode === 'later') this.#linkLater(node, site, to);
    else this.#addEdge(node, { site, to, mode });
  }

  #linkLater(node: FunctionNode, site: CallSite, to: FunctionNode): void {
    node.file.later.add(to);
    this.#addEdge(node, { site, to, mode: 'later' });
  }

  /** `async.series([load, save], done)`: functions by name, in a list that is written in place. */
  #linkSteps(node: FunctionNode, site: CallSite, items: readonly TermId[]): void {
    for (const id of items.filter((each) => node.file.summary.terms[each]?.k === 'variable'))
      for (const value of this.#evaluator.evaluate(node.file, id))
        if (value.k === 'function') this.#linkCallback(node, site, value, 'later');
  }

  /** `{ onData() { ... } }`, `[(next) => ...]`, `{ job: this.send.bind(this) }`: functions written in place and own methods, as the callee's options or its steps. */
  #linkWritten(node: FunctionNode, site: CallSite, ids: readonly TermId[], mode: EdgeMode): void {
    const { file } = node;
    for (const id of ids) {
      const term = file.summary.terms[id];
      const to = term?.k === 'function' ? file.node(term.fn) : undefined;
      if (to && to.summary.parent === node.index)
        this.#linkCallback(node, site, { k: 'function', file, fn: to.index }, mode);
      if (isOwnMethod(file, id))
        for (const value of this.#evaluator.evaluate(file, id))
          if (value.k === 'function') this.#linkCallback(node, site, value, mode);
    }
  }

  /** `paths.map(fs.readFileSync)`: the callee calls it, so the call site blocks. */
  #linkPassedSink(node: FunctionNode, site: CallSite, value: Value & { k: 'external' }, arg: TermId): void {
    const entry = this.#evaluator.externals.blockingCalls(value.module, value.path, false).find((each) => !each.when);
    const loop = site.loop || repeatsCallback(node.file, site);
    if (entry) node.sinks.push({ site, entry, text: termText(node.file, arg), loop, once: site.once });
  }
}

function membersOf({ summary }: LoadedFile, object: number): TermId[] {
  return (summary.objects[object]?.props ?? []).flatMap(([, ids]) => ids);
}

/** `this.send`, also bound to `this`. */
function isOwnMethod({ summary: { terms } }: LoadedFile, id: TermId): boolean {
  const term = terms[id];
  return term?.k === 'member' && terms[term.of]?.k === 'this';
}

function annotated(to: FunctionNode): CatalogCall {
  return {
    module: 'project',
    member: to.summary.name,
    kind: 'compute',
    weight: 'heavy',
    why: 'is marked `@blocking`',
    useInstead: 'a worker, or an asynchronous version of it',
  };
}

/** `app.decorate('name', fn)`, `schema.method('name', fn)`: keeps a function for others to call. */
function isDecoration({ summary }: LoadedFile, { callee, args }: CallSite): boolean {
  const term = summary.terms[callee];
  if (term?.k !== 'member') return false;
  const [name, fn] = args.map((id) => summary.terms[id]?.k);
  return (
    /^decorate(Request|Reply)?$/.test(term.name ?? '') ||
    (/^(method|static)$/.test(term.name ?? '') && name === 'literal' && fn === 'function')
  );
}
