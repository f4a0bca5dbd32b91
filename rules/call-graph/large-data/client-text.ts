import { parametersOf } from '../summaries/questions.ts';
import { siteThatGives } from '../summaries/handed-to.ts';
import type { Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import { comesFrom, type IsSource } from './data-flow.ts';
import { isRequestStream, listened, requestPart } from './requests.ts';

/**
 * Text that a client chooses: `long`, as a request's body may be; `short`, as its headers may be; `line`: short, and without a
 * line break.
 */
export type ClientText = 'long' | 'short' | 'line';

const SOURCES: Record<ClientText, IsSource> = {
  long: (file, term) =>
    requestPart(file, term) === 'body' ||
    [isWholeText, isField, isInput, isParsed].some((isSource) => isSource(file, term)),
  short: (file, term) =>
    requestPart(file, term) === 'text' || isSearchParameter(file, term) || isChatMessage(file, term),
  line: (file, term) => requestPart(file, term) === 'line' || isGottenFrom(LINE, file, term),
};

const THROUGH_MEMBERS = { throughMembers: true };

/** Whether a value is text of this kind that the client chooses. */
export function isClientText(kind: ClientText, file: LoadedFile, id: TermId, evaluator: Evaluator): boolean {
  return comesFrom(file, id, SOURCES[kind], { throughMembers: true, throughCalls: evaluator });
}

const LINE: IsSource = (file, term) => requestPart(file, term) === 'line';

const methodOf = ({ summary }: LoadedFile, term: Term) => {
  const callee = term.k === 'call' ? summary.terms[term.callee] : undefined;
  return callee?.k === 'member' && callee.name !== null ? { of: callee.of, name: callee.name } : undefined;
};

/** `await request.text()`. */
const isWholeText: IsSource = (file, term) => {
  const method = methodOf(file, term);
  return method?.name === 'text' && isRequestStream(file, method.of);
};

/** What a collection gives by a name: `request.headers.get('accept')`. */
function isGottenFrom(source: IsSource, file: LoadedFile, term: Term): boolean {
  const method = methodOf(file, term);
  if (!method || !/^get(?:All)?$/.test(method.name)) return false;
  return comesFrom(file, method.of, source, THROUGH_MEMBERS);
}

/** A parameter of a URL, in which line breaks are written as `%0A`. */
const isSearchParameter: IsSource = (file, term) =>
  isGottenFrom(
    (where, each) =>
      each.k === 'member' && each.name === 'searchParams' && comesFrom(where, each.of, LINE, THROUGH_MEMBERS),
    file,
    term,
  );

/** A field of a form: `(await request.formData()).get('name')`, of a server action's `formData` too. */
const isField: IsSource = (file, term) => isGottenFrom(isForm, file, term);

const isForm: IsSource = (file, term) => {
  const method = methodOf(file, term);
  if (method?.name === 'formData') return isRequestStream(file, method.of);
  return term.k === 'parameter' && file.summary.functions[term.fn]?.params[term.index]?.name === 'formData';
};

/** The input of a procedure. */
const isInput: IsSource = (file, term) => {
  if (term.k !== 'member' || (term.name !== 'input' && term.name !== 'parsedInput')) return false;
  return parametersOf(file.summary, term.of)
    .concat(parameterAt(file, term.of))
    .some((each) => isOfProcedure(file, each));
};

/** `JSON.parse(message)`: what stands in a client's text is the client's. */
const isParsed: IsSource = (file, term) =>
  term.k === 'call' &&
  methodOf(file, term)?.name === 'parse' &&
  comesFrom(file, term.args[0] ?? 0, SOURCES.long, THROUGH_MEMBERS);

const parameterAt = ({ summary }: LoadedFile, id: TermId) => {
  const term = summary.terms[id];
  return term?.k === 'parameter' ? [term] : [];
};

/** `procedure.input(schema).mutation(({ input }) => ...)`: of tRPC, and of what is built like it. */
function isOfProcedure(file: LoadedFile, term: Term): boolean {
  const callee = file.summary.terms[siteThatGives(file, term, 0)?.callee ?? 0];
  return callee?.k === 'member' && /^(?:query|mutation|subscription|action|handler)$/.test(callee.name ?? '');
}

/** What somebody writes in a chat, of some thousand characters at most: `message.content`, `ctx.message.text`. */
const isChatMessage: IsSource = (file, term) => {
  if (term.k !== 'member' || (term.name !== 'content' && term.name !== 'text')) return false;
  const owner = file.summary.terms[term.of];
  const message = owner?.k === 'member' && /^(?:message|msg)$/.test(owner.name ?? '') ? owner.of : term.of;
  return parametersOf(file.summary, message).some((each) => /message|text|msg/i.test(listened(file, each)[0] ?? ''));
};
