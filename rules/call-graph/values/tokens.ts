import path from 'node:path';
import { origins } from '../handlers/handler-origins.ts';
import { behind } from '../summaries/questions.ts';
import type { TermId } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import { NO_VALUES, union, type Value, type Values } from './values.ts';

/** The pseudo-module whose instances are tokens, and which is itself the container. */
export const TOKEN = 'token';
/** The member of the container that holds the folders whose files it has loaded. */
export const LOADED = 'loaded';

/** The container that knows everything by name. */
export function containerValue(evaluator: Evaluator): Value {
  return evaluator.value({ k: 'external', module: TOKEN, path: '' });
}

function tokenValue(evaluator: Evaluator, key: string): Value {
  return evaluator.value({ k: 'external', module: TOKEN, path: `${key}.prototype` });
}

/** The tokens that a term may be: names, classes, and symbols by where they were made. */
export function tokensOf(evaluator: Evaluator, file: LoadedFile, of: TermId): Values {
  if (of === 0) return [containerValue(evaluator)];
  const values = evaluator.evaluate(file, of);
  const keys = values.flatMap((value) => {
    if (value.k === 'literal') return typeof value.value === 'string' ? [value.value] : [];
    return value.k === 'class' ? [`${value.file.path} class ${value.class}`] : [];
  });
  if (keys.length > 0) return keys.map((key) => tokenValue(evaluator, key));
  const head = headOf(file, of);
  if (head !== undefined) return [tokenValue(evaluator, `${head}*`)];
  return origins(evaluator, { file, id: of }).flatMap((origin) => {
    const { terms } = origin.file.summary;
    if (origin.term.k !== 'call' && origin.term.k !== 'new') return [];
    const callee = terms[origin.term.callee];
    const name = terms[origin.term.args[0] ?? 0];
    // `Symbol.for(name)` is one symbol wherever it is asked for.
    const isShared = callee?.k === 'member' && callee.name === 'for' && name?.k === 'literal';
    return [tokenValue(evaluator, isShared ? String(name.value) : `${origin.file.path} ${origin.id}`)];
  });
}

/** What the names of a family begin with: `job:` of `job:mail`. */
const FAMILY = /^[\w-]+[:/](?=.|$)/;

/** The family that a token belongs to whose rest cannot be read: `job:` of `'job:' + name`. */
function headOf({ summary }: LoadedFile, of: TermId): string | undefined {
  const term = behind(summary, of);
  const first = term?.k === 'text' ? summary.terms[term.parts[0] ?? 0] : undefined;
  return first?.k === 'literal' ? FAMILY.exec(String(first.value))?.[0] : undefined;
}

/** The token of a family, under which all that is provided under a name of it is found too. */
export function familyOf(evaluator: Evaluator, file: LoadedFile, of: TermId): Values {
  return evaluator.evaluate(file, of).flatMap((value) => {
    const head = value.k === 'literal' ? FAMILY.exec(String(value.value))?.[0] : undefined;
    return head === undefined ? [] : [tokenValue(evaluator, `${head}*`)];
  });
}

/** What is provided under a token; of the container, under a name. */
export function providedUnder(evaluator: Evaluator, value: Value & { k: 'external' }, name: string): Values {
  const token = value.path === '' ? tokenValue(evaluator, name) : value;
  return union([evaluator.wiring.members(token, 'provided'), evaluator.wiring.heirs(token)]);
}

/** A parameter of what a container makes is what is provided under its name, where the container goes by names (awilix's `CLASSIC`). */
export function givenByName(evaluator: Evaluator, file: LoadedFile, fn: number, name: string): Values {
  if (name === '') return NO_VALUES;
  const container = containerValue(evaluator) as Value & { k: 'external' };
  const values = providedUnder(evaluator, container, name);
  // Looked at last: few names are provided, and who is given the container is not known before the flows are.
  const isMade =
    values.length > 0 && evaluator.looks.flow(() => evaluator.looks.parameterFlow(file, fn, 0)).includes(container);
  return isMade ? values : NO_VALUES;
}

/** What is provided under which token by the folders that a term stands for. */
export function providedByFolders(evaluator: Evaluator, file: LoadedFile, id: TermId): [token: Value, value: Value][] {
  return evaluator.evaluate(file, id).flatMap((whole) => {
    if (whole.k !== 'class' && whole.k !== 'function' && whole.k !== 'module') return [];
    const exported = whole.k === 'module' ? evaluator.members.get(whole, 'default') : [whole];
    const made = exported.flatMap((each) =>
      each.k === 'function' ? evaluator.returned(each.file, each.fn) : evaluator.instanceOf(each),
    );
    const { name } = path.parse(whole.file.path);
    const names = new Set([name, name.replaceAll(/[-_.\s]+(\w)/g, (_, letter: string) => letter.toUpperCase())]);
    return [...names].flatMap((each) => made.map((one): [Value, Value] => [tokenValue(evaluator, each), one]));
  });
}
