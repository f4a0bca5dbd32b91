import path from 'node:path';
import { isOnce } from '../links/edges.ts';
import { type Edge, type FunctionNode, type HandlerMark, POLLING, type Reach } from '../links/function-node.ts';
import type { CallSite } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { Dispatch, type DispatchQuestions } from './dispatch.ts';

/**
 * Decides for every function whether a handler reaches it. `files` must be in a fixed order (by path): breadth-first
 * search from the handlers then gives the same shortest chain whatever order they were read in.
 * Returns the names of methods that it looked for by name.
 */
export function reach(files: readonly LoadedFile[], questions: DispatchQuestions): ReadonlySet<string> {
  applyMarks(files);
  const nodes = files.flatMap((file) => file.nodes);
  const isRoot = (certain: boolean) => (node: FunctionNode) => node.handler?.certain === certain && !node.reach;
  const certain = nodes.filter(isRoot(true));
  spread(certain, 'handler', false);
  spread(nodes.filter(isRoot(false)), 'handler', false);
  spreadOnce(nodes, 'handler');
  spread(nodes.filter(isStartup), 'startup', false);
  spreadOnce(nodes, 'startup');
  pollLoops(nodes);
  const names = dispatch(nodes, questions);
  reachUnsure(nodes);
  return names;
}

/** Asynchronous functions whose use is unknown, and what these lead to. */
export function reachUnsure(nodes: readonly FunctionNode[]): void {
  spread(
    nodes.filter((node) => !node.reach && node.summary.async),
    'unsure',
    false,
  );
  spreadOnce(nodes, 'unsure');
}

/** Whether start-up code itself does work in a loop that waits for it. */
export function polls({ reach: own, file, sinks, edges }: FunctionNode): boolean {
  if (own?.state !== 'startup' || file.isTestSupport || file.summary.isTest) return false;
  const isPolled = ({ site }: { site: CallSite }) => site.polled === true;
  return sinks.some(isPolled) || edges.some(isPolled);
}

/** What such a loop, or what it calls, is as a handler. */
export function pollMark({ summary }: FunctionNode): HandlerMark {
  return { framework: POLLING, kind: 'job', label: summary.name || 'endless loop', certain: true };
}

/** What start-up code calls in a loop that waits for work is done when the program has long started. */
function pollLoops(nodes: readonly FunctionNode[]): void {
  for (const node of nodes.filter(polls)) {
    for (const { site, mode, to } of node.edges) {
      if (site.polled !== true || mode === 'later' || to.reach?.state !== 'startup') continue;
      to.handler = pollMark(to);
      to.reach = { state: 'handler', by: undefined, once: false };
      continueFrom(to, to.edges);
    }
  }
}

/** What handlers call by a name that is data: looked for last, among what nothing else reaches. */
function dispatch(nodes: readonly FunctionNode[], questions: DispatchQuestions): ReadonlySet<string> {
  const byName = new Dispatch(nodes, questions);
  const asked = new Set<FunctionNode>();
  for (;;) {
    const found: { from: FunctionNode; edge: Edge }[] = [];
    for (const from of nodes) {
      if (from.reach?.state !== 'handler' || asked.has(from)) continue;
      asked.add(from);
      const { handler } = wayTo(from)[0] ?? from;
      if (handler && !byName.asks(handler)) continue;
      for (const edge of byName.edgesOf(from)) found.push({ from, edge });
    }
    if (found.length === 0) return byName.names;
    for (const { from, edge } of found.sort(byDistance)) {
      from.edges = [...from.edges, edge];
      continueFrom(from, [edge]);
    }
    spreadOnce(nodes, 'handler');
  }
}

/** Of several calls by one name, the one that stands nearest to the method is the likeliest to be of it. */
function byDistance(a: { from: FunctionNode; edge: Edge }, b: { from: FunctionNode; edge: Edge }): number {
  return commonFolders(b.from, b.edge.to) - commonFolders(a.from, a.edge.to);
}

function commonFolders({ file: { path: one } }: FunctionNode, { file: { path: other } }: FunctionNode): number {
  let folders = 0;
  for (let at = 0; at < one.length && one[at] === other[at]; at++) if (one[at] === path.sep) folders++;
  return folders;
}

function continueFrom(from: FunctionNode, edges: readonly Edge[]): void {
  for (const edge of edges) {
    // That start-up code calls a function too does not clear it.
    if ((edge.to.reach && edge.to.reach.state !== 'startup') || isOnce(edge)) continue;
    edge.to.reach = { state: 'handler', by: { from, edge }, once: from.reach?.once ?? false };
    continueFrom(edge.to, edge.to.edges);
  }
}

function applyMarks(files: readonly LoadedFile[]): void {
  for (const file of files) {
    for (const node of file.nodes) {
      node.handler = undefined;
      node.calledLater = false;
      node.reach = undefined;
      node.excluded = undefined;
      node.sql = undefined;
      if (node.edges.some(({ byName }) => byName)) node.edges = node.edges.filter(({ byName }) => !byName);
    }
  }
  for (const file of files) {
    if (file.isTestSupport) continue;
    for (const [node, mark] of file.marks) if (!node.handler || precedes(mark, node.handler)) node.handler = mark;
    for (const { edges } of file.nodes) for (const { mode, to } of edges) if (mode === 'later') to.calledLater = true;
  }
  applyLate(files);
}

/** What is known of a handler through the parameters that it came by says less of it than its own registration. */
function applyLate(files: readonly LoadedFile[]): void {
  const late = new Map<FunctionNode, HandlerMark>();
  for (const [node, mark] of files.flatMap((file) => (file.isTestSupport ? [] : file.lateMarks))) {
    const known = late.get(node);
    if (node.handler?.certain !== true && (known === undefined || precedes(mark, known))) late.set(node, mark);
  }
  for (const [node, mark] of late) node.handler = mark;
}

/** A fixed choice among the marks of one function: registered before shaped, on a known router, then the shortest label. */
function precedes(a: HandlerMark, b: HandlerMark): boolean {
  if (a.certain !== b.certain) return a.certain;
  if ((a.router === undefined) !== (b.router === undefined)) return a.router !== undefined;
  if (a.label.length !== b.label.length) return a.label.length < b.label.length;
  return a.label < b.label;
}

/** Code that runs when a module is loaded. */
function isStartup(node: FunctionNode): boolean {
  if (node.reach) return false;
  return node.index === 0 || (node.summary.kind === 'fields' && node.summary.static);
}

/** Breadth-first over the edges that are taken on every call. */
function spread(roots: readonly FunctionNode[], state: Reach['state'], once: boolean): void {
  let front: FunctionNode[] = [];
  for (const node of roots) {
    if (node.reach) continue;
    node.reach = { state, by: undefined, once };
    front.push(node);
  }
  while (front.length > 0) {
    const next: FunctionNode[] = [];
    for (const from of front) {
      for (const edge of from.edges) {
        if (isOnce(edge) || edge.to.reach) continue;
        edge.to.reach = { state, by: { from, edge }, once };
        next.push(edge.to);
      }
    }
    front = next;
  }
}

/** Then over the edges behind lazy guards: what only they lead to runs once. */
function spreadOnce(nodes: readonly FunctionNode[], state: Reach['state']): void {
  for (;;) {
    const found: FunctionNode[] = [];
    for (const from of nodes) {
      if (from.reach?.state !== state) continue;
      for (const edge of from.edges) {
        if (!isOnce(edge) || edge.to.reach) continue;
        edge.to.reach = { state, by: { from, edge }, once: true };
        found.push(edge.to);
      }
    }
    if (found.length === 0) return;
    for (const node of found) continueOnce(node, state);
  }
}

function continueOnce(node: FunctionNode, state: Reach['state']): void {
  const stack = [node];
  for (let from = stack.pop(); from; from = stack.pop()) {
    for (const edge of from.edges) {
      if (edge.to.reach) continue;
      const once = isOnce(edge) || (from.reach?.once === true && edge.again !== true);
      edge.to.reach = { state, by: { from, edge }, once };
      stack.push(edge.to);
    }
  }
}

/** The functions from the handler (or unsure root) to `node`, that one included; not beyond an edge that does not pass `follows`. */
function wayTo(node: FunctionNode, follows: (edge: Edge) => boolean = () => true): FunctionNode[] {
  const way = [node];
  for (let by = node.reach?.by; by && follows(by.edge); by = by.from.reach?.by) way.unshift(by.from);
  return way;
}

/** The same as far as it can be shown: of several methods of one name, nobody knows who calls which. */
export const chainTo = (node: FunctionNode): FunctionNode[] => wayTo(node, ({ byName }) => byName !== 'several');
