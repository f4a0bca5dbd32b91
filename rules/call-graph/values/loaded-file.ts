import type { ContextCall } from '../handlers/handler-contexts.ts';
import type { Mount } from '../handlers/handler-mounts.ts';
import type { Written } from '../handlers/handler-origins.ts';
import { FunctionNode, type HandlerMark } from '../links/function-node.ts';
import {
  type CallSite,
  type FileSummary,
  type Members,
  type Read,
  setterName,
  type TermId,
} from '../summaries/summary.ts';
import type { Leans } from './looks.ts';
import type { Value } from './values.ts';

/** Results by term id. As long as there are terms: an array that grows in leaps is slow. */
type Evaluated = (readonly Value[] | undefined)[];

type MemberIndex = ReadonlyMap<string, readonly TermId[]>;

const NONE: MemberIndex = new Map();
const NO_TERMS: readonly TermId[] = [];

/** A call site that leans on what is not known yet; `read`: the read that it stands for. */
export interface Pending {
  node: FunctionNode;
  site: CallSite;
  read?: Read;
  leans: Leans;
}

/** A summary in memory, with its member lists indexed on first use and its evaluated terms remembered. */
export class LoadedFile {
  #indexes = new Map<Members, MemberIndex>();
  #functionMembers: Map<number, { statics: Members; instance: Members }> | undefined;
  #assigned: Map<TermId, Map<string, TermId[]>> | undefined;
  #writers: Map<string, Set<number>> | undefined;
  /** Terms being evaluated: their depth. Meeting one again is a cycle. */
  readonly active = new Map<TermId, number>();
  #values: Evaluated | undefined;
  #draftValues: Evaluated | undefined;
  #passedValues: Evaluated | undefined;

  /** What this file's code makes of functions, here or elsewhere: handlers. */
  marks: [node: FunctionNode, mark: HandlerMark][] = [];
  /** What callers give these parameters is registered as a handler: see `flows.ts`. */
  registered: { parameter: Written; mark: HandlerMark }[] = [];
  /** Handlers that are known only once it is known what parameters are given. */
  lateMarks: [node: FunctionNode, mark: HandlerMark][] = [];
  /** Routers that this file's code mounts. */
  mounts: Mount[] = [];
  /** Which functions this file's calls enter, with which arguments. */
  passed: { to: FunctionNode; args: readonly TermId[]; site: CallSite }[] = [];
  /** What frameworks pass to functions: instances of their types, and a term of this file as the last one. */
  given: { to: FunctionNode; module: string; types: readonly string[]; options: TermId; receiver?: string }[] = [];
  /** Calls that put things on the object that a framework passes to handlers. */
  contexts: ContextCall[] = [];
  /** Call sites and reads that lean on what the first look cannot know. */
  pending: Pending[] = [];
  /** Some call site leans on what flows here from other files, which need not be ones that this file imports. */
  leansOnFlows = false;
  isLinked = false;
  /** Stands in a folder of tests, and nothing outside of one imports it: what it registers serves tests. */
  isTestSupport = false;

  readonly path: string;
  #summary: FileSummary;
  #nodes: FunctionNode[];
  #ordered: readonly FunctionNode[] | undefined;

  constructor(path: string, summary: FileSummary) {
    this.path = path;
    this.#summary = summary;
    this.#nodes = this.#makeNodes();
  }

  get summary(): FileSummary {
    return this.#summary;
  }

  /** Replaces the summary; nodes of functions that are still there keep their identity. */
  set summary(summary: FileSummary) {
    this.#summary = summary;
    this.#indexes = new Map();
    this.#functionMembers = undefined;
    this.#assigned = undefined;
    this.#writers = undefined;
    this.#forgetValues();
    this.#nodes = this.#makeNodes(this.#nodes);
    this.#ordered = undefined;
  }

  /** Forgets what was read from other files: it must be linked again. */
  forget(): void {
    this.#forgetValues();
    this.isLinked = false;
  }

  /** Undoes what linking made of the file: nothing is found in it, nor through it. */
  unlink(): void {
    this.marks = [];
    this.registered = [];
    this.mounts = [];
    this.passed = [];
    this.given = [];
    this.contexts = [];
    this.pending = [];
    this.isLinked = false;
    for (const node of this.#nodes) {
      node.edges = [];
      node.barred = [];
      node.sinks = [];
    }
  }

  #forgetValues(): void {
    this.#values = undefined;
    this.#passedValues = undefined;
  }

  #noValues(): Evaluated {
    return new Array<readonly Value[] | undefined>(this.#summary.terms.length);
  }

  /** Evaluated terms. Emptied when a file that they were read from changes. */
  get values(): Evaluated {
    return (this.#values ??= this.#noValues());
  }

  /** The same, while it is not yet known all that parameters are given. */
  get draftValues(): Evaluated {
    return (this.#draftValues ??= this.#noValues());
  }

  /** The same, where parameters are taken for the functions that they are given. */
  get passedValues(): Evaluated {
    return (this.#passedValues ??= this.#noValues());
  }

  /** Forgets what was evaluated on the way to the last look. */
  forgetDrafts(): void {
    this.#draftValues = undefined;
    this.#passedValues = undefined;
  }

  #makeNodes(before: readonly FunctionNode[] = []): FunctionNode[] {
    return this.#summary.functions.map((_, index) => before[index] ?? new FunctionNode(this, index));
  }

  /** In the order of the source; the first is the module's. */
  get nodes(): readonly FunctionNode[] {
    return (this.#ordered ??= this.#summary.order?.flatMap((fn) => this.#nodes[fn] ?? []) ?? this.#nodes);
  }

  node(fn: number): FunctionNode | undefined {
    return this.#nodes[fn];
  }

  index(members: Members): MemberIndex {
    let index = this.#indexes.get(members);
    if (!index) this.#indexes.set(members, (index = new Map(members)));
    return index;
  }

  get exports(): MemberIndex {
    return this.index(this.summary.exports);
  }

  functionMembers(fn: number): { statics: MemberIndex; instance: MemberIndex } {
    this.#functionMembers ??= new Map(
      this.summary.functionMembers.map(([each, statics, instance]) => [each, { statics, instance }]),
    );
    const found = this.#functionMembers.get(fn);
    return found
      ? { statics: this.index(found.statics), instance: this.index(found.instance) }
      : { statics: NONE, instance: NONE };
  }

  /** Values assigned as `target.name = value` to a target that is no entity of this file. */
  assigned(target: TermId, name: string): readonly TermId[] {
    if (this.#summary.memberAssignments.length === 0) return NO_TERMS;
    if (!this.#assigned) {
      this.#assigned = new Map();
      for (const each of this.summary.memberAssignments) {
        let names = this.#assigned.get(each.target);
        if (!names) this.#assigned.set(each.target, (names = new Map<string, TermId[]>()));
        names.set(each.name, [...(names.get(each.name) ?? []), each.value]);
      }
    }
    return this.#assigned.get(target)?.get(name) ?? NO_TERMS;
  }

  /** Values assigned under keys that cannot be read, and sources of `Object.assign(target, ...)`. */
  assignedAny(target: TermId): readonly TermId[] {
    return this.assigned(target, '*');
  }

  /** Whether any function writes a member of that name, but for one of them. */
  writes(name: string, except = -1): boolean {
    this.#writers ??= this.#findWriters();
    const writers = this.#writers.get(setterName(name));
    return writers !== undefined && writers.size > (writers.has(except) ? 1 : 0);
  }

  #findWriters(): Map<string, Set<number>> {
    const found = new Map<string, Set<number>>();
    this.#summary.functions.forEach(({ reads }, fn) => {
      for (const { name } of reads) {
        const known = found.get(name);
        if (known) known.add(fn);
        else if (name.startsWith(setterName(''))) found.set(name, new Set([fn]));
      }
    });
    return found;
  }
}
