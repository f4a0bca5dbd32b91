import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Culprit, StallFrame, SampleTree, StallRecord } from '../../runtime/stall-record.ts';
import { printable } from '../../rules/utils/stall-log-message.ts';
import { UsageError } from '../usage-error.ts';
import { isBlamed } from './overview.ts';

/** A node of V8's `.cpuprofile`. https://chromedevtools.github.io/devtools-protocol/tot/Profiler/ */
interface ProfileNode {
  /** From 1. */
  id: number;
  callFrame: CallFrame;
  hitCount: number;
  children: number[];
  positionTicks?: { line: number; ticks: number }[];
}

interface CallFrame {
  functionName: string;
  scriptId: string;
  url: string;
  /** From 0, both; -1 where unknown. */
  lineNumber: number;
  columnNumber: number;
}

/** V8's `.cpuprofile`: times are microseconds. */
export interface CpuProfile {
  nodes: ProfileNode[];
  startTime: number;
  endTime: number;
  samples: number[];
  /** Before each sample. */
  timeDeltas: number[];
}

/** A stack, outermost first, and the part of the stall that was spent in it. */
interface Stack {
  frames: CallFrame[];
  share: number;
  /** How many samples stand for it. */
  ticks: number;
}

/** The stall that `--cpuprofile` names. Throws a UsageError that says what is accepted. */
export function stallFor(wanted: string, records: readonly StallRecord[]): StallRecord {
  const profiled = records.filter((record) => record.culprit !== null && record.frames.length > 0);
  const candidates = profiled.some(isBlamed) ? profiled.filter(isBlamed) : profiled;
  const [first] = candidates;
  if (!first) throw new UsageError('--cpuprofile: no stall of this log has samples.');
  if (wanted === 'worst')
    return candidates.reduce((worst, record) => (record.durationMs > worst.durationMs ? record : worst), first);
  const found = profiled.find(({ id }) => id === wanted);
  if (found) return found;
  const ids = candidates
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, 5)
    .map(({ id }) => printable(id, 60));
  const why = records.some(({ id }) => id === wanted) ? 'a stall without samples' : 'no stall of this log';
  throw new UsageError(`--cpuprofile is "${wanted}", ${why}; accepted: worst, or an id such as ${ids.join(', ')}.`);
}

/**
 * V8 counts from the start of the machine. DevTools shows nothing where a profile starts at 0, and adds wrong self times up
 * where it starts at the microseconds since 1970: it loses the last digits of such numbers.
 */
const START_US = 1_000_000;

/** A stall as V8's profiler would have written it: one node per function, below the request that it was for. */
export function cpuProfileOf(record: StallRecord): CpuProfile {
  const totalUs = Math.max(1, Math.round(record.durationMs * 1000));
  const tree = new ProfileTree();
  const samples: number[] = [];
  // A delta comes before its sample: what a sample stands for is the delta of the next one.
  const timeDeltas = [0];
  let at = 0;
  let shares = 0;
  const add = ({ frames, share, ticks }: Stack): void => {
    shares += share;
    const end = Math.min(totalUs, Math.round(shares * totalUs));
    for (let left = ticks; left > 0; left -= 1) {
      const delta = Math.round((end - at) / left);
      samples.push(tree.hit(frames));
      timeDeltas.push(delta);
      at += delta;
    }
  };
  const context = synthetic(record.context.name === '' ? record.cause : record.context.name);
  const stacks = record.sampleTree ? sampledStacks(record.sampleTree) : sharedStacks(record);
  for (const stack of stacks)
    add(stack.frames.length === 0 ? { ...stack, frames: [PROGRAM] } : { ...stack, frames: [context, ...stack.frames] });
  // Of a sum of shares the last digits are lost.
  if (totalUs - at >= 1) add({ frames: [PROGRAM], share: 1 - shares, ticks: ticksOf(record, 1 - shares) });
  samples.push(samples.at(-1) ?? 1);
  return { nodes: tree.nodes, startTime: START_US, endTime: START_US + totalUs, samples, timeDeltas };
}

/** The stacks that were sampled, in their order, each with the time until the next one. */
function sampledStacks({ files, frames, nodes, samples }: SampleTree): Stack[] {
  const total = samples.reduce((sum, [, us]) => sum + us, 0) || 1;
  const stackOf = (innermost: number): CallFrame[] => {
    const stack: CallFrame[] = [];
    for (let node = nodes[innermost]; node !== undefined; node = nodes[node[0]]) {
      const [name, file, line, column, async] = frames[node[1]] ?? ['', 0, 0, 0, 0];
      stack.push(callFrame({ function: name, file: files[file] ?? '', line, column, async: async === 1 }));
    }
    return stack.reverse();
  };
  return samples.map(([node, us]) => ({ frames: stackOf(node), share: us / total, ticks: 1 }));
}

/** What a record without its samples holds: the culprit's stack whole, of the other lines the innermost frame. */
function sharedStacks(record: StallRecord): Stack[] {
  const stack = (frames: CallFrame[], share: number): Stack => ({ frames, share, ticks: ticksOf(record, share) });
  const other = (line: Culprit): Stack => stack([callFrame({ ...line, async: false })], line.share);
  const whole = stack(record.frames.map(callFrame).reverse(), record.culprit?.share ?? 0);
  return [whole, ...record.others.map(other)].filter(({ share }) => share > 0);
}

const ticksOf = ({ samples }: StallRecord, share: number): number => Math.max(1, Math.round(samples * share));

function callFrame({
  function: name,
  file,
  line,
  column,
  async: isAwaiting,
}: Omit<StallFrame, 'origin' | 'generated'>): CallFrame {
  const functionName = name === '' ? '(anonymous)' : name;
  return {
    functionName: isAwaiting ? `async ${functionName}` : functionName,
    scriptId: '0',
    url: path.isAbsolute(file) ? pathToFileURL(file).href : file,
    lineNumber: line - 1,
    columnNumber: column - 1,
  };
}

/** A node that stands for no code. */
function synthetic(functionName: string): CallFrame {
  return { functionName, scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 };
}

/** What no frame accounts for. */
const PROGRAM = synthetic('(program)');

/** The nodes of a profile. */
class ProfileTree {
  readonly nodes: ProfileNode[] = [];
  readonly #ids = new Map<string, number>();

  constructor() {
    this.#node(undefined, synthetic('(root)'));
  }

  /** Counts one sample of a stack, outermost first, and gives its innermost node's id. */
  hit(frames: readonly CallFrame[]): number {
    let [node] = this.nodes;
    for (const frame of frames) node = this.#node(node, frame);
    if (!node) return 1;
    node.hitCount += 1;
    const line = (frames.at(-1)?.lineNumber ?? -1) + 1;
    const ticks = (node.positionTicks ?? []).find((each) => each.line === line);
    if (ticks) ticks.ticks += 1;
    else if (line > 0) node.positionTicks = [...(node.positionTicks ?? []), { line, ticks: 1 }];
    return node.id;
  }

  #node(parent: ProfileNode | undefined, frame: CallFrame): ProfileNode {
    const { functionName, url, lineNumber } = frame;
    // Lines of one function are one node, at the first of them that was seen; functions without a name stand apart.
    const key = JSON.stringify([parent?.id, functionName, url, functionName.endsWith('(anonymous)') && lineNumber]);
    const known = this.nodes[(this.#ids.get(key) ?? 0) - 1];
    if (known) return known;
    const node: ProfileNode = { id: this.nodes.length + 1, callFrame: frame, hitCount: 0, children: [] };
    this.nodes.push(node);
    this.#ids.set(key, node.id);
    parent?.children.push(node.id);
    return node;
  }
}
