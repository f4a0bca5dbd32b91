import type { ObjectSummary } from '../summaries/summary.ts';
import type { Evaluator } from './evaluate.ts';
import { isPlaceholder } from './member-kinds.ts';
import type { Members } from './members.ts';
import { union, type Value, type Values } from './values.ts';

type ObjectValue = Value & { k: 'object' };
type ListValue = Value & { k: 'array' };

/** Stands for all lists of an object, where a name stands for one of its members. */
const LISTS = Symbol('lists');
type Asked = string | null | typeof LISTS;

/** Objects that one reading goes through at most. */
const MAX_OBJECTS = 1000;

/**
 * Reads members of objects, through what is spread into them. One reading looks at each object once: where branches spread an
 * object into itself (`if (a) where = { ...where, a }`), each version of it leads to all others, in more ways than can be gone.
 */
export class ObjectMembers {
  readonly #evaluator: Evaluator;
  readonly #members: Members;
  /** What is being read of which object, and how many terms were being evaluated when that began. */
  readonly #reading = new Map<ObjectSummary, Map<Asked, number>>();

  constructor(evaluator: Evaluator, members: Members) {
    this.#evaluator = evaluator;
    this.#members = members;
  }

  /** `object.name`; with `null`, any member whose key cannot be read. What other files put there counts where there is nothing else. */
  get(value: ObjectValue, name: string | null): Values {
    const found: Values[] = [];
    this.#read(value, name, { found, seen: new Map() });
    return union(found);
  }

  /** The same, without what other files put on the object itself. */
  own(value: ObjectValue, name: string): Values {
    const found: Values[] = [];
    const seen = new Map([[value, false]]);
    this.#once(value, name, false, (object) => this.#readInside(value, object, name, { found, seen }));
    return union(found);
  }

  /** The members of an object as lists, without their names, and what other files put there. */
  lists(value: ObjectValue, seen = new Set<Value>()): ListValue[] {
    const { file } = value;
    const object = file.summary.objects[value.object];
    if (!object || seen.has(value) || seen.size >= MAX_OBJECTS) return [];
    seen.add(value);
    const own = this.#members.list(file, [...object.props.flatMap(([, ids]) => ids), ...object.computed]);
    const spread = this.#once(value, LISTS, [], () =>
      this.#evaluator
        .all(file, object.spreads)
        .flatMap((each) => (each.k === 'object' ? this.lists(each, seen) : this.#members.lists(each))),
    );
    return [own, ...spread, ...this.#members.written(value)];
  }

  /** Whether something is there that is more than a placeholder. */
  #read(value: ObjectValue, name: string | null, reading: Reading): boolean {
    const { seen, found } = reading;
    const known = seen.get(value);
    if (known !== undefined || seen.size >= MAX_OBJECTS) return known ?? false;
    seen.set(value, false);
    let isThere = this.#once(value, name, false, (object) => this.#readInside(value, object, name, reading));
    if (!isThere || name === null) {
      const wired = this.#evaluator.wiring.members(value, name);
      found.push(wired);
      isThere ||= isWhole(wired);
    }
    seen.set(value, isThere);
    return isThere;
  }

  #readInside(value: ObjectValue, object: ObjectSummary, name: string | null, reading: Reading): boolean {
    const { file } = value;
    const own =
      name === null
        ? union(object.props.map(([, ids]) => this.#members.read(file, ids)))
        : this.#members.read(file, file.index(object.props).get(name));
    reading.found.push(own);
    if (name !== null && isWhole(own)) return true;
    let isThere = false;
    for (const each of this.#evaluator.all(file, object.spreads)) {
      if (each.k === 'object') isThere = this.#read(each, name, reading) || isThere;
      else {
        const values = this.#members.get(each, name);
        reading.found.push(values);
        isThere ||= isWhole(values);
      }
    }
    const computed = this.#evaluator.all(file, object.computed);
    reading.found.push(computed);
    return isThere || isWhole(computed);
  }

  /** Reads something of an object; of one that is being read for the sake of what it has there is nothing more. */
  #once<T>(value: ObjectValue, asked: Asked, nothing: T, read: (object: ObjectSummary) => T): T {
    const object = value.file.summary.objects[value.object];
    if (!object) return nothing;
    const reading = this.#reading.get(object) ?? new Map<Asked, number>();
    const begun = reading.get(asked);
    if (begun !== undefined) {
      this.#evaluator.leanOn(begun);
      return nothing;
    }
    this.#reading.set(object, reading.set(asked, this.#evaluator.depth));
    const found = read(object);
    reading.delete(asked);
    return found;
  }
}

/** One reading: what it has found, and the objects that it has come to, each with whether something is there. */
interface Reading {
  found: Values[];
  seen: Map<Value, boolean>;
}

const isWhole = (values: Values): boolean => values.some((value) => !isPlaceholder(value));
