/** A function that finds something once for each thing that it is asked about, and keeps it as long as that thing is there. */
export function remembered<K extends object, V extends object>(find: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, V>();
  return (of) => {
    let found = known.get(of);
    if (!found) known.set(of, (found = find(of)));
    return found;
  };
}
