import type { Cause, StallRecord } from '../../runtime/stall-record.ts';
import type { SkippedLine, StallLog } from '../../rules/utils/stall-log.ts';

/** Stalls that have something in common, and what they cost. */
export interface StallGroup {
  count: number;
  totalMs: number;
  /** The longest of them. */
  worst: StallRecord;
  /** ISO 8601, of the first and the last one. */
  first: string;
  last: string;
}

/** The stalls of one culprit. */
export interface CulpritGroup extends StallGroup {
  fingerprint: string;
  /** What it stalled, most often first, with how often. */
  contexts: [name: string, count: number][];
}

/** The stalls of one route, message or job. */
export interface RouteGroup extends StallGroup {
  name: string;
}

/** The stalls of one cause that blames no line of a handler. */
export interface CauseGroup extends StallGroup {
  cause: Cause;
}

/** What a report says of a log; every list begins with the worst. */
export interface Overview {
  /** By time. */
  records: StallRecord[];
  skipped: SkippedLine[];
  /** Stalls of worker threads that nobody waited for: they are in no other figure. */
  offloaded: number;
  processes: number;
  totalMs: number;
  culprits: CulpritGroup[];
  routes: RouteGroup[];
  causes: CauseGroup[];
}

/** The causes that blame a line which a handler runs. */
const BLAMING: ReadonlySet<Cause> = new Set<Cause>(['code', 'native', 'microtasks']);

/** Whether a stall is the fault of a line that is known. */
export function isBlamed({ cause, culprit }: StallRecord): boolean {
  return culprit !== null && BLAMING.has(cause);
}

/** Whether it is known what the loop was doing. */
function isNamed({ context }: StallRecord): boolean {
  return context.kind !== 'unknown' && context.kind !== 'startup';
}

/** Groups the stalls of a log. */
export function overviewOf({ records: all, skipped }: StallLog): Overview {
  const records = all.filter(({ offloaded }) => offloaded !== true);
  const byTime = records.toSorted((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const blamed = byTime.filter(isBlamed);
  const named = byTime.filter(isNamed);
  return {
    records: byTime,
    skipped,
    offloaded: all.length - records.length,
    processes: new Set(records.map(({ pid }) => pid)).size,
    totalMs: sum(records),
    culprits: groups(blamed, ({ fingerprint }) => fingerprint).map(([fingerprint, group, members]) => {
      const contexts = groups(members.filter(isNamed), ({ context }) => context.name).map(
        ([name, { count }]) => [name, count] as [string, number],
      );
      return { fingerprint, ...group, contexts: contexts.sort(([, a], [, b]) => b - a) };
    }),
    routes: groups(named, ({ context }) => context.name).map(([name, group]) => ({ name, ...group })),
    causes: groups(
      byTime.filter((record) => !isBlamed(record)),
      ({ cause }) => cause,
    ).map(([cause, group]) => ({ cause, ...group })),
  };
}

function sum(records: readonly StallRecord[]): number {
  return records.reduce((total, { durationMs }) => total + durationMs, 0);
}

function groups<Key extends string>(
  records: readonly StallRecord[],
  keyOf: (record: StallRecord) => Key,
): [key: Key, group: StallGroup, members: readonly StallRecord[]][] {
  const byKey = new Map<Key, [StallRecord, ...StallRecord[]]>();
  for (const record of records) {
    const known = byKey.get(keyOf(record));
    if (known) known.push(record);
    else byKey.set(keyOf(record), [record]);
  }
  return [...byKey]
    .map(([key, members]) => [key, groupOf(members), members] as [Key, StallGroup, readonly StallRecord[]])
    .sort(([, a], [, b]) => b.totalMs - a.totalMs);
}

function groupOf(members: readonly [StallRecord, ...StallRecord[]]): StallGroup {
  const [first] = members;
  return {
    count: members.length,
    totalMs: sum(members),
    worst: members.reduce((worst, record) => (record.durationMs > worst.durationMs ? record : worst)),
    first: first.time,
    last: members.at(-1)?.time ?? first.time,
  };
}
