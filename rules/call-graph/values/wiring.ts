import type { ContextMember } from '../handlers/handler-contexts.ts';
import type { TermId } from '../summaries/summary.ts';
import { ANY, DeedFinder, type Deeds, takesMembers } from './deeds.ts';
import type { Evaluator } from './evaluate.ts';
import type { LoadedFile } from './loaded-file.ts';
import { NO_VALUES, union, type Value, type Values } from './values.ts';

/** A value as it is written in some file. */
interface Written {
  file: LoadedFile;
  term: TermId;
}

const MAX_HEIRS = 64;
/** A list that more is put into holds data, not code. */
const MAX_PUT = 40;
const NOTHING: readonly Written[] = [];

/** What is known of what all files do. */
class Known {
  readonly heirs = new Map<Value, Value[]>();
  readonly allHeirs = new Map<Value, readonly Value[]>();
  /** Names of what is put on parameters: anything may have them, once it is known what parameters are given. */
  openNames: ReadonlySet<string> = new Set();
  readonly put = new Map<Value, Map<string, Written[]>>();
  /** The same, known only once it is known what parameters are given. */
  given = new Map<Value, Map<string, Written[]>>();
  /** Members that were asked for in this look. */
  members = new Map<Value, Map<string | null, Values>>();
}

/**
 * What files do to values of other files: the classes that extend or implement one, and what is put into a list, a map, an
 * object or an instance by code that it does not know. Collected over all files before any of them is linked.
 */
export class Wiring {
  readonly #evaluator: Evaluator;
  readonly #finder: DeedFinder;
  readonly #deeds = new Map<LoadedFile, Deeds>();
  #known = new Known();
  /** How many lists are being read, one for what is in the other. */
  #lists = 0;
  /** Whether a file's deeds are being found: as if no file did any, so that they are the same in whatever order they are found. */
  isFindingDeeds = false;

  constructor(evaluator: Evaluator) {
    this.#evaluator = evaluator;
    this.#finder = new DeedFinder(evaluator);
  }

  /** Takes up what the files do, in their order; whether values may differ from those that were evaluated before. */
  collect(files: readonly LoadedFile[]): boolean {
    let isChanged = false;
    for (const file of files) {
      const known = this.#deeds.get(file);
      if (known?.summary === file.summary && file.isLinked) continue;
      const deeds = this.#deedsOf(file);
      if (!isSame(deeds, known)) isChanged = true;
      this.#deeds.set(file, deeds);
    }
    this.#known = new Known();
    this.#known.openNames = new Set(files.flatMap((file) => namesOf(this.#deeds.get(file))));
    for (const file of files) {
      for (const deed of this.#deeds.get(file)?.deeds ?? []) {
        if ('heir' in deed) addTo(this.#known.heirs, deed.owner, deed.heir);
        else put(this.#known.put, deed.owner, deed.name, { file, term: deed.term });
      }
    }
    return isChanged;
  }

  /** Takes up what the files do to what their parameters are given, and what they put on contexts. */
  collectGiven(files: readonly LoadedFile[], onContexts: readonly ContextMember[]): void {
    const given = new Map<Value, Map<string, Written[]>>();
    for (const file of files)
      for (const { target, name, value } of this.#deeds.get(file)?.open ?? [])
        for (const owner of this.#evaluator.evaluate(file, target))
          if (takesMembers(owner, name)) put(given, owner, name, { file, term: value });
    for (const { module, type, name, value } of onContexts) {
      const owner = this.#evaluator.value({ k: 'external', module, path: `${type}.prototype` });
      put(given, owner, name, { file: value.file, term: value.id });
    }
    this.#known.given = given;
    this.#known.members = new Map();
  }

  /** Whether a file that has changed does to values what it did; if so, this is taken up. */
  keeps(file: LoadedFile): boolean {
    const deeds = this.#deedsOf(file);
    if (!isSame(deeds, this.#deeds.get(file))) return false;
    this.#deeds.set(file, deeds);
    return true;
  }

  /** Whether values of files that do not import this one depend on it. */
  dependsOn(file: LoadedFile): boolean {
    return (this.#deeds.get(file)?.print ?? '') !== '';
  }

  #deedsOf(file: LoadedFile): Deeds {
    const [known, { looks }] = [this.#known, this.#evaluator];
    const { knowsFlows } = looks;
    this.#known = new Known();
    this.isFindingDeeds = true;
    looks.knowsFlows = false;
    const deeds = this.#finder.find(file);
    looks.knowsFlows = knowsFlows;
    this.isFindingDeeds = false;
    this.#known = known;
    return deeds;
  }

  /** The instances of classes, and the objects, that have what `value` declares, directly or through others. */
  heirs(value: Value): readonly Value[] {
    const known = this.#known.allHeirs.get(value);
    if (known) return known;
    const direct = this.#known.heirs.get(value);
    if (!direct) return NO_VALUES;
    const found = new Set<Value>();
    const front = [...direct];
    for (let next = front.shift(); next && found.size < MAX_HEIRS; next = front.shift()) {
      if (found.has(next) || next === value) continue;
      found.add(next);
      front.push(...(this.#known.heirs.get(next) ?? []));
    }
    const all = [...found];
    this.#known.allHeirs.set(value, all);
    return all;
  }

  /** What code elsewhere put into a value under a name, or, for `null`, under any. */
  written(value: Value, name: string | null): readonly Written[] {
    const put = this.#known.put.get(value);
    const given = this.#known.given.get(value);
    if (!put && !given) return NOTHING;
    const found = [put, given].flatMap((names) => {
      if (!names) return [];
      return name === null ? [...names.values()].flat() : (names.get(name) ?? names.get(ANY) ?? []);
    });
    return found.slice(0, MAX_PUT);
  }

  /** The values that code elsewhere put into a value under a name, or, for `null`, under any. */
  members(value: Value, name: string | null): Values {
    if (name !== null && this.#known.openNames.has(name)) this.#evaluator.looks.noteOpen();
    if (!this.#known.put.has(value) && !this.#known.given.has(value)) return NO_VALUES;
    // What callers pass is looked for one list deep, and the factories that make what is in it one list deeper: through lists in
    // lists it would be everything.
    if (this.#evaluator.passesFunctions && (value.k !== 'array' || this.#lists !== 1)) return NO_VALUES;
    if (this.#lists > 0) return this.#read(value, name).filter((each) => this.#evaluator.isFunction(each));
    return (
      this.#known.members.get(value)?.get(name) ??
      this.#read(value, name, (values) => {
        let names = this.#known.members.get(value);
        if (!names) this.#known.members.set(value, (names = new Map<string | null, Values>()));
        names.set(name, values);
      })
    );
  }

  #read(value: Value, name: string | null, keep: (values: Values) => void = () => undefined): Values {
    const written = this.written(value, name);
    if (written.length === 0) return NO_VALUES;
    this.#lists++;
    const read = () => union(written.map(({ file, term }) => this.#evaluator.passed(file, term)));
    const values = this.#evaluator.whole(read, keep);
    this.#lists--;
    return values;
  }
}

const NO_DEEDS: Pick<Deeds, 'print' | 'open'> = { print: '', open: [] };

const namesOf = ({ open } = NO_DEEDS): string[] => open.map(({ name }) => name);

/** Whether what a file does to values is what it did before. */
function isSame(deeds: Deeds, before: Deeds | undefined): boolean {
  const { print } = before ?? NO_DEEDS;
  return deeds.print === print && namesOf(deeds).join() === namesOf(before).join();
}

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function put(map: Map<Value, Map<string, Written[]>>, owner: Value, name: string, written: Written): void {
  let names = map.get(owner);
  if (!names) map.set(owner, (names = new Map<string, Written[]>()));
  addTo(names, name, written);
}
