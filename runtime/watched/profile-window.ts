import type { ProfiledStack, RawFrame, RawProfile } from '../protocol.ts';
import { noteMaps } from './loaded-maps.ts';

/** Stacks of a stall that are kept, those with the most samples. */
const KEPT = 20;

/** The column is not known; a source map's last entry of the line is the surest. */
const LINE_END = 100_000;

/** Names of V8 for what is no function. */
const IDLE = '(idle)';
const GARBAGE = '(garbage collector)';
const NO_FUNCTION: ReadonlySet<string> = new Set(['(root)', '(program)', IDLE, GARBAGE]);

/** A node of V8's profile. https://chromedevtools.github.io/devtools-protocol/tot/Profiler/ */
interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number };
  children?: number[];
  positionTicks?: { line: number; ticks: number }[];
}

/** Times are microseconds of the monotonic clock. */
export interface Profile {
  nodes: ProfileNode[];
  startTime: number;
  samples?: number[];
  /** Before each sample. */
  timeDeltas?: number[];
}

/** What profiles saw between two times, in milliseconds of the monotonic clock. */
export function profileBetween(profiles: readonly Profile[], from: number, to: number): RawProfile {
  let samples = 0;
  let garbage = 0;
  const stacks: ProfiledStack[] = [];
  for (const profile of profiles) {
    const parents = parentsIn(profile);
    const hits = hitsBetween(profile, from, to);
    for (const node of profile.nodes) {
      const count = hits.get(node.id) ?? 0;
      const { functionName, url } = node.callFrame;
      if (count === 0 || functionName === IDLE) continue;
      samples += count;
      if (functionName === GARBAGE) garbage += count;
      else if (url !== '' || !NO_FUNCTION.has(functionName)) stacks.push(...stacksOf(node, count, parents));
    }
  }
  const kept = stacks.toSorted((a, b) => b.samples - a.samples).slice(0, KEPT);
  for (const { frames } of kept) noteMaps(frames);
  return { samples, garbage, stacks: kept };
}

function hitsBetween({ startTime, samples = [], timeDeltas = [] }: Profile, from: number, to: number) {
  const hits = new Map<number, number>();
  let at = startTime / 1000;
  samples.forEach((id, index) => {
    at += (timeDeltas[index] ?? 0) / 1000;
    if (at >= from && at <= to) hits.set(id, (hits.get(id) ?? 0) + 1);
  });
  return hits;
}

type Parents = ReadonlyMap<number, ProfileNode>;

function parentsIn({ nodes }: Profile): Parents {
  return new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)));
}

/** One stack for each line of its innermost function that was seen; V8 knows of its callers only where they begin. */
function stacksOf(node: ProfileNode, count: number, parents: Parents): ProfiledStack[] {
  const callers: RawFrame[] = [];
  for (let above = parents.get(node.id); above !== undefined; above = parents.get(above.id)) {
    if (above.callFrame.functionName !== '(root)') callers.push(headOf(above));
  }
  const [name, url, line, column] = headOf(node);
  const lines = node.positionTicks ?? [];
  const ticks = lines.reduce((sum, entry) => sum + entry.ticks, 0);
  if (ticks === 0) return [{ frames: [[name, url, line, column, 0], ...callers], isExact: false, samples: count }];
  return lines.map((entry) => ({
    frames: [[name, url, entry.line, LINE_END, 0], ...callers],
    isExact: true,
    samples: (count * entry.ticks) / ticks,
  }));
}

/** A function where it begins, from 1 as stacks count. */
function headOf({ callFrame: { functionName, url, lineNumber, columnNumber } }: ProfileNode): RawFrame {
  return [functionName, url, lineNumber + 1, columnNumber + 1, 0];
}
