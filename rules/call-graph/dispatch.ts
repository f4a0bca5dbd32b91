import { type CandidateQuestions, candidatesByName, TELLING } from './dispatch-candidates.ts';
import { type Edge, type FunctionNode, type HandlerMark, POLLING } from './function-node.ts';
import { termName } from './handler-labels.ts';
import { lastName } from './leading.ts';
import type { CallSite } from './summary.ts';

/** What is called so is Node's, whatever stands between: `utils.fs.readdir()`. */
const FILE_SYSTEM = /^_?fs(?:Promises|Extra|e)?$|^fsp$/;

/** What the search asks of the evaluator. */
export interface DispatchQuestions extends CandidateQuestions {
  /** Whether a framework of this name may call what is a command's. */
  runsCommands: (framework: string) => boolean;
  /** Whether nothing is known of what a call enters. */
  isOpen: (node: FunctionNode, site: CallSite) => boolean;
}

/**
 * Calls whose receiver cannot be told from the source, led by their name alone: to the methods of the project that have
 * this name and that nothing else calls. Such methods are plug-ins, adapters, commands: looked up by a name that is data.
 */
export class Dispatch {
  readonly #byName: ReadonlyMap<string, readonly FunctionNode[]>;
  readonly #questions: DispatchQuestions;

  constructor(nodes: readonly FunctionNode[], questions: DispatchQuestions) {
    this.#questions = questions;
    this.#byName = candidatesByName(nodes, questions);
  }

  /** What is looked for. */
  get names(): ReadonlySet<string> {
    return new Set(this.#byName.keys());
  }

  /** Whether what a handler calls by name is looked for: it serves others than who started a command. */
  asks({ kind, framework }: HandlerMark): boolean {
    return kind !== 'job' || (framework !== POLLING && !this.#questions.runsCommands(framework));
  }

  /** The edges that a function has by name. */
  edgesOf(node: FunctionNode): Edge[] {
    if (this.#byName.size === 0) return [];
    const { terms } = node.file.summary;
    return node.summary.calls.flatMap((site) => {
      const callee = terms[site.callee];
      if (callee?.k !== 'member' || callee.name === null || FILE_SYSTEM.test(termName(node.file.summary, callee.of)))
        return [];
      const found = this.#byName.get(callee.name);
      if (!found || !this.#questions.isOpen(node, site)) return [];
      const byName = found.length === 1 ? 'sole' : 'several';
      return found.filter((to) => fits(site, to)).map((to): Edge => ({ site, to, mode: 'call', byName }));
    });
  }
}

/** Whether a function may be meant by a call of its name: it is given about as much as it takes. An adapter takes less than is given. */
function fits({ args, text }: CallSite, { summary: { params } }: FunctionNode): boolean {
  if (params.length - args.length >= 2) return false;
  return args.length <= params.length || params.length === 0 || TELLING.test(lastName(text));
}
