import type { FileSummary, Members, TermId } from './summary.ts';

type MemberMap = Map<string, TermId[]>;

/** How many values one name may have before more of them stop telling anything. */
export const MAX_VALUES = 12;

/** The members of a file's objects, classes, exports and functions, kept by name until all are known. */
export class MemberTables {
  readonly #maps = new Map<Members, MemberMap>();
  readonly #ofFunctions = new Map<number, { statics: MemberMap; instance: MemberMap }>();

  of(list: Members): MemberMap {
    let map = this.#maps.get(list);
    if (!map) this.#maps.set(list, (map = new Map<string, TermId[]>()));
    return map;
  }

  add(list: Members, name: string, value: TermId): void {
    addTo(this.of(list), name, value);
  }

  addOfFunction(fn: number, name: string, value: TermId, instance: boolean): void {
    let maps = this.#ofFunctions.get(fn);
    if (!maps) this.#ofFunctions.set(fn, (maps = { statics: new Map(), instance: new Map() }));
    addTo(instance ? maps.instance : maps.statics, name, value);
  }

  /** Puts what was kept into the lists that it was kept for. */
  fill(): void {
    for (const [list, map] of this.#maps) list.push(...map);
  }

  ofFunctions(): FileSummary['functionMembers'] {
    return [...this.#ofFunctions].map(([fn, { statics, instance }]) => [fn, [...statics], [...instance]]);
  }
}

function addTo(map: MemberMap, name: string, value: TermId): void {
  const values = map.get(name);
  if (!values) map.set(name, [value]);
  else if (values.length < MAX_VALUES && !values.includes(value)) values.push(value);
}
