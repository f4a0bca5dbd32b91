import type { Edge, FunctionNode, HandlerMark, Sink } from '../links/function-node.ts';
import { reachUnsure } from '../search/reach.ts';
import { KNOWN_WEIGHTS, type SqlScales } from '../sql/sql-weights.ts';
import { byPlace, type CallSite, type FileSummary, type TermId } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { areHarmless } from './added-functions.ts';
import { printerOf } from './file-interface.ts';

/** What linking makes of a file beside the edges of its functions. */
type Linked = Pick<LoadedFile, 'marks' | 'registered' | 'mounts' | 'passed' | 'given' | 'contexts'>;

/** What the search over the whole project has taken from one file, to tell whether an edit makes a difference to it. */
export class EditedFile {
  readonly #file: LoadedFile;
  readonly #names: ReadonlySet<string>;
  readonly #was: Print;
  readonly #text: string;
  readonly #edges: readonly Edge[][];
  readonly #barred: readonly Edge[][];
  readonly #sinks: readonly Sink[][];
  readonly #linked: Linked;
  /** The functions that it had before, also those that are gone, by their numbers. */
  readonly #nodes: readonly FunctionNode[];
  /** Functions that have come with the edit. */
  readonly #added: readonly FunctionNode[];

  /**
   * `before` is the summary that the file was linked with; its present one is aligned with it. `names` are those of methods
   * that are looked for by name.
   */
  constructor(file: LoadedFile, before: FileSummary, names: ReadonlySet<string>) {
    const { marks, registered, mounts, passed, given, contexts } = file;
    this.#file = file;
    this.#nodes = before.functions.flatMap((_, index) => file.node(index) ?? []);
    this.#added = file.nodes.filter(({ index }) => index >= before.functions.length);
    this.#names = names;
    this.#was = new Print(before, names, KNOWN_WEIGHTS);
    this.#text = this.#was.file(file, this.#nodes);
    this.#edges = this.#nodes.map(({ edges }) => edges);
    this.#barred = this.#nodes.map(({ barred }) => barred);
    this.#sinks = this.#nodes.map(({ sinks }) => sinks);
    this.#linked = { marks, registered, mounts, passed, given, contexts };
  }

  /**
   * After the file was linked again: whether the search would find the same. Then what it has found is put back, with the
   * calls where they stand now. `scales` weigh the SQL that the calls run now.
   */
  restore(scales: SqlScales): boolean {
    const { summary, pending } = this.#file;
    const nodes = this.#nodes;
    const [was, is] = [this.#was, new Print(summary, this.#names, scales)];
    if (is.file(this.#file, nodes) !== this.#text || !areHarmless(this.#added)) return false;
    const places = new Map<CallSite, CallSite>();
    const pair = (now: readonly Keyed[], before: readonly Keyed[]) => {
      const left = inOrder(before);
      for (const [key, site] of inOrder(now)) {
        const at = left.findIndex(([other]) => other === key);
        const [[, same] = []] = at === -1 ? [] : left.splice(at, 1);
        if (same) places.set(site, same);
      }
    };
    nodes.forEach((node, at) => {
      pair(is.open(node), was.open(node));
      const edges = [...(this.#edges[at] ?? []), ...(this.#barred[at] ?? [])];
      pair(is.edges(node, node.edges), was.edges(node, edges));
      pair(is.sinks(node, node.sinks), was.sinks(node, this.#sinks[at] ?? []));
    });
    if (new Set(places.values()).size < places.size) return false;
    for (const [now, same] of places) Object.assign(same, now);
    const keptSite = (site: CallSite) => places.get(site) ?? site;
    nodes.forEach((node, at) => {
      node.edges = this.#edges[at] ?? [];
      node.barred = this.#barred[at] ?? [];
      node.sinks = this.#sinks[at] ?? [];
      node.summary.calls = node.summary.calls.map(keptSite);
    });
    for (const each of pending) each.site = keptSite(each.site);
    Object.assign(this.#file, this.#linked);
    reachUnsure(this.#added);
    return true;
  }
}

type Keyed = [key: string, site: CallSite];

const inOrder = (all: readonly Keyed[]): Keyed[] => all.toSorted(([, a], [, b]) => byPlace(a, b));

const sorted = (texts: Iterable<string>): string => [...new Set(texts)].sort().join(';');

const nodeText = ({ file, index }: FunctionNode): string => `${file.path}#${index}`;
const markText = ({ framework, kind, label, router, route, certain }: HandlerMark): string =>
  `${framework} ${kind} ${router ?? ''} ${router === undefined ? label : (route ?? label)} ${certain}`;

/** Prints what linking made of a file, without places, by one of its summaries. */
class Print {
  readonly #summary: FileSummary;
  readonly #term: (id: TermId) => string;
  readonly #names: ReadonlySet<string>;
  readonly #scales: SqlScales;

  constructor(summary: FileSummary, names: ReadonlySet<string>, scales: SqlScales) {
    this.#summary = summary;
    this.#term = printerOf(summary);
    this.#names = names;
    this.#scales = scales;
  }

  file({ marks, registered, mounts, passed, given, contexts }: LoadedFile, nodes: readonly FunctionNode[]): string {
    return [
      ...nodes.map((node) =>
        [this.open(node), this.edges(node, [...node.edges, ...node.barred]), this.sinks(node, node.sinks)]
          .map((each) =>
            each
              .map(([key]) => key)
              .sort()
              .join(),
          )
          .join(' | '),
      ),
      sorted(marks.map(([node, mark]) => `${nodeText(node)} ${markText(mark)}`)),
      sorted(registered.map(({ parameter: { file, id }, mark }) => `${file.path} ${this.#term(id)} ${markText(mark)}`)),
      sorted(mounts.map(({ child, parent = '', prefix }) => `${child} ${parent} ${prefix}`)),
      sorted(passed.map(({ to, args }) => `${nodeText(to)} ${args.map((arg) => this.#given(arg)).join()}`)),
      sorted(
        given.map(
          ({ to, module, types, options, receiver = '' }) =>
            `${nodeText(to)} ${module} ${types.join()} ${this.#term(options)} ${receiver}`,
        ),
      ),
      sorted(contexts.map(({ source, site }) => `${source.module} ${this.#site(site)}`)),
    ].join('\n');
  }

  /** Calls that may be led by their name. */
  open({ index }: FunctionNode): Keyed[] {
    const { functions, terms } = this.#summary;
    return (functions[index]?.calls ?? []).flatMap((site): Keyed[] => {
      const callee = terms[site.callee];
      return callee?.k === 'member' && (callee.name === null || this.#names.has(callee.name))
        ? [[`${this.#term(site.callee)} ${this.#site(site)}`, site]]
        : [];
    });
  }

  edges(from: FunctionNode, edges: readonly Edge[]): Keyed[] {
    // Those by name are the search's own.
    return edges
      .filter(({ byName }) => byName === undefined)
      .map((edge) => {
        const { site, to, mode, again = false } = edge;
        return [`${nodeText(to)} ${mode} ${again} ${this.#scales.way(from, edge)} ${this.#site(site)}`, site];
      });
  }

  sinks(node: FunctionNode, sinks: readonly Sink[]): Keyed[] {
    return sinks.map((sink) => {
      const { site, entry, text, loop, isSteady = false, once } = sink;
      const weight = `${entry.weight} ${this.#scales.sink(node, sink)}`;
      return [
        `${entry.module} ${entry.member} ${weight} ${text} ${loop} ${isSteady} ${once} ${this.#site(site)}`,
        site,
      ];
    });
  }

  #site({ args, isNew, loop, certain, once, polled, demands = [], isRendered, text }: CallSite): string {
    const demanded = demands.map(({ of, is, to = '' }) => `${this.#term(of)} ${is} ${String(to)}`).join();
    return `${text}(${this.#terms(args)}) ${isNew} ${loop} ${certain} ${once} ${polled === true} ${isRendered === true} ${demanded}`;
  }

  /** A value that flows on, with what the function gives that it is a result of. */
  #given(id: TermId): string {
    const { terms, variables, functions } = this.#summary;
    const term = terms[id];
    if (term?.k !== 'call') return this.#term(id);
    const callee = terms[term.callee];
    const values = callee?.k === 'variable' ? (variables[callee.variable]?.values ?? []) : [term.callee];
    const returned = values.flatMap((each) => {
      const value = terms[each];
      return value?.k === 'function' ? (functions[value.fn]?.returns ?? []) : [];
    });
    return `${this.#term(id)} ${this.#terms(returned)}`;
  }

  #terms(ids: readonly TermId[]): string {
    return ids.map(this.#term).join();
  }
}
