import type { FileSummary, TermId } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import { familyOf, LOADED, providedByFolders } from './tokens.ts';
import { NO_VALUES, union, type Value } from './values.ts';

/** Key of what is put under names that cannot be read. */
export const ANY = '[]';

/** One thing that a file does to a value: it has an heir of it, or puts something on it. */
type Deed = { owner: Value; heir: Value } | { owner: Value; name: string; term: TermId };

/** All that a file does to values. */
export interface Deeds {
  summary: FileSummary;
  deeds: Deed[];
  /** Targets that lean on what a parameter is given. */
  open: { target: TermId; name: string; value: TermId }[];
  print: string;
}

/** Finds what files do to values. */
export class DeedFinder {
  readonly #evaluator: Evaluator;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
  }

  find(file: LoadedFile): Deeds {
    const { summary } = file;
    const found: Deeds = { summary, deeds: [], open: [], print: '' };
    if (summary.isTest || file.isTestSupport) return found;
    this.#findHeirs(file, found);
    for (const { target, name, value } of summary.memberAssignments) {
      if (name === '*' || value === 0) continue;
      const token = summary.terms[target];
      if (token?.k === 'token' && name === LOADED) {
        for (const [owner, heir] of providedByFolders(this.#evaluator, file, value)) found.deeds.push({ owner, heir });
        continue;
      }
      const family = token?.k === 'token' ? familyOf(this.#evaluator, file, token.of) : NO_VALUES;
      const owners = union([this.#evaluator.evaluate(file, target), family]);
      if (owners.length === 0) found.open.push({ target, name, value });
      for (const owner of owners) if (takesMembers(owner, name)) found.deeds.push({ owner, name, term: value });
      if (token?.k === 'token') this.#findProvided(file, token.of, value, found);
    }
    found.print = found.deeds.map(printDeed).join('\n');
    return found;
  }

  /** `{ provide: Clock, useClass: FileClock }`: what is provided under a class stands for its instances. */
  #findProvided(file: LoadedFile, token: TermId, value: TermId, { deeds }: Deeds): void {
    const owners = this.#evaluator.evaluate(file, token).filter((each) => each.k === 'class');
    for (const { file: at, class: index } of owners) {
      const owner = this.#evaluator.value({ k: 'instance', file: at, class: index });
      for (const heir of this.#evaluator.evaluate(file, value))
        if ((heir.k === 'instance' || heir.k === 'object') && heir !== owner) deeds.push({ owner, heir });
    }
  }

  #findHeirs(file: LoadedFile, { deeds }: Deeds): void {
    const { classes, variables, terms } = file.summary;
    const add = (id: TermId, heir: Value) => {
      for (const value of id === 0 ? [] : this.#evaluator.evaluate(file, id)) {
        if (value.k !== 'class') continue;
        const owner = this.#evaluator.value({ k: 'instance', file: value.file, class: value.class });
        if (owner !== heir) deeds.push({ owner, heir });
      }
    };
    classes.forEach((owner, index) => {
      const heir = this.#evaluator.value({ k: 'instance', file, class: index });
      for (const id of [owner.superClass, ...owner.implements]) add(id, heir);
      for (const id of owner.implements) this.#addOfPackage(file, id, heir, deeds);
    });
    for (const { values } of variables) {
      if (values.length < 2) continue;
      const objects = values.map((id) => terms[id]).filter((term) => term?.k === 'object');
      for (const { object } of objects.filter((each) => hasFunctions(file.summary, each.object)))
        for (const id of values) {
          const term = terms[id];
          if (term?.k === 'typed') add(term.type, this.#evaluator.value({ k: 'object', file, object }));
        }
    }
  }

  /** `class FileStore implements CacheStore`, which a package declares. */
  #addOfPackage(file: LoadedFile, id: TermId, heir: Value, deeds: Deed[]): void {
    for (const value of this.#evaluator.evaluate(file, id))
      if (value.k === 'external' && value.module !== 'global')
        for (const owner of this.#evaluator.instanceOf(value)) deeds.push({ owner, heir });
  }
}

/** An object of data stands for no behaviour. */
function hasFunctions({ objects, terms }: FileSummary, index: number): boolean {
  return objects[index]?.props.some(([, ids]) => ids.some((id) => terms[id]?.k === 'function')) === true;
}

function printDeed(deed: Deed): string {
  return `${printValue(deed.owner)} ${'heir' in deed ? printValue(deed.heir) : deed.name}`;
}

function printValue(value: Value): string {
  switch (value.k) {
    case 'external':
      return `${value.module} ${value.path}`;
    case 'literal':
      return String(value.value);
    default:
      return `${value.k} ${value.file.path} ${'class' in value ? value.class : 'object' in value ? value.object : ''}`;
  }
}

/** A name that a program puts on the global object for all its files: `App` of `App.store = ...`. */
const isOwnGlobal = (name: string): boolean =>
  /^[A-Za-z_$][\w$]*$/.test(name) &&
  !(name in globalThis) &&
  !/^(?:module|exports|require|window|document|self)$/.test(name);

/** Whether members that are put on a value can be told from those of other values. */
export function takesMembers(value: Value, name: string): boolean {
  if (value.k === 'array') return name === ANY && value.id > 0;
  if (value.k === 'external' && value.module === 'global')
    return name !== ANY && (value.path === '' || isOwnGlobal(value.path));
  if (value.k === 'external') return name !== ANY && /(^|\.)prototype$/.test(value.path);
  // `repository.add(order)` puts nothing on the repository: its class has a method of that name.
  if (value.k === 'instance') return name !== ANY;
  return value.k === 'object' || value.k === 'module' || value.k === 'made';
}
