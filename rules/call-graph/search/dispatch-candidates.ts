import type { Edge, FunctionNode } from '../links/function-node.ts';
import { behind } from '../summaries/questions.ts';
import type { FileSummary, FunctionKind, Members, Term, TermId } from '../summaries/summary.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { leadsToSink } from './leading.ts';

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

/** What the search for methods asks of the evaluator. */
export interface CandidateQuestions {
  /** The functions that a term may be. */
  functions: (file: LoadedFile, id: TermId) => readonly FunctionNode[];
  /** Whether a class extends one from outside the project: then that one's package may call its methods. */
  isForeignClass: (file: LoadedFile, index: number) => boolean;
  /** The same of a constructor function. */
  isForeignConstructor: (file: LoadedFile, fn: number) => boolean;
}

/** A name of several words is hardly another thing's. */
export const TELLING = /[a-z][A-Z]/;

/** A name that more members of the project have than this tells nothing, though all but one may be harmless: `edit`, `query`. */
const MANY_NAMESAKES = 8;

/** The methods of the project that a call may mean whose callee cannot be read. */
export interface Candidates {
  byName: ReadonlyMap<string, readonly FunctionNode[]>;
  /** Names that many members of the project have. */
  common: ReadonlySet<string>;
  /** Those that no code calls at all. */
  uncalled: ReadonlySet<FunctionNode>;
}

/**
 * The methods of the project that a call may mean, by their name: they lead to a blocking call, and no code calls them.
 * That a method's own class calls it too, or the start of the program, tells nothing of who else does: then its name decides.
 */
export function candidatesIn(nodes: readonly FunctionNode[], questions: CandidateQuestions): Candidates {
  const nearest = search(nodes, () => false);
  const names = byNameOf(nearest.candidates, (node) => nearest.called.has(node), questions);
  const common = commonAmong(names, nodes);
  const telling = new Set([...names.keys()].filter((name) => TELLING.test(name) && !common.has(name)));
  // A method may call another one of these by its name: `User.findByLogin()` calls `user.checkPassword()`.
  const found = telling.size === 0 ? nearest : search(nodes, (node) => callsOneOf(node, telling));
  const needsTellingName = (node: FunctionNode) => found.called.has(node) || !nearest.candidates.has(node);
  const byName = byNameOf(found.candidates, needsTellingName, questions);
  return {
    byName,
    common: commonAmong(byName, nodes),
    uncalled: new Set([...found.candidates].filter((node) => !found.called.has(node))),
  };
}

function callsOneOf({ file: { summary }, summary: { calls } }: FunctionNode, names: ReadonlySet<string>): boolean {
  return calls.some(({ callee }) => {
    const term = summary.terms[callee];
    return term?.k === 'member' && term.name !== null && names.has(term.name);
  });
}

/** Functions by the names that members have them under; those that need a telling name, by such names only. */
function byNameOf(
  candidates: ReadonlySet<FunctionNode>,
  needsTellingName: (node: FunctionNode) => boolean,
  questions: CandidateQuestions,
): Map<string, FunctionNode[]> {
  const byName = new Map<string, FunctionNode[]>();
  for (const file of new Set([...candidates].map(({ file: each }) => each)))
    for (const [name, id] of membersIn(file, questions)) {
      if (name.length < 3 || OF_BUILT_INS.has(name)) continue;
      for (const node of questions.functions(file, id)) {
        if (!candidates.has(node) || (needsTellingName(node) && !TELLING.test(name))) continue;
        const known = byName.get(name);
        if (!known) byName.set(name, [node]);
        else if (!known.includes(node)) known.push(node);
      }
    }
  return byName;
}

/** Those of some names that so many objects and classes have that nobody can tell whose is meant. */
function commonAmong(names: ReadonlyMap<string, unknown>, nodes: readonly FunctionNode[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { summary, isTestSupport } of new Set(nodes.map(({ file }) => file))) {
    if (isTestSupport || summary.isTest) continue;
    for (const { members } of [...summary.classes, ...summary.objects.map(({ props }) => ({ members: props }))])
      for (const [name] of members) if (names.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count > MANY_NAMESAKES).map(([name]) => name));
}

const ACCESSORS: ReadonlySet<FunctionKind> = new Set(['getter', 'setter']);

interface Found {
  candidates: ReadonlySet<FunctionNode>;
  /** Those of them that their own class or start-up code calls. */
  called: ReadonlySet<FunctionNode>;
}

/** `leadsOn` says of a function that it leads to a blocking call by a name. */
function search(nodes: readonly FunctionNode[], leadsOn: (node: FunctionNode) => boolean): Found {
  // What else reached code calls is reached as it is.
  const idle = nodes.filter(({ reach }) => !reach || reach.state === 'startup');
  const called = new Set<FunctionNode>();
  const others = new Set<FunctionNode>();
  for (const from of idle)
    for (const edge of from.edges) (from.reach || isOfItself(from, edge) ? called : others).add(edge.to);
  const fruitless = new Set<FunctionNode>();
  const isCandidate = (node: FunctionNode) =>
    !others.has(node) &&
    !node.file.isTestSupport &&
    !node.file.summary.isTest &&
    !ACCESSORS.has(node.summary.kind) &&
    leadsToSink(node, fruitless, leadsOn);
  return { candidates: new Set(idle.filter(isCandidate)), called };
}

/** Whether an object calls its own method, and not while it is made. */
function isOfItself({ file: { summary } }: FunctionNode, { site }: Edge): boolean {
  const callee = summary.terms[site.callee];
  const receiver = callee?.k === 'member' ? thisOf(summary, callee.of) : undefined;
  const kind = receiver && summary.functions[receiver.fn]?.kind;
  return kind === 'method' || kind === 'function';
}

/** `this`, or a variable that holds it. */
function thisOf(summary: FileSummary, id: TermId): (Term & { k: 'this' }) | undefined {
  const found = behind(summary, id);
  return found?.k === 'this' ? found : undefined;
}

/** What a class has by names that are hardly those of the package's class that it extends. */
const ownOf = (members: Members): Members => members.filter(([name]) => TELLING.test(name));

/**
 * What a file puts under a name: in its classes and object literals, on prototypes, and on things that it does not know
 * (`schema.methods.check = ...`).
 */
function membersIn(
  file: LoadedFile,
  { isForeignClass, isForeignConstructor }: CandidateQuestions,
): [name: string, value: TermId][] {
  const { classes, functionMembers, objects, memberAssignments } = file.summary;
  const members = [
    ...classes.flatMap((owner, index) => (isForeignClass(file, index) ? ownOf(owner.members) : owner.members)),
    ...functionMembers.flatMap(([fn, , instance]) => (isForeignConstructor(file, fn) ? ownOf(instance) : instance)),
    ...objects.flatMap(({ props }) => props),
  ];
  return [
    ...members.flatMap(([name, ids]) => ids.map((id): [string, TermId] => [name, id])),
    ...memberAssignments.map(({ name, value }): [string, TermId] => [name, value]),
  ];
}
