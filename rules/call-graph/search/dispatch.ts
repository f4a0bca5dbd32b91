import { termName } from '../handlers/handler-labels.ts';
import { type Edge, type FunctionNode, type HandlerMark, POLLING } from '../links/function-node.ts';
import { behind } from '../summaries/questions.ts';
import type { CallSite, FileSummary, TermId } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { SELF } from '../values/members.ts';
import { type CandidateQuestions, type Candidates, candidatesIn, TELLING } from './dispatch-candidates.ts';
import { lastName } from './leading.ts';

/** What is called so is Node's, whatever stands between: `utils.fs.readdir()`. */
const FILE_SYSTEM = /^_?fs(?:Promises|Extra|e)?$|^fsp$/;

/** What the search asks of the evaluator. */
export interface DispatchQuestions extends CandidateQuestions {
  /** Whether a framework of this name may call what is a command's. */
  runsCommands: (framework: string) => boolean;
  /** Whether nothing is known of what a call enters. */
  isOpen: (node: FunctionNode, site: CallSite) => boolean;
  /** The methods of the instances that a term may be. */
  methods: (file: LoadedFile, id: TermId) => readonly FunctionNode[];
}

/**
 * Calls whose receiver cannot be told from the source, led by their name alone: to the methods of the project that have
 * this name and that nothing else calls. Such methods are plug-ins, adapters, commands: looked up by a name that is data.
 */
export class Dispatch {
  readonly #candidates: Candidates;
  readonly #questions: DispatchQuestions;

  constructor(nodes: readonly FunctionNode[], questions: DispatchQuestions) {
    this.#questions = questions;
    this.#candidates = candidatesIn(nodes, questions);
  }

  /** What is looked for. */
  get names(): ReadonlySet<string> {
    return new Set(this.#candidates.byName.keys());
  }

  /** Whether what a handler calls by name is looked for: it serves others than who started a command. */
  asks({ kind, framework }: HandlerMark): boolean {
    return kind !== 'job' || (framework !== POLLING && !this.#questions.runsCommands(framework));
  }

  /** The edges that a function has by name. */
  edgesOf(node: FunctionNode): Edge[] {
    const { byName, common, uncalled } = this.#candidates;
    if (uncalled.size === 0 && byName.size === 0) return [];
    const { terms } = node.file.summary;
    return node.summary.calls.flatMap((site) => {
      const callee = terms[site.callee];
      const table = lookedUpIn(node.file.summary, site.callee);
      if (table !== undefined) return this.#computed(node, site, table);
      if (callee?.k !== 'member' || callee.name === null) return [];
      const found = byName.get(callee.name);
      if (!found || FILE_SYSTEM.test(termName(node.file.summary, callee.of))) return [];
      if (!this.#questions.isOpen(node, site)) return [];
      return edgesTo(
        site,
        found.filter((to) => fits(site, to)),
        found.length === 1 && !common.has(callee.name),
      );
    });
  }

  /** `rpc[method](params)`, `rpc[method].apply(rpc, params)`: any method of what it is called on that nothing else calls. */
  #computed({ file }: FunctionNode, site: CallSite, of: TermId): Edge[] {
    const found = this.#questions.methods(file, of).filter((to) => this.#candidates.uncalled.has(to));
    return edgesTo(site, found, found.length === 1);
  }
}

/** What a callee is looked up in by a computed name: at once, or in a variable before (`const method = rpc[name]`). */
function lookedUpIn(summary: FileSummary, id: TermId): TermId | undefined {
  const callee = summary.terms[id];
  const isOfItself = callee?.k === 'member' && callee.name !== null && SELF.has(callee.name);
  const found = behind(summary, isOfItself ? callee.of : id);
  return found?.k === 'member' && found.name === null ? found.of : undefined;
}

function edgesTo(site: CallSite, found: readonly FunctionNode[], isSole: boolean): Edge[] {
  return found.map((to) => ({ site, to, mode: 'call', byName: isSole ? 'sole' : 'several' }));
}

/** Whether a function may be meant by a call of its name: it is given about as much as it takes. An adapter takes less than is given. */
function fits({ args, text }: CallSite, { summary: { params } }: FunctionNode): boolean {
  if (params.length - args.length >= 2) return false;
  return args.length <= params.length || params.length === 0 || TELLING.test(lastName(text));
}
