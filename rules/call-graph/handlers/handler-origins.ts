import type { Members, Term, TermId } from '../summaries/summary.ts';
import type { Evaluator } from '../values/evaluate.ts';
import type { LoadedFile } from '../values/loaded-file.ts';
import type { Value } from '../values/values.ts';

/** A term in the file that it was written in. */
export interface Written {
  file: LoadedFile;
  id: TermId;
}

const MAX_DEPTH = 12;
/** How many values one look for members may go through. */
const MAX_SEEN = 60;

/** Where a value was written: the terms behind variables, imports and members, not evaluated any further. */
export function origins(evaluator: Evaluator, { file, id }: Written, depth = 0): (Written & { term: Term })[] {
  const term = file.summary.terms[id];
  if (!term || id === 0 || depth > MAX_DEPTH) return [];
  const follow = (found: readonly Written[]) => found.flatMap((each) => origins(evaluator, each, depth + 1));
  const ids = (list: readonly TermId[]) => follow(list.map((each) => ({ file, id: each })));
  switch (term.k) {
    case 'variable':
      return ids(file.summary.variables[term.variable]?.values ?? []);
    case 'or':
      return ids(term.of);
    case 'import': {
      const target = evaluator.importTarget(file, term.import);
      return target && 'file' in target && term.name !== '*' ? follow(exported(evaluator, target.file, term.name)) : [];
    }
    case 'require': {
      const target = evaluator.importTarget(file, term.import);
      return target && 'file' in target ? follow(written(target.file, target.file.exports.get('='))) : [];
    }
    case 'member': {
      const { of, name } = term;
      const assigned = name === null ? [] : written(file, file.assigned(of, name));
      const members = evaluator
        .evaluate(file, of)
        .flatMap((value) => (name === null ? [] : at(evaluator, value, name)));
      return follow([...assigned, ...members]);
    }
    default:
      return [{ file, id, term }];
  }
}

type Entry = [name: string, written: Written[]];

/** The members of a value with their names, as they are written; a function stands for what it returns. */
export function entries(evaluator: Evaluator, value: Value): Entry[] {
  return read(evaluator, value, undefined, new Set());
}

/** One member of a value, as it is written. */
export function at(evaluator: Evaluator, value: Value, name: string): Written[] {
  return read(evaluator, value, name, new Set()).flatMap(([, found]) => found);
}

/** All members, or those of one name; what a value takes over from others is asked only for what it has not itself. */
function read(evaluator: Evaluator, value: Value, name: string | undefined, seen: Set<Value>): Entry[] {
  if (value.k === 'external' || value.k === 'literal' || seen.has(value) || seen.size > MAX_SEEN) return [];
  seen.add(value);
  const { file } = value;
  const own = ownMembers(value)
    .filter(([each]) => each !== '=' && (name === undefined || each === name))
    .map(([each, ids]): Entry => [each, written(file, ids)]);
  if (name !== undefined && own.length > 0) return own;
  return [...own, ...takenOver(evaluator, value).flatMap((each) => read(evaluator, each, name, seen))];
}

type Entity = Exclude<Value, { k: 'external' | 'literal' }>;

function ownMembers(value: Entity): Members {
  const { file } = value;
  switch (value.k) {
    case 'object': {
      const { props = [], computed = [] } = file.summary.objects[value.object] ?? {};
      return computed.length > 0 ? [...props, ['', computed]] : props;
    }
    case 'class':
      return file.summary.classes[value.class]?.statics ?? [];
    case 'instance':
      return file.summary.classes[value.class]?.members ?? [];
    case 'made':
      return file.summary.functionMembers.find(([fn]) => fn === value.fn)?.[2] ?? [];
    case 'module':
      return file.summary.exports;
    case 'function':
      return file.summary.functionMembers.find(([fn]) => fn === value.fn)?.[1] ?? [];
    case 'array':
      return [];
  }
}

function takenOver(evaluator: Evaluator, value: Entity): readonly Value[] {
  const { file } = value;
  switch (value.k) {
    case 'object':
      return evaluator.all(file, file.summary.objects[value.object]?.spreads ?? []);
    case 'class':
    case 'instance':
      return evaluator
        .evaluate(file, file.summary.classes[value.class]?.superClass ?? 0)
        .flatMap((parent) => (parent.k === 'class' ? [evaluator.value({ ...parent, k: value.k })] : []));
    case 'module': {
      const stars = file.summary.starExports.flatMap((index): Value[] => {
        const target = evaluator.importTarget(file, index);
        return target && 'file' in target ? [evaluator.value({ k: 'module', file: target.file })] : [];
      });
      return [...evaluator.all(file, file.exports.get('=') ?? []), ...stars];
    }
    case 'array':
      return evaluator.all(file, value.items);
    case 'function':
      return evaluator.returned(file, value.fn);
    case 'made':
      return [];
  }
}

/** One export of a file, as it is written; `default` is all of `module.exports` as well. */
export function exported(evaluator: Evaluator, file: LoadedFile, name: string): Written[] {
  const own = written(file, file.exports.get(name));
  if (own.length > 0) return own;
  if (name === 'default') return written(file, file.exports.get('='));
  return at(evaluator, evaluator.value({ k: 'module', file }), name);
}

function written(file: LoadedFile, ids: readonly TermId[] | undefined): Written[] {
  return (ids ?? []).map((id) => ({ file, id }));
}
