import type { TermId } from '../summaries/summary.ts';
import { type Asked, best, type RankOf } from './data-flow.ts';
import { inList } from './list-data.ts';

/** The rank of data that parts are put together to, by what the parts are. */
export const together =
  (part: RankOf): RankOf =>
  (asked) =>
    Math.max(joined(asked, part), grown(asked, part));

/** `Buffer.concat(chunks)`, `chunks.join('')`. */
function joined(asked: Asked, part: RankOf): number {
  const { file, term, ask } = asked;
  const list = concatenated(asked, asked.id);
  // A list that is written out holds a few chunks, and not all of them.
  if (list !== 0) return file.summary.terms[list]?.k === 'array' ? 0 : ask(list, inList(part));
  const callee = term.k === 'call' ? file.summary.terms[term.callee] : undefined;
  return callee?.k === 'member' && callee.name === 'join' ? ask(callee.of, inList(part)) : 0;
}

/** The list that a call of `Buffer.concat` puts together. */
function concatenated({ file }: Asked, id: TermId): TermId {
  const { terms } = file.summary;
  const term = terms[id];
  const callee = term?.k === 'call' ? terms[term.callee] : undefined;
  if (term?.k !== 'call' || callee?.k !== 'member' || callee.name !== 'concat') return 0;
  const owner = terms[callee.of];
  const isBuffer = (owner?.k === 'global' || owner?.k === 'import') && owner.name === 'Buffer';
  return isBuffer ? (term.args[0] ?? 0) : 0;
}

/** A variable to which parts are added. Where it is given anything else as well, it may be cut again. */
function grown(asked: Asked, part: RankOf): number {
  const { file, term, ask } = asked;
  if (term.k !== 'variable') return 0;
  let rank = 0;
  for (const value of file.summary.variables[term.variable]?.values ?? []) {
    const added = addedBy(asked, value);
    if (!added) return 0;
    rank = Math.max(
      rank,
      best(added, (each) => ask(each, part)),
    );
  }
  return rank;
}

/** What a value of a variable adds to what the variable holds: nothing where it begins with that; undefined for any other value. */
function addedBy(asked: Asked, value: TermId): readonly TermId[] | undefined {
  const { terms } = asked.file.summary;
  const term = terms[value];
  const others = (ids: readonly TermId[]) => ids.filter((id) => id !== asked.id);
  switch (term?.k) {
    case 'text':
      return term.grows === true || term.parts.includes(asked.id) ? others(term.parts) : undefined;
    case 'or': {
      // `all = all ? Buffer.concat([all, chunk]) : chunk`
      const added = term.of.map((each) => (terms[each]?.k === 'variable' ? [] : addedBy(asked, each)));
      return added.includes(undefined) ? undefined : added.flatMap((each) => each ?? []);
    }
    case 'call': {
      const list = terms[concatenated(asked, value)];
      if (list?.k === 'array') return list.items.includes(asked.id) ? others(list.items) : undefined;
      const callee = terms[term.callee];
      return callee?.k === 'member' && callee.name === 'alloc' ? [] : undefined;
    }
    case 'literal':
    case 'typed':
      return [];
    default:
      return undefined;
  }
}
