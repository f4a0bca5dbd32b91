import type { HandlerKind } from '../../handlers/types.ts';
import type { SqlWeights } from '../sql/sql-weights.ts';
import { isInside } from '../summaries/questions.ts';
import type { CallSite, FunctionSummary } from '../summaries/summary.ts';
import type { CatalogCall } from '../values/externals.ts';
import type { LoadedFile } from '../values/loaded-file.ts';

/**
 * How a call site enters a function: `call`: called; `callback`: passed to something that calls it before it returns
 * (`map`, an executor, a helper); `later`: passed to something that has the event loop call it (`then`, a timer, I/O).
 */
export type EdgeMode = 'call' | 'callback' | 'later';

export interface Edge {
  site: CallSite;
  to: FunctionNode;
  mode: EdgeMode;
  /** The event loop calls it again and again, whatever guard stands around the call site: a listener, an interval. */
  again?: true;
  /** Known by the method's name alone, which the project has once or several times: see `dispatch.ts`. */
  byName?: 'sole' | 'several';
}

/** A blocking call in a function's own code. */
export interface Sink {
  site: CallSite;
  entry: CatalogCall;
  /** As a person would name it: `fs.readFileSync`. */
  text: string;
  /** Runs in a loop. */
  loop: boolean;
  /** No loop around a call of its function makes it worse. */
  isSteady?: true;
  /** Runs once only: behind a lazy guard, or memoised by Node itself. */
  once: boolean;
}

/** The framework of what start-up code does in a loop that waits for work. */
export const POLLING = 'endless loop';

/** Why a function is a handler. */
export interface HandlerMark {
  framework: string;
  kind: HandlerKind;
  /** `GET /orders/:id`, a topic, a method's name. */
  label: string;
  /** The router that it is registered on, and its label without the path under which that is mounted. */
  router?: string;
  route?: string;
  /** Known by its registration; otherwise by its shape alone. */
  certain: boolean;
}

/** How a function is reached from a handler (or, when no handler reaches it, from a function of unknown use). */
export interface Reach {
  state: 'handler' | 'startup' | 'unsure';
  /** The edge by which it was first reached; undefined for a root. */
  by: { from: FunctionNode; edge: Edge } | undefined;
  /** Every way to it leads through a lazy guard. */
  once: boolean;
}

/** One function in the call graph. */
export class FunctionNode {
  readonly file: LoadedFile;
  readonly index: number;
  edges: Edge[] = [];
  /** Edges that no handler's call leads over: see `keyed-callbacks.ts`. */
  barred: Edge[] = [];
  sinks: Sink[] = [];
  handler: HandlerMark | undefined;
  /** Passed to something that has the event loop call it. */
  calledLater = false;
  reach: Reach | undefined;
  /** Call sites that no caller of its state gets to: see `excluded-branches.ts`. */
  excluded: ReadonlySet<CallSite> | undefined;
  /** How heavy the SQL is that it leads to; undefined where its weight is that of the catalog. */
  sql: SqlWeights | undefined;

  constructor(file: LoadedFile, index: number) {
    this.file = file;
    this.index = index;
  }

  get summary(): FunctionSummary {
    const summary = this.file.summary.functions[this.index];
    if (!summary) throw new RangeError(`no function ${this.index} in ${this.file.path}`);
    return summary;
  }

  /**
   * Findings are shown in such functions: the event loop enters here, an `await` could stand here, or nothing but a name,
   * which others have too, tells who calls it.
   */
  get isEntry(): boolean {
    if (this.calledLater || this.summary.async || this.reach?.by?.edge.byName === 'several') return true;
    return this.handler !== undefined && (this.handler.certain || this.reach?.by === undefined);
  }

  get label(): string {
    if (this.handler && (this.handler.certain || this.reach?.by === undefined)) return this.handler.label;
    return this.summary.name === '' ? '(anonymous)' : this.summary.name;
  }

  /** Whether this function is written inside `outer`, in the same file. */
  isInside(outer: FunctionNode): boolean {
    return this.file === outer.file && isInside(this.file.summary, this.index, outer.index);
  }
}
