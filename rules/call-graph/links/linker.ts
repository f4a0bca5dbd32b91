import type { HandlerFinder } from '../handlers/handler-finder.ts';
import { isNoWorseInLoop } from '../large-data/large-data.ts';
import { byPlace, type CallSite, type Read } from '../summaries/summary.ts';
import { termText } from '../summaries/term-text.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile, Pending } from '../values/loaded-file.ts';
import type { Leans } from '../values/looks.ts';
import type { Value } from '../values/values.ts';
import { callbackMode } from './callbacks.ts';
import { holds, isAssumed, weightOf } from './conditions.ts';
import { constructorsOf } from './constructors.ts';
import { addEdge, linkLater } from './edges.ts';
import type { FunctionNode, Sink } from './function-node.ts';
import type { HazardSites } from './hazard-sites.ts';
import { isParameter, passBound, passedTo, passToCallbacks } from './passed-arguments.ts';
import { PassedFunctions } from './passed-functions.ts';
import { streamMethods } from './stream-methods.ts';

/** Turns the call sites of one file into edges, sinks and handlers. */
export class Linker {
  readonly #evaluator: Evaluator;
  readonly #handlers: HandlerFinder;
  readonly #hazards: HazardSites;
  readonly #passed: PassedFunctions;
  /** Names of the project's getters and setters: only reads and writes of these need a look. */
  accessorNames: ReadonlySet<string> = new Set();

  constructor(evaluator: Evaluator, handlers: HandlerFinder, hazards: HazardSites) {
    this.#evaluator = evaluator;
    this.#handlers = handlers;
    this.#hazards = hazards;
    this.#passed = new PassedFunctions(evaluator);
  }

  link(file: LoadedFile): void {
    file.unlink();
    file.isLinked = true;
    for (const node of file.nodes) {
      for (const site of node.summary.calls) this.#linkSite(node, site);
      for (const read of node.summary.reads)
        if (this.accessorNames.has(read.name)) this.#linkRead(node, read, siteOf(file, read));
      sortByPlace(node);
    }
    this.#handlers.find(file);
    file.leansOnFlows = file.pending.length > 0;
  }

  /** A member read that runs a getter, or a write that runs a setter. */
  #linkRead(node: FunctionNode, read: Read, site: CallSite): void {
    this.#noteLeans({ node, site, read }, () => {
      const bases = this.#evaluator.evaluate(node.file, read.of);
      for (const accessor of bases.flatMap((base) => this.#evaluator.members.accessors(base, read.name))) {
        const to = accessor.file.node(accessor.fn);
        if (to) addEdge(node, { site, to, mode: 'call' });
      }
      return bases.length > 0;
    });
  }

  /** A second look at the call sites that lean on what parameters are given. */
  linkPending(file: LoadedFile): void {
    const linked = new Set<FunctionNode>();
    const all = file.pending;
    file.pending = all.filter((each) => this.#isStillUnknown(each));
    const unknown = new Set(file.pending);
    const known = all.filter((each) => !unknown.has(each));
    const sites = new Set(known.map(({ site }) => site));
    file.passed = file.passed.filter(({ site }) => !sites.has(site));
    for (const { node, site, read } of known) {
      node.edges = node.edges.filter((edge) => edge.site !== site);
      node.sinks = node.sinks.filter((sink) => sink.site !== site);
      if (read) this.#linkRead(node, read, site);
      else this.#linkSite(node, site);
      linked.add(node);
    }
    for (const node of linked) sortByPlace(node);
  }

  /** Whether all that a call site leaned on is parameters that are given nothing that is known. */
  #isStillUnknown({ node, site, leans: { parameters, elsewhere } }: Pending): boolean {
    if (elsewhere || isParameter(node, site.callee)) return false;
    return parameters.every(({ file, id }) => this.#evaluator.evaluate(file, id).length === 0);
  }

  #linkSite(node: FunctionNode, site: CallSite): void {
    this.#noteLeans({ node, site }, () => this.#linkCall(node, site));
  }

  /** Notes what a call site or read leaned on that is not known yet. `link` says whether anything is known of where it leads. */
  #noteLeans(linked: Omit<Pending, 'leans'>, link: () => boolean): void {
    const { looks } = this.#evaluator;
    const { unresolved, knowsFlows, isDraft } = looks;
    const leans: Leans = { parameters: [], elsewhere: knowsFlows };
    looks.leans = leans;
    const isKnown = link();
    looks.leans = undefined;
    // What was remembered as unknown in this look may be known in the last one.
    const isOpen = !isKnown && isDraft;
    if (isOpen || looks.unresolved !== unresolved) linked.node.file.pending.push({ ...linked, leans });
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
          linkLater(node, site, to);
          continue;
        }
        addEdge(node, { site, to, mode: 'call' });
        file.passed.push({ to, args: passedTo(to, file, site), site });
      }
      if (site.isNew) for (const to of streamMethods(this.#evaluator, callee)) linkLater(node, site, to);
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
    for (const arg of site.args) this.#passed.link(node, site, arg, mode);
    return callees.some((callee) => callee.k !== 'external' || !/\.prototype\./.test(callee.path));
  }

  #targets(callee: Value, file: LoadedFile, site: CallSite): FunctionNode[] {
    if (callee.k === 'function') {
      const target = callee.file.node(callee.fn);
      return target ? [target] : [];
    }
    if (callee.k === 'class' && site.isNew) return constructorsOf(this.#evaluator, callee.file, callee.class);
    // super(...) runs the constructors of the class that `super` is an instance of.
    if (callee.k === 'instance' && file.summary.terms[site.callee]?.k === 'super')
      return constructorsOf(this.#evaluator, callee.file, callee.class);
    return [];
  }

  #sink(callee: Value & { k: 'external' }, file: LoadedFile, site: CallSite): Sink | undefined {
    const entries = this.#evaluator.externals.blockingCalls(callee.module, callee.path, site.isNew);
    const entry = entries.find((each) => !each.when || holds(each.when, this.#evaluator, file, site.args));
    if (!entry) return undefined;
    const weight = weightOf(entry, this.#evaluator, file, site.args);
    // A loop over the parts of something small does not make it large, nor over what is only assumed to be large.
    // Where the call is heavy anyway, that need not be known.
    const isSteady =
      weight === 'cheap' &&
      (entry.lightInLoop === true ||
        isNoWorseInLoop(this.#evaluator, file, site.args[0] ?? 0) ||
        isAssumed(entry, this.#evaluator, file, site.args));
    return {
      site,
      entry: weight === entry.weight ? entry : { ...entry, weight },
      text: site.text,
      loop: site.loop && !isSteady,
      ...(isSteady && { isSteady: true as const }),
      once: site.once || entry.memoised === true,
    };
  }
}

/** `app.decorate('name', fn)`, `schema.method('name', fn)`, `Object.defineProperty(of, 'name', { get })`: keeps a function for others to call. */
function isDecoration({ summary }: LoadedFile, { callee, args }: CallSite): boolean {
  const term = summary.terms[callee];
  if (term?.k !== 'member') return false;
  const [name, fn] = args.map((id) => summary.terms[id]?.k);
  return (
    /^(?:decorate(?:Request|Reply)?|definePropert(?:y|ies))$/.test(term.name ?? '') ||
    (/^(method|static)$/.test(term.name ?? '') && name === 'literal' && fn === 'function')
  );
}

/** Of equally short chains the first by place is shown, whichever look found it. */
function sortByPlace({ edges, sinks }: FunctionNode): void {
  for (const list of [edges, sinks]) list.sort(({ site: a }, { site: b }) => byPlace(a, b));
}

/** A read as the call that it is of a getter. */
function siteOf(file: LoadedFile, { of, name, start, at, end }: Read): CallSite {
  return {
    isRead: true,
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
    text: `${termText(file, of)}.${name.replace(/^set /, '')}`,
  };
}
