import type { Edge, FunctionNode } from './function-node.ts';
import { termName } from './handler-labels.ts';
import { lastName, leadsToSink } from './leading.ts';
import type { LoadedFile } from './loaded-file.ts';
import type { CallSite, TermId } from './summary.ts';

/** Methods of what JavaScript and Node have themselves: a call of one tells nothing of where it goes. */
const OF_BUILT_INS = new Set(
  [Object, Array, Map, Promise, String, Function, RegExp, Date, Number, EventTarget]
    .flatMap((each) => [...Object.getOwnPropertyNames(each), ...Object.getOwnPropertyNames(each.prototype)])
    .concat(
      (
        'on once off emit addListener removeListener removeAllListeners listeners pipe write end read destroy close open ' +
        'pause resume add next return throw abort send json status log info warn error debug trace use get set post put ' +
        // those of an open file
        'patch appendFile chmod chown datasync readFile readLines stat sync truncate utimes writeFile ' +
        // those of nodes of a document, in a browser, jsdom, cheerio or jQuery
        'remove append prepend before after replaceWith closest matches contains clone children parent attr text html ' +
        'setAttribute getAttribute removeAttribute querySelector querySelectorAll click focus'
      ).split(' '),
    ),
);

/** What is called so is Node's, whatever stands between: `utils.fs.readdir()`. */
const FILE_SYSTEM = /^_?fs(?:Promises|Extra|e)?$|^fsp$/;

/** What a file puts under a name, in its object literals and on things that it does not know: `schema.methods.check = ...`. */
function membersIn({ summary }: LoadedFile): [name: string, value: TermId][] {
  const written = summary.objects.flatMap(({ props }) =>
    props.flatMap(([name, ids]) => ids.map((id): [string, TermId] => [name, id])),
  );
  return [...written, ...summary.memberAssignments.map(({ name, value }): [string, TermId] => [name, value])];
}

/** What the search asks of the evaluator. */
export interface DispatchQuestions {
  /** Whether nothing is known of what a call enters. */
  isOpen: (node: FunctionNode, site: CallSite) => boolean;
  /** The functions that a term may be. */
  functions: (file: LoadedFile, id: TermId) => readonly FunctionNode[];
  /** Whether a class extends one from outside the project: then that one's package calls its methods. */
  isForeign: (file: LoadedFile, index: number) => boolean;
}

/**
 * Calls whose receiver cannot be told from the source, led by their name alone: to the methods of the project that have
 * this name and that nothing else calls. Such methods are plug-ins, adapters, commands: looked up by a name that is data. A
 * method that anything calls is none.
 */
export class Dispatch {
  readonly #byName = new Map<string, FunctionNode[]>();
  readonly #questions: DispatchQuestions;

  constructor(nodes: readonly FunctionNode[], questions: DispatchQuestions) {
    this.#questions = questions;
    const unreached = nodes.filter(({ reach }) => !reach);
    // What reached code calls is reached.
    const called = new Set(unreached.flatMap(({ edges }) => edges.map(({ to }) => to)));
    const fruitless = new Set<FunctionNode>();
    const candidates = new Set(
      unreached.filter(
        (node) =>
          !called.has(node) && !node.file.isTestSupport && !node.file.summary.isTest && leadsToSink(node, fruitless),
      ),
    );
    for (const node of candidates) if (this.#isMethod(node)) this.#add(lastName(node.summary.name), node);
    for (const file of new Set([...candidates].map(({ file: each }) => each)))
      for (const [name, id] of membersIn(file))
        for (const node of questions.functions(file, id)) if (candidates.has(node)) this.#add(name, node);
  }

  #isMethod({ file, summary }: FunctionNode): boolean {
    if (summary.kind !== 'method' || summary.static) return false;
    if (summary.class >= 0) return !this.#questions.isForeign(file, summary.class);
    return summary.object >= 0 || summary.prototypeOf >= 0;
  }

  #add(name: string, node: FunctionNode): void {
    if (name.length < 3 || OF_BUILT_INS.has(name)) return;
    const known = this.#byName.get(name);
    if (!known) this.#byName.set(name, [node]);
    else if (!known.includes(node)) known.push(node);
  }

  /** What is looked for. */
  get names(): ReadonlySet<string> {
    return new Set(this.#byName.keys());
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

/** A name of several words is hardly another thing's. */
const TELLING = /[a-z][A-Z]/;

/** Whether a function may be meant by a call of its name: it is given about as much as it takes. An adapter takes less than is given. */
function fits({ args, text }: CallSite, { summary: { params } }: FunctionNode): boolean {
  if (params.length - args.length >= 2) return false;
  return args.length <= params.length || params.length === 0 || TELLING.test(lastName(text));
}
